import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  brokenExtensionLine,
  extensionsIn,
  readExtensionList,
} from '../../../src/codec/websocket/extension-list.ts';
import { formatExtensions, parseExtensions } from '../../../src/codec/websocket/extensions.ts';
import { headOf } from '../http/heads.ts';
import { anyExtensions } from './extension-lists.ts';

describe('where each extension stands', () => {
  const placesIn = (text: string): string[] =>
    readExtensionList(text)!.flatMap(({ start, end, parameters }) =>
      [{ start, end }, ...parameters].map((place) => text.slice(place.start, place.end)),
    );

  test('places have no white space around them, and quotes inside', () => {
    expect(placesIn(' a ,, b ; c = "d" ;e\t, f')).toEqual([
      'a',
      'b ; c = "d" ;e',
      'c = "d"',
      'e',
      'f',
    ]);
  });

  test('they count from where the list stands', () => {
    expect(readExtensionList('\ta', 10)).toMatchObject([{ name: 'a', start: 11, end: 12 }]);
  });

  test.each(['', ' ', ',', ' , ,'])(
    '%j names nothing, which is for other lines to make up',
    (text) => {
      expect(readExtensionList(text)).toEqual([]);
      expect(parseExtensions(text)).toBeNull();
    },
  );

  test('a place reads as what stands there', () => {
    fc.assert(
      fc.property(anyExtensions, (extensions) => {
        const text = formatExtensions(extensions);
        const places = readExtensionList(text)!;
        expect(places.map(({ start, end }) => parseExtensions(text.slice(start, end))![0])).toEqual(
          extensions,
        );
      }),
    );
  });
});

describe('the lines of a head', () => {
  const headWith = (...values: string[]) =>
    headOf(
      `GET / HTTP/1.1\r\n${values.map((value) => `Sec-WebSocket-Extensions:${value}\r\n`).join('')}\r\n`,
    );

  test('are read one by one, folds and all', () => {
    const head = headWith(' a', '', ' b;\r\n c');
    expect(extensionsIn(head).map(({ name }) => name)).toEqual(['a', 'b']);
    expect(brokenExtensionLine(head)).toBeNull();
  });

  test('a broken one does not spoil the others', () => {
    const head = headWith(' a', ' b;');
    expect(extensionsIn(head).map(({ name }) => name)).toEqual(['a']);
    expect(brokenExtensionLine(head)?.value.text).toBe('b;');
  });

  test('none at all breaks nothing', () => expect(brokenExtensionLine(headWith())).toBeNull());
});
