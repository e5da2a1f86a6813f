import fc from 'fast-check';
import { bytesOfLatin1 } from '../../../src/codec/http/syntax.ts';
import type { EventFields, LineEnd, LineFields } from '../../../src/codec/sse/encode.ts';
import { readEvents, type DispatchedEvent, type ReadEvent } from '../../../src/codec/sse/event.ts';
import { createEventReader } from '../../../src/codec/sse/reader.ts';
import type { Said } from '../../vectors/sse.ts';

/** The same bytes inside a larger buffer, with noise that would change a careless reading on both sides. */
export function inside(bytes: Uint8Array): Uint8Array {
  const around = bytesOfLatin1('\n\ndata: x\r');
  const larger = new Uint8Array([...around, ...bytes, ...around]);
  return larger.subarray(around.length, around.length + bytes.length);
}

export const eventsOf = (bytes: Uint8Array): ReadEvent[] => [...readEvents(bytes)];

/** What the events of a stream said, as the vectors write it. */
export function said(events: readonly ReadEvent[]): Said[] {
  const dispatched = events.flatMap(({ dispatched }): DispatchedEvent[] =>
    dispatched ? [dispatched] : [],
  );
  return dispatched.map(({ type, data, lastEventId }) => ({
    ...(type === 'message' ? {} : { type }),
    data,
    ...(lastEventId === '' ? {} : { id: lastEventId }),
  }));
}

/** What a stream reader gives for bytes that arrive in those pieces. */
export function pushed(pieces: readonly Uint8Array[]): ReadEvent[] {
  const reader = createEventReader();
  return [...pieces.flatMap((piece) => reader.push(piece)), ...reader.end()];
}

/** The pieces between places. */
export function cutAt(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const at = [0, ...places.map((place) => place % (bytes.length + 1)), bytes.length];
  at.sort((a, b) => a - b);
  return at.slice(1).map((end, i) => bytes.subarray(at[i], end));
}

export const bytewise = (bytes: Uint8Array): Uint8Array[] =>
  Array.from(bytes, (byte) => Uint8Array.of(byte));

const PIECES = [
  ...['data', 'data', 'event', 'id', 'retry', 'Data', 'data ', ':', ':', ': ', ' ', '\0', '\t'],
  ...['\n', '\n', '\n\n', '\r', '\r\n', '\r\n\r\n', '\r\r', '1', '2500', 'a', '{', '"a"', 'hello'],
  ...['\xef\xbb\xbf', '\xef\xbb', '\xe4\xbd\xa0', '\xe4\xbd', '\xc3', '\xff', '\xf0\x9f\x99\x82'],
];

const WHOLE = ['\ndata: 1\n\n', '\rdata:x\r', '\nid: 7\r\n', '\nevent: a\n', '\n\ndata\r\n\r\n'];

/** Bytes with many line ends, names and colons in them, some of them UTF-8; about one piece in four is whole lines. */
export const streamy: fc.Arbitrary<Uint8Array> = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...PIECES) },
      { weight: 1, arbitrary: fc.constantFrom(...WHOLE) },
    ),
    { maxLength: 30, size: 'max' },
  )
  .map((pieces) => bytesOfLatin1(pieces.join('')));

const name = fc.oneof(
  fc.constantFrom('data', 'data', 'event', 'id', 'retry', 'Data', 'data ', 'x-a', '"a"'),
  fc.stringMatching(/^[^\r\n:\xef\u0100-\uffff]{1,8}$/),
);
const value = fc.oneof(
  fc.constantFrom('', '1', '1e3', ' a', '\xc3(', '\0', '\xef\xbb\xbf', ':', '\xe4\xbd\xa0'),
  fc.stringMatching(/^[^\r\n\u0100-\uffff]{0,12}$/),
);
const lineEnd = fc.constantFrom<LineEnd>('\n', '\n', '\r\n', '\r');

const fieldLine = fc.record<LineFields>({
  name,
  separator: fc.constantFrom(':', ': '),
  value,
  lineEnd,
});
const nameLine = fc.record<LineFields>({
  name,
  separator: fc.constant(''),
  value: fc.constant(''),
  lineEnd,
});
const comment = fc.record<LineFields>({
  name: fc.constant(''),
  separator: fc.constantFrom(':', ': '),
  value,
  lineEnd,
});

/** A value after a colon alone does not begin with a space, or the space would be the separator's. */
const asWritten = (line: LineFields): LineFields =>
  line.separator === ':' && line.value.startsWith(' ') ? { ...line, separator: ': ' } : line;

/** Events that bytes can say: an LF after a CR would be half of a CRLF. */
export const anyEvent: fc.Arbitrary<EventFields> = fc
  .record<EventFields>({
    bom: fc.boolean(),
    blankLines: fc.constantFrom('', '', '', '\n', '\r\n', '\n\n\r'),
    lines: fc.array(fc.oneof(fieldLine, fieldLine, nameLine, comment).map(asWritten), {
      maxLength: 6,
    }),
    blankLine: lineEnd,
  })
  .filter(
    ({ blankLines, lines, blankLine }) =>
      !`${lines.at(-1)?.lineEnd ?? blankLines}|${blankLine}`.endsWith('\r|\n'),
  );
