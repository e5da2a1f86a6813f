import { describe, expect, it } from 'vitest';
import { compileLesson } from '../../src/course/compile-lesson.ts';
import type { CompiledLesson } from '../../src/course/compile-lesson.ts';
import { CourseError } from '../../src/course/error.ts';
import { checkLessonTwins } from '../../src/course/lesson-twins.ts';
import type { Block } from '../../src/course/lesson.ts';

const FRONT = '---\ntitle: A\nminutes: 5\nneeds: what-websocket-is\nsummary: B.\n---\n';

const ENDING = ':::recap\n- Keep this.\n:::\n\n:::tryout\nTry that.\n:::\n';

/** Line of the first line of a body in `lesson`. */
const BODY = 9;

/** A lesson with one step that holds `body`, and nothing else at fault. */
const lesson = (body: string): string => `${FRONT}\n## One {#one}\n${body}\n\n${ENDING}`;

const compile = (text: string): CompiledLesson =>
  compileLesson('02-request-response', text, 'en.md', new Set(['frame']));

const blocksOf = (body: string): readonly Block[] => compile(lesson(body)).lesson.steps[0]!.blocks;

/** What is wrong with a text, and in which of its lines. */
function faultOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof CourseError) return `${error.line}: ${error.problem}`;
    throw error;
  }
  throw new Error('no fault was found');
}

/** The same of the body of a lesson, with lines counted from its first. */
const bodyFault = (body: string): string =>
  faultOf(() => compile(lesson(body))).replace(/^\d+/u, (line) => String(Number(line) - BODY + 1));

describe('a lesson', () => {
  it('has a head, steps with their claims and sources, and an ending', () => {
    const body = 'Text.\n\n::claims{ids="3 4"}\n::sources{rfc6455="4.1(5)" html=""}';
    expect(compile(lesson(body)).lesson).toEqual({
      slug: 'request-response',
      number: 2,
      title: 'A',
      minutes: 5,
      needs: ['what-websocket-is'],
      summary: 'B.',
      steps: [
        {
          id: 'one',
          title: 'One',
          blocks: [{ kind: 'paragraph', content: [{ kind: 'text', text: 'Text.' }] }],
          claims: [3, 4],
          sources: [
            {
              label: 'RFC 6455 §4.1(5)',
              href: 'https://www.rfc-editor.org/rfc/rfc6455#section-4.1',
            },
            {
              label: 'WHATWG HTML',
              href: 'https://html.spec.whatwg.org/multipage/server-sent-events.html',
            },
          ],
        },
      ],
      recap: [[{ kind: 'text', text: 'Keep this.' }]],
      tryout: [{ kind: 'paragraph', content: [{ kind: 'text', text: 'Try that.' }] }],
    });
  });

  it('keeps colons in its prose: only lines of their own are directives', () => {
    const text = 'At 10:30 a browser asks localhost:8080 for Host:example.';
    expect(blocksOf(text)).toEqual([{ kind: 'paragraph', content: [{ kind: 'text', text }] }]);
  });

  it('links into the reference, the glossary, the course and the standards', () => {
    const body =
      '[a](term:frame) [b](field:ws.fin) [c](rule:ws/rsv2-set) [d](code:1002) [e](lesson:polling#flat) [f](rfc:6455#5.2)';
    const [paragraph] = blocksOf(body);
    const links = paragraph?.kind === 'paragraph' ? paragraph.content : [];
    expect(links.filter(({ kind }) => kind !== 'text')).toEqual([
      { kind: 'term', text: 'a', id: 'frame' },
      { kind: 'field', text: 'b', id: 'ws.fin' },
      { kind: 'rule', text: 'c', id: 'ws/rsv2-set' },
      { kind: 'close-code', text: 'd', id: '1002' },
      { kind: 'lesson', text: 'e', slug: 'polling', step: 'flat' },
      { kind: 'link', text: 'f', href: 'https://www.rfc-editor.org/rfc/rfc6455#section-5.2' },
    ]);
  });

  it('shows bytes as they are written: hex, or HTTP with marks', () => {
    const [frame, http] = blocksOf(
      ':::frame[F]{sender=server focus=ws.fin}\n81 00\n:::\n\n:::http[H]\n> GET / HTTP/1.1\n> Host: a\n>\n:::',
    );
    expect(frame).toMatchObject({
      pieces: [{ direction: 'server-to-client', hex: '8100' }],
      focus: 'ws.fin',
      violates: [],
      cut: false,
    });
    const text = [...'GET / HTTP/1.1\r\nHost: a\r\n\r\n'];
    const hex = text.map((each) => each.charCodeAt(0).toString(16).padStart(2, '0')).join('');
    expect(http).toMatchObject({ pieces: [{ direction: 'client-to-server', hex }] });
  });
});

