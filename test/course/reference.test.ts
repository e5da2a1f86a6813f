import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CourseError } from '../../src/course/error.ts';
import { compileReference } from '../../src/course/reference.ts';
import type { ReferenceKind } from '../../src/course/reference.ts';
import { checkTwins } from '../../src/course/twins.ts';
import type { Prose } from '../../src/i18n/reference.ts';
import { fileOf } from './written.ts';

const text = (kind: ReferenceKind): string => readFileSync(fileOf('en', kind), 'utf8');

/** A whole file with one entry written anew, so that nothing else is at fault. */
function withEntry(kind: ReferenceKind, id: string, body: string): { file: string; line: number } {
  const whole = text(kind);
  const start = whole.indexOf(`## ${id}\n`);
  const next = whole.indexOf('\n## ', start + 1);
  const file = `${whole.slice(0, start)}${body}\n${next < 0 ? '' : whole.slice(next)}`;
  return { file, line: whole.slice(0, start).split('\n').length };
}

/** What is wrong with an entry, and in which of its lines, counted from 1. */
function faultOf(kind: ReferenceKind, id: string, body: string): { problem: string; line: number } {
  const { file, line } = withEntry(kind, id, body);
  try {
    compileReference(kind, file, 'words.md');
  } catch (error) {
    if (!(error instanceof CourseError)) throw error;
    expect(error.message).toBe(`words.md:${error.line}: ${error.problem}`);
    return { problem: error.problem, line: error.line - line + 1 };
  }
  throw new Error('no fault was found');
}

const fieldText = (body: string): Prose => {
  const { file } = withEntry('fields', 'ws.fin', `## ws.fin\n\nFIN | F\n\n${body}`);
  return compileReference('fields', file, 'words.md').words['ws.fin'].text;
};

const rule = (parts: string): string => `## ws/rsv2-set\n\nRSV2 is set.\n\n${parts}`;
const PARTS = '- wrong: a\n- why: b\n- cause: c\n- fix: d\n- seen: e';

