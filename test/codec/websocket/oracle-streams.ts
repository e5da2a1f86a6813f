import { createChance, type Chance } from '../../../scripts/fuzz-chance.ts';
import { concat } from '../../../src/codec/bytes.ts';
import { utf8Of } from '../../../src/codec/utf8.ts';
import { encodeClose } from '../../../src/codec/websocket/close.ts';
import type { DeflateSide } from '../../../src/codec/websocket/deflate.ts';
import { createDeflater } from '../../../src/codec/websocket/deflater.ts';
import { encodeFrame, frameOf, type FrameFields } from '../../../src/codec/websocket/encode.ts';
import { Opcode } from '../../../src/codec/websocket/layout.ts';
import type { Sender } from '../../../src/codec/websocket/rules.ts';
import { hurt } from './oracle-faults.ts';

/** One direction of a connection, and what was agreed on it. */
export interface OracleStream {
  readonly sender: Sender;
  readonly deflate: DeflateSide | null;
  /** The longest frame and the longest message, in bytes. */
  readonly most: number;
  readonly bytes: Uint8Array;
}

const TEXTS = ['', 'Hello', '你好，世界', '😀 é', 'tick '.repeat(30), 'x'.repeat(5000)].map(utf8Of);
/** Says the same again after more than the smallest windows hold. */
const NUMBERS = Array.from({ length: 250 }, (_, i) => `${(i * 7919) % 1009} `).join('');
const ECHO = utf8Of(NUMBERS + NUMBERS);
const CODES = [1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1014, 3000, 4999];
const REASONS = ['', 'bye', '再见'].map(utf8Of);

/** A conversation, every third legal and the others broken in one place or some: a function of both numbers. */
export function streamOf(seed: number, run: number): OracleStream {
  const chance = createChance(seed, run);
  const sender = chance.pick(['client', 'server'] as const);
  const deflate = chance.below(3) === 0 ? anySide(chance) : null;
  const most = chance.pick([4096, 100_000]);
  const legal = run % 3 === 0;
  const wide = !legal && deflate !== null && chance.below(4) === 0;
  const frames = conversation(chance, sender, wide ? { ...deflate, windowBits: 15 } : deflate);
  const bytes = legal ? concat(frames.map((frame) => encodeFrame(frame))) : hurt(chance, frames);
  return { sender, deflate, most, bytes };
}

const anySide = (chance: Chance): DeflateSide => ({
  windowBits: chance.pick([9, 10, 12, 15]),
  noContextTakeover: chance.below(2) === 0,
});

function conversation(chance: Chance, sender: Sender, deflate: DeflateSide | null): FrameFields[] {
  const frame = (opcode: number, payload: Uint8Array) =>
    frameOf(payload, { sender, opcode, maskKey: chance.bytes(4) });
  const control = () =>
    frame(chance.pick([Opcode.ping, Opcode.pong]), chance.bytes(chance.below(126)));
  const deflater = deflate === null ? null : createDeflater(deflate);
  const frames: FrameFields[] = [];
  for (let left = 1 + chance.below(5); left > 0; left--) {
    const opcode = chance.pick([Opcode.text, Opcode.binary]);
    const said = opcode === Opcode.text ? anyText(chance) : chance.bytes(chance.below(300));
    const rsv1 = deflater !== null && chance.below(3) > 0;
    const cut = fragmentsOf(chance, rsv1 ? deflater.deflate(said) : said);
    for (const [i, payload] of cut.entries()) {
      const last = i === cut.length - 1;
      frames.push({ ...frame(i === 0 ? opcode : 0, payload), fin: last, rsv1: rsv1 && i === 0 });
      if (chance.below(3) === 0) frames.push(control());
    }
  }
  if (chance.below(2) > 0) return frames;
  const close = chance.below(4) === 0 ? new Uint8Array() : anyClose(chance);
  return [...frames, frame(Opcode.close, close)];
}

function anyText(chance: Chance): Uint8Array {
  // The last text is too long for some streams: now and then.
  const texts = chance.below(12) === 0 ? TEXTS : TEXTS.slice(0, -1);
  const echo = chance.below(6) === 0 ? [ECHO] : [];
  return concat([chance.pick(texts), chance.pick(TEXTS.slice(0, 4)), ...echo]);
}

const anyClose = (chance: Chance): Uint8Array =>
  encodeClose(chance.pick(CODES), chance.pick(REASONS));

/** Cut anywhere, inside characters too. */
function fragmentsOf(chance: Chance, payload: Uint8Array): Uint8Array[] {
  const places = Array.from({ length: chance.pick([0, 0, 1, 3]) }, () =>
    chance.below(payload.length + 1),
  ).sort((a, b) => a - b);
  return [0, ...places].map((from, i) => payload.subarray(from, places[i] ?? payload.length));
}
