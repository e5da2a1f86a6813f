import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { leavesOf } from '../../../src/codec/annotation.ts';
import { rulesIn } from '../../../src/codec/codec.ts';
import { annotateChunk } from '../../../src/codec/http/chunk-annotate.ts';
import {
  decodeChunk,
  encodeChunk,
  lastChunk,
  plainChunk,
} from '../../../src/codec/http/chunk-encode.ts';
import {
  bodyLengthIn,
  chunkAt,
  dechunk,
  scanChunks,
  wireOffsetOf,
} from '../../../src/codec/http/chunk-index.ts';
import { CHUNK_RULES, judgeChunk } from '../../../src/codec/http/chunk-rules.ts';
import { pieceOf, readChunk, readPartialChunk, type Chunk } from '../../../src/codec/http/chunk.ts';
import { bytesOfLatin1, latin1 } from '../../../src/codec/http/syntax.ts';
import { BODIES } from '../../vectors/http.ts';
import { inside } from './heads.ts';

const textIn = (bytes: Uint8Array, chunk: Chunk, name: Parameters<typeof pieceOf>[1]) => {
  const { start, end } = pieceOf(chunk, name);
  return latin1(bytes.subarray(start, end));
};

function chunksOf(bytes: Uint8Array, end = bytes.length): Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = 0; ; at = chunks.at(-1)!.end) {
    const chunk = chunks.at(-1)?.last ? null : readChunk(bytes, at, end);
    if (chunk === null) return chunks;
    chunks.push(chunk);
  }
}

function expectTiles(bytes: Uint8Array, chunk: Chunk) {
  expect([...chunk.cuts].sort((a, b) => a - b)).toEqual(chunk.cuts);
  const { root } = annotateChunk(bytes.subarray(chunk.at), chunk);
  let at = 0;
  for (const { range } of leavesOf(root)) {
    expect(range.start).toBe(at);
    at = range.end;
  }
  expect(at).toBe(root.range.end);
  expect(at).toBe((chunk.end - chunk.at) * 8);
}

/** Bytes with many pieces of chunks in them, some whole, some odd. */
const chunky: fc.Arbitrary<Uint8Array> = fc
  .array(
    fc.oneof(
      fc.constantFrom('5', '0', '\r\n', '\r\n', '\n', '\r', 'Hello', ';a="b;c"', ' ', '0x', '-'),
      fc.constantFrom('5\r\nHello\r\n', '0\r\n\r\n', '1\r\n', 'X: 1\r\n', 'FFFFFFFFFFFFFFFFF'),
      fc.stringMatching(/^[\x00-\xff]{0,4}$/),
    ),
    { maxLength: 24 },
  )
  .map((pieces) => bytesOfLatin1(pieces.join('')));

describe.each(BODIES)('chunks: $name', ({ wire, data, trailer }) => {
  const bytes = inside(bytesOfLatin1(wire));

  test('each is read, and the last ends the body', () => {
    const chunks = chunksOf(bytes);
    expect(chunks.map((chunk) => textIn(bytes, chunk, 'data'))).toEqual(data);
    expect(chunks.at(-1)).toMatchObject({ last: true, end: bytes.length });
    expect(textIn(bytes, chunks.at(-1)!, 'trailer')).toBe(trailer ?? '');
    for (const chunk of chunks) expectTiles(bytes, chunk);
  });

  test('cut after any byte, whole chunks are the same and the cut one is null', () => {
    const chunks = chunksOf(bytes);
    for (let end = 0; end < bytes.length; end++) {
      const before = chunksOf(bytes, end);
      expect(before).toEqual(chunks.slice(0, before.length));
      const next = before.at(-1)?.end ?? 0;
      const partial = readPartialChunk(bytes, next, end);
      expect(partial).toMatchObject({ complete: false, end });
      if (end > next) expectTiles(bytes.subarray(0, end), partial);
    }
  });

  test('the body is joined, and each of its octets is found on the wire', () => {
    const index = scanChunks(bytes, 0, bytes.length);
    expect(index).toMatchObject({ length: data.length, end: bytes.length, complete: true });
    const body = dechunk(bytes, index);
    expect(latin1(body)).toBe(data.join(''));
    expect(bodyLengthIn(index)).toBe(body.length);
    body.forEach((byte, i) => expect(bytes[wireOffsetOf(index, i)]).toBe(byte));
    for (let from = 0; from <= body.length; from++) {
      expect(dechunk(bytes, index, from, from + 3)).toEqual(body.slice(from, from + 3));
    }
  });
});

