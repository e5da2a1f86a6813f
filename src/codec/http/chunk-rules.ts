import type { Severity, SpecRef, Violation } from '../annotation.ts';
import type { FieldId, RuleId } from '../ids.ts';
import { bitRange } from './annotate.ts';
import { pieceOf, type Chunk, type PieceName } from './chunk.ts';
import { hexValueOf, trimSize, type SizeFault } from './chunk-size.ts';
import type { Span } from './headers.ts';
import { specRef, type HttpHead } from './layout.ts';
import { CR } from './syntax.ts';

export interface ChunkRule {
  readonly id: RuleId;
  readonly field: FieldId;
  readonly ref: SpecRef;
  readonly severity: Severity;
  /** What a strict server answers to a request whose body breaks it; null where it goes on. */
  readonly status: number | null;
  /** Where a chunk breaks the rule; null where it keeps it. `ended` is true where no more bytes can come. */
  broken(bytes: Uint8Array, chunk: Chunk, ended: boolean): Span | null;
}

interface RuleOptions {
  readonly section?: string;
  readonly status?: number | null;
  readonly severity?: Severity;
}

const rule = (
  id: RuleId,
  field: FieldId,
  broken: ChunkRule['broken'],
  { section = '7.1', status = 400, severity = 'error' }: RuleOptions = {},
): ChunkRule => ({ id, field, ref: specRef('rfc9112', section), severity, status, broken });

const sizeRule = (id: RuleId, fault: SizeFault): ChunkRule =>
  rule(id, 'chunk.size', (bytes, chunk) => {
    if (chunk.fault !== fault) return null;
    const { start, end } = pieceOf(chunk, 'size');
    const size = trimSize(bytes, start, end);
    return shown(size.end > size.start ? size : pieceOf(chunk, 'sizeEnd'));
  });

const shown = ({ start, end }: Span): Span | null => (end > start ? { start, end } : null);

/** White space around a size that has something else in it. */
function whiteSpaceOf(bytes: Uint8Array, chunk: Chunk): { before: Span; after: Span } | null {
  if (!chunk.hasSizeLine || chunk.fault === 'empty') return null;
  const { start, end } = pieceOf(chunk, 'size');
  const size = trimSize(bytes, start, end);
  return { before: { start, end: size.start }, after: { start: size.end, end } };
}

const isBareFeed = (bytes: Uint8Array, { start, end }: Span): boolean =>
  end > start && bytes[start] !== CR;

/** The line ends of the coding itself; a field line of the trailer may end with LF: RFC 9112 §2.2. */
const LINE_ENDS: readonly PieceName[] = ['sizeEnd', 'dataEnd', 'lastEnd'];

/** What one chunk can break. Append only: the place of a rule is its bit in a verdict. */
export const CHUNK_RULES: readonly ChunkRule[] = [
  sizeRule('http/chunk-size-not-hex', 'not-hex'),
  sizeRule('http/chunk-size-0x-prefix', '0x-prefix'),
  sizeRule('http/chunk-size-signed', 'signed'),
  sizeRule('http/chunk-size-empty', 'empty'),
  sizeRule('http/chunk-size-overflow', 'overflow'),
  rule('http/chunk-size-leading-space', 'chunk.size', (bytes, chunk) => {
    const white = whiteSpaceOf(bytes, chunk);
    return white && shown(white.before);
  }),
  // many receivers let it pass; before an extension it is allowed, and belongs to that
  rule(
    'http/chunk-size-trailing-space',
    'chunk.size',
    (bytes, chunk) => {
      const white = whiteSpaceOf(bytes, chunk);
      return white && shown(white.after);
    },
    { section: '7.1.1', status: null, severity: 'warning' },
  ),
  rule('http/chunk-data-not-followed-by-crlf', 'wire.unexplained', (_, chunk) =>
    shown(pieceOf(chunk, 'surplus')),
  ),
  // the next size stands where the line end should; without a size nobody knows where that is
  rule('http/chunk-data-missing-crlf', 'chunk.data', (_, chunk) => {
    const { start, end } = pieceOf(chunk, 'dataEnd');
    const missing = chunk.complete && !chunk.last && chunk.length !== null && start === end;
    return missing ? shown(pieceOf(chunk, 'data')) : null;
  }),
  rule(
    'http/chunk-bare-lf',
    'chunk.line-end',
    (bytes, chunk) =>
      LINE_ENDS.map((name) => pieceOf(chunk, name)).find((end) => isBareFeed(bytes, end)) ?? null,
    { section: '2.2' },
  ),
  rule(
    'http/chunk-truncated',
    'chunk.chunk',
    (_, chunk, ended) => (ended && !chunk.complete ? { start: chunk.at, end: chunk.end } : null),
    { section: '8', status: null },
  ),
];

/** Whether no rule need be asked, as of nearly every chunk. Measured: a third off the time of scanning tiny chunks. */
function isPlain(bytes: Uint8Array, { at, cuts, fault, complete, last }: Chunk): boolean {
  const [, extensionAt, lineEndAt, , surplusAt, dataEndAt, , lastEndAt] = cuts;
  return (
    complete &&
    fault === null &&
    hexValueOf(bytes[at]) >= 0 &&
    hexValueOf(bytes[extensionAt! - 1]) >= 0 &&
    bytes[lineEndAt!] === CR &&
    surplusAt === dataEndAt &&
    bytes[last ? lastEndAt! : dataEndAt!] === CR
  );
}

/** The rules that a chunk breaks whatever comes after it, as bits: bit i is CHUNK_RULES[i]. */
export function verdictOfChunk(bytes: Uint8Array, chunk: Chunk): number {
  if (isPlain(bytes, chunk)) return 0;
  let verdict = 0;
  for (let i = 0; i < CHUNK_RULES.length; i++) {
    if (CHUNK_RULES[i]!.broken(bytes, chunk, false) !== null) verdict |= 1 << i;
  }
  return verdict;
}

/** What a chunk breaks, in bits from its start: RFC 9112 §7.1. A status is for requests alone. */
export function judgeChunk(
  bytes: Uint8Array,
  chunk: Chunk,
  sender: HttpHead['kind'],
  ended: boolean,
): Violation[] {
  return CHUNK_RULES.flatMap((rule) => {
    const span = rule.broken(bytes, chunk, ended);
    if (span === null) return [];
    const { id, field, ref, severity } = rule;
    const range = bitRange({ start: span.start - chunk.at, end: span.end - chunk.at });
    const status = sender === 'request' ? rule.status : null;
    return [{ rule: id, field, range, severity, ref, closeCode: null, status }];
  });
}
