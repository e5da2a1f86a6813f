import type { DeflateSide } from './deflate.ts';
import { judgeDeflate, needsJudging, type DeflateFinding } from './deflate-rules.ts';
import type { Finding } from './finding.ts';
import type { MessageReader } from './message-reader.ts';
import { presentLength, type Message } from './message.ts';
import type { FrameIndex } from './scan.ts';
import { judgeInflatedText } from './text-rules.ts';

/** A finding and the frame it is in, by its position in the index. */
export interface FrameFinding {
  readonly frame: number;
  readonly finding: Finding;
}

/** Judges the compressed message that begins at frame `first`: its blocks, and its text once inflated. RFC 7692 §6.1, §7.2 */
export function judgeCompressed(
  bytes: Uint8Array,
  index: FrameIndex,
  reader: MessageReader,
  first: number,
  side: DeflateSide,
): FrameFinding[] {
  const message = reader.read(first);
  if (message === null || message.inflation === null) return [];
  const options = { side, ...message.inflation };
  const blocks = needsJudging(options) ? judgeDeflate(message.joined, options) : [];
  const placed = blocks.map((found) => placeInFrame(bytes, index, message, found));
  if (message.kind !== 'text' || message.fault !== null) return placed;
  const last = message.frames.at(-1)!;
  const text = judgeInflatedText(message.payload);
  return [...placed, ...text.map((finding) => ({ frame: last, finding }))];
}

/** A place in the joined payload as one in the payload of the frame where it begins. */
function placeInFrame(
  bytes: Uint8Array,
  index: FrameIndex,
  { frames }: Message,
  { start, end, ...found }: DeflateFinding,
): FrameFinding {
  let before = 0;
  let frame = frames[0]!;
  let length = presentLength(bytes, index, frame) * 8;
  for (let i = 1; i < frames.length && start >= before + length; i++) {
    before += length;
    frame = frames[i]!;
    length = presentLength(bytes, index, frame) * 8;
  }
  const range = {
    of: 'payload' as const,
    start: start - before,
    end: Math.min(end - before, length),
  };
  return { frame, finding: { ...found, range: range.start < range.end ? range : null } };
}
