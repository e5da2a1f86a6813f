import type { NumberParameter, Parameter } from './parameters.ts';

/** Why a text is not the value of a parameter; one out of range counts as the nearest that is in it. */
export type ValueFault = 'not-a-number' | 'out-of-range' | 'not-a-choice';

/** A value as a text says it; null where it says none. */
export interface Parsed {
  readonly value: number | string | readonly number[] | null;
  readonly fault: ValueFault | null;
}

const LIST = '_';

/** The text that `parseValue` makes the same value of: a number in its shortest form. */
export const formatValue = (value: number | string | readonly number[]): string =>
  typeof value === 'object' ? value.join(LIST) : String(value);

const NUMBER = /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/;

export function parseValue(parameter: Parameter, text: string): Parsed {
  switch (parameter.kind) {
    case 'number':
      return parseNumber(parameter, text);
    case 'choice':
      return parameter.choices.includes(text)
        ? { value: text, fault: null }
        : { value: null, fault: 'not-a-choice' };
    case 'list':
      return parseList(parameter.max, text);
  }
}

function parseNumber({ min, max, whole }: NumberParameter, text: string): Parsed {
  if (!NUMBER.test(text)) return { value: null, fault: 'not-a-number' };
  const given = whole ? Math.round(Number(text)) : Number(text);
  const value = Math.min(Math.max(given, min), max);
  return { value, fault: value === Number(text) ? null : 'out-of-range' };
}

/** The longest list that is taken: each item is a piece of news. */
const MOST_ITEMS = 10_000;

function parseList(max: number, text: string): Parsed {
  const items = text === '' ? [] : text.split(LIST);
  const numbers = items.filter((item) => NUMBER.test(item)).map(Number);
  const within = numbers.filter((item) => item >= 0 && item <= max).slice(0, MOST_ITEMS);
  const fault =
    numbers.length < items.length
      ? 'not-a-number'
      : within.length < numbers.length
        ? 'out-of-range'
        : null;
  return { value: within, fault };
}
