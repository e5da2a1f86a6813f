import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesOfLatin1, latin1 } from '../../../src/codec/http/syntax.ts';
import { bytesOfTyped, typedOfBytes } from '../../../src/composer/handshake/typed.ts';

const typed = (text: string): string => typedOfBytes(bytesOfLatin1(text));
const sent = (text: string): string => latin1(bytesOfTyped(text));

describe('bytes as a text to type in', () => {
  test('any bytes come back from the text that stands for them', () => {
    const piece = fc.oneof(
      fc.uint8Array({ maxLength: 8 }),
      fc
        .constantFrom('\r', '\n', '\r\n', '\\', '\\r', '\\x41', 'é', '\u202e', 'a: b')
        .map((text) => new TextEncoder().encode(text)),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const bytes = Uint8Array.from(pieces.flatMap((each) => [...each]));
        expect(bytesOfTyped(typedOfBytes(bytes))).toEqual(bytes);
      }),
    );
  });

  test('any text can be typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const bytes = bytesOfTyped(text);
        expect(bytesOfTyped(typedOfBytes(bytes))).toEqual(bytes);
      }),
    );
  });

  test('a new line is CRLF, whichever way a box gives it', () => {
    expect(sent('a\nb\r\nc\rd')).toBe('a\r\nb\r\nc\r\nd');
    expect(typed('a\r\nb\r\n\r\n')).toBe('a\nb\n\n');
  });

  test('what a box would lose or hide is written out', () => {
    expect(typed('a\rb\nc')).toBe('a\\rb\\nc');
    expect(typed('\x00\x7f\xff')).toBe('\\x00\\x7f\\xff');
    expect(typedOfBytes(new TextEncoder().encode('é 中 \u202e'))).toBe('é 中 \\xe2\\x80\\xae');
    expect(typed('C:\\new')).toBe('C:\\\\new');
  });

  test('a backslash that begins no escape is itself', () => {
    expect(sent('\\q \\x4 \\')).toBe('\\q \\x4 \\');
    expect(sent('\\x41\\r\\\\n')).toBe('A\r\\n');
  });
});
