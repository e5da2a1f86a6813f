import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hexOf } from '../../../src/codec/bytes.ts';
import { latin1 } from '../../../src/codec/http/syntax.ts';
import { decodeFrame } from '../../../src/codec/websocket/encode.ts';
import {
  countPoisoned,
  HIDDEN,
  poison,
  poisonWith,
} from '../../../src/simulation/attacks/poisoning.ts';

const key = fc.uint8Array({ minLength: 4, maxLength: 4 });
const smuggles = (frame: Uint8Array): boolean => latin1(frame).includes(latin1(HIDDEN));

describe('cache poisoning', () => {
  it('works where nothing is masked: somebody else is handed the forged script', () => {
    const { poisoned, steps, frame } = poison('none', 1);
    expect(poisoned).toBe(true);
    expect(smuggles(frame)).toBe(true);
    expect(latin1(steps.at(-1)!.bytes)).toContain('steal()');
    expect(steps.map(({ result }) => result)).toEqual([
      ...['request', 'passed-on', 'request', 'stored', 'in-store', 'forged'],
    ]);
  });

  it('fails against keys that the page cannot know: none of 5,000 lets it through', () => {
    expect(countPoisoned(5000)).toBe(0);
    const { steps } = poison('random-key', 7);
    expect(latin1(steps.at(-1)!.bytes)).toContain('help()');
    expect(steps.map(({ result }) => result)).toEqual([
      ...['request', 'passed-on', 'nothing', 'unasked', 'passed-on', 'genuine'],
    ]);
  });

  it('works again where the page knows the key, though every frame is masked', () => {
    const { poisoned, frame } = poison('known-key', 1);
    expect(decodeFrame(frame)!.maskKey).not.toBeNull();
    expect(poisoned).toBe(true);
  });

  it('follows from the bytes: the cache is poisoned just where the request stands on the wire', () => {
    fc.assert(
      fc.property(key, fc.constantFrom(HIDDEN, HIDDEN.slice(2)), (maskKey, message) => {
        const { poisoned, frame } = poisonWith(message, maskKey);
        expect(poisoned).toBe(smuggles(frame));
      }),
    );
    expect(poisonWith(HIDDEN, new Uint8Array(4)).poisoned).toBe(true);
  });

  it('sends the message that the page wrote, whatever the key', () => {
    fc.assert(
      fc.property(key, (maskKey) => {
        const { frame } = poisonWith(HIDDEN, maskKey);
        expect(hexOf(decodeFrame(frame)!.payload)).toBe(hexOf(HIDDEN));
      }),
    );
  });
});
