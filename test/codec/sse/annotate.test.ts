import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { leavesOf, type Annotation, type Field } from '../../../src/codec/annotation.ts';
import { bytesOfLatin1 } from '../../../src/codec/http/syntax.ts';
import { annotateEvent, EVENT_CLIP } from '../../../src/codec/sse/annotate.ts';
import { readEvents } from '../../../src/codec/sse/event.ts';
import { HTML_EXAMPLES, MORE_STREAMS } from '../../vectors/sse.ts';
import { eventsOf, inside, streamy } from './streams.ts';

// thousands of streams take longer than five seconds where other tests run beside them
vi.setConfig({ testTimeout: 60_000 });

const annotated = (bytes: Uint8Array): Annotation[] =>
  eventsOf(bytes).map((event) => annotateEvent(bytes.subarray(event.at), event));

/** No gap, no overlap, from the first bit to the last. */
function expectTiles({ root, sources }: Annotation) {
  const ranges = leavesOf(root).map(({ range }) => range);
  const ends = ranges.map(({ end }) => end);
  expect(ranges.map(({ start }) => start)).toEqual([0, ...ends].slice(0, ranges.length));
  expect(ends.filter((end) => end % 8 !== 0)).toEqual([]);
  expect(root.range).toEqual({ source: 'wire', start: 0, end: ends.at(-1) });
  expect(root.range.end).toBe(sources[0]!.length * 8);
}

const shown = ({ value }: Field): string =>
  value.kind === 'text' || value.kind === 'uint' ? ` ${JSON.stringify(value.value)}` : '';

const outline = (field: Field): string[] => [
  `${field.id} ${field.range.start / 8}-${field.range.end / 8} §${field.ref.section}${shown(field)}`,
  ...(field.children ?? []).flatMap((child) => outline(child).map((line) => `  ${line}`)),
];

describe('taking an event apart', () => {
  const STREAM = bytesOfLatin1(
    '\xef\xbb\xbf\n\r\n: hi\nid:7\r\nretry: 2000\nretry: x\ndata\n\r\n: \n',
  );

  test.each([
    ['at the start of its buffer', STREAM],
    ['inside a larger buffer', inside(STREAM)],
  ])('every piece has its name, its place and its section, %s', (_, bytes) => {
    const [event, rest] = annotated(bytes);
    expect(event).toMatchObject({ unit: 'sse.event', complete: true, violations: [] });
    expect(event!.sources).toEqual([
      { id: 'wire', bytes: STREAM.slice(0, 45), base: 0, length: 45 },
    ]);
    expect(outline(event!.root)).toEqual([
      'sse.event 0-45 §9.2.5',
      '  sse.bom 0-3 §9.2.5 "\ufeff"',
      '  sse.line-end 3-6 §9.2.5 "\\n\\r\\n"',
      '  sse.line 6-11 §9.2.5',
      '    sse.separator 6-8 §9.2.5 ": "',
      '    sse.comment 8-10 §9.2.5 "hi"',
      '    sse.line-end 10-11 §9.2.5 "\\n"',
      '  sse.line 11-17 §9.2.5',
      '    sse.field-name 11-13 §9.2.6 "id"',
      '    sse.separator 13-14 §9.2.5 ":"',
      '    sse.value 14-15 §9.2.6 "7"',
      '    sse.line-end 15-17 §9.2.5 "\\r\\n"',
      '  sse.line 17-29 §9.2.5',
      '    sse.field-name 17-22 §9.2.6 "retry"',
      '    sse.separator 22-24 §9.2.5 ": "',
      '    sse.value 24-28 §9.2.6 2000',
      '    sse.line-end 28-29 §9.2.5 "\\n"',
      '  sse.line 29-38 §9.2.5',
      '    sse.field-name 29-34 §9.2.6 "retry"',
      '    sse.separator 34-36 §9.2.5 ": "',
      '    sse.value 36-37 §9.2.6 "x"',
      '    sse.line-end 37-38 §9.2.5 "\\n"',
      '  sse.line 38-43 §9.2.5',
      '    sse.field-name 38-42 §9.2.6 "data"',
      '    sse.line-end 42-43 §9.2.5 "\\n"',
      '  sse.line-end 43-45 §9.2.6 "\\r\\n"',
    ]);
    expect(rest).toMatchObject({ complete: false, sources: [{ base: 45, length: 3 }] });
    expect(outline(rest!.root)).toEqual([
      'sse.event 0-3 §9.2.5',
      '  sse.line 0-3 §9.2.5',
      '    sse.separator 0-2 §9.2.5 ": "',
      '    sse.line-end 2-3 §9.2.5 "\\n"',
    ]);
  });

  test.each([...HTML_EXAMPLES, ...MORE_STREAMS])(
    'its leaves cover every byte once: $name',
    (vector) => {
      annotated(bytesOfLatin1(vector.bytes)).forEach(expectTiles);
    },
  );

  test('the leaves cover every byte once, for any bytes', () => {
    fc.assert(
      fc.property(streamy, (bytes) => annotated(bytes).forEach(expectTiles)),
      { numRuns: 1000 },
    );
  });

  test.each([
    ['one long line', `data: ${'x'.repeat(2 * EVENT_CLIP)}\nid: 1\n\n`, 3],
    ['many short lines', `${'data: x\n'.repeat(EVENT_CLIP / 4)}\n`, EVENT_CLIP / 8 + 2],
    ['many blank lines', `${'\r'.repeat(2 * EVENT_CLIP)}data\r\r`, 3],
  ])('a long event is clipped, and still covered: %s', (_, text, fields) => {
    const [annotation] = annotated(bytesOfLatin1(text));
    expectTiles(annotation!);
    expect(annotation!.sources[0]).toMatchObject({ length: text.length });
    expect(annotation!.sources[0]!.bytes).toHaveLength(EVENT_CLIP);
    expect(annotation!.root.children).toHaveLength(fields);
  });

  test('no bytes throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        for (const event of readEvents(bytes)) {
          expectTiles(annotateEvent(bytes.subarray(event.at), event, [], 5));
        }
      }),
      { numRuns: 3000 },
    );
  });
});
