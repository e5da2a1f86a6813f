import { createInflater, type DeflateSide } from '../src/codec/websocket/deflate.ts';
import { judgeDeflate } from '../src/codec/websocket/deflate-rules.ts';
import { decodeMessages } from '../src/codec/websocket/decode-messages.ts';
import type { Finding } from '../src/codec/websocket/finding.ts';
import { walkDeflate } from '../src/codec/websocket/inflate-walk.ts';
import { createMessageJudge } from '../src/codec/websocket/message-judge.ts';
import { createMessageReader } from '../src/codec/websocket/message-reader.ts';
import { startsMessage } from '../src/codec/websocket/message.ts';
import type { Sender } from '../src/codec/websocket/rules.ts';
import type { FrameIndex } from '../src/codec/websocket/scan.ts';
import { areInside, must, same } from './fuzz-laws.ts';

const MOST = 1 << 20;
/** Of one stream: what comes later is read as what came before. */
const MOST_READ = 32;
/** From the last to the first each message inflates those before it anew. */
const MOST_BACKWARDS = 4;

/** Each message read in order, from the last to the first, and all at once: they are the same; and all judged. */
export function checkMessages(
  bytes: Uint8Array,
  index: FrameIndex,
  sender: Sender,
  side: DeflateSide | null,
): void {
  const starts: number[] = [];
  for (let i = 0; i < index.length && starts.length < MOST_READ; i++) {
    if (startsMessage(index, i)) starts.push(i);
  }
  const inOrder = createMessageReader(bytes, index, side, MOST);
  const read = starts.map((first) => inOrder.read(first));
  const backwards = createMessageReader(bytes, index, side, MOST);
  for (let i = Math.min(starts.length, MOST_BACKWARDS) - 1; i >= 0; i--) {
    const [message, again] = [read[i]!, backwards.read(starts[i]!)];
    must(message?.fault === again?.fault, 'a message has its fault in any order');
    if (message !== null) must(same(message.payload, again!.payload), 'and its payload');
  }
  const payloads = new Map(
    read.flatMap((message) => (message ? [[message.frames[0], message]] : [])),
  );
  decodeMessages(bytes, sender, side, ({ first, payload, complete, valid }) => {
    const message = payloads.get(first);
    if (message === undefined || message.fault === 'too-big') return;
    must(same(payload, message.payload), 'messages are the same, read one by one or all');
    must(complete === message.complete, 'and as complete');
    must(!valid || message.fault === null, 'and valid only without a fault');
  });
  checkJudge(bytes, index, sender, side);
}

function checkJudge(
  bytes: Uint8Array,
  index: FrameIndex,
  sender: Sender,
  side: DeflateSide | null,
): void {
  const findings = new Map<number, Finding[]>();
  const judge = createMessageJudge(bytes, index, sender, side, findings, 4096);
  while (judge.step(3));
  for (const [frame, found] of findings) {
    must(frame < index.length && found.length > 0, 'what is found is in a frame');
    const placed = found.flatMap(({ range }) => (range?.of === 'payload' ? [{ range }] : []));
    must(areInside(placed, index.payloadLength[frame]!), 'and in its payload');
  }
}

const SIDES: readonly DeflateSide[] = [8, 9, 15].flatMap((windowBits) =>
  [true, false].map((noContextTakeover) => ({ windowBits, noContextTakeover })),
);

/** Payloads one after another: inflated, walked and judged, and from a checkpoint in between. */
export function checkDeflate(payloads: readonly Uint8Array[], turn: number): void {
  const side = SIDES[turn % SIDES.length]!;
  const inflater = createInflater(side, MOST);
  for (const [i, payload] of payloads.entries()) {
    const historyLength = inflater.history;
    const saved = i === 1 + (turn % 3) ? inflater.save() : null;
    const inflated = inflater.inflate(payload);
    must(inflated.bytes.length <= MOST, 'no more is inflated than asked for');
    const walk = walkDeflate(payload, { windowBits: side.windowBits, historyLength });
    if (inflated.ok && inflated.whole) {
      must(walk.fault === null, 'what is inflated to its end is walked to its end');
      must(walk.outputLength === inflated.bytes.length, 'a walk counts what is inflated');
    }
    const found = judgeDeflate(payload, { side, historyLength, inflated });
    must(
      areInside(
        found.map((range) => ({ range })),
        payload.length,
      ),
      'what a payload breaks is in it',
    );
    if (saved === null) continue;
    // Whatever came before, a checkpoint is all that counts of it.
    const again = createInflater(side, MOST, saved).inflate(payload);
    must(again.ok === inflated.ok, 'a checkpoint goes on as the inflater does');
    must(same(again.bytes, inflated.bytes), 'and gives the same');
  }
}
