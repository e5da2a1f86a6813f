import { describe, expect, test } from 'vitest';
import { CHUNK_RULES } from '../../src/codec/http/chunk-rules.ts';
import { FRAMING_RULES } from '../../src/codec/http/body-rules.ts';
import { bytesOfLatin1 } from '../../src/codec/http/syntax.ts';
import { RULE_IDS } from '../../src/codec/ids.ts';
import { violationsOfBody } from '../../src/trace/http-body.ts';
import { readHttp } from '../../src/trace/http-units.ts';
import { BROKEN_BODIES, KEPT_BODIES, type BodyRow } from '../vectors/http.ts';

const isResponse = ({ message }: BodyRow) => message.startsWith('HTTP/');

/** Every rule that the units of the row's own direction break. */
function judged(row: BodyRow) {
  const bytes = bytesOfLatin1(row.message);
  const other = bytesOfLatin1(row.request ?? '');
  const parts = isResponse(row) ? readHttp(other, bytes) : readHttp(bytes, other);
  const { units } = isResponse(row) ? parts.responses : parts.requests;
  return units.flatMap((unit) => violationsOfBody(bytes, unit, row.ended ?? false));
}

const HTTP_RULES = RULE_IDS.filter((id) => id.startsWith('http/'));

describe('the rules of HTTP bodies', () => {
  test('each has rows that break and rows that keep it', () => {
    const missing = (rows: readonly BodyRow[]) =>
      HTTP_RULES.filter((id) => !rows.some(({ rule }) => rule === id));
    expect(missing(BROKEN_BODIES)).toEqual([]);
    expect(missing(KEPT_BODIES)).toEqual([]);
  });

  test('their tables hold each of them once, and fit a 32-bit verdict', () => {
    const ids = [...CHUNK_RULES, ...FRAMING_RULES].map(({ id }) => id);
    expect([...ids, 'http/body-after-204'].sort()).toEqual([...HTTP_RULES].sort());
    expect(CHUNK_RULES.length).toBeLessThanOrEqual(31);
  });

  test.each(BROKEN_BODIES)('$rule is named, where it is broken: $name', (row) => {
    const found = judged(row);
    expect(found.map(({ violation }) => violation.rule)).toEqual([row.rule]);
    const { at, violation } = found[0]!;
    const { start, end } = violation.range;
    expect(row.message.slice(at + start / 8, at + end / 8)).toBe(row.points);
    expect(violation).toMatchObject({
      closeCode: null,
      status: row.status ?? null,
      severity: row.severity ?? 'error',
      ref: { doc: 'rfc9112' },
    });
  });

  test.each(KEPT_BODIES)('nothing is named where $rule is just kept: $name', (row) => {
    expect(judged(row).map(({ violation }) => violation.rule)).toEqual([]);
  });
});
