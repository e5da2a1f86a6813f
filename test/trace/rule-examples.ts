import { deflateRawSync } from 'node:zlib';
import { bytesOfHex } from '../../src/codec/bytes.ts';
import { encodeChunk, lastChunk, plainChunk } from '../../src/codec/http/chunk-encode.ts';
import type { RuleId } from '../../src/codec/ids.ts';
import { MOST_INFLATED } from '../../src/codec/websocket/message.ts';
import { CLOSE_ROWS, FRAME_ROWS, TEXT_ROWS } from '../vectors/frame-rules.ts';
import { BROKEN, KEPT, REQUEST, RESPONSE, type Row } from '../vectors/handshake.ts';
import { BROKEN_BODIES, head, KEPT_BODIES, type BodyRow } from '../vectors/http.ts';
import {
  BROKEN_EVENTS,
  BROKEN_HEADS,
  KEPT_EVENTS,
  KEPT_HEADS,
  type EventRow,
  type HeadRow,
} from '../vectors/sse.ts';
import { fromClient, fromServer, joined, latin1, type Turn } from './wire.ts';

/** What was said on a connection, and what is known of it besides. */
export interface Talk {
  readonly turns: readonly Turn[];
  readonly extensions?: string;
  /** Set where the connection is known to have ended, which no paste can say. */
  readonly end?: 'fin';
}

/** The example of a rule, and its twin that just keeps the rule. */
export interface Example {
  readonly rule: RuleId;
  readonly breaks: Talk;
  readonly keeps: Talk;
}

/** The first row of each rule, with the first that keeps it. */
function paired<R extends { readonly rule: RuleId }>(
  broken: readonly R[],
  kept: readonly R[],
  talk: (row: R) => Talk,
): Example[] {
  return [...new Set(broken.map(({ rule }) => rule))].map((rule) => {
    const own = (row: R) => row.rule === rule;
    return { rule, breaks: talk(broken.find(own)!), keeps: talk(kept.find(own)!) };
  });
}

const DEFLATE = 'permessage-deflate';

const onFrames: readonly Example[] = FRAME_ROWS.map(({ rule, sender, deflate, breaks, keeps }) => {
  const talk = (hex: string): Talk => ({
    turns: [[sender === 'client' ? '>' : '<', bytesOfHex(hex)]],
    ...(deflate === true ? { extensions: DEFLATE } : {}),
  });
  return { rule, breaks: talk(breaks), keeps: talk(keeps) };
});

const onCloses: readonly Example[] = CLOSE_ROWS.map(({ rule, breaks, keeps }) => {
  const talk = (hex: string): Talk => ({
    turns: [['<', fromServer(bytesOfHex(hex), { opcode: 8 })]],
  });
  return { rule, breaks: talk(breaks), keeps: talk(keeps) };
});

const inFragments = (fragments: readonly Uint8Array[], rsv1 = false): Turn => [
  '<',
  joined(
    ...fragments.map((payload, i) =>
      fromServer(payload, {
        opcode: i === 0 ? 1 : 0,
        rsv1: rsv1 && i === 0,
        fin: i === fragments.length - 1,
      }),
    ),
  ),
];

const onTexts: readonly Example[] = TEXT_ROWS.map(({ rule, breaks, keeps }) => ({
  rule,
  breaks: { turns: [inFragments(breaks.map(bytesOfHex))] },
  keeps: { turns: [inFragments(keeps.map(bytesOfHex))] },
}));

const HELLO = 'f2 48 cd c9 c9 07 00';
const AGAIN = 'f2 00 11 00 00';

/** Compressed messages of a server, each in one frame. */
const compressed = (messages: readonly (string | Uint8Array)[], extensions = DEFLATE): Talk => ({
  turns: messages.map((one) =>
    inFragments([typeof one === 'string' ? bytesOfHex(one) : one], true),
  ),
  extensions,
});

/** As zlib ends a message, without the tail: RFC 7692 §7.2.1. */
const deflated = (bytes: Uint8Array): Uint8Array =>
  joined(deflateRawSync(bytes, { finishFlush: 2 }).subarray(0, -4));

/** 1024 letters without a pattern, twice: the second time they are a reference 1024 back. */
const NOISE = Uint8Array.from(
  { length: 1024 },
  (_, i) => 0x20 + ((Math.imul(i + 1, 2_654_435_761) >>> 16) % 95),
);
const FAR_BACK = deflated(joined(NOISE, NOISE));
const NARROW = `${DEFLATE}; server_max_window_bits=9`;

