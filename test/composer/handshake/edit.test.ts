import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesOfLatin1 } from '../../../src/codec/http/syntax.ts';
import { keyOfNonce, withHeader } from '../../../src/composer/handshake/edit.ts';
import { judgeHandshake, valueIn } from '../../../src/composer/handshake/judge.ts';
import { bytesOfTyped, typedOfBytes } from '../../../src/composer/handshake/typed.ts';
import { lines, REQUEST } from '../../vectors/handshake.ts';

const KEY = 'Sec-WebSocket-Key';
const typed = typedOfBytes(bytesOfLatin1(REQUEST));
const valueOf = (text: string) =>
  valueIn(judgeHandshake(bytesOfTyped(text), new Uint8Array()).request.head, KEY);

describe('a header field written by a button', () => {
  test('its value is replaced, and nothing else', () => {
    const changed = withHeader(typed, KEY, 'AQID');
    expect(valueOf(changed)).toBe('AQID');
    expect(changed.replace('AQID', 'dGhlIHNhbXBsZSBub25jZQ==')).toBe(typed);
  });

  test('a line that is missing is added before the blank line', () => {
    const bare = typedOfBytes(bytesOfLatin1(lines('GET / HTTP/1.1', 'Host: a')));
    expect(withHeader(bare, KEY, 'x')).toBe('GET / HTTP/1.1\nHost: a\nSec-WebSocket-Key: x\n\n');
  });

  test('what is no whole head stays as it is', () => {
    expect(withHeader('GET / HTTP/1.1\nHost', KEY, 'x')).toBe('GET / HTTP/1.1\nHost');
    expect(withHeader('', KEY, 'x')).toBe('');
  });

  test('a key of 16 random bytes breaks no rule', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (nonce) => {
        const bytes = bytesOfTyped(withHeader(typed, KEY, keyOfNonce(nonce)));
        expect(judgeHandshake(bytes, new Uint8Array()).request.violations).toEqual([]);
      }),
    );
  });
});
