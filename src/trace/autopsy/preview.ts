import { Opcode } from '../../codec/websocket/layout.ts';
import { payloadOf } from '../../codec/websocket/message.ts';
import { textOf } from '../../codec/utf8.ts';
import type { Strand } from './strand.ts';
import { skipHeads, walkFrames } from './walk.ts';

/** A frame that would be read, as far as a line shows it. */
export interface PreviewFrame {
  readonly opcode: number;
  /** Announced, in bytes. */
  readonly length: number;
  /** The beginning of a text, null for bytes and for what is no UTF-8. */
  readonly text: string | null;
}

const MOST_FRAMES = 3;
const MOST_TEXT = 60;

/** The first frames of what would be read. */
export function previewOf(strands: readonly Strand[]): PreviewFrame[] {
  const frames: PreviewFrame[] = [];
  for (const strand of strands) {
    for (const { head, message } of walkFrames(strand, skipHeads(strand.bytes).at)) {
      if (frames.length === MOST_FRAMES) return frames;
      const isText = message === Opcode.text;
      frames.push({
        opcode: head.b0 & 0xf,
        length: head.payloadLength,
        text: isText ? beginningOf(payloadOf(strand.bytes, head.at, 0, 4 * MOST_TEXT)) : null,
      });
    }
  }
  return frames;
}

/** A character at the end may be cut in two. */
function beginningOf(payload: Uint8Array): string | null {
  for (let cut = 0; cut < 4; cut++) {
    const text = textOf(payload.subarray(0, payload.length - cut));
    if (text !== null) return [...text].slice(0, MOST_TEXT).join('');
  }
  return null;
}
