import {
  readConversation,
  type Conversation,
  type ReadOptions,
} from '../../src/trace/conversation.ts';
import { perDirection, type Connection, type Direction, type Gap } from '../../src/trace/trace.ts';
import { transfersOf, type Transfer } from '../../src/trace/transfers.ts';

const AT_ONCE = () => Promise.resolve();

export const readConnection = (
  connection: Connection,
  options: ReadOptions = {},
): Promise<Conversation> => readConversation(connection, options, AT_ONCE);

/** The same connection with bytes that were not captured: zeros stand in their place. */
export function withGaps(connection: Connection, gaps: readonly Gap[]): Connection {
  const streams = perDirection((direction) => {
    const bytes = connection.streams[direction].slice();
    for (const gap of gaps) if (gap.direction === direction) bytes.fill(0, gap.start, gap.end);
    return bytes;
  });
  return { ...connection, streams, gaps };
}

/** What a capture holds that begins when so many bytes of each direction have gone by. */
export function fromByte(
  connection: Connection,
  skipped: Readonly<Record<Direction, number>>,
): Connection {
  const moved = ({ direction, start, end, ...times }: Transfer): Transfer => ({
    ...times,
    direction,
    start: Math.max(start - skipped[direction], 0),
    end: Math.max(end - skipped[direction], 0),
  });
  return {
    ...connection,
    begun: false,
    streams: perDirection((direction) => connection.streams[direction].slice(skipped[direction])),
    transfers: transfersOf(
      [...connection.transfers].map(moved).filter(({ start, end }) => end > start),
    ),
  };
}

export interface SeenFrame {
  readonly at: number;
  readonly head: number;
  readonly length: number;
}

/** The frames of a direction, `shift` bytes further on. */
export const framesOf = ({ sides }: Conversation, direction: Direction, shift = 0): SeenFrame[] => {
  const { frames } = sides[direction];
  return Array.from({ length: frames.length }, (_, i) => ({
    at: frames.at[i]! + shift,
    head: frames.head[i]!,
    length: frames.payloadLength[i]!,
  }));
};
