import { sourceOf, type Annotation, type Field } from '../../codec/annotation.ts';
import { looseTextOf } from '../../codec/utf8.ts';
import { closeCodeId } from '../../i18n/reference.ts';
import type { Messages, Words } from '../../i18n/words.ts';
import { project } from './light.ts';
import { shorten } from './safe-text.ts';

/** A field's value for the eye: the value itself, and what it means here. */
export interface Shown {
  readonly value: string;
  readonly note: string;
  /** True where the value is somebody's text, to be shown with its unseen characters marked. */
  readonly text: boolean;
}

const MOST_BYTES = 16;
const MOST_TEXT = 400;

/** The bytes of a field, as far as there are any. */
export function bytesOf(annotation: Annotation, { range }: Field): Uint8Array {
  const bytes = sourceOf(annotation, range.source)?.bytes ?? new Uint8Array();
  return bytes.subarray(Math.floor(range.start / 8), Math.ceil(range.end / 8));
}

export function hexPreview(bytes: Uint8Array): string {
  const digits = Array.from(bytes.subarray(0, MOST_BYTES), (byte) =>
    byte.toString(16).padStart(2, '0'),
  );
  return digits.join(' ') + (bytes.length > MOST_BYTES ? ' …' : '');
}

/** The text of bytes that are UTF-8 and meant to be read; a character cut off at the end is left out. */
export function readableText(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
      bytes.subarray(0, 4 * MOST_TEXT),
      { stream: true },
    );
    return /[\u0000-\u0008\u000e-\u001f]/.test(text) ? null : text;
  } catch {
    return null;
  }
}

const plain = (value: string, note = ''): Shown => ({ value, note, text: false });

function flag(field: Field, set: boolean, words: Messages): Shown {
  const { fin, rsv, mask } = words.bytes.flags;
  const meaning = field.id === 'ws.fin' ? fin : field.id === 'ws.mask' ? mask : rsv;
  return plain(set ? '1' : '0', set ? meaning.set : meaning.clear);
}

type OpcodeName = keyof Messages['bytes']['opcodes'];

function opcode(value: number, name: string | null, words: Messages): Shown {
  const { opcodes, reserved } = words.bytes;
  const known = name !== null && name in opcodes;
  return plain(
    `0x${value.toString(16).toUpperCase()}`,
    known ? opcodes[name as OpcodeName] : reserved,
  );
}

function uint(field: Field, value: number | bigint, words: Words): Shown {
  const { lengths, bytes } = words.messages.bytes;
  if (field.id === 'ws.close-code') {
    return plain(`${value}`, words.reference.closeCodes[closeCodeId(Number(value))].name);
  }
  if (field.id === 'ws.length7' && value === 126) return plain('126', lengths.in16);
  if (field.id === 'ws.length7' && value === 127) return plain('127', lengths.in64);
  if (field.id.startsWith('ws.length')) return plain(`${value}`, bytes(value));
  return plain(`${value}`);
}

/** How many bytes a field has, and of how many where the rest has not come. */
function lengthNote({ range }: Field, length: number | bigint, words: Messages): string {
  const present = (range.end - range.start) / 8;
  return BigInt(present) < BigInt(length)
    ? words.bytes.part(present, length)
    : words.bytes.bytes(length);
}

/** Bytes as text where they are readable. Masked ones are noise; the field below them tells the plain ones. */
function bytesValue(
  annotation: Annotation,
  field: Field,
  length: number | bigint,
  words: Messages,
) {
  const own = bytesOf(annotation, field);
  const masked = project(annotation, field.range, 'unmasked') && field.range.source === 'wire';
  const hidden = masked && sourceOf(annotation, 'unmasked') !== undefined;
  const note = lengthNote(field, length, words);
  if (hidden) return plain(hexPreview(own), words.bytes.isMasked(note));
  const text = readableText(own);
  if (text === null) return plain(hexPreview(own), note);
  return { value: shorten(text, MOST_TEXT), note, text: true };
}

/** A header is told by its value, another part of a head or an event as it is read; a frame has no value of its own. */
function group(annotation: Annotation, field: Field): Shown {
  if (field.id.startsWith('ws.')) return plain('');
  const told = field.children?.find(({ id }) => id === 'http.header-value') ?? field;
  const text = looseTextOf(bytesOf(annotation, told)).split('\n', 1)[0]!.trimEnd();
  return { value: shorten(text, MOST_TEXT), note: '', text: true };
}

/** How long a text of a frame is: its bytes are counted, not its characters. */
const textNote = ({ id, range }: Field, words: Messages): string =>
  id.startsWith('ws.') ? words.bytes.bytes((range.end - range.start) / 8) : '';

export function shownValue(annotation: Annotation, field: Field, words: Words): Shown {
  const { value } = field;
  const { messages } = words;
  if (field.id === 'ws.masking-key') return plain(hexPreview(bytesOf(annotation, field)));
  switch (value.kind) {
    case 'flag':
      return flag(field, value.value, messages);
    case 'uint':
      return uint(field, value.value, words);
    case 'enum':
      if (field.id === 'ws.opcode') return opcode(value.value, value.name, messages);
      if (field.id === 'ws.close-code') return uint(field, value.value, words);
      return plain(`${value.value}`, value.name ?? '');
    case 'text':
      return {
        value: shorten(value.value, MOST_TEXT),
        note: textNote(field, messages),
        text: true,
      };
    case 'bytes':
      return bytesValue(annotation, field, value.length, messages);
    case 'group':
      return group(annotation, field);
  }
}
