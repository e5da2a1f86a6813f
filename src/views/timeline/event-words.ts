import type { Messages } from '../../i18n/words.ts';
import type { Direction } from '../../trace/trace.ts';
import type { MarkEvent, TimelineEvent } from './events.ts';
import type { LayerId } from './layers.ts';
import { clockTime, durationText } from './time-words.ts';

type Said = Messages['timeline'];

const senderOf = (direction: Direction) => (direction === 'client-to-server' ? 'client' : 'server');
const receiverOf = (direction: Direction) =>
  direction === 'client-to-server' ? 'server' : 'client';

/** What the moments of a layer are called; the others by their mark. */
const NUMBERED: Partial<
  Record<LayerId, (said: Said['said'], number: number, took: string) => string>
> = {
  born: (said, number) => said.born(number),
  delivered: (said, number, took) => said.delivered(number, took),
  written: (said, number) => said.written(number),
  received: (said, number, took) => said.received(number, took),
};

function markText({ layer, mark, time }: MarkEvent, text: Said): string {
  const { subject, kind } = mark;
  if (subject === null) return text.marks[kind];
  if (kind === 'news-lost') return text.said.lost(subject);
  if (kind === 'message-lost') return text.said.messageLost(subject);
  if (kind === 'news-duplicated') return text.said.repeated(subject);
  const numbered = NUMBERED[layer];
  return numbered?.(text.said, subject, durationText(time - mark.time)) ?? text.marks[kind];
}

/** An event in words, without its lane and time. */
export function eventText(event: TimelineEvent, text: Said): string {
  if (event.kind === 'mark') return markText(event, text);
  if (!('transfer' in event)) return text.said[event.kind](event.connection + 1);
  const label = event.label || text.said.unnamed;
  const { direction, bytes, took } = event;
  if (event.kind === 'arrived')
    return text.said.arrived(label, text.peers[receiverOf(direction)], durationText(took ?? 0));
  if (event.kind === 'never') return text.said.never(label, text.peers[receiverOf(direction)]);
  const from = text.peers[senderOf(direction)];
  const say = took === null ? text.said.seen : text.said.sent;
  return say(label, from, text.bytes(bytes));
}

/** A step is told in so many events. */
const MOST_SAID = 4;
/** What matters most to a listener is said first. */
const ORDER: readonly (LayerId | Exclude<TimelineEvent['kind'], 'mark'>)[] = [
  ...(['delivered', 'lost', 'repeated', 'trouble', 'born', 'received', 'written'] as const),
  ...(['never', 'opened', 'closed', 'arrived', 'sent'] as const),
];

const rankOf = (event: TimelineEvent): number =>
  ORDER.indexOf(event.kind === 'mark' ? event.layer : event.kind);

/** Where a step has come to, as a listener is told it. */
export function stepText(time: number, events: readonly TimelineEvent[], text: Said): string {
  const { said } = text;
  if (events.length === 0) return said.nothing(clockTime(time));
  const sorted = events.toSorted((a, b) => rankOf(a) - rankOf(b));
  const told = sorted
    .slice(0, MOST_SAID)
    .map((event) => said.event(event.lane.name, eventText(event, text)));
  const more = events.length - told.length;
  return said.all([said.at(clockTime(time)), ...told, ...(more > 0 ? [said.more(more)] : [])]);
}
