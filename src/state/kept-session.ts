import { INPUT_KINDS, type InputKind } from '../trace/input.ts';
import { DIRECTIONS } from '../trace/direction.ts';
import type { Address, Carried, Place } from './address.ts';
import type { Known } from './example.ts';
import { fileOfMarks, marksOfFile } from './marks-address.ts';
import type { Marks, ReadMarks } from './marks.ts';
import { pack, unpack } from './packing.ts';

/** What is said of a session, written at every step, and its input, written once: that may be megabytes. */
export const SESSION_KEY = 'wire101.session';
export const INPUT_KEY = 'wire101.session.input';
/** In the storage of a tab: the session it shows. Another tab's does not come up here by itself. */
export const TAB_KEY = 'wire101.session.here';

/** Packed bytes that are kept; local storage takes some five million characters. */
export const MOST_KEPT = 2 * 1024 * 1024;
/** What is larger does not come down to that, in bytes: it is not tried. */
export const MOST_KEPT_TRIED = 16 * 1024 * 1024;

/** What somebody looks at in an input, and left on it. */
export interface About extends Pick<Place, 'direction' | 'connection' | 'row'> {
  readonly kind: InputKind | null;
  readonly known: Known;
  readonly marks: Marks;
}

/** A session as it is kept, without its input. */
export interface KeptHead extends Omit<About, 'marks'> {
  readonly id: string;
  /** Of the file; null where it was text. */
  readonly name: string | null;
  /** Of the input, in bytes. */
  readonly size: number;
  /** When it was opened, in milliseconds of the clock. */
  readonly when: number;
  readonly marks: ReadMarks;
}

const VERSION = 1;

type Fields = Readonly<Record<string, unknown>>;

export const writeHead = (head: Omit<KeptHead, 'marks'> & { readonly marks: Marks }): string =>
  JSON.stringify({ ...head, version: VERSION, marks: fileOfMarks(head.marks) });

/** Null for anything that is no session of ours. */
export function readHead(text: string): KeptHead | null {
  const file = fieldsIn(text);
  if (file === null || file['version'] !== VERSION) return null;
  const { id, name, size, when, kind, direction, known, connection, row, marks } = file;
  if (typeof id !== 'string' || !isCount(size) || !isCount(when)) return null;
  return {
    ...{ id, size, when },
    name: typeof name === 'string' ? name : null,
    kind: INPUT_KINDS.find((each) => each === kind) ?? null,
    direction: DIRECTIONS.find((each) => each === direction) ?? null,
    known: knownIn(known),
    connection: isCount(connection) ? connection : null,
    row: isCount(row) ? row : null,
    marks: marksOfFile(marks),
  };
}

const isCount = (value: unknown): value is number =>
  Number.isSafeInteger(value) && Number(value) >= 0;

function fieldsIn(text: string): Fields | null {
  try {
    const file: unknown = JSON.parse(text);
    return typeof file === 'object' && file !== null ? (file as Fields) : null;
  } catch {
    return null;
  }
}

function knownIn(value: unknown): Known {
  const { extensions, ended } = (value ?? {}) as Fields;
  return {
    ...(typeof extensions === 'string' ? { extensions } : {}),
    ...(ended === true ? { ended } : {}),
  };
}

/** Null where it is too large to be kept. */
export async function writeInput(id: string, contents: readonly Carried[]): Promise<string | null> {
  const panes = await Promise.all(
    contents.map(async (each) => ({
      name: 'text' in each ? null : each.name,
      packed: await pack('text' in each ? new TextEncoder().encode(each.text) : each.bytes),
    })),
  );
  const characters = panes.reduce((sum, { packed }) => sum + packed.length, 0);
  return characters > (MOST_KEPT * 4) / 3 ? null : JSON.stringify({ id, panes });
}

/** Null where it is damaged, or belongs to another session. */
export async function readInput(text: string, { id }: KeptHead): Promise<Carried[] | null> {
  const file = fieldsIn(text);
  const panes = file?.['panes'];
  if (file?.['id'] !== id || !Array.isArray(panes)) return null;
  const contents = await Promise.all(panes.slice(0, 2).map(contentOf));
  const whole = contents.filter((each) => each !== null);
  return whole.length === 0 || whole.length < contents.length ? null : whole;
}

async function contentOf(pane: unknown): Promise<Carried | null> {
  const { name, packed } = (pane ?? {}) as Fields;
  const bytes = typeof packed === 'string' ? await unpack(packed) : null;
  if (bytes === null) return null;
  if (typeof name === 'string') return { name, bytes };
  return { text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes) };
}

/** A session as an address would open it. */
export function addressOfKept(head: KeptHead, contents: readonly Carried[]): Address {
  const { kind, direction, known, connection, row } = head;
  return { contents, kind, direction, known, connection, row, damaged: false };
}
