import { readdirSync, readFileSync } from 'node:fs';
import { concat } from '../src/codec/bytes.ts';
import type { FrameFields } from '../src/codec/websocket/encode.ts';
import { encodeFrame } from '../src/codec/websocket/encode.ts';
import { INPUT_KINDS } from '../src/trace/input.ts';
import type { ReportOptions } from '../src/trace/report.ts';
import { DIRECTIONS } from '../src/trace/trace.ts';
import { HEX_NOTATIONS, toHexdump, toXxd } from '../test/capture/write.ts';
import { added, REQUEST, RESPONSE } from '../test/vectors/handshake.ts';
import { FRAME_VECTORS } from '../test/vectors/rfc6455.ts';
import { createChance, type Chance } from './fuzz-chance.ts';
import { CAPTURES, FRAGMENTS, LOGS } from './fuzz-corpus.ts';
import { VECTORS } from './fuzz-vectors.ts';

/** What is given to the decoder, and how. */
export interface FuzzInput {
  readonly content: Uint8Array | string;
  readonly options: Pick<ReportOptions, 'kind' | 'direction' | 'extensions'>;
  /** Chance for what a check chooses. */
  readonly turn: number;
}

const SAMPLES = new URL('../public/samples/', import.meta.url);
const samples = readdirSync(SAMPLES).map((name) => readFileSync(new URL(name, SAMPLES)));
const vectors = FRAME_VECTORS.map(({ wire }) => wire);
const shortVectors = vectors.filter(({ length }) => length < 100);
const EXTENSIONS = [
  'permessage-deflate',
  'permessage-deflate; server_no_context_takeover; client_no_context_takeover',
  'permessage-deflate; server_max_window_bits=9; client_max_window_bits=9',
  ';',
];
const heads = [
  REQUEST,
  RESPONSE,
  added(RESPONSE, 'Sec-WebSocket-Extensions: permessage-deflate'),
  'GET / HTTP/1.1\r\nHost: a\r\n\r\n',
  'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello',
].map((head) => Buffer.from(head));
/** DEFLATE of “Hello”, and what refers back to it: RFC 7692 §7.2.3. */
const deflated = ['f248cdc9c90700', 'f200110000', '00', 'ff'].map((hex) => Buffer.from(hex, 'hex'));
/** Frames of every kind, legal and not: made once, because making them takes longer than reading them. */
const frames = Array.from({ length: 4096 }, (_, i) => encodeFrame(anyFields(createChance(0, i))));

const SCRAPS = [
  ...['> ', '< ', '\n', '\r\n', '\n\n', ' ', '*\n', '0x', '\\x', '00000000: ', '00000010  ', '='],
  ...['GET / HTTP/1.1\n', 'HTTP/1.1 101 X\n', 'Upgrade: websocket\n', 'Content-Length: 9\n', '//'],
  ...['|..|', '＃', '😀', '\ud800', 'gYU3', '81', '8', '7f', 'ff', '\t', '#'],
];

/** Where an input goes: to one codec, through the reader of pastes, or all the way to a report. */
export const LEVELS = [
  ...(['frames', 'http', 'sse', 'handshake', 'deflate', 'paste', 'report'] as const),
  ...(['capture', 'har', 'address'] as const),
] as const;

export type Level = (typeof LEVELS)[number];

/** Of forty-three runs, mixed: what the time of a test allows. */
const SHARES: readonly (readonly [Level, number])[] = [
  ['report', 1],
  ['paste', 3],
  ['frames', 20],
  ['http', 4],
  ['sse', 6],
  ['handshake', 2],
  ['deflate', 4],
  ['capture', 1],
  ['har', 1],
  ['address', 1],
];

const TURNS = SHARES.flatMap(([level, share]) => Array.from({ length: share }, () => level));

/** Neighbours differ, so that each of several threads gets all. */
export const levelOf = (run: number): Level => TURNS[(run * 13) % TURNS.length]!;

/** The input of a run: a function of the seed and the run's number, so each can be made again alone. */
export function inputOf(seed: number, run: number): FuzzInput {
  const chance = createChance(seed, run);
  const level = levelOf(run);
  const turn = chance.below(2 ** 16);
  if (level === 'har') return { content: hurtText(chance, LOGS), options: {}, turn };
  if (level === 'address') return { content: hurtText(chance, FRAGMENTS), options: {}, turn };
  if (level === 'capture') return { content: anyOf(chance, CAPTURES), options: {}, turn };
  if (level === 'paste' || level === 'report') {
    const wire = chance.below(2) === 0;
    const content = wire ? anyBytes(chance) : anyText(chance);
    return { content, options: anyOptions(chance, wire), turn };
  }
  const content = level === 'frames' ? anyBytes(chance) : anyOf(chance, VECTORS[level]);
  return { content, options: {}, turn };
}

/** One or some of a protocol's vectors, mutated; now and then none. */
function anyOf(chance: Chance, vectors: readonly Uint8Array[]): Uint8Array {
  const parts = Array.from({ length: chance.pick([1, 1, 1, 2, 3]) }, () =>
    chance.below(16) === 0 ? anyPart(chance) : chance.pick(vectors),
  );
  return mutate(chance, concat(parts), chance.below(5));
}

