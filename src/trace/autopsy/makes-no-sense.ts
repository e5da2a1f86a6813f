import type { Conversation } from '../conversation.ts';
import { DIRECTIONS } from '../trace.ts';
import { senseOfAll } from './sense.ts';
import { firstOf, type Strand } from './strand.ts';

/** A frame of a conversation has more than this to say for itself, in bits, its faults taken off. */
const LEAST_EACH = 4;

/**
 * Whether bytes make no sense as a whole, so that it is worth asking what happened to them: not where HTTP or an
 * opening handshake was read, which are words; not where TLS was named, or bytes were lost and told so; and not where
 * one frame among others is illegal.
 */
export function makesNoSense(conversation: Conversation, strands: readonly Strand[]): boolean {
  const { protocol, handshake, sides, partial } = conversation;
  const readsHttp = DIRECTIONS.some((way) => sides[way].http.units.length > 0);
  const hasGaps = DIRECTIONS.some((way) => sides[way].captured.gaps.length > 0);
  if (protocol === 'tls' || handshake !== null || readsHttp || hasGaps || partial) return false;
  if (strands.length === 0) return false;
  const { bits, frames, faults } = senseOfAll(strands.map(firstOf));
  return bits < LEAST_EACH * (frames + faults + 1);
}
