import type { Breath } from './breath.ts';
import { describeClose, describeFrames } from './describe-frames.ts';
import { describeExchanges } from './describe-exchanges.ts';
import { describeMessages } from './describe-messages.ts';
import { describeViolations } from './describe-violations.ts';
import type { Conversation } from './conversation.ts';
import { describeLog } from './log/write-log.ts';
import type {
  Report,
  ReportConnection,
  ReportGap,
  ReportHandshake,
  ReportIncomplete,
} from './report-format.ts';
import { DIRECTIONS, perDirection, type Direction, type Trace } from './trace.ts';

/** A trace and what was read from its connections, as the report. */
export async function describe(
  trace: Trace,
  conversations: readonly Conversation[],
  breath: Breath,
): Promise<Report> {
  const connections: ReportConnection[] = [];
  for (const conversation of conversations) {
    connections.push(await describeConnection(conversation, breath));
  }
  const sum = (count: (connection: ReportConnection) => number) =>
    connections.reduce((total, connection) => total + count(connection), 0);
  return {
    format: 'wire101-report',
    version: 1,
    input: trace.input,
    connections,
    totals: {
      connections: connections.length,
      frames: sum(({ frames }) => frames.length),
      messages: sum(({ messages }) => messages.length),
      exchanges: sum(({ exchanges }) => exchanges.length),
      bytes: perDirection((direction) =>
        conversations.reduce((total, { sides }) => total + sides[direction].bytes.length, 0),
      ),
      unexplained: conversations.reduce((total, { sides }) => total + unexplained(sides), 0),
    },
    ...(trace.logs === undefined ? {} : { logs: trace.logs.map(describeLog) }),
  };
}

const unexplained = (sides: Conversation['sides']): number =>
  DIRECTIONS.flatMap((direction) => sides[direction].unexplained).reduce(
    (sum, { start, end }) => sum + end - start,
    0,
  );

async function describeConnection(
  conversation: Conversation,
  breath: Breath,
): Promise<ReportConnection> {
  const { connection } = conversation;
  return {
    id: connection.id,
    client: connection.client,
    server: connection.server,
    opened: connection.opened,
    closed: connection.closed,
    end: connection.end,
    protocol: conversation.protocol,
    ...(conversation.notes.length === 0 ? {} : { notes: conversation.notes }),
    ...(connection.gaps.length === 0 ? {} : { gaps: gapsOf(conversation) }),
    exchanges: describeExchanges(conversation),
    handshake: handshakeOf(conversation),
    frames: await describeFrames(conversation, breath),
    messages: await describeMessages(conversation, breath),
    close: perDirection((direction) => describeClose(conversation, direction)),
    violations: await describeViolations(conversation, breath),
    incomplete: perDirection((direction) => incompleteOf(conversation, direction)),
  };
}

function handshakeOf({ handshake }: Conversation): ReportHandshake | null {
  if (handshake === null) return null;
  const { complete, key, expectedAccept, accept, acceptMatches, subprotocol, extensions } =
    handshake;
  return { complete, key, expectedAccept, accept, acceptMatches, subprotocol, extensions };
}

const gapsOf = ({ sides }: Conversation): ReportGap[] =>
  DIRECTIONS.flatMap((direction) =>
    sides[direction].captured.gaps.map(({ start, end }) => ({
      direction,
      offset: start,
      length: end - start,
    })),
  );

function incompleteOf(conversation: Conversation, direction: Direction): ReportIncomplete | null {
  const { tail } = conversation.sides[direction];
  return tail === null || conversation.partial
    ? null
    : { at: tail.at, part: tail.part, need: tail.need, have: tail.have };
}
