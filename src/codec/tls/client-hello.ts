import { concat, uint16 } from '../bytes.ts';
import { latin1 } from '../http/syntax.ts';
import { readRecord, RecordType } from './record.ts';

/** What a client says in the clear before anything is encrypted: RFC 8446 §4.1.2. */
export interface ClientHello {
  /** The host it wants, RFC 6066 §3; null where it names none. */
  readonly serverName: string | null;
  /** The protocols it speaks, best liked first: RFC 7301 §3.1. */
  readonly protocols: readonly string[];
}

/** RFC 8446 §4. */
export const HandshakeType = { clientHello: 1, serverHello: 2 } as const;

const SERVER_NAME = 0;
const ALPN = 16;
const HOST_NAME = 0;
const MESSAGE_HEADER = 4;
const RANDOM = 32;
/** No client says more than a few kilobytes. */
const MOST_MESSAGE = 2 ** 16;

/** What begins a handshake, of either side; null where the bytes do not begin one. */
export function handshakeTypeAt(bytes: Uint8Array, at: number): number | null {
  const record = readRecord(bytes, at);
  if (record === null || record.type !== RecordType.handshake) return null;
  const type = bytes[record.contentAt];
  return type === HandshakeType.clientHello || type === HandshakeType.serverHello ? type : null;
}

/** Reads the ClientHello that begins `bytes`, also one in several records; null where it is not one, or cut. */
export function readClientHello(bytes: Uint8Array): ClientHello | null {
  const message = handshakeMessage(bytes);
  if (message === null || message[0] !== HandshakeType.clientHello) return null;
  const body = createCursor(message.subarray(MESSAGE_HEADER));
  body.take(2 + RANDOM);
  body.take(body.number(1));
  body.take(body.number(2));
  body.take(body.number(1));
  if (body.failed) return null;
  const extensions = createCursor(body.atEnd ? new Uint8Array() : body.take(body.number(2)));
  return body.failed ? null : readExtensions(extensions);
}

/** The first handshake message, joined from its records: RFC 8446 §5.1. */
function handshakeMessage(bytes: Uint8Array): Uint8Array | null {
  const parts: Uint8Array[] = [];
  let have = 0;
  let need = 0;
  for (let at = 0; need === 0 || have < need;) {
    const record = readRecord(bytes, at);
    if (record?.type !== RecordType.handshake || record.end > bytes.length) return null;
    parts.push(bytes.subarray(record.contentAt, record.end));
    have += record.end - record.contentAt;
    at = record.end;
    if (need > 0 || have < MESSAGE_HEADER) continue;
    need = MESSAGE_HEADER + lengthOf(concat(parts));
    if (need > MOST_MESSAGE) return null;
  }
  return concat(parts).subarray(0, need);
}

const lengthOf = (message: Uint8Array): number => (message[1]! << 16) | uint16(message, 2);

function readExtensions(extensions: Cursor): ClientHello {
  let serverName: string | null = null;
  let protocols: string[] = [];
  while (!extensions.atEnd && !extensions.failed) {
    const type = extensions.number(2);
    const body = createCursor(extensions.take(extensions.number(2)));
    if (type === SERVER_NAME) serverName ??= readServerName(body);
    else if (type === ALPN) protocols = readProtocols(body);
  }
  return { serverName, protocols };
}

/** RFC 6066 §3: a list of names, of which only host names exist. */
function readServerName(body: Cursor): string | null {
  const list = createCursor(body.take(body.number(2)));
  while (!list.atEnd && !list.failed) {
    const type = list.number(1);
    const name = list.take(list.number(2));
    if (type === HOST_NAME && !list.failed && name.length > 0) return printable(name);
  }
  return null;
}

/** RFC 7301 §3.1. */
function readProtocols(body: Cursor): string[] {
  const list = createCursor(body.take(body.number(2)));
  const names: string[] = [];
  while (!list.atEnd && !list.failed) {
    const name = list.take(list.number(1));
    if (!list.failed && name.length > 0) names.push(printable(name));
  }
  return names;
}

/** Bytes that print nothing are shown as a full stop. */
const printable = (bytes: Uint8Array): string => latin1(bytes).replace(/[^\x21-\x7e]/g, '.');

/** Reads a structure of lengths and bytes; one that says too much fails, and gives nothing more. */
interface Cursor {
  readonly atEnd: boolean;
  readonly failed: boolean;
  number(size: 1 | 2): number;
  take(length: number): Uint8Array;
}

function createCursor(bytes: Uint8Array): Cursor {
  let at = 0;
  let failed = false;
  function take(length: number): Uint8Array {
    if (at + length > bytes.length) failed = true;
    const taken = failed ? new Uint8Array() : bytes.subarray(at, at + length);
    at += taken.length;
    return taken;
  }
  return {
    get atEnd() {
      return at === bytes.length;
    },
    get failed() {
      return failed;
    },
    number(size) {
      return take(size).reduce((value, byte) => value * 256 + byte, 0);
    },
    take,
  };
}
