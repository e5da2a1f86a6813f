import { describe, expect, it } from 'vitest';
import { readAnswer, isFault } from '../../src/course/read-answer.ts';
import { isElement } from '../../src/course/lesson.ts';
import { judgeExercise } from '../../src/course/judges/index.ts';
import { judgeAnswer } from '../../src/course/questions.ts';
import { decodeBase64 } from '../../src/codec/base64.ts';
import { bytesOfHex, hexOf } from '../../src/codec/bytes.ts';
import { utf8Of } from '../../src/codec/utf8.ts';
import { mask } from '../../src/codec/websocket/mask.ts';
import { LOCALES } from '../../src/i18n/words.ts';
import type { Exercise } from '../../src/course/exercises.ts';
import type { Block } from '../../src/course/lesson.ts';
import {
  elements,
  exercises,
  passagesIn,
  proseOf,
  questions,
  saidIn,
  steps,
  wires,
  wordsIn,
} from './lessons.ts';
import { shownBy } from './shown.ts';

const kind =
  <K extends Block['kind']>(wanted: K) =>
  (block: Block): block is Extract<Block, { kind: K }> =>
    block.kind === wanted;

describe('the bytes of the lessons', () => {
  it.each(wires())('$place: break the rules that the lesson names, and no other', async (found) => {
    const { violations } = await shownBy(found.block);
    expect([...new Set(violations)].sort()).toEqual([...found.block.violates].sort());
  });

  it.each(wires())('$place: end where a unit ends, unless the lesson says so', async (found) => {
    expect((await shownBy(found.block)).cut).toBe(found.block.cut);
  });

  it.each(wires().filter(({ block }) => block.focus !== null))(
    '$place: hold the field that the lesson speaks of',
    async ({ block }) => {
      expect((await shownBy(block)).fields).toContain(block.focus);
    },
  );

  it.each(elements(kind('frame')))('$place: are one frame', async ({ block }) => {
    expect((await shownBy(block)).frames).toBe(1);
  });

  it.each(steps())('$place: are as many as the words say', ({ step }) => {
    for (const block of step.blocks) {
      const size = 'size' in block ? block.size : null;
      if (size === null) continue;
      const numbers = saidIn(step.blocks).replaceAll(',', '').match(/\d+/gu) ?? [];
      expect(numbers).toContain(String(size));
    }
  });

  it.each(elements(kind('mask')))('$place: are masked as the words say', ({ block }) => {
    const masked = mask(bytesOfHex(block.payload), bytesOfHex(block.key));
    expect(hexOf(masked)).toBe(block.masked);
  });

  it.each(elements(kind('handshake')))('$place: have a key of 16 bytes', ({ block }) => {
    expect(decodeBase64(block.key)?.bytes).toHaveLength(16);
  });

  it.each(elements(kind('utf8')))('$place: are cut within the text', ({ block }) => {
    const { length } = utf8Of(block.text);
    expect(block.cuts.filter((cut) => cut <= 0 || cut >= length)).toEqual([]);
  });

  it.each(elements(kind('bytes')))('$place: are cut into segments within them', ({ block }) => {
    const length = (block.pieces[0]?.hex.length ?? 0) / 2;
    expect(block.segments.filter((at) => at < 0 || at >= length)).toEqual([]);
  });
});

describe.each(LOCALES)('the questions in %s', (locale) => {
  it.each(questions(locale))('$place: has a right answer and wrong ones', ({ block }) => {
    const outcomes = answersTo(block).map((given) => judgeAnswer(block, given));
    const right = outcomes.filter((outcome) => outcome.right);
    expect([right.length, outcomes.length > 1]).toEqual([1, true]);
  });

  it.each(questions(locale))('$place: answers each wrong answer in its own way', ({ block }) => {
    const replies = block.as === 'order' ? block.items : block.options;
    const said = replies.map(({ reply }) => saidIn(reply));
    expect(new Set(said).size).toBe(said.length);
  });
});

