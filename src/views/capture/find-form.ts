import type { RuleId } from '../../codec/ids.ts';
import { QUERY_KINDS, type Query, type QueryKind } from '../../trace/query.ts';
import { DIRECTIONS, type Direction } from '../../trace/trace.ts';

/** What someone typed and chose to find rows by, as it stands in the fields. */
export interface FindForm {
  readonly text: string;
  readonly hex: string;
  readonly direction: Direction | null;
  readonly kinds: readonly QueryKind[];
  readonly minLength: string;
  readonly maxLength: string;
  readonly rule: RuleId | 'any' | 'error' | 'warning' | null;
  readonly from: string;
  readonly to: string;
}

export const EMPTY_FORM: FindForm = {
  text: '',
  hex: '',
  direction: null,
  kinds: [],
  minLength: '',
  maxLength: '',
  rule: null,
  from: '',
  to: '',
};

export type FindField = 'hex' | 'minLength' | 'maxLength' | 'from' | 'to';

export interface FormReading {
  /** Null where nothing is looked for. */
  readonly query: Query | null;
  /** Fields that cannot be understood, or that contradict another; they are left out of the query. */
  readonly wrong: ReadonlyMap<FindField, 'hex' | 'number' | 'range'>;
}

/** The bytes of pairs of digits, set apart or not; null where it is something else. */
export function bytesOfPairs(hex: string): Uint8Array | null {
  const digits = hex.replace(/\s+|0x/gi, '');
  if (!/^(?:[0-9a-f]{2})*$/i.test(digits)) return null;
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

/** A number not below 0; null where there is none, NaN where it is something else. */
function numberOf(typed: string): number | null {
  const text = typed.trim();
  if (text === '') return null;
  return /^(?:\d+(?:\.\d*)?|\.\d+|0x[0-9a-f]+)$/i.test(text) ? Number(text) : NaN;
}

export function readForm(form: FindForm): FormReading {
  const wrong = new Map<FindField, 'hex' | 'number' | 'range'>();
  const bytes = bytesOfPairs(form.hex);
  if (bytes === null) wrong.set('hex', 'hex');
  const number = (field: Exclude<FindField, 'hex'>): number | null => {
    const value = numberOf(form[field]);
    if (!Number.isNaN(value)) return value;
    wrong.set(field, 'number');
    return null;
  };
  const minLength = number('minLength');
  const maxLength = number('maxLength');
  const from = number('from');
  const to = number('to');
  if (minLength !== null && maxLength !== null && maxLength < minLength)
    wrong.set('maxLength', 'range');
  if (from !== null && to !== null && to < from) wrong.set('to', 'range');
  const query: Query = {
    ...(form.text === '' ? {} : { text: form.text }),
    ...(bytes === null || bytes.length === 0 ? {} : { bytes }),
    ...(form.direction === null ? {} : { direction: form.direction }),
    ...(form.kinds.length === 0 ? {} : { kinds: form.kinds }),
    ...(minLength === null ? {} : { minLength }),
    ...(maxLength === null || wrong.has('maxLength') ? {} : { maxLength }),
    ...(form.rule === null ? {} : { rule: form.rule }),
    ...(from === null ? {} : { from }),
    ...(to === null || wrong.has('to') ? {} : { to }),
  };
  return { query: Object.keys(query).length === 0 ? null : query, wrong };
}

/** How many parts beside the text are set. */
export function filtersIn({ text: _, ...rest }: FindForm): number {
  const { kinds, direction, rule, hex, minLength, maxLength, from, to } = rest;
  const set = [kinds.length > 0, direction !== null, rule !== null, hex.trim() !== ''];
  return [...set, (minLength + maxLength).trim() !== '', (from + to).trim() !== ''].filter(Boolean)
    .length;
}

export const kindsWith = (kinds: readonly QueryKind[], kind: QueryKind): readonly QueryKind[] =>
  kinds.includes(kind)
    ? kinds.filter((each) => each !== kind)
    : QUERY_KINDS.filter((each) => each === kind || kinds.includes(each));

export const directionOf = (value: string): Direction | null =>
  DIRECTIONS.find((each) => each === value) ?? null;
