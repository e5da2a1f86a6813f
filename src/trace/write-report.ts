import type { Report } from './report-format.ts';

/** Levels that are spread over lines: the report, a connection, its lists. An element of a list is one line. */
const SPREAD = 4;

/**
 * The report as JSON text, piece by piece: a million frames make a text longer than a string may be.
 * Each frame, message and violation stands on a line of its own.
 */
export function* writeReport(report: Report): Generator<string, void> {
  yield* write(report, SPREAD, '');
  yield '\n';
}

function* write(value: unknown, levels: number, indent: string): Generator<string, void> {
  const entries = levels > 0 ? entriesOf(value) : [];
  if (entries.length === 0) {
    yield JSON.stringify(value);
    return;
  }
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  const deeper = `${indent}  `;
  yield open!;
  for (let i = 0; i < entries.length; i++) {
    const [key, inner] = entries[i]!;
    yield `${i === 0 ? '' : ','}\n${deeper}${key}`;
    yield* write(inner, levels - 1, deeper);
  }
  yield `\n${indent}${close}`;
}

/** What stands inside a list or an object, with the key as it is written before it. */
function entriesOf(value: unknown): (readonly [key: string, value: unknown])[] {
  if (Array.isArray(value)) return value.map((inner: unknown) => ['', inner]);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .map(([key, inner]) => [`${JSON.stringify(key)}: `, inner]);
}