describe('compileReference', () => {
  it('reads name, short label and explanation of a field', () => {
    const { words } = compileReference('fields', text('fields'), 'words.md');
    expect(words['ws.opcode']).toMatchObject({ name: 'Opcode', short: 'opcode' });
    expect(words['ws.rsv1'].short).toBe('R1');
  });

  it('reads the parts of a rule in any order, without their keys', () => {
    const parts = '- seen: e\n- fix: `d` first\n- cause: c\n- why: b\n- wrong: a';
    const { file } = withEntry('rules', 'ws/rsv2-set', rule(parts));
    expect(compileReference('rules', file, 'words.md').words['ws/rsv2-set']).toEqual({
      title: 'RSV2 is set.',
      wrong: [{ kind: 'text', text: 'a' }],
      why: [{ kind: 'text', text: 'b' }],
      cause: [{ kind: 'text', text: 'c' }],
      fix: [
        { kind: 'code', text: 'd' },
        { kind: 'text', text: ' first' },
      ],
      seen: [{ kind: 'text', text: 'e' }],
    });
  });

  it('gives the words in the order of the ids, wherever they stand', () => {
    const entries = text('fields').split(/\n(?=## )/u);
    const upside = compileReference('fields', [...entries].reverse().join('\n\n'), 'words.md');
    const { words } = compileReference('fields', text('fields'), 'words.md');
    expect(JSON.stringify(upside.words)).toBe(JSON.stringify(words));
  });

  it('knows the line of each entry', () => {
    expect(compileReference('fields', text('fields'), 'words.md').lines.get('ws.fin')).toBe(7);
  });
});

describe('prose', () => {
  it('is text, code, strong and links', () => {
    expect(fieldText('A `b` **c** [d](https://e.example/f).')).toEqual([
      { kind: 'text', text: 'A ' },
      { kind: 'code', text: 'b' },
      { kind: 'text', text: ' ' },
      { kind: 'strong', text: 'c' },
      { kind: 'text', text: ' ' },
      { kind: 'link', text: 'd', href: 'https://e.example/f' },
      { kind: 'text', text: '.' },
    ]);
  });

  it.each([
    ['one\ntwo', 'one two'],
    ['掩码\n密钥', '掩码密钥'],
    ['掩码，\nkey', '掩码，key'],
    ['掩码\nkey', '掩码 key'],
    ['key\n，掩码', 'key，掩码'],
  ])('joins the lines of %j', (source, joined) => {
    expect(fieldText(source)).toEqual([{ kind: 'text', text: joined }]);
  });

  it.each([
    ['*a*', '"emphasis" is not allowed in prose: only text, code, strong and links'],
    ['a <b>c</b>', '"html" is not allowed in prose: only text, code, strong and links'],
    [
      '![a](https://b.example)',
      '"image" is not allowed in prose: only text, code, strong and links',
    ],
    ['a  \nb', '"break" is not allowed in prose: only text, code, strong and links'],
    ['**a `b`**', 'only plain text is allowed here'],
    ['[a](http://b.example)', 'a link must begin with https://, not "http://b.example"'],
    ['[a](javascript:b)', 'a link must begin with https://, not "javascript:b"'],
  ])('may not hold %j', (body, problem) => {
    const entry = `## ws.fin\n\nFIN | F\n\n${body}`;
    expect(faultOf('fields', 'ws.fin', entry)).toEqual({ problem, line: 5 });
  });
});

describe('a fault in a file', () => {
  it.each([
    ['## ws.fim\n\nFIN | F\n\nA.', 1, 'unknown id "ws.fim"'],
    ['## ws.rsv1\n\nFIN | F\n\nA.', 7, '"ws.rsv1" is here twice, first in line 7'],
    ['# ws.fin\n\nFIN | F\n\nA.', 1, 'only "## id" headings'],
    ['## `ws.fin`\n\nFIN | F\n\nA.', 1, 'only plain text is allowed here'],
    ['## ws.fin', 1, '"ws.fin" has no name'],
    ['## ws.fin\n\nFIN | F', 1, '"ws.fin" has no explanation'],
    ['## ws.fin\n\nFIN\n\nA.', 3, '"ws.fin" begins with "Name | short"'],
    ['## ws.fin\n\nFIN | F | G\n\nA.', 3, '"ws.fin" begins with "Name | short"'],
    ['## ws.fin\n\nFIN | finality\n\nA.', 3, '"finality" is wider than 7 columns'],
    ['## ws.fin\n\nFIN | 掩码密钥\n\nA.', 3, '"掩码密钥" is wider than 7 columns'],
    [
      '## ws.fin\n\nFIN | F\n\n- A.',
      5,
      '"ws.fin": the explanation must be a paragraph, not "list"',
    ],
    ['## ws.fin\n\nFIN | F\n\nA.\n\nB.', 7, '"ws.fin" has too much: "paragraph"'],
  ])('of fields: %j', (body, line, problem) => {
    expect(faultOf('fields', 'ws.fin', body)).toEqual({ problem, line });
  });

  it('of fields: an id without words, reported at the end', () => {
    const { file } = withEntry('fields', 'ws.fin', '');
    const problem = 'no words for ws.fin';
    const line = file.trimEnd().split('\n').length;
    const compile = (): unknown => compileReference('fields', file, 'words.md');
    expect(compile).toThrow(new CourseError(problem, 'words.md', line));
  });

  it('of fields: words before the first heading', () => {
    const compile = (): unknown =>
      compileReference('fields', `Hello\n\n${text('fields')}`, 'words.md');
    expect(compile).toThrow('words.md:1: words before the first "## id"');
  });

  it.each([
    ['## ws/rsv2-set', 1, '"ws/rsv2-set" has no name'],
    [rule(''), 1, '"ws/rsv2-set" has no list of wrong, why, cause, fix, seen'],
    [rule('Text.'), 5, '"ws/rsv2-set" has no list of wrong, why, cause, fix, seen'],
    [rule(PARTS.replace('- fix: d\n', '')), 1, '"ws/rsv2-set" has no "fix:"'],
    [rule(PARTS.replace('fix: d', 'fix:')), 8, '"fix:" is empty'],
    [rule(PARTS.replace('fix', 'why')), 8, '"ws/rsv2-set" says "why:" twice'],
    [
      rule(PARTS.replace('fix', 'mend')),
      8,
      'an item begins with wrong: or why: or cause: or fix: or seen:',
    ],
    [rule(PARTS.replace('fix: d', 'fix: d\n\n  more')), 10, 'an item is one paragraph'],
    [rule(`${PARTS}\n\nMore.`), 11, '"ws/rsv2-set" has too much: "paragraph"'],
  ])('of rules: %j', (body, line, problem) => {
    expect(faultOf('rules', 'ws/rsv2-set', body)).toEqual({ problem, line });
  });

  it('of close codes: a range that is no entry', () => {
    const entry = '## 1016-1999\n\nName\n\nText.';
    expect(faultOf('close-codes', '1016-2999', entry)).toEqual({
      problem: 'unknown id "1016-1999"',
      line: 1,
    });
  });
});

describe('checkTwins', () => {
  const compiled = (body: string): ReturnType<typeof compileReference> =>
    compileReference(
      'fields',
      withEntry('fields', 'ws.fin', `## ws.fin\n\nF | F\n\n${body}`).file,
      'zh.md',
    );
  const check = (en: string, zh: string) => (): void =>
    checkTwins(compiled(en), compiled(zh), 'zh.md');

  it('lets a translation order things as it likes', () => {
    check('`a` and [b](https://b.example)', '[乙](https://b.example) 和 `a`')();
  });

  it('stops where code or a link is in one language only', () => {
    expect(check('`a`', '`b`')).toThrow('zh.md:7: "ws.fin", text: `a` is not in both languages');
    expect(check('a', '`b`')).toThrow('zh.md:7: "ws.fin", text: `b` is not in both languages');
    expect(check('[a](https://a.example)', 'a')).toThrow(
      'https://a.example is not in both languages',
    );
  });
});
