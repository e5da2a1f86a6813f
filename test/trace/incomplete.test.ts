import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { readPaste } from '../../src/capture/paste.ts';
import { bytesOfHex } from '../../src/codec/bytes.ts';
import { headerLengthOf } from '../../src/codec/websocket/layout.ts';
import { decodeReport } from '../../src/trace/report.ts';
import type { ReportIncomplete } from '../../src/trace/report-format.ts';
import { DIRECTIONS, perDirection, type Direction } from '../../src/trace/trace.ts';
import { expectValid } from './schema.ts';
import { fromServer, onlyOne, reportOf, utf8, type Turn } from './wire.ts';

const HELLO = readFileSync(new URL('../../public/samples/hello.txt', import.meta.url), 'utf8');
const connection = readPaste([{ content: HELLO }]).trace.connections[0]!;
const { streams } = connection;
const transfers = [...connection.transfers];

/** The first so many bytes of the sample, both directions counted, as turns. */
function cutAfter(count: number): Turn[] {
  const turns: Turn[] = [];
  let left = count;
  for (const { direction, start, end } of transfers) {
    const bytes = streams[direction].subarray(start, Math.min(end, start + left));
    left -= bytes.length;
    if (bytes.length > 0) turns.push([direction === 'client-to-server' ? '>' : '<', bytes]);
  }
  return turns;
}

/** Where the units of the sample begin and end: a head in each direction, then two frames. */
const units = perDirection((direction) => {
  const own = transfers.filter((transfer) => transfer.direction === direction);
  const head = own[0]!.start + headLength(streams[direction]);
  const frames = { 'client-to-server': [11, 8], 'server-to-client': [7, 4] }[direction];
  const starts = [0, head, head + frames[0]!];
  return starts.map((start, i) => ({ start, end: starts[i + 1] ?? streams[direction].length }));
});

function headLength(bytes: Uint8Array): number {
  return new TextDecoder().decode(bytes.subarray(0, 400)).indexOf('\r\n\r\n') + 4;
}

/** What the report must say of a direction of which so many bytes are there. */
function expectedEnd(direction: Direction, length: number): ReportIncomplete | null {
  const cut = units[direction].findIndex(({ start, end }) => start < length && length < end);
  if (cut < 0) return null;
  const at = units[direction][cut]!.start;
  const have = length - at;
  if (cut === 0) return { at, part: 'head', need: null, have };
  const b1 = streams[direction][at + 1]!;
  const header = headerLengthOf(b1);
  if (have < header) return { at, part: 'header', need: have < 2 ? 2 : header, have };
  return { at, part: 'payload', need: b1 & 0x7f, have: have - header };
}

describe('the hello sample, cut after any byte', { timeout: 60_000 }, () => {
  const total = transfers.reduce((sum, { start, end }) => sum + end - start, 0);

  it('keeps the frames before the cut and tells where it is', async () => {
    const whole = await reportOf(cutAfter(total));
    expect(whole).toMatchObject({
      incomplete: { 'client-to-server': null, 'server-to-client': null },
    });
    for (let count = 1; count <= total; count++) {
      const turns = cutAfter(count);
      const { frames, incomplete, violations, messages } = await reportOf(turns);
      expect(violations).toEqual([]);
      const last = frames.at(-1);
      const done = last?.complete === false ? frames.slice(0, -1) : frames;
      expect(done).toEqual(whole.frames.slice(0, done.length));
      if (last?.complete === false) {
        expect({ ...last, complete: true }).toEqual(whole.frames[done.length]);
      }
      for (const message of messages.filter(({ complete }) => complete)) {
        expect(message).toEqual(whole.messages[message.index]);
      }
      for (const direction of DIRECTIONS) {
        const mark = direction === 'client-to-server' ? '>' : '<';
        const own = turns.filter(([way]) => way === mark);
        const length = own.reduce((sum, [, bytes]) => sum + bytes.length, 0);
        expect(incomplete[direction]).toEqual(expectedEnd(direction, length));
      }
    }
  });

  it('never throws, also where the text is cut', async () => {
    for (let count = 0; count <= HELLO.length; count++) {
      expectValid(await decodeReport(HELLO.slice(0, count)));
      expectValid(await decodeReport(utf8(HELLO.slice(0, count)), { fileName: 'hello.txt' }));
    }
  });
});

describe('a length of', () => {
  test.each([
    ['2^53 - 1', '82 7f 00 1f ff ff ff ff ff ff', 9_007_199_254_740_991],
    ['2^53', '82 7f 00 20 00 00 00 00 00 00', '9007199254740992'],
    ['2^63 - 1', '82 7f 7f ff ff ff ff ff ff ff', '9223372036854775807'],
    ['2^63', '82 7f 80 00 00 00 00 00 00 00', '9223372036854775808'],
    ['2^64 - 1', '82 7f ff ff ff ff ff ff ff ff', '18446744073709551615'],
  ])('%s is exact', async (_name, hex, length) => {
    const { frames, incomplete, violations } = await reportOf([['<', bytesOfHex(`${hex} 01`)]]);
    expect(frames).toMatchObject([{ payloadLength: length, headerLength: 10, complete: false }]);
    expect(incomplete['server-to-client']).toEqual({
      at: 0,
      part: 'payload',
      need: length,
      have: 1,
    });
    const top = hex.startsWith('82 7f 8') || hex.startsWith('82 7f f');
    expect(violations.map(({ rule }) => rule)).toEqual([
      top ? 'ws/length-64-msb-set' : 'ws/frame-too-big',
    ]);
  });
});

describe('a message that ends early', () => {
  it('for want of a last fragment', async () => {
    const { messages, incomplete } = await reportOf([['<', fromServer('Hel', { fin: false })]]);
    expect(messages).toMatchObject([{ text: 'Hel', length: 3, complete: false }]);
    expect(incomplete['server-to-client']).toBeNull();
  });

  it('because another began', async () => {
    const { messages } = await reportOf([
      ['<', fromServer('Hel', { fin: false })],
      ['<', fromServer('lo')],
    ]);
    expect(messages.map(({ text, complete }) => [text, complete])).toEqual([
      ['Hel', false],
      ['lo', true],
    ]);
  });

  it('inside a character shows those before it', async () => {
    const whole = fromServer('a你😀');
    const texts = [];
    for (let end = 2; end <= whole.length; end++) {
      const { messages } = await reportOf([['<', whole.subarray(0, end)]]);
      texts.push(messages[0]?.text);
    }
    expect(texts).toEqual(['', 'a', 'a', 'a', 'a你', 'a你', 'a你', 'a你', 'a你😀']);
  });

  it('is not UTF-8 where no more bytes could make it so', async () => {
    const { messages } = await reportOf([['<', bytesOfHex('81 09 41 c3 28')]]);
    expect(messages).toMatchObject([{ text: null, length: 3 }]);
    const whole = await reportOf([['<', bytesOfHex('81 02 41 c3')]]);
    expect(whole.messages).toMatchObject([{ text: null, complete: true }]);
  });

  it('and was compressed has no length: what it inflates to is not known', async () => {
    const bytes = bytesOfHex('c1 07 f2 48 cd c9 c9 07 00');
    for (let end = 2; end < bytes.length; end++) {
      const report = await decodeReport(bytes.subarray(0, end), {
        kind: 'binary',
        extensions: 'permessage-deflate',
      });
      expect(onlyOne(report).messages).toMatchObject([
        { compressed: true, wireLength: end - 2, length: null, sha256: null, text: null },
      ]);
    }
  });
});
