import {
  readConversation,
  type Conversation,
  type ReadOptions,
} from '../../src/trace/conversation.ts';
import { describe as describeTrace } from '../../src/trace/describe.ts';
import type { ReportConnection } from '../../src/trace/report-format.ts';
import { perDirection, type Connection, type Direction } from '../../src/trace/trace.ts';
import { transfersOf, type Transfer } from '../../src/trace/transfers.ts';
import { joined, onlyOne, type Turn } from './wire.ts';

export const directionOf = (mark: '>' | '<'): Direction =>
  mark === '>' ? 'client-to-server' : 'server-to-client';

/** What no paste can say of a connection. */
type Known = Partial<Pick<Connection, 'end' | 'ordered'>> & {
  /** Seconds at which each turn was seen. */
  readonly times?: readonly number[];
};

/** Turns as a connection of its own making, as a capture file would give it. */
export function connectionOf(turns: readonly Turn[], known: Known = {}): Connection {
  const ends = perDirection(() => 0);
  const transfers = turns.map(([mark, { length }], i): Transfer => {
    const direction = directionOf(mark);
    const start = ends[direction];
    ends[direction] += length;
    return {
      direction,
      start,
      end: ends[direction],
      time: known.times?.[i] ?? null,
      arrived: null,
    };
  });
  return {
    id: 0,
    client: null,
    server: null,
    begun: true,
    opened: null,
    closed: null,
    end: known.end ?? 'none',
    ordered: known.ordered ?? true,
    streams: perDirection((direction) =>
      joined(...turns.filter(([mark]) => directionOf(mark) === direction).map(([, part]) => part)),
    ),
    transfers: transfersOf(transfers),
    gaps: [],
  };
}

const AT_ONCE = () => Promise.resolve();

export const readTurns = (
  turns: readonly Turn[],
  known: Known = {},
  options: ReadOptions = {},
): Promise<Conversation> => readConversation(connectionOf(turns, known), options, AT_ONCE);

/** The report of a conversation, valid. */
export async function reportOn(conversation: Conversation): Promise<ReportConnection> {
  const input = { kind: 'binary' as const, bytes: 0, notes: [] };
  const trace = { input, connections: [conversation.connection] };
  return onlyOne(await describeTrace(trace, [conversation], AT_ONCE));
}
