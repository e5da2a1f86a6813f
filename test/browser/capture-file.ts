/** What one side of a connection sends at a moment, in seconds. */
export interface Sent {
  readonly connection: number;
  readonly up: boolean;
  readonly time: number;
  readonly bytes: Buffer;
}

const word = (n: number) => Buffer.from([(n >> 8) & 0xff, n & 0xff]);

function long(n: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(n >>> 0);
  return bytes;
}

/** A frame without fragments, of less than 64 KiB. */
export function frameOf(opcode: number, payload: string | Buffer, masked: boolean, bits = 0x80) {
  const bytes = Buffer.from(payload);
  const mask = masked ? 0x80 : 0;
  const length =
    bytes.length < 126 ? [mask | bytes.length] : [mask | 126, bytes.length >> 8, bytes.length];
  // A masking key of zeros leaves the payload as it is.
  return Buffer.concat([
    Buffer.from([bits | opcode, ...length, ...(masked ? [0, 0, 0, 0] : [])]),
    bytes,
  ]);
}

/** A pcap file of raw IPv4 packets: each connection with its handshake and a FIN from the client. */
export function captureOf(connections: number, sent: readonly Sent[]): Buffer {
  const sequence = Array.from({ length: connections }, () => ({ up: 1000, down: 5000 }));
  const packet = (
    connection: number,
    up: boolean,
    time: number,
    flags: number,
    data: Buffer = Buffer.alloc(0),
  ) => {
    const next = sequence[connection]!;
    const [from, to] = up ? [next.up, next.down] : [next.down, next.up];
    const port = 50_000 + connection;
    const tcp = Buffer.concat([
      ...(up ? [word(port), word(80)] : [word(80), word(port)]),
      ...[long(from), long(to), Buffer.from([0x50, flags]), word(65_535), long(0), data],
    ]);
    const [client, server] = [Buffer.from([10, 0, 0, 1]), Buffer.from([10, 0, 0, 2])];
    const ip = Buffer.concat([
      ...[Buffer.from([0x45, 0]), word(20 + tcp.length), long(0), Buffer.from([64, 6]), word(0)],
      ...(up ? [client, server] : [server, client]),
    ]);
    const record = Buffer.alloc(16);
    record.writeUInt32LE(1_700_000_000 + Math.floor(time), 0);
    record.writeUInt32LE(Math.round((time % 1) * 1e6), 4);
    record.writeUInt32LE(ip.length + tcp.length, 8);
    record.writeUInt32LE(ip.length + tcp.length, 12);
    // SYN and FIN count as a byte each.
    next[up ? 'up' : 'down'] += data.length + (flags & 0x03 ? 1 : 0);
    return [record, ip, tcp];
  };
  const header = Buffer.alloc(24);
  header.writeUInt32LE(0xa1b2c3d4, 0);
  header.writeUInt16LE(2, 4);
  header.writeUInt16LE(4, 6);
  header.writeUInt32LE(262_144, 16);
  header.writeUInt32LE(101, 20);
  const ids = Array.from({ length: connections }, (_, id) => id);
  const end = (sent.at(-1)?.time ?? 0) + 1;
  return Buffer.concat([
    header,
    ...ids.flatMap((id) => [
      ...packet(id, true, id * 0.001, 0x02),
      ...packet(id, false, id * 0.001, 0x12),
      ...packet(id, true, id * 0.001, 0x10),
    ]),
    ...sent.flatMap(({ connection, up, time, bytes }) =>
      packet(connection, up, time, 0x18, Buffer.from(bytes)),
    ),
    ...ids.flatMap((id) => packet(id, true, end, 0x11)),
  ]);
}
