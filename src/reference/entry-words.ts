import { specName } from '../codec/spec.ts';
import type { MoreReference, Prose, Reference } from '../i18n/reference.ts';
import type { Entry } from './entries.ts';
import { OPCODE_RANGES, opcodeDigits } from '../codec/websocket/opcodes.ts';
import { RULE_BOOK } from './rule-book.ts';
import { LENGTH_FORMS } from './lengths.ts';

/** What the entries say in one language. */
export interface EntryWords {
  readonly reference: Reference;
  readonly more: MoreReference;
}

/** An entry as a list shows it: what it is called, and what it says. */
export interface Told {
  readonly name: string;
  readonly text: Prose;
}

/** Name and explanation of an entry. */
export function tellEntry(entry: Entry, { reference, more }: EntryWords): Told {
  switch (entry.kind) {
    case 'field':
      return reference.fields[entry.id];
    case 'opcode':
      return more.opcodes[entry.id]!;
    case 'length':
      return reference.fields[LENGTH_FORMS.find(({ bits }) => `${bits}` === entry.id)!.field];
    case 'close-code':
      return reference.closeCodes[entry.id];
    case 'header':
      return more.headers[entry.id]!;
    case 'parameter':
      return more.parameters[entry.id]!;
    case 'event-field':
      return more.eventFields[entry.id]!;
    case 'rule': {
      const { title, wrong } = reference.rules[entry.id];
      return { name: title, text: wrong };
    }
  }
}

/** What an entry is called by programs, as shown before its name. */
export function codeOf(entry: Entry): string {
  if (entry.kind === 'opcode') {
    return `0x${opcodeDigits(OPCODE_RANGES.find(({ id }) => id === entry.id)!)}`;
  }
  return entry.kind === 'length' ? entry.anchor : entry.id;
}

/** The numbers by which someone may look for an entry, as a range. */
export function numbersOf(entry: Entry): readonly [from: number, to: number] | null {
  if (entry.kind === 'close-code') {
    const [from, to = from] = entry.id.split('-').map(Number);
    return [from!, to!];
  }
  if (entry.kind === 'opcode') {
    const { from, to } = OPCODE_RANGES.find(({ id }) => id === entry.id)!;
    return [from, to];
  }
  return null;
}

const plain = (prose: Prose): string => prose.map(({ text }) => text).join('');

/** All other words of an entry, for a search. */
export function restOf(entry: Entry, words: EntryWords): string {
  const told = plain(tellEntry(entry, words).text);
  const spec = specName(entry.ref);
  if (entry.kind !== 'rule') return `${told} ${spec}`;
  const { why, cause, fix } = words.reference.rules[entry.id];
  const { closeCode, status } = RULE_BOOK.find(({ rule }) => rule === entry.id)!;
  return [told, plain(why), plain(cause), plain(fix), closeCode, status, spec].join(' ');
}
