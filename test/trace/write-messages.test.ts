import { expect, test } from 'vitest';
import { createDeflater } from '../../src/codec/websocket/deflater.ts';
import { writeMessages } from '../../src/trace/write-messages.ts';
import { readTurns } from './hand-made.ts';
import { fromClient, fromServer, utf8, type Turn } from './wire.ts';

const write = async (...given: Parameters<typeof readTurns>) => {
  const lines = [...writeMessages(await readTurns(...given))];
  expect(lines.every((line) => line.indexOf('\n') === line.length - 1)).toBe(true);
  return lines.map((line) => JSON.parse(line) as unknown);
};

test('every message is a line: whole, unmasked, with its frames', async () => {
  const turns: Turn[] = [
    ['>', fromClient('你好\n')],
    ['<', fromServer('one, ', { fin: false })],
    ['<', fromServer('', { opcode: 9 })],
    ['>', fromClient(Uint8Array.of(0, 255), { opcode: 2 })],
    ['<', fromServer('two', { opcode: 0 })],
  ];
  const times = [0, 0.25, 0.5, 0.75, 1];
  const client = { direction: 'client-to-server', compressed: false };
  const server = { direction: 'server-to-client', compressed: false };
  expect(await write(turns, { times })).toEqual([
    { index: 0, ...client, kind: 'text', time: 0, length: 7, text: '你好\n', frames: [0] },
    { index: 1, ...server, kind: 'text', time: 0.25, length: 8, text: 'one, two', frames: [1, 4] },
    { index: 2, ...client, kind: 'binary', time: 0.75, length: 2, base64: 'AP8=', frames: [3] },
  ]);
});

test('a compressed message is what it says', async () => {
  const wire = createDeflater({ windowBits: 15, noContextTakeover: false }).deflate(utf8('Hello'));
  const turns: Turn[] = [['<', fromServer(wire, { opcode: 1, rsv1: true })]];
  const lines = await write(turns, {}, { extensions: 'permessage-deflate' });
  expect(lines).toMatchObject([{ text: 'Hello', length: 5, compressed: true }]);
});

test('what is broken says so: no UTF-8, no deflate, cut, not captured', async () => {
  const options = { extensions: 'permessage-deflate' };
  const turns: Turn[] = [
    ['<', fromServer(Uint8Array.of(0xff), { opcode: 1 })],
    ['<', fromServer(Uint8Array.of(0xff, 0xff), { opcode: 1, rsv1: true })],
    ['<', fromServer('abcdef')],
    ['<', fromServer('cut short').subarray(0, 5)],
  ];
  const gaps = [{ direction: 'server-to-client' as const, start: 11, end: 13 }];
  const lines = await write(turns, { gaps }, options);
  expect(lines).toMatchObject([
    { kind: 'text', base64: '/w==', length: 1 },
    { compressed: true, fault: 'not-deflate' },
    { text: 'ab', complete: false, missing: 2 },
    { text: 'cut', complete: false },
  ]);
  expect(lines[0]).not.toHaveProperty('complete');
});