function anyOptions(chance: Chance, wire: boolean): FuzzInput['options'] {
  const kind = wire && chance.below(4) > 0 ? 'binary' : chance.pick([undefined, ...INPUT_KINDS]);
  return {
    ...(kind === undefined || chance.below(4) === 0 ? {} : { kind }),
    ...(chance.below(3) === 0 ? { direction: chance.pick(DIRECTIONS) } : {}),
    ...(chance.below(2) === 0 ? { extensions: chance.pick(EXTENSIONS) } : {}),
  };
}

function anyBytes(chance: Chance): Uint8Array {
  const parts = Array.from({ length: 1 + chance.below(4) }, () => anyPart(chance));
  return mutate(chance, concat(parts), chance.below(6));
}

function anyPart(chance: Chance): Uint8Array {
  const turn = chance.below(32);
  if (turn < 6) return chance.bytes(chance.below(64));
  if (turn < 9) return chance.pick(heads);
  if (turn < 10) return chance.pick(samples);
  if (turn < 12) return chance.pick(VECTORS[chance.pick(['http', 'sse', 'handshake'] as const)]);
  // The last vectors are long: one of them now and then will do.
  if (turn < 16) return chance.pick(chance.below(100) === 0 ? vectors : shortVectors);
  return chance.pick(frames);
}

function anyFields(chance: Chance): FrameFields {
  const compressed = chance.below(3) === 0;
  return {
    fin: chance.below(4) > 0,
    rsv1: compressed || chance.below(8) === 0,
    rsv2: chance.below(16) === 0,
    rsv3: chance.below(16) === 0,
    opcode: chance.pick([0, 1, 1, 2, 8, 9, 10, chance.below(16)]),
    extended: chance.pick([0, 0, 16, 64]),
    maskKey: chance.below(2) === 0 ? chance.bytes(4) : null,
    payload: compressed ? chance.pick(deflated) : chance.bytes(chance.below(20)),
  };
}

/** Bytes in some notation, scraps of notations, or both, with some characters changed. */
function anyText(chance: Chance): string {
  const parts = Array.from({ length: 1 + chance.below(4) }, () =>
    chance.below(3) === 0
      ? Array.from({ length: chance.below(12) }, () => chance.pick(SCRAPS)).join('')
      : notationOf(chance, anyBytes(chance).subarray(0, 80)),
  );
  const text = parts.join(chance.pick(['', '\n', '\n> ', '\n< ']));
  const wounds = chance.below(4);
  return Array.from({ length: wounds }).reduce<string>((hurt) => wound(chance, hurt), text);
}

/** A text of the corpus, or the end of one behind the beginning of another, with some characters changed. */
function hurtText(chance: Chance, corpus: readonly string[]): string {
  const [first, second] = [chance.pick(corpus), chance.pick(corpus)];
  const text =
    chance.below(4) === 0
      ? first.slice(0, chance.below(first.length + 1)) +
        second.slice(chance.below(second.length + 1))
      : first;
  const wounds = chance.below(4);
  return Array.from({ length: wounds }).reduce<string>((hurt) => wound(chance, hurt), text);
}

function notationOf(chance: Chance, bytes: Uint8Array): string {
  const mark = chance.pick(['', '> ', '< ']);
  switch (chance.below(5)) {
    case 0:
      return mark + Buffer.from(bytes).toString('base64');
    case 1:
      return toXxd(bytes, chance.pick([8, 16]), chance.pick([1, 2]));
    case 2:
      return toHexdump(bytes);
    case 3:
      return Buffer.from(bytes).toString('latin1');
    default:
      return mark + chance.pick(Object.values(HEX_NOTATIONS))(bytes);
  }
}

function wound(chance: Chance, text: string): string {
  const at = chance.below(text.length + 1);
  const scrap = chance.below(2) === 0 ? chance.pick(SCRAPS) : '';
  return text.slice(0, at) + scrap + text.slice(at + chance.below(chance.pick([2, 40])));
}

/** Flips, inserts, deletes, cuts and splices. */
function mutate(chance: Chance, whole: Uint8Array, times: number): Uint8Array {
  let bytes: Uint8Array = whole.slice();
  for (let i = 0; i < times; i++) {
    const at = chance.below(bytes.length + 1);
    const head = bytes.subarray(0, at);
    switch (chance.below(6)) {
      case 0:
      case 1:
        if (at < bytes.length) bytes[at]! ^= 1 << chance.below(8);
        break;
      case 2:
        bytes = concat([head, chance.bytes(1 + chance.below(8)), bytes.subarray(at)]);
        break;
      case 3:
        bytes = concat([head, bytes.subarray(at + chance.below(8))]);
        break;
      case 4:
        bytes = head.slice();
        break;
      default:
        bytes = concat([head, bytes.subarray(chance.below(bytes.length + 1))]);
    }
  }
  return bytes;
}