describe('chunks, any', () => {
  test('whatever bytes are one chunk come back from its fields', () => {
    let chunks = 0;
    fc.assert(
      fc.property(chunky, (bytes) => {
        const fields = decodeChunk(bytes);
        if (fields === null) return;
        chunks++;
        expect(encodeChunk(fields)).toEqual(bytes);
        expect(decodeChunk(inside(bytes))).toEqual(fields);
      }),
      { numRuns: 2000 },
    );
    expect(chunks).toBeGreaterThan(100);
  });

  test('fields, legal or not, come back from their bytes', () => {
    const lineEnd = fc.constantFrom('\r\n', '\n');
    const extension = fc.stringMatching(/^( ?;[!-~]{0,8}){0,3}$/);
    const data = fc.uint8Array({ minLength: 1, maxLength: 40 });
    const illegal = fc
      .tuple(data, fc.constantFrom('', '0x', '-', '+', ' ', '000'), extension, lineEnd, lineEnd)
      .map(([octets, before, text, sizeEnd, dataEnd]) => ({
        ...plainChunk(octets, text),
        size: before + octets.length.toString(16),
        sizeEnd,
        dataEnd,
      }));
    const surplus = fc.tuple(data, fc.stringMatching(/^[g-z]{1,9}$/)).map(([octets, more]) => ({
      ...plainChunk(octets),
      surplus: bytesOfLatin1(more),
    }));
    const cut = fc.tuple(data, fc.integer({ min: 1, max: 2 ** 40 })).map(([octets, more]) => ({
      ...plainChunk(octets),
      size: (octets.length + more).toString(16).toUpperCase(),
      dataEnd: '',
    }));
    fc.assert(
      fc.property(fc.oneof(illegal, surplus, cut), (fields) => {
        expect(decodeChunk(encodeChunk(fields))).toEqual(fields);
      }),
    );
  });

  test('plain chunks are those of the standard', () => {
    expect(latin1(encodeChunk(plainChunk(bytesOfLatin1('0123456789'), ';a=b')))).toBe(
      'a;a=b\r\n0123456789\r\n',
    );
    expect(latin1(encodeChunk(lastChunk([['Expires', 'never']])))).toBe(
      '0\r\nExpires: never\r\n\r\n',
    );
  });

  test('a chunk that the scan found faultless breaks no rule, and any other does', () => {
    fc.assert(
      fc.property(chunky, (bytes) => {
        const index = scanChunks(bytes, 0, bytes.length);
        index.verdict.forEach((verdict, i) => {
          const rules = judgeChunk(bytes, chunkAt(bytes, index, i), 'response', false);
          const named = rulesIn(CHUNK_RULES, verdict).map(({ id }) => id);
          expect(rules.map(({ rule }) => rule)).toEqual(named);
        });
      }),
      { numRuns: 2000 },
    );
  });

  test('any bytes are chunks that tile them; scanned twice they are the same', () => {
    fc.assert(
      fc.property(chunky, (bytes) => {
        const index = scanChunks(bytes, 0, bytes.length);
        let at = 0;
        for (let i = 0; i < index.length; i++) {
          const chunk = chunkAt(bytes, index, i);
          expect(chunk.at).toBe(at);
          expectTiles(bytes, chunk);
          at = chunk.end;
        }
        expect(at).toBe(index.end);
        if (!index.complete) expect(at).toBe(bytes.length);
        expect(dechunk(bytes, index)).toHaveLength(bodyLengthIn(index));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('taking a chunk apart', () => {
  const apart = (text: string) => {
    const bytes = bytesOfLatin1(text);
    return annotateChunk(bytes, readPartialChunk(bytes, 0, bytes.length), [], 70);
  };

  test('every piece has its name and its value', () => {
    const { unit, root, complete, sources } = apart('5;a="x;y"; b\r\nHello\r\n');
    expect({ unit, complete }).toEqual({ unit: 'http.chunk', complete: true });
    expect(sources).toMatchObject([{ id: 'wire', base: 70, length: 21 }]);
    expect(root.children).toMatchObject([
      { id: 'chunk.size', value: { kind: 'uint', value: 5 }, ref: { section: '7.1' } },
      {
        id: 'chunk.extension',
        ref: { section: '7.1.1' },
        children: [
          { id: 'chunk.extension', value: { kind: 'text', value: ';a="x;y"' } },
          { id: 'chunk.extension', value: { kind: 'text', value: '; b' } },
        ],
      },
      { id: 'chunk.line-end' },
      { id: 'chunk.data', value: { kind: 'bytes', length: 5 } },
      { id: 'chunk.line-end' },
    ]);
  });

  test('the trailer section is header fields', () => {
    const { root } = apart('0\r\nExpires: never\r\n\r\n');
    expect(root.children).toMatchObject([
      { id: 'chunk.size', value: { kind: 'uint', value: 0 } },
      { id: 'chunk.line-end' },
      { id: 'chunk.trailer', ref: { section: '7.1.2' }, children: [{ id: 'http.header' }] },
      { id: 'chunk.line-end' },
    ]);
  });

  test('a size beyond 2^53 is exact, a wrong one is a text', () => {
    const [size] = apart('FFFFFFFFFFFFFFFF\r\n').root.children!;
    expect(size?.value).toEqual({ kind: 'uint', value: 2n ** 64n - 1n });
    expect(apart('5x\r\nHello\r\n').root.children?.[0]?.value).toMatchObject({ value: '5x' });
  });
});

describe('hostile bodies take time in proportion to their length', () => {
  const MEGA = 1024 * 1024;
  test.each([
    ['tiny chunks', '1\r\n.\r\n'.repeat(MEGA / 6)],
    ['a size line', `5;${'a'.repeat(MEGA)}\r\nHello\r\n`],
    ['a size of digits', `${'0'.repeat(MEGA)}5\r\nHello\r\n`],
    ['sizes that are none', 'size\r\n'.repeat(MEGA / 6)],
    ['line feeds', '\n'.repeat(MEGA)],
    ['returns', '\r'.repeat(MEGA)],
    [
      'sizes believed in vain',
      `${'10000x\r\n1\r\n.\r\n'.repeat(MEGA / 28)}${'.'.repeat(MEGA / 2)}`,
    ],
    ['a trailer section', `0\r\n${'X: 1\r\n'.repeat(MEGA / 6)}\r\n`],
    ['semicolons', `5${';'.repeat(MEGA)}\r\nHello\r\n`],
  ])(
    '%s',
    (_, text) => {
      const bytes = bytesOfLatin1(text);
      const started = performance.now();
      const index = scanChunks(bytes, 0, bytes.length);
      annotateChunk(bytes, chunkAt(bytes, index, 0));
      expect(performance.now() - started).toBeLessThan(10_000);
      expect(index.end).toBe(bytes.length);
    },
    20_000,
  );
});
