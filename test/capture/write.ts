import { readInput } from '../../src/capture/read-input.ts';
import type { Reading, Source } from '../../src/capture/reading.ts';

/** Bytes as lower-case hex. */
export const hexOf = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

export const bytesOf = (hex: string): Uint8Array =>
  Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

export const read = (content: string, rest: Omit<Source, 'content'> = {}): Reading =>
  readInput({ content, ...rest });

/** The pieces of a reading, each as `>`, `<` or `?` and its bytes in hex. */
export const piecesOf = (reading: Reading): string[] =>
  reading.pieces.map(({ direction, bytes }) => {
    const mark = direction === null ? '?' : direction === 'client-to-server' ? '>' : '<';
    return mark + hexOf(bytes);
  });

/** The notes of a reading as `[id, at, detail]`, without the area. */
export const notesOf = (reading: Reading): [string, number, string][] =>
  reading.notes.map(({ id, at, detail }) => [id.replace('input/', ''), at, detail]);

export const utf8 = (text: string): string => hexOf(new TextEncoder().encode(text));

const pairs = (bytes: Uint8Array): string[] =>
  Array.from(bytes, (byte) => hexOf(Uint8Array.of(byte)));

const shown = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join(
    '',
  );

function rows(bytes: Uint8Array, width: number, row: (at: number, bytes: Uint8Array) => string) {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += width)
    lines.push(row(at, bytes.subarray(at, at + width)));
  return lines.join('\n');
}

const offset = (at: number): string => at.toString(16).padStart(8, '0');

export function toXxd(bytes: Uint8Array, width: number, group: number): string {
  return rows(bytes, width, (at, row) => {
    const groups = hexOf(row).match(new RegExp(`.{1,${group * 2}}`, 'g')) ?? [];
    const columns = width * 2 + Math.ceil(width / group) - 1;
    return `${offset(at)}: ${groups.join(' ').padEnd(columns)}  ${shown(row)}`;
  });
}

export function toHexdump(bytes: Uint8Array): string {
  const body = rows(bytes, 16, (at, row) => {
    const both = [row.subarray(0, 8), row.subarray(8)].map((half) => pairs(half).join(' '));
    return `${offset(at)}  ${both.join('  ').padEnd(49)} |${shown(row)}|`;
  });
  return `${body}\n${offset(bytes.length)}\n`;
}

/** Ways to write bytes as hex, by name. */
export const HEX_NOTATIONS: Record<string, (bytes: Uint8Array) => string> = {
  solid: hexOf,
  upper: (bytes) => hexOf(bytes).toUpperCase(),
  spaced: (bytes) => pairs(bytes).join(' '),
  colons: (bytes) => pairs(bytes).join(':'),
  dashes: (bytes) => pairs(bytes).join('-'),
  commas: (bytes) =>
    pairs(bytes)
      .map((pair) => `0x${pair}`)
      .join(', '),
  escapes: (bytes) =>
    pairs(bytes)
      .map((pair) => `\\x${pair}`)
      .join(''),
  array: (bytes) =>
    `{ ${pairs(bytes)
      .map((pair) => `0x${pair}`)
      .join(', ')} };`,
  lines: (bytes) => pairs(bytes).join('\r\n'),
  quadruples: (bytes) => (hexOf(bytes).match(/.{1,8}/g) ?? []).join(' '),
};
