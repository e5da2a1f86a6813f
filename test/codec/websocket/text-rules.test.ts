import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOfHex } from '../../../src/codec/bytes.ts';
import { utf8FaultAt } from '../../../src/codec/utf8.ts';
import {
  createTextJudge,
  judgeInflatedText,
  TEXT_RULES,
} from '../../../src/codec/websocket/text-rules.ts';
import { TEXT_ROWS } from '../../vectors/frame-rules.ts';

function judged(fragments: readonly string[]) {
  const judge = createTextJudge();
  return fragments.flatMap((hex, fragment) =>
    judge
      .push(bytesOfHex(hex), fragment === fragments.length - 1, true)
      .map((finding) => ({ fragment, ...finding })),
  );
}

describe('rules on the text of a message', () => {
  it.each(TEXT_ROWS)('$rule is named at the byte that makes the text impossible', (row) => {
    const found = judged(row.breaks);
    expect(found.map(({ rule }) => rule).sort()).toEqual([row.rule, ...(row.also ?? [])].sort());
    const finding = found.find(({ rule }) => rule === row.rule)!;
    expect([finding.fragment, finding.range!.start / 8]).toEqual(row.at);
    expect(finding.closeCode).toBe(1007);
  });

  it.each(TEXT_ROWS)('$rule is not named where the text just keeps it', ({ keeps }) => {
    expect(judged(keeps)).toEqual([]);
  });

  it('each have a row above', () => {
    expect(TEXT_ROWS.map(({ rule }) => rule).sort()).toEqual(
      TEXT_RULES.map(({ rule }) => rule).sort(),
    );
  });
});

describe('a text in fragments', () => {
  it('may be cut inside a character, and hold fragments of no bytes', () => {
    expect(judged(['e4', '', 'bd', '', 'a0'])).toEqual([]);
  });

  it('fails in the fragment where it becomes impossible, not at the end', () => {
    const [finding] = judged(['48', 'c3', '28 48', '48']);
    expect(finding).toMatchObject({ fragment: 2, range: { start: 0, end: 8 } });
  });

  it('is named once, however much follows', () => {
    expect(judged(['ff', 'ff', 'ff ff']).map(({ rule }) => rule)).toEqual([
      'ws/text-invalid-utf8',
      'ws/text-utf8-bad-in-fragment',
    ]);
  });

  it('that ends inside a character begun in another fragment points at what is here', () => {
    expect(judged(['f0 9f', '98'])).toMatchObject([
      { fragment: 1, rule: 'ws/text-utf8-truncated', range: { start: 0, end: 8 } },
    ]);
  });

  it('that never came whole is not called truncated', () => {
    expect(createTextJudge().push(bytesOfHex('48 e4 bd'), true, false)).toEqual([]);
  });

  it('is right exactly where a strict decoder takes it, however it is cut', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({ maxLength: 12 }),
          fc.string({ unit: 'binary', maxLength: 6 }).map((text) => new TextEncoder().encode(text)),
        ),
        fc.nat(12),
        (bytes, cut) => {
          const judge = createTextJudge();
          const findings = [
            ...judge.push(bytes.subarray(0, cut), false, true),
            ...judge.push(bytes.subarray(cut), true, true),
          ];
          let valid = true;
          try {
            new TextDecoder('utf-8', { fatal: true }).decode(bytes);
          } catch {
            valid = false;
          }
          expect(findings.length === 0).toBe(valid);
          expect(utf8FaultAt(bytes) < 0).toBe(valid);
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('the text of a compressed message', () => {
  it('is judged once inflated', () => {
    expect(judgeInflatedText(bytesOfHex('48 c3 28'))).toMatchObject([
      { rule: 'ws/pmd-invalid-utf8-after-inflate', range: { of: 'inflated', start: 16, end: 24 } },
    ]);
    expect(judgeInflatedText(bytesOfHex('48 c3 a8'))).toEqual([]);
  });
});