describe('a table', () => {
  it('has cells to fill in, and keeps the blanks beside code', () => {
    const [table] = blocksOf(':::table[T]\n- a | b\n- what `c` does | [d]\n:::');
    const text = (words: string) => ({ kind: 'text', text: words });
    expect(table).toMatchObject({
      head: [[text('a')], [text('b')]],
      rows: [
        [
          { text: [text('what '), { kind: 'code', text: 'c' }, text(' does')], blank: false },
          { text: [text('d')], blank: true },
        ],
      ],
    });
  });
});

describe('a fault in the head of a lesson', () => {
  const head = (from: string, to: string) => () => compile(lesson('Text.').replace(from, to));

  it.each([
    ['---\n', '', '1: begins with --- and title, minutes, needs, summary, then ---'],
    ['minutes: 5\n', '', '5: no minutes'],
    ['minutes: 5', 'minutes: five', '1: minutes: a number'],
    ['minutes: 5', 'author: me', '3: "author: me" is none of title, minutes, needs, summary'],
    ['minutes: 5', 'title: B', '3: "title" is here twice'],
    ['title: A', 'title:', '1: title or summary is empty'],
    ['needs: what-websocket-is', 'needs: polling', '1: needs: "polling" is no earlier lesson'],
  ])('%j as %j', (from, to, fault) => {
    expect(faultOf(head(from, to))).toBe(fault);
  });

  it('is a name that is no lesson', () => {
    const work = () => compileLesson('02-polling', lesson('Text.'), 'en.md', new Set());
    expect(faultOf(work)).toBe('1: no lesson is called "02-polling"; see LESSON_SLUGS');
  });
});

describe('a fault in the order of a lesson', () => {
  it.each([
    [`${FRONT}\nText.\n`, '8: a lesson begins with "## Title {#id}"'],
    [`${FRONT}\n## One\n`, '8: a heading is "## Title {#id}"'],
    [`${FRONT}\n# One {#one}\n`, '8: a heading is "## Title {#id}"'],
    [`${FRONT}\n## One {#One}\n`, '8: a heading is "## Title {#id}"'],
    [`${FRONT}\n## A {#one}\n\n## B {#one}\n`, '10: the step "one" is here twice'],
    [`${FRONT}\n## A {#a}\n\nText.\n`, '11: ends with :::recap and :::tryout'],
    [`${lesson('Text.')}\nMore.\n`, '19: nothing stands after :::recap and :::tryout'],
    [`${lesson('Text.')}\n${ENDING}`, '19: "recap": is here twice'],
  ])('%#', (text, fault) => {
    expect(faultOf(() => compile(text))).toBe(fault);
  });
});

describe('a fault in a step', () => {
  it.each([
    [
      '> quoted',
      '1: "blockquote" is not allowed here: only paragraphs, lists, code and directives',
    ],
    ['<b>a</b>', '1: "html" is not allowed in prose: only text, code, strong and links'],
    ['[a](term:fram)', '1: "term:fram" leads nowhere'],
    ['[a](rule:ws/none)', '1: "rule:ws/none" leads nowhere'],
    ['[a](lesson:nowhere)', '1: "lesson:nowhere" leads nowhere'],
    [
      '[a](http://a.example)',
      '1: a link begins with https:, rfc:, term:, field:, rule:, code: or lesson:, not "http://a.example"',
    ],
    ['::claims{ids="85"}', '1: "claims": ids are numbers from 1 to 84'],
    ['::claims{ids="1"}\n::claims{ids="2"}', '2: "claims": is here twice'],
    ['::sources{rfc="1"}', '1: "sources": rfc 1 is unknown'],
    ['::sources', '1: "sources": names no source'],
    ['::cables[A]', '1: "cables": of=… is missing'],
    [
      '::cables[A]{of="ws usb"}',
      '1: "cables": of=usb is unknown; it is one of http, https, ws, wss, http2, http3',
    ],
    ['::cables[A]{of=ws colour=red}', '1: "cables": colour=… is unknown; it takes of'],
    ['::mask{key="37 fa" payload="48" masked="7f"}', '1: "mask": key is four bytes'],
    ['::mask{key="3" payload="48" masked="7f"}', '1: "mask": key is not whole bytes in hex'],
    ['::timeline{lanes=polling pollInterval=0}', '1: "timeline": pollInterval=0: out-of-range'],
    ['::timeline{lanes=polling speed=9}', '1: "timeline": speed=9: unknown-key'],
    ['::timeline{pollInterval=500}', '1: "timeline": lanes=… is missing'],
    ['::timeline{lanes=carrier-pigeon}', '1: "timeline": lanes=carrier-pigeon: unknown-lane'],
    [':::venn\n- ftp: a file\n:::', '1: "venn": a card begins with http: or both: or websocket:'],
    [':::table\n- a | b\n- c\n:::', '1: "table": a row has 1 cells, the head 2'],
    [':::table\nText.\n:::', '1: "table": holds one list and nothing else'],
  ])('%j', (body, fault) => {
    expect(bodyFault(body)).toBe(fault);
  });

  it('is a directive that nobody knows', () => {
    expect(bodyFault('Text.\n\n::nope{a=b}')).toMatch(
      /^3: "nope": is no directive; there are frame/u,
    );
  });

  it('is a directive without an end', () => {
    expect(bodyFault(':::frame{sender=server}\n81 00')).toBe(
      '1: ":::frame" has no ":::" to end it',
    );
  });
});

