import { createHeads } from './headers/heads.ts';
import { INITIAL, type Parameters } from './parameters.ts';
import { PRESETS } from './presets.ts';
import { serverFrame } from './units.ts';
import { createPayloads } from './payload.ts';

/** How a byte count becomes the megabits that somebody printed. */
export interface Counting {
  /** The article left out the line ends of its heads. */
  readonly lineEnds: boolean;
  /** 10^6, or 2^20 as the article has it. */
  readonly mega: number;
}

/** As Lubbers and Greco counted in “HTML5 WebSocket: A Quantum Leap in Scalability for the Web”, 2010. */
export const AS_PRINTED: Counting = { lineEnds: false, mega: 2 ** 20 };

/** As the bytes are on the wire, in megabits of 10^6. */
export const AS_SENT: Counting = { lineEnds: true, mega: 1e6 };

export type QuantumLeapCase = 'a' | 'b' | 'c';

/** Megabits a second of heads and frames that one case of the article costs. */
export interface QuantumLeap {
  readonly clients: number;
  readonly polling: number;
  readonly websocket: number;
}

const LF = 0x0a;
const CR = 0x0d;

const countBytes = (bytes: Uint8Array, { lineEnds }: Counting): number =>
  lineEnds ? bytes.length : bytes.filter((byte) => byte !== CR && byte !== LF).length;

/** Polling once a second against one message a second, for all clients together. */
export function quantumLeap(which: QuantumLeapCase, counting: Counting): QuantumLeap {
  const preset: Partial<Parameters> = PRESETS[`quantum-leap-${which}`].parameters;
  const parameters = { ...INITIAL, ...preset };
  const heads = createHeads(parameters);
  const { payload, clients } = parameters;
  const request = heads.request({ kind: 'poll' }, heads.profile.pollTarget ?? '/poll');
  const response = heads.response({ kind: 'body', length: payload });
  const poll = countBytes(request, counting) + countBytes(response, counting);
  const frame = serverFrame(createPayloads(payload).of(0)).bytes.length - payload;
  const megabits = (bytes: number): number => (bytes * 8 * clients) / counting.mega;
  return { clients, polling: megabits(poll), websocket: megabits(frame) };
}

/** Bytes that one message costs beside its payload: of both heads of a poll, or of a frame. */
export function perMessage(
  which: QuantumLeapCase,
  counting: Counting,
): Readonly<Record<'polling' | 'websocket', number>> {
  const { clients, polling, websocket } = quantumLeap(which, counting);
  const bytes = (megabits: number): number =>
    Math.round((megabits * counting.mega) / (8 * clients));
  return { polling: bytes(polling), websocket: bytes(websocket) };
}