/** Every answer that a question foresees; of an order, the right one and each swap of neighbours. */
function answersTo(question: Parameters<typeof judgeAnswer>[0]) {
  switch (question.as) {
    case 'choice':
      return question.options.map((_, option) => ({ as: 'choice', option }) as const);
    case 'number':
      return question.options.map(({ value }) => ({ as: 'number', value }) as const);
    case 'bytes':
      return question.options.map(({ hex }) => ({ as: 'bytes', hex }) as const);
    case 'order': {
      const right = question.items.map((_, i) => i);
      const swaps = right.slice(1).map((i) => {
        const items = [...right];
        [items[i - 1], items[i]] = [i, i - 1];
        return items;
      });
      return [right, ...swaps].map((items) => ({ as: 'order', items }) as const);
    }
  }
}

describe('the exercises', () => {
  const isRight = async (exercise: Exercise, text: string): Promise<boolean> => {
    const answer = readAnswer(exercise, text);
    return !isFault(answer) && (await judgeExercise(exercise, answer)).right;
  };

  it.each(exercises())('$place: takes its solution and every other right answer', async (found) => {
    for (const text of [found.block.solution, ...found.trials.right]) {
      expect({ text, right: await isRight(found.block, text) }).toEqual({ text, right: true });
    }
  });

  it.each(exercises())('$place: refuses wrong answers and says what they lack', async (found) => {
    for (const text of ['', found.block.start, ...found.trials.wrong]) {
      expect({ text, right: await isRight(found.block, text) }).toEqual({ text, right: false });
      const answer = readAnswer(found.block, text);
      if (isFault(answer)) continue;
      const { did, lacks } = await judgeExercise(found.block, answer);
      expect([did.length > 0, lacks.length > 0]).toEqual([true, true]);
    }
  });
});

describe('the words of the lessons', () => {
  it.each(steps())('$place: has prose, of 90 words at most', ({ step }) => {
    const words = wordsIn(proseOf(step));
    expect(words).toBeGreaterThan(0);
    expect(words).toBeLessThanOrEqual(90);
  });

  it.each(steps())(
    '$place: has something to look at or to answer, claims or sources',
    ({ step }) => {
      expect(step.blocks.some((block) => isElement(block) || block.kind === 'question')).toBe(true);
      expect(step.claims.length + step.sources.length).toBeGreaterThan(0);
    },
  );

  it.each(steps())('$place: names what there is to look at', ({ step }) => {
    const silent = step.blocks.filter((block) => 'caption' in block && block.caption.length === 0);
    expect(silent).toEqual([]);
  });

  it('have no full-width punctuation in English', () => {
    expect(breaking('en', /[\u3000-\u303f\uff01-\uff65]/u)).toEqual([]);
  });

  it('have full-width punctuation in Chinese, and a space between Chinese and Latin', () => {
    expect(breaking('zh', /\p{sc=Han}[,;:!?()]|[,;!?(]\p{sc=Han}/u)).toEqual([]);
    expect(breaking('zh', /\p{sc=Han}[A-Za-z0-9`]|[A-Za-z0-9`]\p{sc=Han}/u)).toEqual([]);
  });

  it('say one word for one thing in Chinese', () => {
    expect(breaking('zh', /报文头|报文体|消息体|开启握手|有效的? ?UTF-8|服务端/u)).toEqual([]);
  });

  it.each(LOCALES)('have no two blanks in a row in %s', (locale) => {
    expect(breaking(locale, /\s\s|^\s|\s$/u)).toEqual([]);
  });
});

function breaking(locale: 'en' | 'zh', pattern: RegExp): string[] {
  return passagesIn(locale).flatMap(({ place, prose }) => {
    const plain = prose.map((run) => (run.kind === 'code' ? '`' : run.text)).join('');
    const fault = pattern.exec(plain);
    return fault
      ? [`${place}: …${plain.slice(Math.max(0, fault.index - 8), fault.index + 12)}…`]
      : [];
  });
}