const onCompressed: readonly Example[] = [
  { rule: 'ws/pmd-bad-deflate', breaks: compressed(['ff']), keeps: compressed([HELLO]) },
  {
    rule: 'ws/pmd-invalid-utf8-after-inflate',
    breaks: compressed(['3a ac 01 00']),
    keeps: compressed([HELLO]),
  },
  {
    rule: 'ws/pmd-takeover-without-history',
    breaks: compressed([AGAIN]),
    keeps: compressed([HELLO, AGAIN]),
  },
  {
    rule: 'ws/pmd-window-exceeded',
    breaks: compressed([FAR_BACK], NARROW),
    keeps: compressed([FAR_BACK], `${DEFLATE}; server_max_window_bits=11`),
  },
  {
    rule: 'ws/pmd-trailer-not-stripped',
    breaks: compressed([`${HELLO} 00 00 ff ff`]),
    keeps: compressed([HELLO]),
  },
  {
    rule: 'ws/pmd-final-octet-missing',
    breaks: compressed(['f2 48 cd c9 c9 07']),
    keeps: compressed([HELLO]),
  },
  {
    rule: 'ws/pmd-inflates-too-big',
    breaks: compressed([deflated(new Uint8Array(MOST_INFLATED + 1))]),
    keeps: compressed([deflated(new Uint8Array(1024))]),
  },
];

/** The announced lengths of a message of two fragments, of which the second is cut: 1 byte, then up to 2 GiB. */
const announcing = (length: string): Talk => ({
  turns: [['<', bytesOfHex(`02 01 00 80 7f 00 00 00 00 ${length}`)]],
});

const PING = (payload: string): Turn => ['<', fromServer(payload, { opcode: 9 })];
const PONG = (payload: string): Turn => ['>', fromClient(payload, { opcode: 10 })];
const ASKED: Turn = ['>', latin1(REQUEST)];
const ANSWERED: Turn = ['<', latin1(RESPONSE)];
const EARLY: Turn = ['>', fromClient('Hello')];
const SAID_CLOSE: readonly Turn[] = [['<', fromServer(bytesOfHex('03 e8'), { opcode: 8 })]];
const BOTH_CLOSED: readonly Turn[] = [
  ...SAID_CLOSE,
  ['>', fromClient(bytesOfHex('03 e8'), { opcode: 8 })],
];

const onConversations: readonly Example[] = [
  {
    rule: 'ws/message-too-big',
    breaks: announcing('80 00 00 00'),
    keeps: announcing('7f ff ff ff'),
  },
  {
    rule: 'ws/frame-before-101',
    breaks: { turns: [ASKED, EARLY, ANSWERED] },
    keeps: { turns: [ASKED, ANSWERED, EARLY] },
  },
  {
    rule: 'ws/pong-payload-mismatch',
    breaks: { turns: [PING('a'), PONG('b')] },
    keeps: { turns: [PING('a'), PING('b'), PONG('b')] },
  },
  {
    rule: 'ws/close-not-answered',
    breaks: { turns: SAID_CLOSE, end: 'fin' },
    keeps: { turns: BOTH_CLOSED, end: 'fin' },
  },
  {
    rule: 'ws/tcp-closed-without-close',
    breaks: { turns: [['<', fromServer('bye')]], end: 'fin' },
    keeps: { turns: [['<', fromServer('bye')], ...BOTH_CLOSED], end: 'fin' },
  },
];

/** An answer that says where its body ends, so that its example breaks one rule alone. */
function delimited(answer: string): string {
  const bare = /^HTTP\/\S+ (?:1\d\d|204)/.test(answer);
  if (bare || /^(?:content-length|transfer-encoding):/im.test(answer)) return answer;
  return answer.replace(/\r\n\r\n$/, '\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n');
}

const handshakeTalk = ({ request, after = '', response }: Row): Talk => ({
  turns: [
    ['>', latin1(request + after)],
    ...(response === undefined ? [] : [['<', latin1(delimited(response))] as const]),
  ],
});

const bodyTalk = ({ message, request, ended }: BodyRow): Talk => {
  const answer = message.startsWith('HTTP/');
  const asked: Turn[] = request === undefined ? [] : [['>', latin1(request)]];
  return {
    turns: [...asked, [answer ? '<' : '>', latin1(message)]],
    ...(ended === true ? { end: 'fin' } : {}),
  };
};

/** What a server answers is told of requests alone. */
const REQUESTS_FIRST = BROKEN_BODIES.toSorted(
  (a, b) => Number(b.status !== undefined) - Number(a.status !== undefined),
);

const STREAM = head(
  'HTTP/1.1 200 OK',
  'Content-Type: text/event-stream',
  'Transfer-Encoding: chunked',
);

const eventTalk = ({ bytes }: EventRow): Talk => ({
  turns: [
    ['<', joined(latin1(STREAM), encodeChunk(plainChunk(latin1(bytes))), encodeChunk(lastChunk()))],
  ],
});

const streamHeadTalk = ({ request, bytes }: HeadRow): Talk => ({
  turns: [
    ...(request === null ? [] : [['>', latin1(request)] as const]),
    ['<', latin1(delimited(bytes))],
  ],
});

/** One example for every rule. */
export const EXAMPLES: readonly Example[] = [
  ...onFrames,
  ...onCloses,
  ...onTexts,
  ...onCompressed,
  ...onConversations,
  ...paired(BROKEN, KEPT, handshakeTalk),
  ...paired<BodyRow>(REQUESTS_FIRST, KEPT_BODIES, bodyTalk),
  ...paired(BROKEN_EVENTS, KEPT_EVENTS, eventTalk),
  ...paired(BROKEN_HEADS, KEPT_HEADS, streamHeadTalk),
];