describe('a fault in bytes', () => {
  const frame = (attributes: string, body: string) => `:::frame{${attributes}}\n${body}\n:::`;

  it.each([
    [frame('sender=server', '81 0'), '2: "frame": cannot be read: input/odd-nibble 0'],
    [
      frame('sender=server', '81 00\n81 zz'),
      '3: "frame": cannot be read: input/stray-character zz',
    ],
    [frame('', '81 00'), '2: "frame": nothing says who sends: sender=… or > and < are needed'],
    [
      frame('sender=me', '81 00'),
      '1: "frame": sender=me is unknown; it is one of client, server, marked',
    ],
    [frame('sender=server size=3', '81 00'), '1: "frame": size=3, but these are 2 bytes'],
    [frame('sender=server focus=ws.x', '81 00'), '1: "frame": focus=ws.x is no field'],
    [frame('sender=server violates="ws/x"', '81 00'), '1: "frame": violates=ws/x is no rule'],
    ['::frame{sender=server}', '1: "frame": the bytes are missing: they stand before ":::"'],
  ])('%j', (body, fault) => {
    expect(bodyFault(body)).toBe(fault);
  });
});

describe('a fault in a question', () => {
  const ask = (attributes: string, list: string) =>
    `:::predict{${attributes}}\nWhat?\n\n${list}\n:::`;

  it.each([
    [
      ':::predict\n- [x] a\n\n  b\n:::',
      '1: "predict": asks in a paragraph, then lists the answers, and ends',
    ],
    [
      ask('', '- [x] a'),
      '4: "predict": an answer is two paragraphs: the answer, and what to say to it',
    ],
    [ask('', '- a\n\n  b'), '4: "predict": an answer begins with [x] or [ ]'],
    [ask('', '- [x] a\n\n  b'), '1: "predict": one answer at least is [ ]'],
    [ask('', '- [ ] a\n\n  b\n- [ ] c\n\n  d'), '1: "predict": one answer is [x]'],
    [ask('', '- [x] a\n\n  b\n- [x] c\n\n  d'), '1: "predict": one answer is [x]'],
    [ask('as=number', '- [x] many\n\n  b\n- [ ] 2\n\n  d'), '4: "predict": "many" is no number'],
    [
      ask('as=number unit=furlong', ''),
      '1: "predict": unit=furlong is unknown; it is one of none, ms, s, bytes, percent, per-second, bytes-per-second',
    ],
    [
      ask('as=bytes', '- [x] 8\n\n  b\n- [ ] 81\n\n  d'),
      '4: "predict": these are not whole bytes in hex',
    ],
    [ask('as=order', '- a\n\n  b'), '1: "predict": as=order takes a numbered list'],
    [ask('as=order', '1. a\n\n   b'), '1: "predict": one thing has no order'],
  ])('%j', (body, fault) => {
    expect(bodyFault(body)).toBe(fault);
  });
});

