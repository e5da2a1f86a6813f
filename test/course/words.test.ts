import { describe, expect, it } from 'vitest';
import { FIELD_IDS, RULE_IDS } from '../../src/codec/ids.ts';
import { HEADER_REFS } from '../../src/codec/http/layout.ts';
import { FIELD_NAMES } from '../../src/codec/sse/layout.ts';
import { DEFLATE_PARAMETERS } from '../../src/codec/websocket/extensions.ts';
import { OPCODE_RANGES } from '../../src/codec/websocket/opcodes.ts';
import { REFERENCE_KINDS, type ReferenceKind } from '../../src/course/reference.ts';
import { checkTwins } from '../../src/course/twins.ts';
import { CLOSE_CODE_IDS, closeCodeId } from '../../src/i18n/reference.ts';
import { LOCALES } from '../../src/i18n/words.ts';
import { fileOf, passagesOf, spoken, written } from './written.ts';

const IDS: Readonly<Record<ReferenceKind, readonly string[]>> = {
  fields: FIELD_IDS,
  rules: RULE_IDS,
  'close-codes': CLOSE_CODE_IDS,
  opcodes: OPCODE_RANGES.map(({ id }) => id),
  headers: [...HEADER_REFS.keys()],
  parameters: DEFLATE_PARAMETERS.map(({ name }) => name),
  'event-fields': FIELD_NAMES,
};

/** The passages that break a pattern, so that a failure names them all. */
const breaking = (locale: 'en' | 'zh', pattern: RegExp): string[] =>
  passagesOf(locale).flatMap(({ place, prose }) => {
    const fault = pattern.exec(spoken(prose));
    return fault ? [`${place}: …${fault[0]}…`] : [];
  });

describe.each(LOCALES)('the words in %s', (locale) => {
  it.each(REFERENCE_KINDS)('name every one of the %s', (kind) => {
    expect(Object.keys(written(locale, kind).words).sort()).toEqual([...IDS[kind]].sort());
  });

  it('leave no passage empty, and none with blanks at its ends or two in a row', () => {
    expect(breaking(locale, /^$|^\s|\s$|\s\s/u)).toEqual([]);
  });

  it('end every sentence, and no name', () => {
    const full = /[.?!。？！][”"）)]?$|`$/u;
    const heads = new Set(['name', 'short']);
    const wrong = passagesOf(locale).filter(
      ({ part, prose }) => part !== 'short' && full.test(spoken(prose, '`')) === heads.has(part),
    );
    expect(wrong.map(({ place }) => place)).toEqual([]);
  });

  it('give no two fields or rules the same name, but for lengths', () => {
    const names = Object.values(written(locale, 'fields').words).map(({ name }) => name);
    const titles = Object.values(written(locale, 'rules').words).map(({ title }) => title);
    expect(new Set([...names, ...titles]).size).toBe(names.length + titles.length);
  });

  it('keep a rule short enough to read at night', () => {
    const longest = locale === 'en' ? 360 : 150;
    const long = passagesOf(locale).filter(({ prose }) => spoken(prose).length > longest);
    expect(long.map(({ place }) => place)).toEqual([]);
  });
});

describe('both languages', () => {
  it.each(REFERENCE_KINDS)('quote the same code and link to the same places in the %s', (kind) => {
    checkTwins(written('en', kind), written('zh', kind), fileOf('zh', kind));
  });

  it('name the same numbers in what was measured', () => {
    const numbers = (text: string): string[] => [...new Set(text.match(/\d{3,}/gu))].sort();
    const [en, zh] = LOCALES.map((locale) => written(locale, 'rules').words);
    for (const id of RULE_IDS) {
      expect(numbers(spoken(zh![id].seen)), id).toEqual(numbers(spoken(en![id].seen)));
    }
  });
});

describe('the English words', () => {
  it('explain a field in at most 60 words', () => {
    const long = Object.entries(written('en', 'fields').words).filter(
      ([, { text }]) => spoken(text).split(/\s+/u).length > 60,
    );
    expect(long.map(([id]) => id)).toEqual([]);
  });

  it('use neither Chinese characters nor full-width punctuation', () => {
    expect(breaking('en', /.{0,5}[\p{sc=Han}\u3000-\u303f\uff01-\uff65].{0,5}/u)).toEqual([]);
  });
});

describe('the Chinese words', () => {
  const WIDE = '\\u3001-\\u303f\\uff01-\\uff65“”';

  it('put a space between Chinese characters and Latin letters, digits or code', () => {
    const fault = /.{0,4}(?:\p{sc=Han}[A-Za-z0-9§]|[A-Za-z0-9]\p{sc=Han}).{0,4}/u;
    expect(breaking('zh', fault)).toEqual([]);
  });

  it('put no space between Chinese characters, nor beside full-width punctuation', () => {
    const fault = new RegExp(`.{0,4}(?:\\p{sc=Han} \\p{sc=Han}|[${WIDE}] | [${WIDE}]).{0,4}`, 'u');
    expect(breaking('zh', fault)).toEqual([]);
  });

  it('use full-width punctuation beside Chinese characters', () => {
    const fault = /.{0,4}(?:\p{sc=Han} ?[,.;:?!()]|[,;:?!()]+ ?\p{sc=Han}).{0,4}/u;
    expect(breaking('zh', fault)).toEqual([]);
  });

  it('quote with Chinese quotation marks', () => {
    expect(breaking('zh', /.{0,5}["'].{0,5}/u)).toEqual([]);
  });

  it('say one word for one thing', () => {
    const others =
      /数据帧头|有效负载|负载|遮罩|报头|标头|服务端|控制祯|报文头|报文体|消息体|开启握手|有效的? ?UTF-8/u;
    expect(breaking('zh', others)).toEqual([]);
  });
});

describe('closeCodeId', () => {
  it.each([
    [0, '0-999'],
    [999, '0-999'],
    [1000, '1000'],
    [1015, '1015'],
    [1016, '1016-2999'],
    [2999, '1016-2999'],
    [3000, '3000-3999'],
    [4999, '4000-4999'],
    [5000, '5000-65535'],
    [65535, '5000-65535'],
  ])('finds the place of %i', (code, id) => {
    expect(closeCodeId(code)).toBe(id);
  });
});
