import type { Messages } from '../../i18n/words.ts';
import { labelOf } from './label.ts';
import type { Lane } from './lane.ts';
import type { LayerId } from './layers.ts';
import type { Meaning } from './shapes.ts';
import { clockTime, durationText } from './time-words.ts';

type Text = Messages['timeline'];

/** What a layer shows, where many of it are one mark or bytes alone told it. */
function layerText(layer: LayerId, text: Text): string {
  switch (layer) {
    case 'connection':
      return text.layers.connection;
    case 'open':
      return text.marks['request-open'];
    case 'held':
      return text.marks['request-held'];
    case 'connecting':
    case 'outage':
    case 'retransmission':
      return text.marks[layer];
    case 'buffer':
      return text.marks['proxy-buffer'];
    case 'written':
    case 'received':
      return text.marks.message;
    case 'blocked':
    case 'trouble':
      return text.layers[layer];
    default:
      return text.marks.news;
  }
}

function timesText(from: number, to: number, arrived: number | null, { hover }: Text): string {
  if (arrived === null) return hover.seen(clockTime(from));
  return arrived === Infinity
    ? hover.never(clockTime(from))
    : hover.times(clockTime(from), clockTime(to));
}

function transferLines(
  { connection, direction, transfer, from, to, count }: Extract<Meaning, { kind: 'transfer' }>,
  lane: Lane,
  text: Text,
): string[] {
  const of = lane.trace.connections[connection]!;
  const { start, end, arrived } = of.transfers.at(transfer);
  const label = labelOf(of, transfer).text || text.said.unnamed;
  const { hover } = text;
  return [
    `${label} · ${text.bytes(end - start)}`,
    text.ways[direction],
    timesText(from, to, arrived, text),
    ...(lane.trace.connections.length > 1 ? [hover.connection(connection + 1)] : []),
    ...(count > 1 ? [hover.same(count - 1)] : []),
    hover.open,
  ];
}

function markLines(
  { what, from, to, mark, connection }: Extract<Meaning, { kind: 'mark' }>,
  text: Text,
): string[] {
  const { hover } = text;
  const name = mark === null ? layerText(what, text) : text.marks[mark.kind];
  const number = mark?.subject ?? null;
  const last = mark?.until ?? to;
  const first = mark?.time ?? from;
  return [
    connection !== null && what === 'connection' ? hover.connection(connection + 1) : name,
    ...(number === null ? [] : [hover.number(number)]),
    last > first
      ? hover.lasted(clockTime(first), durationText(last - first))
      : hover.seen(clockTime(first)),
  ];
}

/** What stands beside the pointer, line by line. */
export function hoverLines(of: Meaning, lane: Lane, text: Text): string[] {
  if (of.kind === 'transfer') return transferLines(of, lane, text);
  if (of.kind === 'mark') return markLines(of, text);
  const { what, count, from, to } = of;
  const { hover } = text;
  const isWay = what === 'client-to-server' || what === 'server-to-client';
  return [
    isWay ? hover.transfers(count) : hover.things(count, layerText(what, text)),
    ...(isWay ? [text.ways[what]] : []),
    to > from
      ? hover.lasted(clockTime(from), durationText(to - from))
      : hover.seen(clockTime(from)),
    hover.zoom,
  ];
}
