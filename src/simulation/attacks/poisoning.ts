import { concat } from '../../codec/bytes.ts';
import { encodeHttpHead, plainRequest, plainResponse } from '../../codec/http/encode.ts';
import { utf8Of } from '../../codec/utf8.ts';
import { encodeFrame, shortestForm } from '../../codec/websocket/encode.ts';
import { acceptOf } from '../../codec/websocket/handshake.ts';
import { Opcode } from '../../codec/websocket/layout.ts';
import { mask } from '../../codec/websocket/mask.ts';
import { streamFor } from '../random.ts';
import type { AttackStep } from './attack.ts';
import { createProxiedConnection, type Noticed, type Store } from './proxy.ts';

/** How the browser masks what the page sends; `known-key` is a key that the page can guess. */
export const MASKINGS = ['none', 'random-key', 'known-key'] as const;

export type Masking = (typeof MASKINGS)[number];

type Says = 'open' | 'opened' | 'hide' | 'forge' | 'ask' | 'get';
export type PoisoningResult = Noticed['kind'] | 'nothing' | 'in-store' | 'forged' | 'genuine';

export interface Poisoning {
  readonly steps: readonly AttackStep<Says, PoisoningResult>[];
  /** What the browser put onto the wire for the page's message. */
  readonly frame: Uint8Array;
  /** Whether somebody else was handed the attacker's script. */
  readonly poisoned: boolean;
}

const KEY = 'dGhlIHNhbXBsZSBub25jZQ==';
const SCRIPT = { host: 'scripts.example.com', target: '/x.js' };
const KNOWN = Uint8Array.of(0x37, 0xfa, 0x21, 0x3d);

const request = (host: string, target: string): Uint8Array =>
  encodeHttpHead(plainRequest(target, [['Host', host]]));

const script = (text: string): Uint8Array =>
  concat([
    encodeHttpHead(
      plainResponse(200, 'OK', [
        ['Content-Type', 'text/javascript'],
        ['Content-Length', String(text.length)],
      ]),
    ),
    utf8Of(text),
  ]);

const FORGED = script('steal()');
const GENUINE = script('help()');

/** What the page wants on the wire. An empty line first: so the frame's head is a line of its own. */
export const HIDDEN = concat([utf8Of('\r\n'), request(SCRIPT.host, SCRIPT.target)]);

const OPENING = encodeHttpHead(
  plainRequest('/', [
    ['Host', 'evil.example.net'],
    ['Upgrade', 'websocket'],
    ['Connection', 'Upgrade'],
    ['Origin', 'https://evil.example.net'],
    ['Sec-WebSocket-Key', KEY],
    ['Sec-WebSocket-Version', '13'],
  ]),
);

const OPENED = encodeHttpHead(
  plainResponse(101, 'Switching Protocols', [
    ['Upgrade', 'websocket'],
    ['Connection', 'Upgrade'],
    ['Sec-WebSocket-Accept', acceptOf(KEY).accept],
  ]),
);

/** A key as a browser picks one: from a source that the page does not know. RFC 6455 §5.3 */
function randomKey(seed: number): Uint8Array {
  const random = streamFor(seed, 'masking-key');
  return Uint8Array.from({ length: 4 }, () => Math.floor(random() * 256));
}

/** The attack, with what the page says and the key the browser masks it with. RFC 6455 §10.3 */
export function poisonWith(message: Uint8Array, maskKey: Uint8Array | null): Poisoning {
  const store: Store = new Map();
  const connection = createProxiedConnection(store);
  const frame = encodeFrame({
    ...{ fin: true, rsv1: false, rsv2: false, rsv3: false, opcode: Opcode.binary },
    extended: shortestForm(message.length),
    maskKey,
    payload: message,
  });
  const resultOf = (noticed: readonly Noticed[]): PoisoningResult =>
    noticed.at(-1)?.kind ?? 'nothing';

  const opened = {
    up: resultOf(connection.fromClient(OPENING)),
    down: resultOf(connection.fromServer(OPENED)),
  };
  const hidden = resultOf(connection.fromClient(frame));
  const forged = resultOf(connection.fromServer(FORGED));
  const kept = store.get(SCRIPT.host + SCRIPT.target);
  const got = kept ?? GENUINE;
  const poisoned = String(got) === String(FORGED);
  return {
    frame,
    poisoned,
    steps: [
      { says: 'open', from: 'page', to: 'attacker', bytes: OPENING, result: opened.up },
      { says: 'opened', from: 'attacker', to: 'page', bytes: OPENED, result: opened.down },
      { says: 'hide', from: 'page', to: 'attacker', bytes: frame, result: hidden },
      { says: 'forge', from: 'attacker', to: 'page', bytes: FORGED, result: forged },
      {
        ...{ says: 'ask', from: 'reader', to: 'proxy' },
        bytes: request(SCRIPT.host, SCRIPT.target),
        result: kept === undefined ? 'passed-on' : 'in-store',
      },
      {
        ...{ says: 'get', from: 'proxy', to: 'reader' },
        bytes: got,
        result: poisoned ? 'forged' : 'genuine',
      },
    ],
  };
}

/** The attack on a browser that masks in that way; a page that knows the key masks first, so that it comes undone. */
export function poison(masking: Masking, seed: number): Poisoning {
  if (masking === 'none') return poisonWith(HIDDEN, null);
  if (masking === 'known-key') return poisonWith(mask(HIDDEN, KNOWN), KNOWN);
  return poisonWith(HIDDEN, randomKey(seed));
}

/** Of so many keys that the page cannot know, how many let the attack through. */
export function countPoisoned(seeds: number): number {
  let count = 0;
  for (let seed = 0; seed < seeds; seed++) if (poison('random-key', seed).poisoned) count++;
  return count;
}
