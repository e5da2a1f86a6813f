import type { FormulaId } from '../../src/simulation/formulas/index.ts';
import { TERMS, withTerms, type TermUnit } from '../../src/simulation/formulas/written.ts';
import type { Parameters } from '../../src/simulation/parameters.ts';

/** In seconds, bytes and bits a second, whatever the unit of a symbol. */
const SCALE: Readonly<Record<TermUnit, number>> = {
  ms: 1e-3,
  'per-second': 1,
  bytes: 1,
  'kbit/s': 1000,
  none: 1,
};

/** What a written formula comes to with the values of the settings, read as a reader would. */
export const workOut = (written: string, id: FormulaId, parameters: Parameters): number =>
  evaluate(
    withTerms(written, (symbol) => {
      const { unit, value } = TERMS[symbol];
      return `[${value(parameters, id) * SCALE[unit]}]`;
    }),
  );

/** Sums, products, powers, brackets; `[…]` is a value, `e` Euler's number. */
function evaluate(text: string): number {
  const tokens = text.match(/\[[^\]]*\]|[\d.]+|[−+·/^²()e]/gu) ?? [];
  if (tokens.join('') !== text.replaceAll(' ', '')) throw new Error(`no formula: ${text}`);
  let at = 0;

  function sum(): number {
    let value = product();
    for (; tokens[at] === '+' || tokens[at] === '−';)
      value += tokens[at++] === '+' ? product() : -product();
    return value;
  }

  function product(): number {
    let value = power();
    for (; tokens[at] === '·' || tokens[at] === '/';)
      value = tokens[at++] === '·' ? value * power() : value / power();
    return value;
  }

  function power(): number {
    if (tokens[at] === '−') {
      at++;
      return -product();
    }
    const base = single();
    if (tokens[at] === '²') {
      at++;
      return base ** 2;
    }
    if (tokens[at] !== '^') return base;
    at++;
    return base ** power();
  }

  function single(): number {
    const token = tokens[at++];
    if (token === '(') {
      const value = sum();
      if (tokens[at++] !== ')') throw new Error(`a bracket is open: ${text}`);
      return value;
    }
    if (token === 'e') return Math.E;
    return Number(token?.replace(/[[\]]/gu, '') ?? NaN);
  }

  const value = sum();
  if (at !== tokens.length) throw new Error(`two values without a sign between them: ${text}`);
  return value;
}
