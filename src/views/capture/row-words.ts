import { opcodeName } from '../../codec/websocket/layout.ts';
import type { Messages } from '../../i18n/words.ts';
import { hexOf } from '../../codec/bytes.ts';
import type { LogRow } from '../../trace/log/log.ts';
import type { Preview, Row } from '../../trace/row.ts';

type Said = Messages['decode'];

const named = (opcode: number) => opcodeName(opcode) as keyof Said['unit']['opcodes'] | null;

/** `GET`, `101`, `text`: what a row is, in a word. */
export function kindOfRow(row: Row, said: Said): string {
  if (row.log?.kind === 'exchange') return firstWord(row.log);
  const opcode = row.frame?.opcode ?? row.log?.opcode ?? null;
  if (opcode !== null) {
    const name = named(opcode);
    return name === null ? said.conversation.opcode(opcode) : said.conversation.opcodes[name];
  }
  if (row.startLine !== null) return row.startLine.split(' ', 1)[0]!;
  const kinds: Readonly<Record<string, unknown>> = said.conversation;
  const kind = kinds[row.kind];
  return typeof kind === 'string' ? kind : row.kind;
}

const firstWord = ({ preview }: LogRow): string =>
  typeof preview === 'string' ? preview.split(' ', 1)[0]! : '';

/** Of an exchange its status and what it asked for; of a message its beginning. */
function previewOfLog({ kind, preview, status, clipped }: LogRow, said: Said): string {
  const end = clipped ? said.conversation.ellipsis : '';
  if (typeof preview !== 'string') return (hexOf(preview).match(/../g) ?? []).join(' ') + end;
  if (kind === 'message') return preview + end;
  const asked = preview.slice(preview.indexOf(' ') + 1) + end;
  return `${status ?? said.conversation.noStatus} ${asked.replace(ORIGIN, '')}`;
}

/** Of all entries of a connection it is the same. */
const ORIGIN = /^[a-z][\w+.-]*:\/\/[^/?#]*/i;

/** What a row says: the rest of a start line, or the beginning of a payload. */
export function previewOfRow(row: Row, said: Said): string {
  if (row.log !== undefined) return previewOfLog(row.log, said);
  if (row.frame !== null) return previewText(row.frame.preview, said);
  if (row.startLine === null) return row.preview === null ? '' : previewText(row.preview, said);
  // A status line may have no reason, RFC 9112 §4.
  const [, ...words] = row.startLine.split(' ');
  const rest = words.join(' ');
  if (row.acceptMatches === null) return rest;
  return row.acceptMatches ? said.conversation.accept : said.conversation.noAccept;
}

function previewText(preview: Preview, said: Said): string {
  const { ellipsis, noCode } = said.conversation;
  switch (preview.kind) {
    case 'text':
      return preview.text + (preview.clipped ? ellipsis : '');
    case 'hex':
      return (preview.hex.match(/../g) ?? []).join(' ') + (preview.clipped ? ellipsis : '');
    case 'close':
      return preview.code === null ? noCode : `${preview.code} ${preview.reason}`.trim();
  }
}

/** Bytes of a row; of an entry of a log, as far as the log says it. */
export const sizeOfRow = (row: Row, { conversation }: Said): string =>
  row.log?.length === null ? '' : conversation.size(row.size);

/** The opcode of a frame in a word of the title. */
export function opcodeInTitle(opcode: number, said: Said): string {
  const name = named(opcode);
  return name === null ? said.unit.reserved(opcode) : said.unit.opcodes[name];
}

/** What a unit is called above its bits. */
export function titleOfUnit({ kind, frame, direction }: Row, said: Said): string {
  const { unit } = said;
  const way = unit.direction[direction];
  if (frame !== null) {
    const opcode = opcodeInTitle(frame.opcode, said);
    return unit.frameTitle(frame.number + 1, opcode, way, frame.masked);
  }
  const name =
    kind === 'request' || kind === 'response'
      ? unit.headTitle[kind]
      : ((unit.otherTitle as Readonly<Record<string, string>>)[kind] ?? kind);
  return `${name} · ${way}`;
}

/** A row for the ear: what the line shows in signs and colour, in words. */
export function spokenRow(row: Row, said: Said): string {
  const { conversation } = said;
  const told = [
    ...(row.frame === null ? [] : [conversation.number(row.frame.number + 1)]),
    conversation.directions[row.direction],
    kindOfRow(row, said),
    previewOfRow(row, said),
    sizeOfRow(row, said),
    ...flagsOf(row, said),
  ];
  return told.filter((part) => part !== '').join(', ');
}

/** What stands behind a preview in small: fragment, compressed, incomplete, how much is wrong. */
export function flagsOf(row: Row, said: Said): string[] {
  const { conversation } = said;
  return [
    ...(row.frame !== null && !row.frame.fin ? [conversation.fragment] : []),
    ...(row.frame?.compressed === true ? [conversation.compressed] : []),
    ...(row.complete ? [] : [conversation.incomplete]),
    ...(row.missing > 0 && row.kind !== 'gap' ? [conversation.missing(row.missing)] : []),
    ...(row.errors > 0 ? [conversation.errors(row.errors)] : []),
    ...(row.warnings > 0 ? [conversation.warnings(row.warnings)] : []),
  ];
}
