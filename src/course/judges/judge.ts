import type { Answer, AnswerKind } from '../answers.ts';
import type { WirePiece } from '../elements.ts';
import type { Verdict } from './verdict.ts';

export type Parameters = Readonly<Record<string, string>>;

/** Judges what a reader made by what it does: any answer that does it is right. */
export interface Judge {
  readonly answerAs: AnswerKind;
  /** What is wrong with the parameters of an exercise; null where nothing is. */
  check(parameters: Parameters): string | null;
  judge(answer: Answer, parameters: Parameters): Promise<Verdict>;
}

/** What a parameter may be: one of some words, or text that fits a pattern. */
export type ParameterKind = readonly string[] | RegExp;

export const NUMBER = /^\d+(\.\d+)?$/u;
export const TEXT = /^/u;
export const HEX = /^([0-9a-f]{2})*$/u;
export const SENDER = ['client', 'server'] as const;

/** A check from a table of parameters; a name that ends in `?` may be absent. */
export function checkOf(
  table: Readonly<Record<string, ParameterKind>>,
): (parameters: Parameters) => string | null {
  const kinds = new Map(Object.entries(table).map(([name, kind]) => [name.replace('?', ''), kind]));
  const needed = Object.keys(table).filter((name) => !name.endsWith('?'));
  const fits = (value: string, kind: ParameterKind): boolean =>
    kind instanceof RegExp ? kind.test(value) : kind.includes(value);
  return (parameters) => {
    const missing = needed.find((name) => parameters[name] === undefined);
    if (missing !== undefined) return `${missing}=… is missing`;
    for (const [name, value] of Object.entries(parameters)) {
      const kind = kinds.get(name);
      if (!kind) return `${name}=… is unknown; the judge takes ${[...kinds.keys()].join(', ')}`;
      if (!fits(value, kind)) return `${name}=${value} cannot be`;
    }
    return null;
  };
}

/** The pieces of an answer that hold bytes; none of one that is settings. */
export const piecesIn = (answer: Answer): readonly WirePiece[] =>
  answer.as === 'wire' ? answer.pieces.filter(({ hex }) => hex !== '') : [];

/** A number, or null where it was not given. */
export const numberIn = (parameters: Parameters, name: string): number | null =>
  parameters[name] === undefined ? null : Number(parameters[name]);
