import { utf8Of } from '../../codec/utf8.ts';
import { readConversation } from '../../trace/conversation.ts';
import { describe } from '../../trace/describe.ts';
import type { ReportConnection } from '../../trace/report-format.ts';
import type { Direction } from '../../trace/direction.ts';
import type { WirePiece } from '../elements.ts';
import { connectionOf } from './connection.ts';

/** What bytes turned out to be: the report of a connection on which nothing else was sent. */
export interface Evidence {
  readonly connection: ReportConnection;
  /** Bytes handed in. */
  readonly size: number;
  /** Bytes that belong to nothing. */
  readonly unexplained: number;
}

/** Reads pieces as the decoder would, in the order they stand. */
export async function readEvidence(
  pieces: readonly WirePiece[],
  extensions: string | null = null,
): Promise<Evidence> {
  const connection = connectionOf(pieces);
  const pace = () => Promise.resolve();
  const conversation = await readConversation(connection, { extensions }, pace);
  const size = pieces.reduce((sum, { hex }) => sum + hex.length / 2, 0);
  const trace = {
    input: { kind: 'binary', bytes: size, notes: [] },
    connections: [connection],
  } as const;
  const report = await describe(trace, [conversation], pace);
  return { connection: report.connections[0]!, size, unexplained: report.totals.unexplained };
}

/** Text as a piece; lines end as they are written. */
export const pieceOfText = (direction: Direction, text: string): WirePiece => ({
  direction,
  hex: [...utf8Of(text)].map((byte) => byte.toString(16).padStart(2, '0')).join(''),
});
