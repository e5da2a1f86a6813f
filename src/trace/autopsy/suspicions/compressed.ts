import { decodeContent } from '../../../codec/http/content-coding.ts';
import { textOf } from '../../../codec/utf8.ts';
import { createInflater } from '../../../codec/websocket/deflate.ts';
import { MOST_INFLATED } from '../../../codec/websocket/message.ts';
import { senderOf, wrap } from '../invent.ts';
import { senseOf } from '../sense.ts';
import { LOOKED_AT, type Strand } from '../strand.ts';
import { proposal, type Proposal, type Suspicion, type Treatment } from '../suspicion.ts';
import { weighText } from '../text-weight.ts';

/** What compressed bytes can be: a file or body, RFC 1952, RFC 1950; bare, RFC 1951; a message, RFC 7692 §7.2.1. */
type Coding = 'gzip' | 'zlib' | 'deflate' | 'message';

const CODINGS: readonly Coding[] = ['gzip', 'zlib', 'deflate', 'message'];

/** What a part may come to while it is looked at: a few bytes can inflate to very many. */
const MOST_LOOKED_AT = 1 << 20;

/** Inflating to the end without a fault, checksums and all: in bits. */
const OWN: Readonly<Record<Coding, number>> = { gzip: 40, zlib: 24, deflate: 8, message: 8 };

/** RFC 1952 §2.3.1; RFC 1950 §2.2 */
function begins(coding: Coding, [first = 0, second = 0]: Uint8Array): boolean {
  const isZlib = (first & 0xf) === 8 && first >> 4 < 8 && ((first << 8) | second) % 31 === 0;
  if (coding === 'gzip') return first === 0x1f && second === 0x8b;
  return coding === 'zlib' ? isZlib : true;
}

/** The bytes inflated; null where they are not of this coding. Cut ones give what came before the cut. */
function inflate(coding: Coding, bytes: Uint8Array, most: number, cut: boolean): Uint8Array | null {
  if (coding === 'message') {
    const inflater = createInflater({ windowBits: 15, noContextTakeover: true }, most);
    const inflated = inflater.inflate(bytes, !cut);
    return inflated.ok && (cut || inflated.whole) ? inflated.bytes : null;
  }
  const {
    bytes: inflated,
    fault,
    complete,
  } = decodeContent(bytes, [coding === 'gzip' ? 'gzip' : 'deflate'], most);
  const isRead = fault === null ? complete || cut : fault === 'too-big' && inflated.length > 0;
  return isRead ? inflated : null;
}

/** A text, or a whole conversation, that was compressed before it was framed, captured or copied. */
export const compressed: Suspicion = {
  id: 'compressed',
  prior: 2,
  *propose(strand) {
    for (const coding of CODINGS) {
      if (!begins(coding, strand.bytes)) continue;
      const cut = strand.bytes.length === LOOKED_AT;
      const inflated = inflate(coding, strand.bytes, MOST_LOOKED_AT, cut);
      if (inflated !== null && inflated.length > 0)
        yield* proposeInflated(strand, coding, inflated);
    }
  },
};

/** It was a stream of frames, or the text of a message, whichever makes more sense. */
function* proposeInflated(
  { bytes, direction }: Strand,
  coding: Coding,
  inflated: Uint8Array,
): Generator<Proposal, void> {
  const stream = senseOf({ direction, bytes: inflated.subarray(0, LOOKED_AT) }).bits;
  const text = weighText(inflated);
  const isStream = stream >= text;

  const treat: Treatment = function* (all) {
    const whole = inflate(coding, all, MOST_INFLATED, false) ?? new Uint8Array();
    if (isStream) return [{ direction, bytes: whole }];
    return [{ direction: senderOf(direction), bytes: wrap(textOf(whole) ?? whole, direction) }];
  };
  const own = Math.min(OWN[coding], bytes.length) + (isStream ? 0 : text);
  yield proposal(treat, {
    args: [coding, bytes.length, inflated.length, isStream ? 'stream' : 'text'],
    own,
    invents: !isStream,
  });
}
