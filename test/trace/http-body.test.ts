import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { leavesOf } from '../../src/codec/annotation.ts';
import { concat } from '../../src/codec/bytes.ts';
import { encodeChunk, lastChunk, plainChunk } from '../../src/codec/http/chunk-encode.ts';
import { CHUNK_RULES } from '../../src/codec/http/chunk-rules.ts';
import { FRAMING_RULES } from '../../src/codec/http/body-rules.ts';
import { bytesOfLatin1, latin1 } from '../../src/codec/http/syntax.ts';
import { RULE_IDS } from '../../src/codec/ids.ts';
import { annotateBodyOf, payloadOf, violationsOfBody } from '../../src/trace/http-body.ts';
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

describe('what a body carries', () => {
  const plain = 'data: hi\n\n'.repeat(20);
  const coded = new Uint8Array(gzipSync(plain));

  /** One response with that body in chunks of 7 octets. */
  function payload(body: Uint8Array, codings: string, most?: number) {
    const head = `HTTP/1.1 200 OK\r\n${codings}\r\n\r\n`;
    const chunks = Array.from({ length: Math.ceil(body.length / 7) }, (_, i) =>
      encodeChunk(plainChunk(body.subarray(7 * i, 7 * i + 7))),
    );
    const bytes = concat([bytesOfLatin1(head), ...chunks, encodeChunk(lastChunk())]);
    const [unit] = readHttp(new Uint8Array(), bytes).responses.units;
    return payloadOf(bytes, unit!, most);
  }

  test('chunks are joined, then the content coding is undone', () => {
    const read = payload(coded, 'Transfer-Encoding: chunked\r\nContent-Encoding: gzip');
    expect(read).toMatchObject({ complete: true, fault: null, codings: ['gzip'] });
    expect(read.dechunked).toEqual(coded);
    expect(latin1(read.bytes)).toBe(plain);
  });

  test('the body is one field with what it carries beside it', () => {
    const text = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nHello\r\n0\r\n\r\n';
    const bytes = bytesOfLatin1(text);
    const [unit] = readHttp(new Uint8Array(), bytes).responses.units;
    const { root, sources, complete } = annotateBodyOf(bytes, unit!);
    expect(complete).toBe(true);
    expect(leavesOf(root)).toEqual([root]);
    expect(sources.map(({ id, bytes: own }) => [id, latin1(own)])).toEqual([
      ['wire', '5\r\nHello\r\n0\r\n\r\n'],
      ['dechunked', 'Hello'],
    ]);
    expect(root.children).toMatchObject([
      { id: 'http.body', range: { source: 'dechunked', end: 40 } },
    ]);
  });

  test('a transfer coding beneath the chunks is undone too', () => {
    expect(latin1(payload(coded, 'Transfer-Encoding: gzip, chunked').bytes)).toBe(plain);
  });

  test('there is a limit, and a coding that is not read', () => {
    const gzip = 'Transfer-Encoding: chunked\r\nContent-Encoding: gzip';
    expect(payload(coded, gzip, 10)).toMatchObject({ fault: 'too-big', bytes: { length: 10 } });
    const brotli = 'Transfer-Encoding: chunked\r\nContent-Encoding: br';
    expect(payload(coded, brotli)).toMatchObject({ fault: 'unknown', coding: 'br', bytes: coded });
  });
});
