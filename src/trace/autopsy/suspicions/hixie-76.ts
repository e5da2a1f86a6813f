import { concat } from '../../../codec/bytes.ts';
import { textOf } from '../../../codec/utf8.ts';
import { senderOf, wrap } from '../invent.ts';
import { LOOKED_AT } from '../strand.ts';
import { proposal, type Suspicion, type Treatment } from '../suspicion.ts';

const BEGIN = 0x00;
const END = 0xff;
/** The two bytes of a frame: what is between is UTF-8, in which ff never stands. */
const FRAME_BITS = 14;
const MOST = 80;

/**
 * The texts of draft-hixie-thewebsocketprotocol-76 (draft-ietf-hybi-thewebsocketprotocol-00), which browsers spoke in
 * 2010: 00, UTF-8, ff; a closing handshake is ff 00. Null where the bytes are anything else; one that is cut is left out.
 */
function* textsOf(bytes: Uint8Array): Generator<Uint8Array | null, void> {
  let at = 0;
  while (at < bytes.length) {
    if (bytes[at] === END && bytes[at + 1] === BEGIN && at + 2 === bytes.length) return;
    const end = bytes[at] === BEGIN ? bytes.indexOf(END, at) : -1;
    const isCut = bytes[at] === BEGIN && end < 0 && bytes.length === LOOKED_AT;
    if (isCut) return;
    const text = end < 0 ? null : bytes.subarray(at + 1, end);
    yield text === null || textOf(text) === null ? null : text;
    if (text === null) return;
    at = end + 1;
  }
}

/** Frames of the protocol before RFC 6455. */
export const hixie76: Suspicion = {
  id: 'hixie-76',
  prior: 6,
  *propose({ bytes, direction }) {
    const texts = [...textsOf(bytes)];
    if (texts.length === 0 || texts.includes(null)) return;
    const treat: Treatment = function* (all) {
      const frames: Uint8Array[] = [];
      for (const text of textsOf(all)) {
        if (text !== null) frames.push(wrap(textOf(text)!, direction));
        if (frames.length % STEP === 0) yield;
      }
      return [{ direction: senderOf(direction), bytes: concat(frames) }];
    };
    const own = Math.min(texts.length * FRAME_BITS, MOST);
    yield proposal(treat, { args: [texts.length], own, invents: true });
  },
};

/** Frames between two pauses. */
const STEP = 4096;
