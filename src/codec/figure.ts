import type { BitField } from './websocket/layout.ts';

const CELL = 2;

/**
 * Fields drawn as RFCs draw them: a ruler, then rows of `perRow` bits, two characters a bit.
 * A label too long for one line of its cell is cut into words, one below the other.
 */
export function figure(
  fields: readonly BitField[],
  labels: Readonly<Partial<Record<string, string>>>,
  perRow: number,
): string {
  const cells = fields.map((field) => {
    const room = field.width * CELL - 1;
    return { room, lines: wrap(labels[field.id] ?? field.id, room) };
  });
  const height = Math.max(...cells.map((cell) => cell.lines.length));
  const line = (i: number) =>
    cells.map((cell) => '|' + centre(cell.lines[i] ?? '', cell.room)).join('') + '|';
  const tens = Array.from({ length: perRow }, (_, bit) =>
    bit % 10 === 0 ? ` ${bit / 10}` : '  ',
  ).join('');
  const ones = Array.from({ length: perRow }, (_, bit) => ` ${bit % 10}`).join('');
  const border = cells.map((cell) => '+' + '-'.repeat(cell.room)).join('') + '+';
  const body = Array.from({ length: height }, (_, i) => line(i));
  return [tens.trimEnd(), ones, border, ...body, border].join('\n');
}

/** Words go below one another; where even one does not fit, letters do. */
function wrap(label: string, room: number): string[] {
  const lines: string[] = [];
  for (const word of label.split(' ')) {
    const last = lines.at(-1);
    if (word.length > room) lines.push(...word);
    else if (last !== undefined && last.length + 1 + word.length <= room) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else lines.push(word);
  }
  return lines;
}

function centre(text: string, room: number): string {
  const left = Math.ceil((room - text.length) / 2);
  return ' '.repeat(left) + text + ' '.repeat(room - text.length - left);
}
