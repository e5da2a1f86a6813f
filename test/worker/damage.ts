import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { concat, hexOf } from '../../src/codec/bytes.ts';
import { encodeBase64 } from '../../src/codec/base64.ts';
import type { HypothesisId } from '../../src/trace/autopsy/suspicion.ts';
import { utf8 } from '../trace/wire.ts';
import { fromClient, fromServer } from '../trace/wire.ts';
import type { Given } from './sessions.ts';

/** What a server says, in three texts. */
export const SAID = ['{"type":"tick","n":1}', 'Hello, world', '{"type":"tick","n":2}'];

const server = concat(SAID.map((text) => fromServer(text)));
const client = concat(
  SAID.map((text, i) => fromClient(text, { maskKey: Uint8Array.of(0x12, 0x9a, i + 1, 0x5c) })),
);
const long = 'A line of prose that a person could have written. '.repeat(4);

/** Binary frames with all that copies as text do to them. */
const BINARY = [
  Uint8Array.of(0x0a, 0x81, 0xff, 0x00, 0x0a, 0x90),
  Uint8Array.of(0xc3, 0x28, 0x0a, 0xfe, 0x81, 0x0a, 0x0a, 0x99),
  Uint8Array.of(0x80, 0x0a, 0xe2, 0x82),
];
const binary = concat(BINARY.map((bytes) => fromServer(bytes)));

/** An HTTP/2 frame: RFC 9113 §4.1. */
export function http2Frame(
  type: number,
  stream: number,
  payload: Uint8Array,
  flags = 0,
): Uint8Array {
  const header = Uint8Array.of(
    0,
    payload.length >> 8,
    payload.length,
    type,
    flags,
    0,
    0,
    0,
    stream,
  );
  return concat([header, payload]);
}

const http2 = concat([
  utf8('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
  http2Frame(4, 0, Uint8Array.of(0, 8, 0, 0, 0, 1)),
  http2Frame(1, 1, utf8('headers'), 4),
  http2Frame(0, 3, utf8('<p>A page</p>')),
  ...SAID.map((text) => http2Frame(0, 1, fromClient(text))),
  // A frame cut by HTTP/2, with padding: RFC 9113 §6.1.
  http2Frame(
    0,
    1,
    concat([Uint8Array.of(2), fromClient('the end').subarray(0, 5), new Uint8Array(2)]),
    8,
  ),
  http2Frame(0, 1, fromClient('the end').subarray(5)),
]);

/** A record of TLS: RFC 8446 §5.1. */
const record = (type: number, length: number): Uint8Array =>
  concat([Uint8Array.of(type, 3, 3, length >> 8, length), new Uint8Array(length).fill(0x9e)]);

/** What happens to each byte. */
const mapped = (bytes: Uint8Array, change: (byte: number) => readonly number[]): Uint8Array =>
  Uint8Array.from([...bytes].flatMap(change));

const swapped = (bytes: Uint8Array, size: number): Uint8Array =>
  concat(
    Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
      (i + 1) * size > bytes.length
        ? bytes.slice(i * size)
        : bytes.slice(i * size, (i + 1) * size).toReversed(),
    ),
  );

/** MASK taken away, the key left where it was. */
function withoutMaskBit(frame: Uint8Array): Uint8Array {
  const copy = frame.slice();
  copy[1]! &= 0x7f;
  return copy;
}

/** The payload in the clear, MASK and key left. */
const inTheClear = (text: string): Uint8Array =>
  concat([fromClient(text).subarray(0, 6), utf8(text)]);

function littleEndian(frame: Uint8Array): Uint8Array {
  const copy = frame.slice();
  [copy[2], copy[3]] = [copy[3]!, copy[2]!];
  return copy;
}

export interface Damaged {
  readonly name: string;
  readonly id: HypothesisId;
  readonly given: Given;
  /** Texts that the try reads, bytes as hex; null where nothing can be tried. */
  readonly reads: readonly string[] | null;
}

const hex = (bytes: Uint8Array): Given => ({ content: hexOf(bytes).replace(/../g, '$& ') });
const digits = (bytes: Uint8Array): string => hexOf(bytes).replace(/../g, '$& ');

