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

/** Less than this is written with a power of ten. */
const TINY = 1e-4;

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** Enough digits to work it out again. */
function exactly(value: number, locale: string): string {
  if (value === 0 || Math.abs(value) >= TINY)
    return value.toLocaleString(locale, { maximumSignificantDigits: 5 });
  const [digits, power] = value.toExponential(2).split('e-');
  return `${digits} · 10⁻${power!.replaceAll(/\d/gu, (digit) => SUPERSCRIPTS[Number(digit)]!)}`;
}

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
