import { readFileSync } from 'node:fs';
import { Ajv2020, type AnySchemaObject } from 'ajv/dist/2020.js';
import { expect } from 'vitest';
import type { Report } from '../../src/trace/report-format.ts';

export const SCHEMA = JSON.parse(
  readFileSync(new URL('../../public/schema/report-1.json', import.meta.url), 'utf8'),
) as AnySchemaObject;

// A union of types beside a keyword for one of them is meant so: `["string", "null"]` with a pattern.
const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true, strictTypes: false });

export const validate = ajv.compile(SCHEMA);

/** What the schema has against a value; empty where it has nothing. */
export function faultsOf(value: unknown): string[] {
  if (validate(value)) return [];
  return (validate.errors ?? []).map(
    ({ instancePath, message }) => `${instancePath} ${message ?? ''}`,
  );
}

/** A report as its readers get it: through JSON, and valid. */
export function expectValid(report: Report): Report {
  const read = JSON.parse(JSON.stringify(report)) as Report;
  expect(faultsOf(read)).toEqual([]);
  // Nothing is lost on the way: no undefined, no NaN, no bigint.
  expect(read).toEqual(report);
  return read;
}
