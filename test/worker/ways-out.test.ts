import { describe, expect, it, vi } from 'vitest';
import { hexOf } from '../../src/codec/bytes.ts';
import type { Session } from '../../src/worker/api.ts';
import { direct, never, open, overChannel, rejection, repeated } from './sessions.ts';

/** Long lists take seconds where the machine is busy. */
vi.setConfig({ testTimeout: 60_000 });

/** A poll, answered; a handshake would be as good. */
const HTTP = [
  '> GET /prices HTTP/1.1\n> Host: a.example\n>\n',
  '< HTTP/1.1 200 OK\n< Content-Length: 13\n<\n< {"price":101}\n',
].join('');

const FRAMES = [
  '> 81 85 37 fa 21 3d 7f 9f 4d 51 58',
  '< 01 03 48 65 6c',
  '< 89 01 2a',
  '< 80 02 6c 6f',
  '< 82 01 00',
].join('\n');

const find = (session: Session, query: Parameters<Session['find']>[1]) =>
  session.find(0, query, never(), () => {});

const jsonOf = async (file: Blob): Promise<unknown[]> =>
  (await file.text())
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);

describe.each([
  ['direct', direct],
  ['over a channel', overChannel],
])('a session, %s', (_name, start) => {
  describe('finding', () => {
    it('gives the numbers of rows, and the rows by their numbers', async () => {
      const session = start();
      await open(session, { content: FRAMES });
      const found = await find(session, { text: 'HELLO' });
      expect(found).toEqual(Uint32Array.of(0, 1));
      const rows = await session.rowsAt(0, found);
      expect(rows).toEqual(await session.rows(0, 0, 2));
      expect(await find(session, { kinds: ['ping'] })).toEqual(Uint32Array.of(2));
      expect(await find(session, { bytes: Uint8Array.of(0x82, 0x01) })).toEqual(Uint32Array.of(4));
      expect(await find(session, { text: 'nowhere' })).toEqual(new Uint32Array());
    });

    it('refuses rows that are not there', async () => {
      const session = start();
      await open(session, { content: FRAMES });
      await expect(session.rowsAt(0, Uint32Array.of(5))).rejects.toThrow('there is no row 5');
    });

    it('tells how far it is', async () => {
      const session = start();
      await open(session, { content: repeated([0x81, 0x01, 0x61], 200_000) });
      const told: (readonly [number, number])[] = [];
      await session.find(0, { text: 'a' }, never(), (...so) => void told.push(so));
      await expect.poll(() => told.at(-1)).toEqual([200_000, 200_000]);
      expect(told.length).toBeGreaterThan(3);
    });

    it('ends by its signal, and by what is opened next', async () => {
      const session = start();
      const content = repeated([0x81, 0x01, 0x61], 200_000);
      await open(session, { content });
      const giveUp = new AbortController();
      const given = session.find(0, { text: 'b' }, giveUp.signal, () => giveUp.abort());
      expect(await rejection(given)).toBe('AbortError');
      const outdated = rejection(find(session, { text: 'b' }));
      await open(session, { content: FRAMES });
      expect(await outdated).toBe('AbortError');
    });
  });

  it('maps a conversation', async () => {
    const session = start();
    await open(session, { content: FRAMES });
    expect(await session.map(0, 2)).toEqual({
      rows: 2.5,
      up: Uint32Array.of(11, 0),
      down: Uint32Array.of(8, 7),
      worst: Uint8Array.of(0, 0),
    });
  });

  it('goes to a frame, a byte, a time', async () => {
    const session = start();
    await open(session, { content: FRAMES });
    expect(await session.rowOf(0, { frame: 3 })).toBe(3);
    expect(await session.rowOf(0, { direction: 'server-to-client', offset: 5 })).toBe(2);
    expect(await session.rowOf(0, { time: 1 })).toBe(-1);
  });

  describe('bytes to paste', () => {
    it('are those of the rows', async () => {
      const session = start();
      await open(session, { content: FRAMES });
      const text = await session.literal(0, Uint32Array.of(2, 4), 'hex');
      expect(text.replace(/^#.*$/gm, '').replace(/\s/g, '')).toBe('89012a820100');
      // Pasted here again, they are the same rows.
      const again = start();
      expect(await open(again, { content: text })).toMatchObject({ frames: 2, errors: 0 });
    });

    it('are refused where nobody would paste so many, or where there is no such row', async () => {
      const session = start();
      await open(session, { content: repeated([0x82, 0x01, 0x61], 100_000) });
      const rows = Uint32Array.from({ length: 100_000 }, (_, row) => row);
      expect(await rejection(session.literal(0, rows, 'c'))).toBe('RangeError');
      expect(await rejection(session.literal(0, Uint32Array.of(9_999_999), 'c'))).toBe(
        'RangeError',
      );
    });
  });

  it('writes messages as NDJSON', async () => {
    const session = start();
    await open(session, { content: FRAMES });
    const file = await session.messages(0, never());
    expect(file.type).toBe('application/x-ndjson');
    expect(await jsonOf(file)).toMatchObject([
      { index: 0, text: 'Hello', frames: [0], direction: 'client-to-server' },
      { index: 1, text: 'Hello', frames: [1, 3], direction: 'server-to-client' },
      { index: 2, base64: 'AA==', frames: [4] },
    ]);
  });

  it('gives up writing messages when its signal says so', async () => {
    const session = start();
    await open(session, { content: repeated([0x81, 0x01, 0x61], 100_000) });
    const giveUp = new AbortController();
    const writing = rejection(session.messages(0, giveUp.signal));
    giveUp.abort();
    expect(await writing).toBe('AbortError');
  });

  describe('what a row carries, as a file', () => {
    const carried = async (content: string, row: number) => {
      const session = start();
      await open(session, { content });
      const file = await session.payloadFile(0, row);
      const bytes = new Uint8Array(await file.arrayBuffer());
      return { type: file.type, hex: hexOf(bytes), text: new TextDecoder().decode(bytes) };
    };

    it('is the whole message of a frame', async () => {
      const text = 'text/plain;charset=utf-8';
      expect(await carried(FRAMES, 0)).toMatchObject({ text: 'Hello', type: text });
      expect(await carried(FRAMES, 1)).toMatchObject({ text: 'Hello', type: text });
      expect(await carried(FRAMES, 3)).toMatchObject({ text: 'Hello' });
      expect(await carried(FRAMES, 4)).toMatchObject({
        hex: '00',
        type: 'application/octet-stream',
      });
    });

    it('is the payload of a control frame', async () => {
      expect(await carried(FRAMES, 2)).toMatchObject({ hex: '2a' });
    });

    it('is the body of an answer, of its head and of itself', async () => {
      expect(await carried(HTTP, 1)).toMatchObject({ text: '{"price":101}' });
      expect(await carried(HTTP, 2)).toMatchObject({ text: '{"price":101}' });
      expect(await carried(HTTP, 0)).toMatchObject({ text: '' });
    });

    it('is refused for a row that is not there', async () => {
      const session = start();
      await open(session, { content: FRAMES });
      await expect(session.payloadFile(0, 5)).rejects.toThrow('there is no row 5');
    });
  });
});
