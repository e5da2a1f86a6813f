import type { List, ListItem } from 'mdast';
import { HEADER_REFS } from '../codec/http/layout.ts';
import { FIELD_IDS, RULE_IDS } from '../codec/ids.ts';
import { FIELD_NAMES } from '../codec/sse/layout.ts';
import { DEFLATE_PARAMETERS } from '../codec/websocket/extensions.ts';
import { OPCODE_RANGES } from '../codec/websocket/opcodes.ts';
import { CLOSE_CODE_IDS } from '../i18n/reference.ts';
import type {
  EntryWords,
  FieldWords,
  Inline,
  MoreReference,
  Prose,
  Reference,
  RuleWords,
} from '../i18n/reference.ts';
import { checkEnd, checkIds, paragraphAt, readEntries } from './entries.ts';
import type { Entry } from './entries.ts';
import { CourseError } from './error.ts';
import { lineOf, readPlain, readProse } from './inline.ts';

/** The files of `lessons/<locale>/reference`, named as they are. */
export interface ReferenceFiles {
  fields: Reference['fields'];
  rules: Reference['rules'];
  'close-codes': Reference['closeCodes'];
  opcodes: MoreReference['opcodes'];
  headers: MoreReference['headers'];
  parameters: MoreReference['parameters'];
  'event-fields': MoreReference['eventFields'];
}

export type ReferenceKind = keyof ReferenceFiles;

/** A file as data, with the line of each entry for those who have more to say about it. */
export interface CompiledReference<K extends ReferenceKind = ReferenceKind> {
  readonly words: ReferenceFiles[K];
  readonly lines: ReadonlyMap<string, number>;
}

interface Grammar {
  readonly ids: readonly string[];
  readonly read: (entry: Entry, file: string) => FieldWords | RuleWords | EntryWords;
}

const GRAMMARS: Readonly<Record<ReferenceKind, Grammar>> = {
  fields: { ids: FIELD_IDS, read: readField },
  rules: { ids: RULE_IDS, read: readRule },
  'close-codes': { ids: CLOSE_CODE_IDS, read: readNamed },
  opcodes: { ids: OPCODE_RANGES.map(({ id }) => id), read: readNamed },
  headers: { ids: [...HEADER_REFS.keys()], read: readNamed },
  parameters: { ids: DEFLATE_PARAMETERS.map(({ name }) => name), read: readNamed },
  'event-fields': { ids: FIELD_NAMES, read: readNamed },
};

export const REFERENCE_KINDS = Object.keys(GRAMMARS) as readonly ReferenceKind[];

/** Parses one file; the first fault stops with file and line. Every id has its words, in the order of the ids. */
export function compileReference<K extends ReferenceKind>(
  kind: K,
  text: string,
  file: string,
): CompiledReference<K> {
  const { ids, read } = GRAMMARS[kind];
  const entries = readEntries(text, file);
  const words = new Map(entries.map((entry) => [entry.id, read(entry, file)]));
  checkIds(entries, ids, file, text);
  return {
    words: Object.fromEntries(ids.map((id) => [id, words.get(id)])) as ReferenceFiles[K],
    lines: new Map(entries.map(({ id, line }) => [id, line])),
  };
}

function readField(entry: Entry, file: string): FieldWords {
  const { name: both, line } = readName(entry, file);
  const [name = '', short = '', ...others] = both.split(' | ');
  if (!name || !short || others.length > 0) {
    throw new CourseError(`"${entry.id}" begins with "Name | short"`, file, line);
  }
  if (columns(short) > SHORT_COLUMNS) {
    throw new CourseError(`"${short}" is wider than ${SHORT_COLUMNS} columns`, file, line);
  }
  return { name, short, text: readText(entry, file) };
}

/** What fits above a cell of the bit diagram; a Chinese character takes two columns. */
const SHORT_COLUMNS = 7;

const columns = (text: string): number => text.replaceAll(/\p{sc=Han}/gu, '..').length;

function readNamed(entry: Entry, file: string): EntryWords {
  return { name: readName(entry, file).name, text: readText(entry, file) };
}

function readName(entry: Entry, file: string): { name: string; line: number } {
  const paragraph = paragraphAt(entry, 0, 'name', file);
  const line = lineOf(paragraph);
  return { name: readPlain(paragraph.children, file, line), line };
}

function readText(entry: Entry, file: string): Prose {
  const paragraph = paragraphAt(entry, 1, 'explanation', file);
  checkEnd(entry, 2, file);
  return readProse(paragraph.children, file);
}

export const RULE_PARTS = ['wrong', 'why', 'cause', 'fix', 'seen'] as const;

export type RulePart = (typeof RULE_PARTS)[number];

function readRule(entry: Entry, file: string): RuleWords {
  const title = readName(entry, file).name;
  const list = entry.body[1];
  if (list?.type !== 'list') {
    throw new CourseError(
      `"${entry.id}" has no list of ${RULE_PARTS.join(', ')}`,
      file,
      list ? lineOf(list) : entry.line,
    );
  }
  checkEnd(entry, 2, file);
  return { title, ...readParts(entry, list, file) };
}

function readParts(entry: Entry, list: List, file: string): Record<RulePart, Prose> {
  const parts: Partial<Record<RulePart, Prose>> = {};
  for (const item of list.children) {
    const { part, prose } = readPart(item, file);
    if (parts[part]) {
      throw new CourseError(`"${entry.id}" says "${part}:" twice`, file, lineOf(item));
    }
    parts[part] = prose;
  }
  const missing = RULE_PARTS.filter((part) => !parts[part]);
  if (missing.length > 0) {
    throw new CourseError(`"${entry.id}" has no "${missing.join(':", "')}:"`, file, entry.line);
  }
  return parts as Record<RulePart, Prose>;
}

/** `- why: …`: the key is in ASCII in every language. */
function readPart(item: ListItem, file: string): { part: RulePart; prose: Prose } {
  const [paragraph, extra] = item.children;
  if (paragraph?.type !== 'paragraph' || extra) {
    throw new CourseError('an item is one paragraph', file, lineOf(extra ?? item));
  }
  const [first, ...rest] = readProse(paragraph.children, file);
  const key = first?.kind === 'text' ? /^([a-z]+):(?:\s+|$)/u.exec(first.text) : null;
  const part = RULE_PARTS.find((name) => name === key?.[1]);
  if (!first || !key || !part) {
    throw new CourseError(`an item begins with ${RULE_PARTS.join(': or ')}:`, file, lineOf(item));
  }
  const text = first.text.slice(key[0].length);
  const prose: Inline[] = text === '' ? rest : [{ kind: 'text', text }, ...rest];
  if (prose.length === 0) throw new CourseError(`"${part}:" is empty`, file, lineOf(item));
  return { part, prose };
}
