import { beginsWithPreface } from '../../codec/http2/frame.ts';
import type { Conversation } from '../conversation.ts';
import { DIRECTIONS } from '../trace.ts';
import { senseOfAll } from './sense.ts';
import { firstOf, type Strand } from './strand.ts';

/** A frame of a conversation has more than this to say for itself, in bits, its faults taken off. */
const LEAST_EACH = 4;
/** Where one frame in so many is wrong, the fault is theirs, and not of what happened to all of them. */
const FEW_FAULTS = 4;

/**
 * Whether it is worth asking what happened to bytes: where frames do not lead from the first byte to the last, where
 * many are wrong, or little speaks for any. Not where HTTP or an opening handshake was read, which are words; not where
 * TLS was named, or bytes were lost, and told so; and not where one frame among others is illegal.
 */
export function makesNoSense(conversation: Conversation, strands: readonly Strand[]): boolean {
  // Its first line looks like one of HTTP/1.1.
  if (strands.some(({ bytes }) => beginsWithPreface(bytes))) return true;
  const { protocol, handshake, sides, partial } = conversation;
  const readsHttp = DIRECTIONS.some((way) => sides[way].http.units.length > 0);
  const hasGaps = DIRECTIONS.some((way) => sides[way].captured.gaps.length > 0);
  if (protocol === 'tls' || handshake !== null || readsHttp || hasGaps || partial) return false;
  if (strands.length === 0) return false;
  const { bits, frames, faults, lands } = senseOfAll(strands.map(firstOf));
  const isWeak = bits < LEAST_EACH * (frames + faults + 1);
  return isWeak || !lands || faults * FEW_FAULTS > frames;
}
