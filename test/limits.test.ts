import { deflateRawSync, gzipSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { MOST_REPEATED } from '../src/capture/byte-buffer.ts';
import { MOST_NOTES_OF_A_KIND } from '../src/capture/note-list.ts';
import { LIMITS } from '../src/capture/packets/limits.ts';
import { MOST_PACKET } from '../src/capture/packets/pcap-file.ts';
import { MOST_PARTS } from '../src/capture/parts.ts';
import { concat } from '../src/codec/bytes.ts';
import { decodeContent, MOST_DECODED } from '../src/codec/http/content-coding.ts';
import { MAX_HEAD } from '../src/codec/http/message.ts';
import { MOST_INFLATED } from '../src/codec/websocket/message.ts';
import { MOST_EVENTS, MOST_WIRES } from '../src/simulation/simulate.ts';
import { MOST_CHARACTERS, MOST_PLAIN, MOST_TRIED, writePacked } from '../src/state/address.ts';
import { MOST_KEPT, MOST_KEPT_TRIED } from '../src/state/kept-session.ts';
import { MOST_EDITS, MOST_NOTE, MOST_NOTES } from '../src/state/marks.ts';
import { MOST_UNPACKED, pack, unpack } from '../src/state/packing.ts';
import { MOST_TYPED } from '../src/state/pane.ts';
import { LOOKED_AT } from '../src/trace/autopsy/strand.ts';
import { decodeReport } from '../src/trace/report.ts';
import { numbers, pcap, readFile } from './capture/packets/files.ts';

const page = readFileSync('docs/limits.md', 'utf8');

const thousands = (count: number): string => count.toLocaleString('en');

function bytesInWords(count: number): string {
  const [unit, size] = (
    [
      ['GiB', 2 ** 30],
      ['MiB', 2 ** 20],
      ['KiB', 2 ** 10],
    ] as const
  ).find(([, size]) => count % size === 0 && count > 4096) ?? ['bytes', 1];
  return `${count / size} ${unit}`;
}

test.each([
  ['text in a text box', `${thousands(MOST_TYPED)} characters`],
  ['parts of a paste', thousands(MOST_PARTS)],
  ['repeated rows of a dump (`*`)', bytesInWords(MOST_REPEATED)],
  ['notes of one kind', thousands(MOST_NOTES_OF_A_KIND)],
  ['packet of a capture', bytesInWords(MOST_PACKET)],
  ['connections of a capture', thousands(LIMITS.connections)],
  ['streams of a capture, together', bytesInWords(LIMITS.streamBytes)],
  ['one gap in a stream', bytesInWords(LIMITS.gapBytes)],
  ['all gaps of a capture', bytesInWords(LIMITS.allGapBytes)],
  [
    'compressed capture',
    `${bytesInWords(LIMITS.inflatedBytes)}, or ${LIMITS.inflatedRatio} times its size beyond the first ${bytesInWords(LIMITS.freeInflated)}`,
  ],
  ['head of an HTTP message', bytesInWords(MAX_HEAD)],
  ['body after its codings (gzip, deflate)', bytesInWords(MOST_DECODED)],
  ['bytes that make no sense, of a direction', bytesInWords(LOOKED_AT)],
  ['compressed message (permessage-deflate)', bytesInWords(MOST_INFLATED)],
  ['input written readably', bytesInWords(MOST_PLAIN)],
  ['packed input', `${thousands(MOST_CHARACTERS)} characters`],
  ['input that is tried', bytesInWords(MOST_TRIED)],
  ['what a packed address unpacks to', bytesInWords(MOST_UNPACKED)],
  ['notes of a link', thousands(MOST_NOTES)],
  ['characters of a note in a link', thousands(MOST_NOTE)],
  ['changed bytes of a link', thousands(MOST_EDITS)],
  ['input that is kept, packed', bytesInWords(MOST_KEPT)],
  ['input that is tried for it', bytesInWords(MOST_KEPT_TRIED)],
  ['events of a run', thousands(MOST_EVENTS)],
  ['connections of a run', thousands(MOST_WIRES)],
])('docs/limits.md says of “%s”: %s', (limit, value) => {
  const row = page.split('\n').find((line) => line.startsWith(`| ${limit} `));
  expect(row?.split('|')[2]?.trim()).toBe(value);
});

describe('at the limit and one byte beyond', () => {
  test('a body is decoded whole, and cut', () => {
    const at = decodeContent(gzipSync(new Uint8Array(MOST_DECODED)), ['gzip']);
    expect([at.bytes.length, at.complete, at.fault]).toEqual([MOST_DECODED, true, null]);
    const over = decodeContent(gzipSync(new Uint8Array(MOST_DECODED + 1)), ['gzip']);
    expect([over.bytes.length, over.complete, over.fault]).toEqual([
      MOST_DECODED,
      false,
      'too-big',
    ]);
  });

  test('a compressed message is inflated, and given up', async () => {
    const rulesOf = async (size: number): Promise<string[]> => {
      const payload = deflateRawSync(new Uint8Array(size), { finishFlush: 2 }).subarray(0, -4);
      const { u8, u16, u32 } = numbers(false);
      const length =
        payload.length < 65_536
          ? [u8(126), u16(payload.length)]
          : [u8(127), u32(0, payload.length)];
      const frame = concat([u8(0xc1), ...length, payload]);
      const report = await decodeReport(frame, {
        kind: 'binary',
        direction: 'server-to-client',
        extensions: 'permessage-deflate',
      });
      return report.connections[0]!.violations.map(({ rule }) => rule);
    };
    expect(await rulesOf(MOST_INFLATED)).not.toContain('ws/pmd-inflates-too-big');
    expect(await rulesOf(MOST_INFLATED + 1)).toContain('ws/pmd-inflates-too-big');
  });

  test('a packed address is unpacked, and refused', async () => {
    const whole = await unpack(await pack(new Uint8Array(MOST_UNPACKED)));
    expect(whole?.length).toBe(MOST_UNPACKED);
    expect(await unpack(await pack(new Uint8Array(MOST_UNPACKED + 1)))).toBeNull();
  });

  test('an input is put into the address, and is not tried', async () => {
    const packed = (size: number) => writePacked([{ text: 'a'.repeat(size) }], null);
    expect((await packed(MOST_TRIED)).text).toMatch(/^z=/);
    expect(await packed(MOST_TRIED + 1)).toEqual({ text: '', characters: null });
  });

  test('a packet is read, and ends the capture', () => {
    const at = readFile([pcap([{ bytes: new Uint8Array(MOST_PACKET) }])]);
    expect(at.notes.map(({ id }) => id)).not.toContain('input/record-length');
    const over = readFile([pcap([{ bytes: new Uint8Array(MOST_PACKET + 1) }])]);
    expect(over.notes.map(({ id }) => id)).toContain('input/record-length');
  });
});
