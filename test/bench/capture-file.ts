import { createHash } from 'node:crypto';
import { utf8Of } from '../../src/codec/utf8.ts';
import { encodeFrame, frameOf } from '../../src/codec/websocket/encode.ts';

export interface CaptureOptions {
  /** A packet each. */
  readonly frames: number;
  readonly connections: number;
  /** Bytes of a payload. */
  readonly size: number;
}

const SYN = 0x02;
const ACK = 0x10;
const PUSH = 0x18;
const HEADERS = 14 + 20 + 20;
const BLOCK = 32;

/** A capture as a server's tcpdump writes it: WebSocket connections that send and are sent a frame in turn. */
export function createCaptureFile({
  frames,
  connections,
  size,
}: CaptureOptions): Uint8Array<ArrayBuffer> {
  const sockets = Array.from({ length: connections }, (_, i) => createSocket(i));
  const record = BLOCK + HEADERS + size + 6 + 3;
  const writer = createWriter(1024 * (connections + 1) + frames * record);
  for (const socket of sockets) socket.open(writer);
  for (let i = 0; i < frames; i++) {
    const fromClient = Math.floor(i / connections) % 2 === 0;
    const payload = utf8Of(`{"n":${i}}`.padEnd(size, ' ').slice(0, size));
    const maskKey = Uint8Array.of(i & 0xff, (i >> 8) & 0xff, 0x5a, 0xc3);
    const frame = frameOf(payload, {
      sender: fromClient ? 'client' : 'server',
      maskKey,
      opcode: 1,
    });
    sockets[i % connections]!.send(writer, fromClient, encodeFrame(frame));
  }
  return writer.finish();
}

interface Writer {
  packet(
    port: number,
    fromClient: boolean,
    flags: number,
    sequence: number,
    ack: number,
    data: Uint8Array,
  ): void;
  finish(): Uint8Array<ArrayBuffer>;
}

/** Enhanced Packet Blocks of Ethernet, IPv4 and TCP, a microsecond apart. Checksums are left at zero, as offloading leaves them. */
function createWriter(room: number): Writer {
  const bytes = new Uint8Array(room);
  const view = new DataView(bytes.buffer);
  const section = [0x0a0d0d0a, 28, 0x1a2b3c4d, 0x0000_0001, 0xffff_ffff, 0xffff_ffff, 28];
  const onInterface = [1, 20, 1, 0, 20];
  let at = 0;
  let packets = 0;
  for (const word of [...section, ...onInterface]) {
    view.setUint32(at, word, true);
    at += 4;
  }

  return {
    packet(port, fromClient, flags, sequence, ack, data) {
      const captured = HEADERS + data.length;
      const padded = (captured + 3) & ~3;
      const time = 1_790_000_000_000_000n + BigInt(packets++);
      const head = [6, BLOCK + padded, 0, Number(time >> 32n), Number(time & 0xffff_ffffn)];
      for (const [i, word] of [...head, captured, captured].entries()) {
        view.setUint32(at + 4 * i, word, true);
      }
      const ip = at + 28 + 14;
      view.setUint16(ip - 2, 0x0800);
      bytes[ip] = 0x45;
      view.setUint16(ip + 2, captured - 14);
      view.setUint16(ip + 6, 0x4000);
      bytes[ip + 8] = 64;
      bytes[ip + 9] = 6;
      view.setUint32(ip + 12, fromClient ? 0x0a00_0001 : 0x0a00_0002);
      view.setUint32(ip + 16, fromClient ? 0x0a00_0002 : 0x0a00_0001);
      const tcp = ip + 20;
      view.setUint16(tcp, fromClient ? port : 80);
      view.setUint16(tcp + 2, fromClient ? 80 : port);
      view.setUint32(tcp + 4, sequence);
      view.setUint32(tcp + 8, ack);
      bytes[tcp + 12] = 0x50;
      bytes[tcp + 13] = flags;
      view.setUint16(tcp + 14, 0xffff);
      bytes.set(data, tcp + 20);
      at += BLOCK + padded;
      view.setUint32(at - 4, BLOCK + padded, true);
    },
    finish: () => bytes.subarray(0, at),
  };
}

/** The key of RFC 6455 §1.3, and its answer. */
const KEY = 'dGhlIHNhbXBsZSBub25jZQ==';
const ACCEPT = createHash('sha1')
  .update(`${KEY}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
  .digest('base64');

function createSocket(number: number) {
  const port = 50_000 + number;
  const next = { client: 1, server: 1 };

  function send(writer: Writer, fromClient: boolean, data: Uint8Array, flags = PUSH): void {
    const [sequence, ack] = fromClient ? [next.client, next.server] : [next.server, next.client];
    writer.packet(port, fromClient, flags, sequence, ack, data);
    next[fromClient ? 'client' : 'server'] += data.length + (flags & SYN ? 1 : 0);
  }

  return {
    send,
    open(writer: Writer) {
      const nothing = new Uint8Array();
      send(writer, true, nothing, SYN);
      send(writer, false, nothing, SYN | ACK);
      send(writer, true, nothing, ACK);
      const shared = 'Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-';
      const request = `GET /ticks HTTP/1.1\r\nHost: 10.0.0.2\r\n${shared}Key: ${KEY}\r\nSec-WebSocket-Version: 13\r\n\r\n`;
      const answer = `HTTP/1.1 101 Switching Protocols\r\n${shared}Accept: ${ACCEPT}\r\n\r\n`;
      send(writer, true, utf8Of(request));
      send(writer, false, utf8Of(answer));
    },
  };
}
