import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createAcceptCheck } from '../../../src/codec/websocket/handshake-accept.ts';
import { acceptOf } from '../../../src/codec/websocket/handshake.ts';
import {
  acceptWith,
  diagnoseAccept,
  MISTAKE_IDS,
  SAMPLE_KEY,
  type MistakeId,
} from '../../../src/composer/handshake/diagnose.ts';
import { ACCEPTANCE } from '../../vectors/handshake.ts';

const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const KEY = ACCEPTANCE.key;
const OTHER = 'AQIDBAUGBwgJCgsMDQ4PEA==';

const nonce = fc.uint8Array({ minLength: 16, maxLength: 16 });
const keys = nonce.map((bytes) => Buffer.from(bytes).toString('base64'));
const sha1 = (...parts: (string | Uint8Array)[]) => {
  const hash = createHash('sha1');
  for (const part of parts) hash.update(part);
  return hash;
};

/** Each mistake, made by someone else's library. */
const MADE: Partial<Record<MistakeId, (key: string) => string>> = {
  'decoded-key': (key) => sha1(Buffer.from(key, 'base64'), GUID).digest('base64'),
  'no-guid': (key) => sha1(key).digest('base64'),
  'guid-lowercase': (key) => sha1(key, GUID.toLowerCase()).digest('base64'),
  'guid-first': (key) => sha1(GUID, key).digest('base64'),
  'guid-alone': () => sha1(GUID).digest('base64'),
  'space-before-key': (key) => sha1(' ', key, GUID).digest('base64'),
  'crlf-between': (key) => sha1(`${key}\r\n${GUID}`).digest('base64'),
  'lf-at-end': (key) => sha1(`${key}${GUID}\n`).digest('base64'),
  'utf-16': (key) => sha1(Buffer.from(key + GUID, 'utf16le')).digest('base64'),
  sha256: (key) =>
    createHash('sha256')
      .update(key + GUID)
      .digest('base64'),
  md5: (key) =>
    createHash('md5')
      .update(key + GUID)
      .digest('base64'),
  'sha1-words-reversed': (key) => sha1(key, GUID).digest().swap32().toString('base64'),
  hex: (key) => sha1(key, GUID).digest('hex'),
  'hex-in-base64': (key) => Buffer.from(sha1(key, GUID).digest('hex')).toString('base64'),
  'base64url-unpadded': (key) => sha1(key, GUID).digest('base64url'),
  'key-echoed': (key) => key,
};

describe('how an accept was made', () => {
  test('the example of RFC 6455 §1.3 is right, and each value on the way is that of the RFC', () => {
    const { mistakes, followed } = diagnoseAccept(ACCEPTANCE.accept, KEY)!;
    expect(mistakes).toEqual([]);
    expect(Buffer.from(followed!.hashed).toString()).toBe(ACCEPTANCE.concatenated);
    expect(Buffer.from(followed!.digest).toString('hex')).toBe(ACCEPTANCE.digest);
    expect(followed!.accept).toBe(ACCEPTANCE.accept);
  });

  test('the accept that the codec computes is right, for any key', () => {
    fc.assert(
      fc.property(keys, (key) => {
        expect(diagnoseAccept(acceptOf(key).accept, key)?.mistakes).toEqual([]);
      }),
    );
  });

  test.each(Object.entries(MADE))('%s, made with another library, is named', (mistake, make) => {
    fc.assert(
      fc.property(keys, (key) => {
        const accept = make(key);
        // where no letter tells them apart the other name is as right
        if (mistake === 'base64url-unpadded' && !/[-_]/.test(accept)) return;
        expect(diagnoseAccept(accept, key)?.mistakes).toEqual([mistake]);
      }),
      { numRuns: 20 },
    );
  });

  test.each(MISTAKE_IDS)('%s can be made, and is found again', (mistake) => {
    fc.assert(
      fc.property(keys, (key) => {
        fc.pre(key !== OTHER && key !== SAMPLE_KEY);
        const accept = acceptWith(mistake, key, OTHER)!;
        const right = acceptOf(key).accept;
        if (accept === right) expect(['base64url', 'base64url-unpadded']).toContain(mistake);
        const found = diagnoseAccept(accept, key, [OTHER])!;
        expect(found.mistakes.length).toBeLessThanOrEqual(1);
        const [again] = found.mistakes;
        // what is found gives exactly this value
        if (again !== undefined) expect(acceptWith(again, key, OTHER)).toBe(accept);
      }),
      { numRuns: 20 },
    );
  });

  test('two mistakes at once are both named', () => {
    const accept = sha1(KEY).digest('hex');
    expect(diagnoseAccept(accept, KEY)?.mistakes).toEqual(['no-guid', 'hex']);
  });

  test('an accept made for the key of another request names that key', () => {
    expect(diagnoseAccept(acceptOf(OTHER).accept, KEY, ['x', OTHER])).toMatchObject({
      mistakes: ['other-key'],
      key: OTHER,
    });
    expect(diagnoseAccept(acceptOf(OTHER).accept, KEY)).toBeNull();
    expect(diagnoseAccept(ACCEPTANCE.accept, OTHER)).toMatchObject({
      mistakes: ['sample-accept'],
      key: SAMPLE_KEY,
    });
  });

  test('the codec finds the same fault, where it has a rule for it', () => {
    const check = createAcceptCheck(KEY);
    const faultOf = (mistake: MistakeId) => check(acceptWith(mistake, KEY, OTHER)!);
    expect(faultOf('decoded-key')).toBe('decoded-key');
    expect(faultOf('hex-in-base64')).toBe('hex-digest');
    expect(faultOf('guid-lowercase')).toBe('guid-lowercase');
    for (const mistake of MISTAKE_IDS) {
      if (acceptWith(mistake, KEY, OTHER) !== ACCEPTANCE.accept) {
        expect(faultOf(mistake), mistake).not.toBeNull();
      }
    }
  });

  test('no accept and no key throws, however odd or long', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('', '='.repeat(70_000)));
    fc.assert(
      fc.property(text, text, (accept, key) => {
        diagnoseAccept(accept, key, [accept]);
        for (const mistake of MISTAKE_IDS) acceptWith(mistake, key, accept);
      }),
      { numRuns: 30 },
    );
  });
});
