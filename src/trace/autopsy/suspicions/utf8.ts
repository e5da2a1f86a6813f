import { utf8FaultAt } from '../../../codec/utf8.ts';
import { at, proposal, type Suspicion } from '../suspicion.ts';
import { LOOKED_AT } from '../strand.ts';
import { countReplacements } from '../text-weight.ts';

/** Whether a lead byte of two-byte forms up to U+00FF: RFC 3629 §3. */
const isLead = (byte: number | undefined): boolean => byte === 0xc2 || byte === 0xc3;
const isContinuation = (byte: number | undefined): boolean =>
  byte !== undefined && (byte & 0xc0) === 0x80;

/** Each pair c2 or c3 with the next is one byte again; null where another byte above 7f stands. */
function undo(bytes: Uint8Array): Uint8Array | null {
  const out = new Uint8Array(bytes.length);
  let to = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!;
    if (byte < 0x80) out[to++] = byte;
    else if (isLead(byte) && isContinuation(bytes[i + 1]))
      out[to++] = (byte << 6) | (bytes[++i]! & 0x3f);
    // Cut in the middle by whoever looks at a part only.
    else if (i === bytes.length - 1 && isLead(byte)) break;
    else return null;
  }
  return out.subarray(0, to);
}

/** Bytes were taken for characters up to U+00FF and written as UTF-8: 81 became c2 81. */
export const utf8Twice: Suspicion = {
  id: 'utf8-twice',
  prior: 3,
  *propose(strand) {
    const undone = undo(strand.bytes);
    if (undone === null || undone.length === strand.bytes.length) return;
    yield proposal(
      at(strand, (bytes) => undo(bytes) ?? bytes),
      { args: [strand.bytes.length - undone.length] },
    );
  },
};

/** One such run of three bytes, as chance would have it. */
const BITS_EACH = 24;
const MOST = 72;

/** Bytes were read as UTF-8 and written again: whatever was none became ef bf bd, and is gone. */
export const replaced: Suspicion = {
  id: 'replaced',
  // One or two may be in a text.
  prior: 40,
  *propose({ bytes }) {
    const fault = utf8FaultAt(bytes);
    const isText = fault < 0 || (bytes.length === LOOKED_AT && fault > LOOKED_AT - 4);
    const times = isText ? countReplacements(bytes) : 0;
    if (times > 0) yield proposal(null, { args: [times], own: Math.min(times * BITS_EACH, MOST) });
  },
};
