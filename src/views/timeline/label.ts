import type { LaneConnection } from './lane.ts';

/** What an arrow says of its bytes, in the protocols' own words. */
export interface Label {
  readonly text: string;
  /** It asks, or answers with nothing: no news is on it. */
  readonly quiet: boolean;
}

const NOTHING: Label = { text: '', quiet: true };
/** Enough to tell what a transfer begins with. */
const BEGINNING = 48;
/** In how much of a request an upgrade is looked for. */
const HEAD = 1024;
/** Answers that carry no content, or change the protocol. RFC 9110 §15 */
const EMPTY_STATUS = /^(1\d\d|204|205|304)$/;

function textOf(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, Math.min(to, bytes.length)));
}

const isUpper = (byte: number): boolean => byte >= 0x41 && byte <= 0x5a;
const isHexDigit = (byte: number): boolean =>
  (byte >= 0x30 && byte <= 0x39) ||
  (byte >= 0x41 && byte <= 0x46) ||
  (byte >= 0x61 && byte <= 0x66);
const hex = (byte: number): string => byte.toString(16).padStart(2, '0');

const isLineEnd = (bytes: Uint8Array, at: number): boolean =>
  bytes[at] === 0x0d && bytes[at + 1] === 0x0a;

/** Whether a transfer ends with the empty line that ends a head, not with the one after a last chunk. RFC 9112 §2.1, §7.1 */
const endsHead = (bytes: Uint8Array, to: number): boolean =>
  isLineEnd(bytes, to - 2) &&
  isLineEnd(bytes, to - 4) &&
  !(bytes[to - 5] === 0x30 && isLineEnd(bytes, to - 7));

/** A chunk is named by what it carries. RFC 9112 §7.1 */
function labelOfChunk(beginning: string, size: string): Label {
  if (/^0+$/.test(size)) return { text: '0', quiet: true };
  const content = beginning.slice(beginning.indexOf('\n') + 1);
  if (content.startsWith(':')) return { text: ':', quiet: true };
  const field = /^data:/m.exec(content) ?? /^(event|id|retry):/.exec(content);
  return { text: field?.[0] ?? 'chunk', quiet: false };
}

/** The two bytes that every frame begins with; control frames have the top bit of the opcode. RFC 6455 §5.2 */
function labelOfFrame(bytes: Uint8Array, from: number, to: number): Label {
  const second = from + 1 < Math.min(to, bytes.length) ? ` ${hex(bytes[from + 1]!)}` : '';
  return { text: hex(bytes[from]!) + second, quiet: (bytes[from]! & 0x08) !== 0 };
}

/** Told by the first bytes of a transfer, whatever it belongs to. */
export function labelOfBytes(bytes: Uint8Array, from: number, to: number): Label {
  if (from >= Math.min(to, bytes.length)) return NOTHING;
  const first = bytes[from]!;
  if (!isUpper(first) && !isHexDigit(first)) return labelOfFrame(bytes, from, to);
  const beginning = textOf(bytes, from, Math.min(to, from + BEGINNING));
  const answer = /^HTTP\/1\.\d (\d{3})/.exec(beginning)?.[1];
  if (answer !== undefined)
    return { text: answer, quiet: EMPTY_STATUS.test(answer) || endsHead(bytes, to) };
  const method = /^([A-Z]{3,7}) \S/.exec(beginning)?.[1];
  if (method !== undefined) return { text: method, quiet: endsHead(bytes, to) };
  const size = /^([\da-fA-F]{1,8})(;[^\r\n]*)?\r\n/.exec(beginning)?.[1];
  return size === undefined ? labelOfFrame(bytes, from, to) : labelOfChunk(beginning, size);
}

/** The label of one transfer of a connection; a request for another protocol is named so. */
export function labelOf(connection: LaneConnection, transfer: number): Label {
  const { direction, start, end } = connection.transfers.at(transfer);
  const bytes = connection.streams[direction];
  const label = labelOfBytes(bytes, start, end);
  const asks = label.text === 'GET' && direction === 'client-to-server';
  return asks && /\r\nupgrade:/i.test(textOf(bytes, start, Math.min(end, start + HEAD)))
    ? { ...label, text: 'Upgrade' }
    : label;
}
