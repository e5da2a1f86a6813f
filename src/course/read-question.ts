import type { List } from 'mdast';
import type { Directive } from './directive.ts';
import type { LessonProse } from './lesson-prose.ts';
import { readLessonProse } from './prose.ts';
import type { OrderQuestion, Question } from './questions.ts';
import { UNITS } from './questions.ts';
import { pairOf, startOf } from './read-list.ts';

const KINDS = ['choice', 'number', 'bytes', 'order'] as const;

/** `:::predict{as=…}`: paragraphs that ask, then a list of answers. */
export function readQuestion(directive: Directive): Question {
  const { attributes } = directive;
  const as = attributes.oneOf('as', KINDS, 'choice');
  const measure = as === 'number' ? measureOf(directive) : null;
  const asked = examOf(directive);
  attributes.end();
  const { ask, list } = partsOf(directive);
  if (as === 'order')
    return { kind: 'question', as, ask, ...asked, items: itemsOf(list, directive) };
  const options = optionsOf(list, directive);
  if (as === 'choice') {
    const worded = options.map(({ text, right, reply }) => ({ text, right, reply }));
    return { kind: 'question', as, ask, ...asked, options: worded };
  }
  if (measure) {
    const valued = options.map(({ text, right, reply, line }) => ({
      value: valueOf(text, line, directive),
      right,
      reply,
    }));
    return { kind: 'question', as: 'number', ask, ...asked, ...measure, options: valued };
  }
  const written = options.map(({ text, right, reply, line }) => ({
    hex: hexIn(text, line, directive),
    right,
    reply,
  }));
  return { kind: 'question', as: 'bytes', ask, ...asked, options: written };
}

/** `exam=no`: what is asked makes no sense without its step. */
export const examOf = ({ attributes }: Directive): { readonly exam?: false } =>
  attributes.oneOf('exam', ['yes', 'no'], 'yes') === 'no' ? { exam: false } : {};

function measureOf({ attributes }: Directive) {
  const unit = attributes.oneOf('unit', UNITS, 'none');
  return { unit, tolerance: attributes.number('tolerance') ?? 0 };
}

function partsOf(directive: Directive): { ask: LessonProse[]; list: List } {
  const ask: LessonProse[] = [];
  for (const [place, node] of directive.children.entries()) {
    if (node.type === 'paragraph') {
      ask.push(readLessonProse(node.children, directive.file));
    } else if (node.type === 'list' && ask.length > 0 && place === directive.children.length - 1) {
      return { ask, list: node };
    } else break;
  }
  return directive.stop('asks in a paragraph, then lists the answers, and ends');
}

interface Option {
  readonly text: LessonProse;
  readonly right: boolean;
  readonly reply: LessonProse;
  readonly line: number;
}

/** `- [x] right` and `- [ ] wrong`, each with a paragraph of what to say to it. */
function optionsOf(list: List, directive: Directive): Option[] {
  const options = list.children.map((item) => {
    const { option, reply, line } = pairOf(item, directive);
    const mark = startOf(option, /^\[([x ])\]\s+/u);
    if (!mark) return directive.stop('an answer begins with [x] or [ ]', line);
    return { text: mark.rest, right: mark.match[1] === 'x', reply, line };
  });
  if (options.filter(({ right }) => right).length !== 1) directive.stop('one answer is [x]');
  if (options.length < 2) directive.stop('one answer at least is [ ]');
  return options;
}

function itemsOf(list: List, directive: Directive): OrderQuestion['items'] {
  if (list.ordered !== true) directive.stop('as=order takes a numbered list');
  if (list.children.length < 2) directive.stop('one thing has no order');
  return list.children.map((item) => {
    const { option, reply } = pairOf(item, directive);
    return { text: option, reply };
  });
}

const wordsIn = (prose: LessonProse): string => prose.map(({ text }) => text).join('');

function valueOf(prose: LessonProse, line: number, { stop }: Directive): number {
  const text = wordsIn(prose).trim();
  return /^-?\d+(\.\d+)?$/u.test(text) ? Number(text) : stop(`"${text}" is no number`, line);
}

function hexIn(prose: LessonProse, line: number, { stop }: Directive): string {
  const digits = wordsIn(prose).replaceAll(/\s/gu, '').toLowerCase();
  return /^([0-9a-f]{2})+$/u.test(digits) ? digits : stop('these are not whole bytes in hex', line);
}
