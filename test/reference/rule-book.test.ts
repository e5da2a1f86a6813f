import { describe, expect, it, test } from 'vitest';
import { RULE_IDS } from '../../src/codec/ids.ts';
import { answerOf, RULE_BOOK } from '../../src/reference/rule-book.ts';
import { CATALOGUE } from '../trace/catalogue.ts';
import { specName } from '../../src/codec/spec.ts';

describe('the book of rules', () => {
  it('has every rule once', () => {
    expect(RULE_BOOK.map(({ rule }) => rule).sort()).toEqual([...RULE_IDS].sort());
  });

  test.each(RULE_BOOK)('$rule is told as the report tells it', (rule) => {
    const [mark, section, answer] = CATALOGUE[rule.rule];
    expect(specName(rule.ref)).toBe(section);
    // Nobody answers a response.
    expect(rule.closeCode ?? (mark === '>' ? rule.status : null)).toBe(answer);
  });

  it('says what a strict endpoint does', () => {
    const answers = Object.fromEntries(RULE_BOOK.map((rule) => [rule.rule, answerOf(rule)]));
    expect(answers['ws/text-invalid-utf8']).toEqual({ kind: 'closes', code: 1007 });
    expect(answers['ws/req-version-unsupported']).toEqual({ kind: 'refuses', status: 426 });
    expect(answers['ws/res-accept-mismatch']).toEqual({ kind: 'fails' });
    expect(answers['ws/res-101-content-length']).toEqual({ kind: 'nothing' });
    expect(answers['ws/masking-key-zero']).toEqual({ kind: 'nothing' });
  });
});
