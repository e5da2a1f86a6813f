import { findingsOfClose } from './close.ts';
import { judgeCompressed } from './compressed-judge.ts';
import type { DeflateSide } from './deflate.ts';
import type { Finding } from './finding.ts';
import { hasRsv1, isFinal, Opcode, opcodeOf, section } from './layout.ts';
import { NOTHING_LOST, type Losses } from './losses.ts';
import { createMessageReader } from './message-reader.ts';
import { isAscii, viewOf } from './mask.ts';
import { isComplete, MOST_INFLATED, payloadOf, startsMessage, unmaskInto } from './message.ts';
import { NO_MESSAGE, type Sender } from './rules.ts';
import type { FrameIndex } from './scan.ts';
import { createTextJudge, type TextJudge } from './text-rules.ts';

/** The longest message, in bytes before inflating: policy, RFC 6455 §10.4. */
export const DEFAULT_MAX_MESSAGE = 2 ** 31;

/** A Close body is judged up to here: a longer one is no control frame. */
const MOST_CLOSE = 64 * 1024;

/** A text of up to so many bytes is looked at as a whole first. */
const MOST_PLAIN = 1024;
/** Nothing stays in it from one text to the next. */
const scratch = new DataView(new ArrayBuffer(MOST_PLAIN));

export interface MessageJudge {
  /** Judges up to so many frames; false when nothing is left. */
  step(frames: number): boolean;
}

interface Open {
  readonly first: number;
  readonly compressed: boolean;
  readonly text: TextJudge | null;
  length: number;
  tooBig: boolean;
  /** True where bytes of it are missing: what follows them is not judged. */
  holed: boolean;
}

/**
 * Judges what the frames of one direction carry: text, compression, size, the bodies of Close frames.
 * What it finds goes to `findings`, by position in the index.
 */
export function createMessageJudge(
  bytes: Uint8Array,
  index: FrameIndex,
  sender: Sender,
  deflate: DeflateSide | null,
  findings: Map<number, Finding[]>,
  maxMessage = DEFAULT_MAX_MESSAGE,
  losses: Losses = NOTHING_LOST,
): MessageJudge {
  const reader = createMessageReader(bytes, index, deflate, MOST_INFLATED, losses);
  const source = viewOf(bytes);
  let open: Open | null = null;
  let next = 0;

  function add(frame: number, found: readonly Finding[]): void {
    if (found.length === 0) return;
    const held = findings.get(frame);
    if (held === undefined) findings.set(frame, [...found]);
    else held.push(...found);
  }

  function begin(frame: number): Open {
    const b0 = index.head[frame]! >> 8;
    const compressed = deflate !== null && hasRsv1(b0);
    const text = !compressed && opcodeOf(b0) === Opcode.text ? createTextJudge() : null;
    return { first: frame, compressed, text, length: 0, tooBig: false, holed: false };
  }

  function judgeSize(frame: number, message: Open): void {
    message.length += index.payloadLength[frame]!;
    if (message.tooBig || message.first === frame || message.length <= maxMessage) return;
    message.tooBig = true;
    add(frame, [TOO_BIG]);
  }

  function judgeData(frame: number): void {
    if (startsMessage(index, frame)) open = begin(frame);
    if (open === null || index.message[frame] === NO_MESSAGE) return;
    judgeSize(frame, open);
    const final = isFinal(index.head[frame]! >> 8);
    if (!open.holed) judgeContent(frame, open, final);
    if (final) open = null;
  }

  function judgeContent(frame: number, message: Open, final: boolean): void {
    if (message.first === frame && final && isPlain(frame, message)) return;
    const part = losses.payloads.get(frame);
    const whole = part === undefined && isComplete(bytes, index, frame);
    message.holed = part !== undefined;
    if (message.text !== null) {
      const payload = payloadOf(bytes, index.at[frame]!, 0, part?.from);
      add(frame, message.text.push(payload, final, whole));
    } else if (message.compressed && final && whole) {
      const found = judgeCompressed(bytes, index, reader, message.first, deflate!);
      for (const { frame, finding } of found) add(frame, [finding]);
    }
  }

  /** True for a short text in one frame that is ASCII, as most are: nothing is wrong with it (measured: 0.1 µs a frame). */
  function isPlain(frame: number, { text }: Open): boolean {
    const length = index.payloadLength[frame]!;
    if (text === null || length > scratch.byteLength) return false;
    if (!isComplete(bytes, index, frame) || losses.payloads.has(frame)) return false;
    return isAscii(unmaskInto(scratch, 0, source, index, frame, length));
  }

  function judgeFrame(frame: number): void {
    const opcode = opcodeOf(index.head[frame]! >> 8);
    if (opcode === Opcode.close) {
      if (!isComplete(bytes, index, frame) || losses.payloads.has(frame)) return;
      add(frame, findingsOfClose(payloadOf(bytes, index.at[frame]!, 0, MOST_CLOSE), sender));
    } else if (opcode < Opcode.close) judgeData(frame);
  }

  return {
    step(frames) {
      const end = Math.min(next + frames, index.length);
      for (; next < end; next++) judgeFrame(next);
      return next < index.length;
    },
  };
}

/** The rule on the length of a message. */
export const TOO_BIG: Finding = {
  rule: 'ws/message-too-big',
  field: 'ws.length7',
  severity: 'error',
  ref: section('10.4'),
  closeCode: 1009,
  range: null,
};
