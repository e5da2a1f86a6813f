import { describe, expect, it } from 'vitest';
import {
  flagsOf,
  kindOfRow,
  opcodeInTitle,
  previewOfRow,
  spokenRow,
} from '../../../src/views/capture/row-words.ts';
import { stubWords } from '../words.ts';
import { frameOf, FROM_SERVER, read, said, sample } from './read.ts';

const zh = stubWords('zh').messages.decode;

async function only(content: string, extensions?: string) {
  const { session, rows } = await read(content, FROM_SERVER);
  if (extensions === undefined) return rows[0]!;
  const sources = [{ content, ...FROM_SERVER }];
  await session.open({ sources, extensions }, new AbortController().signal, () => {});
  return (await session.rows(0, 0, 1))[0]!;
}

describe('a row in words', () => {
  it('says the handshake', async () => {
    const { rows } = await read(sample('hello'));
    expect(rows.slice(0, 2).map((row) => spokenRow(row, said))).toEqual([
      expect.stringMatching(/^client to server, GET, \/chat, \d+ B$/),
      expect.stringMatching(/^server to client, 101, accept matches, \d+ B$/),
    ]);
  });

  it('says frames with their number, content and size', async () => {
    const { rows } = await read(sample('hello'));
    expect(rows.slice(2).map((row) => spokenRow(row, said))).toEqual([
      '#1, client to server, text, Hello, 11 B',
      '#2, server to client, text, Hello, 7 B',
      '#3, client to server, close, 1000, 8 B',
      '#4, server to client, close, 1000, 4 B',
    ]);
    expect(spokenRow(rows[2]!, zh)).toBe('#1, 客户端到服务器, 文本, Hello, 11 B');
  });

  it('says fragments, and what is wrong', async () => {
    const { rows } = await read(sample('fragments'));
    expect(spokenRow(rows[1]!, said)).toContain('more follows');
    const { rows: broken } = await read(sample('broken'));
    expect(spokenRow(broken[1]!, said)).toContain('accept does not match');
    expect(spokenRow(broken[1]!, said)).toMatch(/1 error$/);
    expect(
      flagsOf(
        broken.find(({ warnings }) => warnings > 0)!,
        said,
      ),
    ).toContain('1 warning');
  });

  it('says a reserved opcode by its number', async () => {
    const row = await only(frameOf(3, 'x'));
    expect(kindOfRow(row, said)).toBe('op 3');
    expect(opcodeInTitle(3, said)).toBe('reserved opcode 3');
    expect(opcodeInTitle(9, said)).toBe('Ping');
  });

  it.each([
    ['88 00', 'no code'],
    ['88 02 03 e8', '1000'],
    ['88 05 03 e9 62 79 65', '1001 bye'],
    ['82 03 01 02 ff', '01 02 ff'],
    ['81 02 00 01', '00 01'],
    ['89 00', ''],
  ])('shows the payload of %s as %j', async (content, preview) => {
    expect(previewOfRow(await only(content), said)).toBe(preview);
  });

  it('cuts a long text and long bytes, and says so', async () => {
    const text = previewOfRow(await only(frameOf(1, 'y'.repeat(300))), said);
    expect(text).toMatch(/^y{96}…$/);
    const bytes = previewOfRow(await only(frameOf(2, new Uint8Array(300))), said);
    expect(bytes).toMatch(/^(00 ){15}00…$/);
  });

  it('says what is compressed, and shows what it says', async () => {
    const row = await only('c1 07 f2 48 cd c9 c9 07 00', 'permessage-deflate');
    expect(flagsOf(row, said)).toEqual(['compressed']);
    expect(previewOfRow(row, said)).toBe('Hello');
  });

  it('says what is cut off', async () => {
    const cut = await only('81 fe 01');
    expect(kindOfRow(cut, said)).toBe('cut off');
    expect(previewOfRow(cut, said)).toBe('');
    expect(flagsOf(cut, said)).toEqual(['incomplete']);
  });

  it('says a status without a reason once', async () => {
    const { rows } = await read('HTTP/1.1 404 \r\ncontent-length: 2\r\n\r\nok');
    expect(spokenRow(rows[0]!, said)).toMatch(/^server to client, 404, \d+ B$/);
    expect(spokenRow(rows[1]!, said)).toBe('server to client, body, ok, 2 B');
  });

  it('says chunks by their data, and events by what a page is given', async () => {
    const { rows } = await read(sample('events'));
    const [, ...told] = rows.slice(4).map((row) => spokenRow(row, said));
    expect(told.slice(0, 8)).toEqual([
      'server to client, chunk, retry: 2000\n\n, 18 B',
      'server to client, event, retry: 2000\n, 13 B',
      expect.stringMatching(/^server to client, chunk, id: 42\ndata: \{"symbol":"WIRE"/),
      'server to client, event, {"symbol":"WIRE","name":"你好","price":102}, 60 B',
      'server to client, chunk, : still here\n\n, 19 B',
      'server to client, event, : still here\n, 14 B',
      'server to client, chunk, id: 43\nevent: halt\ndata: trading in WIRE\nda, 49 B',
      'server to client, event, halt: trading in WIRE\nis halted, 58 B',
    ]);
    expect(spokenRow(rows.at(-3)!, said)).toBe('server to client, chunk, 5 B');
    expect(kindOfRow(rows[5]!, zh)).toBe('分块');
    expect(kindOfRow(rows[6]!, zh)).toBe('事件');
  });

  it('says a chunk and an event that are cut, and what an event breaks', async () => {
    const head = 'HTTP/1.1 200 OK\ncontent-type: text/event-stream\n';
    const { rows } = await read(`${head}\nData: a\ndata: b\n\ndata: lo`);
    const [, , odd, cut] = rows.map((row) => flagsOf(row, said));
    expect([odd, cut]).toEqual([['1 warning'], ['incomplete']]);
    const chunked = await read(`${head}transfer-encoding: chunked\n\nA\ndata: `);
    expect(chunked.rows.map((row) => [kindOfRow(row, said), row.complete])).toEqual([
      ['200', true],
      ['chunk', false],
      ['event', false],
    ]);
  });

  it('shows a reason of several words whole', async () => {
    const { rows } = await read('HTTP/1.1 404 Not  Found here\r\ncontent-length: 0\r\n\r\n');
    expect(previewOfRow(rows[0]!, said)).toBe('Not  Found here');
  });
});
