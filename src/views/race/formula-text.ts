import { FORMULAS, type Formula, type FormulaId } from '../../simulation/formulas/index.ts';
import { TERMS, withTerms, type TermUnit } from '../../simulation/formulas/written.ts';
import type { Parameters } from '../../simulation/parameters.ts';

/** The signs of units, the same in every language: SI. */
const SIGNS: Readonly<Record<TermUnit | 's', string>> = {
  ms: '\u00a0ms',
  s: '\u00a0s',
  'per-second': '/s',
  bytes: '\u00a0B',
  'kbit/s': '\u00a0kbit/s',
  none: '',
};

/** Enough digits to work it out again. */
const exactly = (value: number, locale: string): string =>
  value.toLocaleString(locale, { maximumSignificantDigits: 5 });

/** A formula with the values of the settings in place of its symbols; all times in seconds where a rate is among them. */
export function inValues(
  written: string,
  id: FormulaId,
  parameters: Parameters,
  locale: string,
): string {
  const { quantity }: Formula = FORMULAS[id];
  const isOfTime = quantity === 'ms' || quantity === 'ms2';
  const bySecond = !isOfTime || /\{[λaW]\}/u.test(written);
  return withTerms(written, (symbol) => {
    const { unit, value } = TERMS[symbol];
    const own = value(parameters, id);
    return unit === 'ms' && bySecond
      ? exactly(own / 1000, locale) + SIGNS.s
      : exactly(own, locale) + SIGNS[unit];
  });
}
