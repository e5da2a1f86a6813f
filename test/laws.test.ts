import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leavesOf } from '../src/codec/annotation.ts';
import { concat } from '../src/codec/bytes.ts';
import { judge, rulesIn } from '../src/codec/codec.ts';
import { annotateFrame } from '../src/codec/websocket/annotate.ts';
import { decodeFrame, encodeFrame } from '../src/codec/websocket/encode.ts';
import { createHead, readHead } from '../src/codec/websocket/layout.ts';
import { createFrameReader } from '../src/codec/websocket/reader.ts';
import { advance, createContext, FRAME_RULES } from '../src/codec/websocket/rules.ts';
import { createScanner } from '../src/codec/websocket/scan.ts';
import { anyFrame, hostileBytes, smallFrame } from './arbitraries.ts';

const scanned = (bytes: Uint8Array, steps: () => number = () => 1000) => {
  const scanner = createScanner(bytes, createContext('client'));
  while (scanner.step(steps()));
  return scanner.finish();
};

describe('law 1: encode and decode are inverses', () => {
  it('for every frame, legal or not', () => {
    fc.assert(
      fc.property(anyFrame, (fields) => {
        expect(decodeFrame(encodeFrame(fields))).toEqual(fields);
      }),
    );
  });

  it('for every complete run of bytes', () => {
    fc.assert(
      fc.property(hostileBytes, (bytes) => {
        const fields = decodeFrame(bytes);
        if (fields === null) return;
        const again = encodeFrame(fields);
        expect(again).toEqual(bytes.slice(0, again.length));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('law 2: the fields of a unit tile it', () => {
  it('for every frame, whole or cut after any byte', () => {
    fc.assert(
      fc.property(anyFrame, fc.nat(20), (fields, cut) => {
        const whole = encodeFrame(fields);
        const bytes = whole.subarray(0, Math.max(whole.length - cut, 2));
        const leaves = leavesOf(annotateFrame(bytes).root);
        let at = 0;
        for (const { range } of leaves) {
          expect(range.start).toBe(at);
          at = range.end;
        }
        expect(at).toBe(bytes.length * 8);
      }),
    );
  });
});

describe('law 3: scan and annotation judge alike', () => {
  it('for every frame of every stream', () => {
    fc.assert(
      fc.property(fc.array(smallFrame, { maxLength: 12 }), (frames) => {
        const bytes = concat(frames.map((frame) => encodeFrame(frame)));
        const { index } = scanned(bytes);
        const context = createContext('client');
        const head = createHead();
        for (let i = 0; i < index.length; i++) {
          readHead(bytes, index.at[i]!, bytes.length, head);
          const verdict = judge(FRAME_RULES, head, context);
          advance(context, head);
          expect(index.verdict[i]).toBe(verdict);
          const annotation = annotateFrame(bytes.subarray(index.at[i]), { verdict });
          expect(annotation.violations.map(({ rule }) => rule)).toEqual(
            rulesIn(FRAME_RULES, verdict).map(({ id }) => id),
          );
        }
      }),
    );
  });
});

describe('law 4: slicing changes nothing', () => {
  it('however the scan is stepped', () => {
    fc.assert(
      fc.property(
        fc.array(smallFrame, { maxLength: 30 }),
        fc.infiniteStream(fc.integer({ min: 1, max: 7 })),
        (frames, steps) => {
          const bytes = concat(frames.map((frame) => encodeFrame(frame)));
          const next = (): number => Number(steps.next().value);
          expect(scanned(bytes, next)).toEqual(scanned(bytes));
        },
      ),
    );
  });

  it('wherever a stream is cut, after every byte', () => {
    fc.assert(
      fc.property(fc.array(smallFrame, { minLength: 1, maxLength: 5 }), (frames) => {
        const bytes = concat(frames.map((frame) => encodeFrame(frame)));
        for (let cut = 0; cut <= bytes.length; cut++) {
          const reader = createFrameReader();
          const read = [
            ...reader.push(bytes.subarray(0, cut)),
            ...reader.push(bytes.subarray(cut)),
          ];
          expect(read).toEqual(frames);
          expect(reader.pending).toBe(0);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('when a stream arrives byte by byte', () => {
    fc.assert(
      fc.property(fc.array(anyFrame, { maxLength: 3 }), (frames) => {
        const reader = createFrameReader();
        const bytes = concat(frames.map((frame) => encodeFrame(frame))).subarray(0, 2000);
        const read = [...bytes].flatMap((byte) => reader.push(Uint8Array.of(byte)));
        expect(read).toEqual(createFrameReader().push(bytes));
      }),
      { numRuns: 30 },
    );
  });
});

describe('law 7: no bytes throw', () => {
  it('scanned, annotated or decoded', () => {
    fc.assert(
      fc.property(hostileBytes, (bytes) => {
        const { index, tail } = scanned(bytes);
        for (let i = 0; i < index.length; i++) {
          annotateFrame(bytes.subarray(index.at[i]), { verdict: index.verdict[i]! });
        }
        if (tail !== null) annotateFrame(bytes.subarray(tail.at));
      }),
      { numRuns: 5000 },
    );
  });
});