/** Bytes as they come to someone after something happened to them. */
export const DAMAGED: readonly Damaged[] = [
  {
    name: 'the end of a frame before the first whole one',
    id: 'frames-later',
    given: hex(concat([fromServer(long).subarray(150), server])),
    reads: SAID,
  },
  {
    name: 'both sides, begun in the middle of a frame',
    id: 'frames-later',
    given: hex(concat([client.subarray(9), server])),
    reads: [...SAID.slice(1), ...SAID],
  },
  {
    name: 'the first byte not copied',
    id: 'head-missing',
    given: hex(fromServer('Hello, world').subarray(1)),
    reads: ['Hello, world'],
  },
  {
    name: 'the first two bytes of a long frame not copied',
    id: 'head-missing',
    given: hex(fromServer(long).subarray(2)),
    reads: [long],
  },
  { name: 'JSON alone', id: 'payload-only', given: hex(utf8(SAID[0]!)), reads: [SAID[0]!] },
  {
    name: 'lines of prose alone',
    id: 'payload-only',
    given: hex(utf8(`${long}\n${long}\r\n${long}`)),
    reads: [`${long}\n${long}\r\n${long}`],
  },
  {
    name: 'Chinese text alone',
    id: 'payload-only',
    given: hex(utf8('握手已完成，从这里开始传输消息，双方都可以随时发送。')),
    reads: ['握手已完成，从这里开始传输消息，双方都可以随时发送。'],
  },
  {
    name: 'payloads unmasked by a tool',
    id: 'payload-unmasked',
    given: hex(concat(SAID.map(inTheClear))),
    reads: SAID,
  },
  {
    name: 'one short frame unmasked by a tool',
    id: 'payload-unmasked',
    given: { content: '> 81 85 37 fa 21 3d 48 65 6c 6c 6f' },
    reads: ['Hello'],
  },
  {
    name: 'masked without the bit',
    id: 'mask-bit-lost',
    given: hex(concat(SAID.map((text) => withoutMaskBit(fromClient(text))))),
    reads: SAID,
  },
  {
    name: 'lengths with the lower byte first',
    id: 'length-order',
    given: hex(concat([fromServer('Hello'), littleEndian(fromServer(long)), fromServer('Hello')])),
    reads: ['Hello', long, 'Hello'],
  },
  {
    name: 'the other direction',
    id: 'other-direction',
    given: { content: digits(client), direction: 'server-to-client' },
    reads: SAID,
  },
  {
    name: 'words of 16 bits',
    id: 'words-swapped',
    given: hex(swapped(server, 2)),
    reads: SAID,
  },
  {
    name: 'words of 32 bits',
    id: 'words-swapped',
    given: hex(swapped(client, 4)),
    reads: SAID,
  },
  {
    name: 'the first digit lost',
    id: 'half-byte',
    given: { content: hexOf(server).slice(1) + '0' },
    reads: SAID,
  },
  {
    name: 'a digit too many',
    id: 'half-byte',
    given: { content: `3${hexOf(client)}0` },
    reads: SAID,
  },
  {
    name: 'hex in a dump of a text',
    id: 'text-of-bytes',
    given: hex(utf8(digits(server))),
    reads: SAID,
  },
  {
    name: 'base64 in a dump of a text',
    id: 'text-of-bytes',
    given: hex(utf8(encodeBase64(client))),
    reads: SAID,
  },
  {
    name: 'base64 read as hex',
    id: 'other-format',
    given: { content: encodeBase64(server), kind: 'hex' },
    reads: SAID,
  },
  {
    name: 'hex read as base64',
    id: 'other-format',
    given: { content: hexOf(client), kind: 'base64' },
    reads: SAID,
  },
  {
    name: 'binary sent through UTF-8',
    id: 'utf8-twice',
    given: hex(
      mapped(client, (byte) => (byte < 0x80 ? [byte] : [0xc0 | (byte >> 6), 0x80 | (byte & 0x3f)])),
    ),
    reads: SAID,
  },
  {
    name: 'binary replaced',
    id: 'replaced',
    given: hex(utf8(new TextDecoder().decode(client))),
    reads: null,
  },
  {
    name: 'line feeds converted',
    id: 'line-ends',
    given: hex(mapped(binary, (byte) => (byte === 0x0a ? [0x0d, 0x0a] : [byte]))),
    reads: BINARY.map(hexOf),
  },
  { name: 'a stream in gzip', id: 'compressed', given: hex(gzipSync(server)), reads: SAID },
  {
    name: 'a stream in zlib',
    id: 'compressed',
    given: hex(deflateSync(concat([server, server]))),
    reads: [...SAID, ...SAID],
  },
  {
    name: 'a text in raw DEFLATE',
    id: 'compressed',
    given: hex(deflateRawSync(utf8(long))),
    reads: [long],
  },
  {
    // RFC 7692 §7.2.3.1
    name: 'the payload of a compressed message',
    id: 'compressed',
    given: { content: 'f2 48 cd c9 c9 07 00' },
    reads: ['Hello'],
  },
  {
    name: 'HTTP/2 with a WebSocket in a stream',
    id: 'http2',
    given: { content: digits(http2), direction: 'client-to-server' },
    reads: [...SAID, 'the end'],
  },
  {
    name: 'HTTP/2 of which nobody said who sent it',
    id: 'http2',
    given: hex(http2),
    reads: [...SAID, 'the end'],
  },
  {
    name: 'HTTP/2 without one',
    id: 'http2',
    given: hex(
      concat([
        http2Frame(4, 0, new Uint8Array()),
        http2Frame(1, 2, utf8('headers'), 4),
        http2Frame(0, 2, utf8('<p>A page</p>'), 1),
      ]),
    ),
    reads: null,
  },
  {
    name: 'frames of 2010',
    id: 'hixie-76',
    given: hex(
      concat([
        ...SAID.flatMap((text) => [Uint8Array.of(0), utf8(text), Uint8Array.of(0xff)]),
        Uint8Array.of(0xff, 0),
      ]),
    ),
    reads: SAID,
  },
  {
    name: 'TLS in the middle',
    id: 'tls',
    given: hex(concat([record(23, 60), record(23, 90), record(21, 26)])),
    reads: null,
  },
  {
    name: 'SSH',
    id: 'other-protocol',
    given: hex(utf8('SSH-2.0-OpenSSH_9.6\r\n')),
    reads: null,
  },
  {
    name: 'MQTT',
    id: 'other-protocol',
    given: { content: '10 10 00 04 4d 51 54 54 04 02 00 3c 00 04 44 49 47 49' },
    reads: null,
  },
];
