import { FAILURES, FAILURE_KINDS } from '../simulation/failures.ts';
import type { Failure } from '../simulation/failures.ts';
import { PARAMETER_IDS, PARAMETERS } from '../simulation/parameters.ts';
import type { Parameter, Parameters } from '../simulation/parameters.ts';

/** What a lesson sets of a simulated run, and what is wrong with it. */
export type Settings = { readonly parameters: Partial<Parameters> } | { readonly problem: string };

/** Attributes by the names of the simulation's parameters, each within its range. */
export function readSettings(given: ReadonlyMap<string, string>): Settings {
  const parameters: Record<string, number | string | readonly number[]> = {};
  for (const [name, text] of given) {
    const id = PARAMETER_IDS.find((each) => each === name);
    if (!id) return { problem: `${name}=… is neither an attribute nor a parameter of a run` };
    const value = valueOf(PARAMETERS[id], text);
    if (value === null) return { problem: `${name}=${text} is out of its range` };
    parameters[id] = value;
  }
  return { parameters };
}

function valueOf(parameter: Parameter, text: string): number | string | readonly number[] | null {
  if (parameter.kind === 'choice') return parameter.choices.includes(text) ? text : null;
  const numbers = text.split(/\s+/u).map(Number);
  if (parameter.kind === 'list') {
    const fits = numbers.every((each) => each >= 0 && each <= parameter.max);
    return fits ? numbers : null;
  }
  const [value = NaN, ...others] = numbers;
  const { min, max, whole } = parameter;
  const fits = others.length === 0 && value >= min && value <= max;
  return fits && (!whole || Number.isInteger(value)) ? value : null;
}

/** `cut@10000` or `cut@10000:3000`: what goes wrong, when, and how much; null where it is none. */
export function readFailure(text: string): Failure | null {
  const [, name = '', at = '', amount] = /^([a-z-]+)@(\d+)(?::(\d+))?$/u.exec(text) ?? [];
  const kind = FAILURE_KINDS.find((each) => each === name);
  if (!kind) return null;
  const { initial, min, max } = FAILURES[kind];
  const value = amount === undefined ? initial : Number(amount);
  return value >= min && value <= max ? { kind, at: Number(at), amount: value } : null;
}
