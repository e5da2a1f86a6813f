import { readFileSync } from 'node:fs';

/** What a tool wrote here: tcpdump 4.99.3, tshark 4.0.17, curl 7.88.1. */
export const sample = (name: string): string =>
  readFileSync(new URL(`./samples/${name}`, import.meta.url), 'utf8');

export const sampleBytes = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`./samples/${name}`, import.meta.url)));

/** A packet of a pcap file. */
export interface FilePacket {
  readonly bytes: Uint8Array;
  readonly time: number;
}

/** The packets of a pcap file that tcpdump wrote here: little-endian, microseconds. */
export function packetsOf(name: string): readonly FilePacket[] {
  const file = readFileSync(new URL(`./samples/${name}`, import.meta.url));
  const packets: FilePacket[] = [];
  for (let at = 24; at < file.length;) {
    const length = file.readUInt32LE(at + 8);
    const time = file.readUInt32LE(at) + file.readUInt32LE(at + 4) / 1e6;
    packets.push({ bytes: file.subarray(at + 16, at + 16 + length), time });
    at += 16 + length;
  }
  return packets;
}
