import { encodeFrame, frameOf } from '../../codec/websocket/encode.ts';
import type { Strand } from './strand.ts';

/** The key of RFC 6455 §5.7: whoever sees it knows that it was made up. */
const KEY = Uint8Array.of(0x37, 0xfa, 0x21, 0x3d);

/** A frame around a text, or bytes, that came without one: as a server sends it, unless the client is known to speak. */
export function wrap(payload: string | Uint8Array, direction: Strand['direction']): Uint8Array {
  return direction === 'client-to-server'
    ? encodeFrame(frameOf(payload, { sender: 'client', maskKey: KEY }))
    : encodeFrame(frameOf(payload, { sender: 'server' }));
}

/** Whose a made-up frame is. */
export const senderOf = (direction: Strand['direction']): Strand['direction'] =>
  direction ?? 'server-to-client';