describe('a fault in an exercise', () => {
  const TRIALS = '```solution\n81 00\n```\n```right\n82 00\n```\n```wrong\n88 00\n```';
  const exercise = (attributes: string, trials = TRIALS, hints = '- Hint.') =>
    `:::exercise{${attributes}}\nMake it.\n\n${hints}\n\n${trials}\n:::`;
  const PING = 'judge=frame sender=client opcode=ping';

  it.each([
    [exercise('judge=frame sender=client'), '1: "exercise": opcode=… is missing'],
    [exercise('judge=frame sender=client opcode=pang'), '1: "exercise": opcode=pang cannot be'],
    [
      exercise(`${PING} colour=red`),
      '1: "exercise": colour=… is unknown; the judge takes sender, opcode, text, hex, length, code, most, final',
    ],
    [
      exercise('judge=breaks sender=client rules="ws/none"'),
      '1: "exercise": rules=ws/none cannot be',
    ],
    [
      exercise('judge=delay lane=polling of=mean below=300 sets=speed'),
      '1: "exercise": sets=speed is no parameter of a run',
    ],
    [
      exercise(PING, '```solution\n8900\n```'),
      '1: "exercise": has no ```right: another right answer than the solution',
    ],
    [exercise(PING, '```right\n8900\n```'), '1: "exercise": has no ```solution'],
    [
      exercise(PING, TRIALS.replace('wrong', 'bad')),
      '1: "exercise": a ``` block is start, solution, right, wrong',
    ],
    [
      exercise(PING, TRIALS, ''),
      '1: "exercise": says the task, lists hints, then has its answers in ``` blocks',
    ],
  ])('%j', (body, fault) => {
    expect(bodyFault(body)).toBe(fault);
  });

  it('is a judge that nobody knows', () => {
    expect(bodyFault(exercise('judge=me'))).toMatch(/^1: "exercise": judge=me is unknown/u);
  });
});

describe('two languages', () => {
  const differ = (en: string, zh: string) =>
    faultOf(() => checkLessonTwins(compile(lesson(en)), compile(lesson(zh)), 'zh.md')).replace(
      /^\d+/u,
      (line) => String(Number(line) - BODY + 1),
    );
  const ask = (right: string) =>
    `:::predict{as=number}\nWas?\n\n- [x] ${right}\n\n  a\n- [ ] 9\n\n  b\n:::`;

  it('may cut prose into other paragraphs and link other terms', () => {
    const en = 'One `a` and [two](rfc:6455).\n\nThree.\n\n::cables[A]{of=ws}';
    const zh = '[二](rfc:6455)与 `a`，[三](term:frame)。\n\n::cables[甲]{of=ws}';
    checkLessonTwins(compile(lesson(en)), compile(lesson(zh)), 'zh.md');
  });

  it.each([
    [
      'other bytes',
      ':::frame{sender=server}\n81 00\n:::',
      ':::frame{sender=server}\n82 00\n:::',
      '1: this differs from the original: frame',
    ],
    [
      'other attributes',
      '::cables{of=ws}',
      'Text.\n\n::cables{of=wss}',
      '3: this differs from the original: cables',
    ],
    ['a missing element', '::cables{of=ws}', 'Text.', '0: this differs from the original: cables'],
    ['one element more', 'Text.', '::cables{of=ws}', '1: the original has no such part'],
    [
      'another right answer',
      ask('1'),
      ask('2'),
      '1: this differs from the original: question as number',
    ],
    [
      'other claims',
      '::claims{ids="1"}',
      '::claims{ids="2"}',
      '0: claims or sources differ from the original',
    ],
    ['other code', 'See `a`.', 'See `b`.', '0: `a` is not in both languages'],
    [
      'another link',
      '[a](code:1000)',
      '[a](code:1001)',
      '0: close-code:1000 is not in both languages',
    ],
    [
      'another step',
      'Text.\n\n## Two {#two}',
      'Text.\n\n## Zwei {#zwei}',
      '3: here the original has the step "two"',
    ],
    [
      'a missing step',
      'Text.\n\n## Two {#two}',
      'Text.',
      '0: here the original has the step "two"',
    ],
    ['one step more', 'Text.', 'Text.\n\n## Two {#two}', '3: the original has no such step'],
  ])('may not have %s', (_, en, zh, fault) => {
    expect(differ(en, zh)).toBe(fault);
  });

  it('may not differ in minutes or needs', () => {
    const work = () =>
      checkLessonTwins(
        compile(lesson('Text.')),
        compile(lesson('Text.').replace('minutes: 5', 'minutes: 6')),
        'zh.md',
      );
    expect(faultOf(work)).toBe('1: minutes or needs differ from the original');
  });
});
