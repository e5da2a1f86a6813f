import type { Connection } from '../trace/trace.ts';
import { DOWN, UP, type Way } from './network.ts';
import type { Parameters } from './parameters.ts';
import type { ConnectionFacts, LossFacts, PacketKind } from './run.ts';

/** What is known of a packet; `sent` and `arrived` in seconds, `arrived` Infinity for one that was lost. */
export type TakePacket = (
  kind: PacketKind,
  way: Way,
  sent: number,
  arrived: number,
  start: number,
  end: number,
) => void;

/** A packet that carries nothing of the stream, and its copies: the last of them arrives. */
function takeWithCopies(
  kind: PacketKind,
  way: Way,
  sent: number,
  arrived: number,
  losses: readonly LossFacts[],
  take: TakePacket,
): void {
  let copy = sent;
  for (const { again } of losses) {
    take(kind, way, copy, Infinity, 0, 0);
    copy = again;
  }
  if (copy < Infinity) take(kind, way, copy, arrived, 0, 0);
}

/** The losses of one packet without data, which was sent then: each copy follows from the one before. */
function lossesFrom(losses: readonly LossFacts[], way: Way, sent: number): LossFacts[] {
  const own: LossFacts[] = [];
  for (const loss of losses) {
    if (loss.way !== way || loss.start < loss.end || loss.sent < sent) continue;
    if (own.length === 0 || loss.sent === own.at(-1)!.again) own.push(loss);
  }
  return own;
}

/** What of these was lost before that time: a packet that arrived then cannot be lost later. */
const before = (losses: readonly LossFacts[], time: number | null): readonly LossFacts[] =>
  losses.filter(({ sent }) => sent < (time ?? Infinity));

/** SYN, SYN-ACK, ACK: RFC 9293 §3.5. */
export function walkOpening(facts: ConnectionFacts, { up }: Parameters, take: TakePacket): void {
  const { synSent, synArrived, answered, established, losses, endings } = facts;
  for (const { way, sent, again, start, end } of losses) {
    // part of the handshake of TLS
    const isSecret = start === end && sent >= (answered ?? Infinity);
    if (isSecret && again < Infinity && sent < (established ?? Infinity))
      take('retransmission', way, again, Infinity, start, end);
  }
  if (synSent === null) return;
  const lost = before(lossesFrom(losses, UP, synSent), synArrived);
  takeWithCopies('syn', UP, synSent, synArrived ?? Infinity, lost, take);
  const isRefused = endings.some(({ by, time }) => by === 'server' && time === synArrived);
  if (synArrived === null || isRefused) return;
  const answersLost = before(lossesFrom(losses, DOWN, synArrived), answered);
  takeWithCopies('syn-ack', DOWN, synArrived, answered ?? Infinity, answersLost, take);
  if (answered !== null) take('ack', UP, answered, answered + up / 1000, 0, 0);
}

/** FIN, ACK, FIN, ACK, or a RST alone: RFC 9293 §3.6, §3.10.7. A cut sends nothing. */
export function walkEnding(
  { closed }: Connection,
  lastSent: readonly number[],
  { endings, losses }: ConnectionFacts,
  parameters: Parameters,
  take: TakePacket,
): void {
  const delays = [parameters.up / 1000, parameters.down / 1000];
  for (const { by, how, time, known } of endings) {
    if (by === 'cut') continue;
    const way = by === 'client' ? UP : DOWN;
    const back = way === UP ? DOWN : UP;
    // What waits for the link goes before a FIN, not before a RST.
    const sent = how === 'fin' ? Math.max(time, lastSent[way]!) : time;
    takeWithCopies(how, way, sent, known, before(lossesFrom(losses, way, time), known), take);
    if (how === 'rst' || known === Infinity || closed === null) continue;
    take('ack', back, known, known + delays[back]!, 0, 0);
    const left = Math.max(known, lastSent[back]!);
    const later = left + delays[back]!;
    take('fin', back, left, later, 0, 0);
    take('ack', way, later, later + delays[way]!, 0, 0);
  }
}
