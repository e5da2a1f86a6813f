import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { leavesOf, type Annotation, type Field } from '../../../src/codec/annotation.ts';
import { annotateHead } from '../../../src/codec/http/annotate.ts';
import { encodeHttpHead } from '../../../src/codec/http/encode.ts';
import { readHttpHead } from '../../../src/codec/http/message.ts';
import { REQUEST, RESPONSE } from '../../vectors/handshake.ts';
import { anyFields, bytesOf, headOf, inside, lineyBytes } from './heads.ts';

function annotated(bytes: Uint8Array): Annotation | null {
  const head = readHttpHead(bytes, 0, bytes.length);
  return head && annotateHead(bytes, head);
}

/** No gap, no overlap, from the first bit to the last. */
function expectTiles(root: Field) {
  let at = 0;
  for (const { range } of leavesOf(root)) {
    expect(range.start).toBe(at);
    expect(range.end % 8).toBe(0);
    at = range.end;
  }
  expect(at).toBe(root.range.end);
}

const outline = (field: Field): string[] => [
  `${field.id} ${field.range.start / 8}-${field.range.end / 8} ${field.ref.doc} §${field.ref.section}`,
  ...(field.children ?? []).flatMap((child) => outline(child).map((line) => `  ${line}`)),
];

describe('taking a head apart', () => {
  test.each([
    ['at the start of its buffer', bytesOf(REQUEST)],
    ['inside a larger buffer', inside(bytesOf(REQUEST))],
  ])('every piece of the RFC’s request has its name, its place and its section, %s', (_, bytes) => {
    const annotation = annotated(bytes)!;
    expect(annotation).toMatchObject({ unit: 'http.message', complete: true, violations: [] });
    expect(annotation.sources).toEqual([
      { id: 'wire', bytes: bytesOf(REQUEST), base: 0, length: bytes.length },
    ]);
    expect(outline(annotation.root).slice(0, 20)).toEqual([
      `http.request 0-${bytes.length} rfc9112 §2.1`,
      '  http.start-line 0-20 rfc9112 §3',
      '    http.method 0-3 rfc9110 §9.1',
      '    http.separator 3-4 rfc9112 §3',
      '    http.target 4-9 rfc9112 §3.2',
      '    http.separator 9-10 rfc9112 §3',
      '    http.version 10-18 rfc9112 §2.3',
      '    http.line-end 18-20 rfc9112 §2.2',
      '  http.header 20-46 rfc9110 §7.2',
      '    http.header-name 20-24 rfc9110 §5.1',
      '    http.separator 24-26 rfc9112 §5.1',
      '    http.header-value 26-44 rfc9110 §7.2',
      '    http.line-end 44-46 rfc9112 §2.2',
      '  http.header 46-66 rfc9110 §7.8',
      '    http.header-name 46-53 rfc9110 §5.1',
      '    http.separator 53-55 rfc9112 §5.1',
      '    http.header-value 55-64 rfc9110 §7.8',
      '    http.line-end 64-66 rfc9112 §2.2',
      '  http.header 66-87 rfc9110 §7.6.1',
      '    http.header-name 66-76 rfc9110 §5.1',
    ]);
    expect(outline(annotation.root).at(-1)).toBe(
      `  http.line-end ${bytes.length - 2}-${bytes.length} rfc9112 §2.1`,
    );
  });

  test('the status is a number, the reason a text, each with its section', () => {
    const [startLine] = annotated(bytesOf(RESPONSE))!.root.children!;
    expect(startLine).toMatchObject({
      id: 'http.start-line',
      ref: { doc: 'rfc9112', section: '4' },
    });
    expect(startLine!.children).toMatchObject([
      { id: 'http.version', value: { kind: 'text', value: 'HTTP/1.1' } },
      { id: 'http.separator' },
      {
        id: 'http.status',
        value: { kind: 'uint', value: 101 },
        ref: { doc: 'rfc9110', section: '15' },
      },
      { id: 'http.separator' },
      { id: 'http.reason', value: { kind: 'text', value: 'Switching Protocols' } },
      { id: 'http.line-end', value: { kind: 'text', value: '\r\n' } },
    ]);
  });

  test('a header nobody knows refers to how fields are written', () => {
    const [, header] = annotated(bytesOf('GET / HTTP/1.1\r\nX-A: 1\r\n\r\n'))!.root.children!;
    expect(header?.ref).toEqual({ doc: 'rfc9112', section: '5' });
    expect(header?.children?.[2]?.ref).toEqual({ doc: 'rfc9110', section: '5.5' });
  });

  test('the leaves cover every byte once, for heads tidy or not', () => {
    fc.assert(
      fc.property(anyFields, (fields) => expectTiles(annotated(encodeHttpHead(fields))!.root)),
    );
  });

  test('the leaves cover every byte once, for anything that is read as a head', () => {
    fc.assert(
      fc.property(lineyBytes, (bytes) => {
        const annotation = annotated(bytes);
        if (annotation) expectTiles(annotation.root);
      }),
      { numRuns: 1000 },
    );
  });

  test('a head in the middle of a stream keeps its ranges and tells where it was', () => {
    const stream = bytesOf(RESPONSE + REQUEST + 'rest');
    const at = bytesOf(RESPONSE).length;
    const head = readHttpHead(stream, at, stream.length)!;
    const annotation = annotateHead(stream.subarray(at), head, [], head.at);
    expect(annotation.root).toEqual(annotateHead(bytesOf(REQUEST), headOf(REQUEST)).root);
    expect(annotation.sources[0]).toEqual({
      id: 'wire',
      bytes: bytesOf(REQUEST),
      base: at,
      length: REQUEST.length,
    });
  });
});
