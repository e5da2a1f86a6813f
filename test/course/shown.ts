import type { Field } from '../../src/codec/annotation.ts';
import type { FieldId, RuleId } from '../../src/codec/ids.ts';
import { pieceOfText } from '../../src/course/judges/evidence.ts';
import type { WireElement, WirePiece } from '../../src/course/elements.ts';
import { bytesOfHex } from '../../src/codec/bytes.ts';
import { annotateRow } from '../../src/trace/annotate-row.ts';
import { describe } from '../../src/trace/describe.ts';
import { readTurns } from '../trace/hand-made.ts';

/** What the codec makes of the bytes of an element. */
export interface Shown {
  readonly violations: readonly RuleId[];
  /** True where they end inside a unit, or some belong to nothing. */
  readonly cut: boolean;
  readonly fields: readonly FieldId[];
  readonly frames: number;
}

const CHUNKED = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n';

const HEADS = {
  response: '',
  chunks: `${CHUNKED}\r\n`,
  events: `${CHUNKED}Content-Type: text/event-stream\r\n\r\n`,
};

export async function shownBy(element: WireElement): Promise<Shown> {
  const pieces = withHead(element);
  const turns = pieces.map(
    ({ direction, hex }) =>
      [direction === 'client-to-server' ? '>' : '<', bytesOfHex(hex)] as const,
  );
  const conversation = await readTurns(turns, {}, { extensions: element.extensions });
  const pace = () => Promise.resolve();
  const input = { kind: 'binary', bytes: 0, notes: [] } as const;
  const trace = { input, connections: [conversation.connection] };
  const { connections, totals } = await describe(trace, [conversation], pace);
  const { violations, incomplete, exchanges, frames } = connections[0]!;
  const bodies = exchanges.some(({ response }) => response?.bodyComplete === false);
  const rows = Array.from({ length: conversation.order.length }, (_, row) => row);
  return {
    violations: violations.map(({ rule }) => rule as RuleId),
    cut:
      bodies || totals.unexplained > 0 || Object.values(incomplete).some((part) => part !== null),
    fields: rows.flatMap((row) => idsIn(annotateRow(conversation, row).root)),
    frames: frames.length,
  };
}

/** A body by itself gets the head that says what it is, and events the chunk that they travel in. */
function withHead(element: WireElement): readonly WirePiece[] {
  const head = element.kind === 'layers' ? HEADS[element.of] : '';
  if (head === '') return element.pieces;
  const isEvents = element.kind === 'layers' && element.of === 'events';
  return [
    pieceOfText('client-to-server', 'GET / HTTP/1.1\r\nHost: a\r\n\r\n'),
    pieceOfText('server-to-client', head),
    ...(isEvents ? element.pieces.map(inChunk) : element.pieces),
  ];
}

/** The whole body as one chunk, with the end behind it. */
const inChunk = ({ direction, hex }: WirePiece): WirePiece => {
  const size = (hex.length / 2).toString(16);
  const [before, after] = [`${size}\r\n`, '\r\n0\r\n\r\n'].map(
    (text) => pieceOfText(direction, text).hex,
  );
  return { direction, hex: `${before}${hex}${after}` };
};

const idsIn = ({ id, children = [] }: Field): FieldId[] => [id, ...children.flatMap(idsIn)];
