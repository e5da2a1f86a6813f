import type { Annotation } from '../codec/annotation.ts';
import { annotateFrame } from '../codec/websocket/annotate.ts';
import { encodeFrame, frameOf } from '../codec/websocket/encode.ts';
import type { Extended } from '../codec/websocket/layout.ts';

/** The key of the masked "Hello" of RFC 6455 §5.7. */
const KEY = Uint8Array.of(0x37, 0xfa, 0x21, 0x3d);

/** The shortest payload that needs a form, written again and again. */
const PAYLOADS: Readonly<Record<Extended, string>> = {
  0: 'Hello',
  16: 'Hello '.repeat(50).trimEnd(),
  64: 'Hello '.repeat(11_000).trimEnd(),
};

/** Payload bytes drawn of a long frame: enough to end a row of the figure. */
const SHOWN: Readonly<Record<Extended, number>> = { 0: 5, 16: 8, 64: 10 };

/** A text frame with a form of the length, as the figure of RFC 6455 §5.2 is drawn; a long payload is cut. */
export function frameWith(extended: Extended, masked: boolean): Annotation {
  const sender = masked ? 'client' : 'server';
  const fields = frameOf(PAYLOADS[extended], { sender, ...(masked ? { maskKey: KEY } : {}) });
  const bytes = encodeFrame({ ...fields, extended });
  const header = bytes.length - fields.payload.length;
  return annotateFrame(bytes.subarray(0, header + SHOWN[extended]));
}
