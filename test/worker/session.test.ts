import { readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import type { ByteSource } from '../../src/codec/annotation.ts';
import { hexOf } from '../../src/codec/bytes.ts';
import { textOf } from '../../src/codec/utf8.ts';
import { PAYLOAD_CLIP } from '../../src/codec/websocket/annotate-payload.ts';
import { decodeReport } from '../../src/trace/report.ts';
import type { Progress } from '../../src/worker/api.ts';
import {
  direct,
  never,
  noise,
  open,
  overChannel,
  pause,
  rejection,
  repeated,
  sourcesOf,
} from './sessions.ts';

/** Megabytes and long lists take seconds where the machine is busy. */
vi.setConfig({ testTimeout: 60_000 });

const sample = (name: string): string =>
  readFileSync(new URL(`../../public/samples/${name}.txt`, import.meta.url), 'utf8');

const MEGABYTE = 1 << 20;
/** Masked text `hi`, unless the key says otherwise. */
const SMALL = [0x81, 0x82, 1, 2, 3, 4, 0x69, 0x6b];
/** An unmasked binary frame whose payload is 20 MB of the letter A. */
function largeFrame(): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(20 * MEGABYTE).fill(0x41);
  new DataView(bytes.buffer).setBigUint64(2, BigInt(bytes.length - 10));
  bytes.set([0x82, 0x7f]);
  return bytes;
}

describe.each([
  ['direct', direct],
  ['over a channel', overChannel],
])('a session, %s', (_name, start) => {
  describe('opening', () => {
    it('counts what there is', async () => {
      const summary = await open(start(), { content: sample('hello') });
      expect(summary).toMatchObject({
        protocol: 'websocket',
        rows: 6,
        frames: 4,
        firstFrameRow: 2,
        messages: 2,
        problemRows: 0,
        errors: 0,
        warnings: 0,
        incomplete: { 'client-to-server': null, 'server-to-client': null },
      });
      expect(summary.handshake?.acceptMatches).toBe(true);
      const [source] = summary.sources;
      expect(source).toMatchObject({ kind: 'http-text', certain: true });
      expect(source?.size).toBe(sample('hello').length);
      const { 'client-to-server': client, 'server-to-client': server } = summary.bytes;
      expect(source?.bytes).toBe(client + server);
    });

    it('says where a stream ends inside a frame', async () => {
      const session = start();
      const summary = await open(session, {
        content: '81 05 48 65',
        direction: 'server-to-client',
      });
      expect(summary.incomplete['server-to-client']).toEqual({
        ...{ row: 0, at: 0, part: 'payload', need: 5, have: 2 },
      });
      const [row] = await session.rows(0, 0, 1);
      expect(row).toMatchObject({ complete: false, size: 4 });
    });

    it('takes two sources, one for each direction', async () => {
      const session = start();
      const summary = await open(
        session,
        { content: '81 85 37 fa 21 3d 7f 9f 4d 51 58', direction: 'client-to-server' },
        { content: '81 05 48 65 6c 6c 6f', direction: 'server-to-client' },
      );
      expect(summary.bytes).toEqual({ 'client-to-server': 11, 'server-to-client': 7 });
      expect(summary.sources.map(({ bytes }) => bytes)).toEqual([11, 7]);
      expect(summary.sources[0]?.notes.map(({ id }) => id)).toEqual(['input/order-unknown']);
      const rows = await session.rows(0, 0, 9);
      expect(rows.map(({ direction }) => direction)).toEqual([
        'client-to-server',
        'server-to-client',
      ]);
    });

    it('reads nothing as nothing', async () => {
      const session = start();
      const summary = await open(session, { content: new Uint8Array() });
      expect(summary).toMatchObject({ protocol: 'none', rows: 0, firstFrameRow: null });
      expect(await session.rows(0, 0, 10)).toEqual([]);
      expect(await session.problems(0, 0, 10)).toEqual([]);
      expect(await session.nextProblem(0, -1, 1)).toBe(-1);
    });

    it('takes extensions where no handshake tells them', async () => {
      const session = start();
      const content = 'c1 07 f2 48 cd c9 c9 07 00';
      const request = { sources: [{ content }], extensions: 'permessage-deflate' };
      const { totals } = await session.open(request, never(), () => {});
      expect(totals.errors).toBe(0);
      const { message } = await session.annotate(0, 0);
      expect(message).toMatchObject({ compressed: true, length: 5, wireLength: 7 });
      expect(textOf(message!.payload)).toBe('Hello');
    });
  });

  describe('rows of compressed messages', () => {
    /** `Hello` as in RFC 7692 §7.2.3.2: after the first the window is used. */
    const hellos = (times: number): Uint8Array<ArrayBuffer> =>
      Uint8Array.from([
        ...[0xc1, 0x07, 0xf2, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0x00],
        ...repeated([0xc1, 0x05, 0xf2, 0x00, 0x11, 0x00, 0x00], times - 1),
      ]);
    const deflated = async (content: Uint8Array<ArrayBuffer>) => {
      const session = start();
      const sources = sourcesOf([{ content }]);
      await session.open({ sources, extensions: 'permessage-deflate' }, never(), () => {});
      return session;
    };
    const HELLO = { kind: 'text', text: 'Hello', clipped: false };

    it('say what they say, in any order', async () => {
      const session = await deflated(hellos(9));
      const last = await session.rows(0, 6, 9);
      const first = await session.rows(0, 0, 3);
      expect([...first, ...last].map(({ frame }) => frame?.preview)).toEqual(Array(6).fill(HELLO));
    });

    it('show their compressed bytes where much had to be inflated first', async () => {
      const session = await deflated(hellos(9000));
      const [far] = await session.rows(0, 8999, 9000);
      expect(far?.frame).toMatchObject({
        compressed: true,
        preview: { kind: 'hex', hex: 'f200110000' },
      });
      await session.annotate(0, 8999);
      const [near] = await session.rows(0, 8998, 9000);
      expect(near?.frame?.preview).toEqual(HELLO);
    });

    it('show the compressed bytes of what cannot be inflated', async () => {
      const session = await deflated(Uint8Array.from([0xc1, 0x02, 0xff, 0xff]));
      const [row] = await session.rows(0, 0, 1);
      expect(row?.frame?.preview).toMatchObject({ kind: 'hex', hex: 'ffff' });
    });
  });

  describe('rows', () => {
    it('come window by window, cut to what there is', async () => {
      const session = start();
      await open(session, { content: sample('fragments') });
      const all = await session.rows(0, 0, 1000);
      expect(all.map(({ row }) => row)).toEqual(all.map((_, i) => i));
      expect(await session.rows(0, 2, 4)).toEqual(all.slice(2, 4));
      expect(await session.rows(0, -3, 2)).toEqual(all.slice(0, 2));
      expect(await session.rows(0, all.length - 1, all.length + 9)).toEqual(all.slice(-1));
      expect(await session.rows(0, all.length, all.length + 9)).toEqual([]);
      expect(await session.rows(0, 4, 2)).toEqual([]);
    });

    it('keep a length that no number can hold', async () => {
      const session = start();
      const content = 'ff ff 7f ff ff ff ff ff ff ff 01 02 03 04 2a';
      const summary = await open(session, { content, direction: 'client-to-server' });
      const [row] = await session.rows(0, 0, 1);
      expect(row?.frame?.payloadLength).toBe(2n ** 63n - 1n);
      expect(summary.incomplete['client-to-server']?.need).toBe('9223372036854775807');
      const { annotation } = await session.annotate(0, 0);
      const length = annotation.root.children?.find(({ id }) => id === 'ws.length64');
      expect(length?.value).toEqual({ kind: 'uint', value: 2n ** 63n - 1n });
    });
  });

  describe('one row', () => {
    it('of a frame comes with its message', async () => {
      const session = start();
      await open(session, { content: sample('fragments') });
      const { row, annotation, message } = await session.annotate(0, 3);
      expect(row).toEqual((await session.rows(0, 3, 4))[0]);
      expect(annotation).toMatchObject({ unit: 'ws.frame', complete: true, violations: [] });
      expect(message).toMatchObject({ kind: 'text', rows: [1, 3, 5, 6], complete: true });
      expect(textOf(message!.payload)).toBe('{"symbol":"WIRE","name":"你好","price":101}');
      expect((await session.annotate(0, 2)).message).toBeNull();
    });

    it('of a head is taken apart as HTTP', async () => {
      const session = start();
      await open(session, { content: sample('hello') });
      const { row, annotation, message } = await session.annotate(0, 1);
      expect(row).toMatchObject({ kind: 'response', acceptMatches: true });
      expect(row.startLine).toBe('101 Switching Protocols');
      expect(annotation.unit).toBe('http.message');
      expect(message).toBeNull();
    });

    it('of a header that is cut shows what is there', async () => {
      const session = start();
      await open(session, { content: '81 00 81 fe 01', direction: 'client-to-server' });
      const { row, annotation } = await session.annotate(0, 1);
      expect(row).toMatchObject({ kind: 'cut', complete: false, size: 3 });
      expect(annotation.complete).toBe(false);
      expect(annotation.root.children?.map(({ id }) => id)).toContain('ws.length16');
    });

    it('that is not there is refused', async () => {
      const session = start();
      await open(session, { content: '81 00' });
      for (const row of [-1, 1, 1000, NaN]) {
        await expect(session.annotate(0, row)).rejects.toThrow('there is no row');
        await expect(session.payload(0, row, 'payload', 0, 1)).rejects.toThrow('there is no row');
      }
    });

    it('drags no large buffer along', async () => {
      const session = start();
      await open(session, { content: largeFrame() });
      const { annotation, message } = await session.annotate(0, 0);
      const carried = [
        ...annotation.sources.map(({ bytes }: ByteSource) => bytes),
        message!.payload,
      ];
      for (const bytes of carried) expect(bytes.buffer.byteLength).toBeLessThan(2 * PAYLOAD_CLIP);
      expect(message?.length).toBe(20 * MEGABYTE - 10);
    });

    it('of bytes nobody can explain drags none along either', async () => {
      const session = start();
      const head = new TextEncoder().encode('HTTP/1.1 400 Bad Request\r\n\r\n');
      const content = new Uint8Array(2 * MEGABYTE).fill(0x41);
      content.set(head);
      const { rows } = await open(session, { content, kind: 'binary' });
      for (let row = 0; row < rows; row++) {
        const { annotation } = await session.annotate(0, row);
        for (const { bytes } of annotation.sources)
          expect(bytes.buffer.byteLength).toBeLessThan(2 * PAYLOAD_CLIP);
      }
    });
  });

  describe('a payload', () => {
    it('comes page by page, unmasked', async () => {
      const session = start();
      const content = '81 8b 37 fa 21 3d 7f 9f 4d 51 58 da 56 52 45 96 45';
      await open(session, { content, direction: 'client-to-server' });
      const page = async (from: number, to: number) =>
        textOf((await session.payload(0, 0, 'payload', from, to)).bytes);
      expect(await page(0, 11)).toBe('Hello world');
      expect(await page(3, 8)).toBe('lo wo');
      expect(await page(9, 99)).toBe('ld');
      expect(await page(11, 20)).toBe('');
    });

    it('is fetched small from a large one', async () => {
      const session = start();
      await open(session, { content: largeFrame() });
      const page = await session.payload(0, 0, 'payload', 19 * MEGABYTE, 19 * MEGABYTE + 3);
      expect(hexOf(page.bytes)).toBe('414141');
      expect(page.bytes.buffer.byteLength).toBe(3);
      expect(page).toMatchObject({ length: 20 * MEGABYTE - 10, missing: [] });
    });

    it('is empty for a row that is no frame', async () => {
      const session = start();
      await open(session, { content: sample('hello') });
      const { bytes, length } = await session.payload(0, 0, 'payload', 0, 10);
      expect([bytes.length, length]).toEqual([0, 0]);
    });
  });

  describe('problems', () => {
    it('are listed in order, by windows of rows', async () => {
      const session = start();
      const summary = await open(session, { content: sample('broken') });
      const all = await session.problems(0, 0, 100);
      expect(all).toHaveLength(summary.errors + summary.warnings);
      const rows = [...new Set(all.map(({ row }) => row))];
      expect(rows).toEqual(rows.toSorted((a, b) => a - b));
      expect(rows).toHaveLength(summary.problemRows);
      expect(await session.problems(0, 1, 3)).toEqual(
        all.filter(({ row }) => row === rows[1] || row === rows[2]),
      );
      expect(await session.problems(0, -2, 1)).toEqual(all.filter(({ row }) => row === rows[0]));
    });

    it('are found from any row, both ways', async () => {
      const session = start();
      await open(session, { content: sample('broken') });
      const rows = [...new Set((await session.problems(0, 0, 100)).map(({ row }) => row))];
      const seen: number[] = [];
      for (let row = -1; (row = await session.nextProblem(0, row, 1)) >= 0;) seen.push(row);
      expect(seen).toEqual(rows);
      const back: number[] = [];
      for (let row = 1000; (row = await session.nextProblem(0, row, -1)) >= 0;) back.push(row);
      expect(back).toEqual(rows.toReversed());
    });

    it('say the same as the rows', async () => {
      const session = start();
      const { rows } = await open(session, { content: sample('broken') });
      const all = await session.problems(0, 0, 100);
      for (const { row, errors, warnings } of await session.rows(0, 0, rows)) {
        const here = all.filter((problem) => problem.row === row);
        expect(here.filter(({ violation }) => violation.severity === 'error')).toHaveLength(errors);
        expect(here).toHaveLength(errors + warnings);
      }
    });
  });

  describe('the report', () => {
    it.each(['hello', 'fragments', 'broken'])('is what decodeReport makes of %s', async (name) => {
      const session = start();
      await open(session, { content: sample(name) });
      const expected = await decodeReport(sample(name));
      expect(JSON.parse(await (await session.report(never())).text())).toEqual(
        JSON.parse(JSON.stringify(expected)),
      );
    });

    it('is given up when its signal says so', async () => {
      const session = start();
      await open(session, { content: repeated(SMALL, 20_000) });
      const giveUp = new AbortController();
      const report = rejection(session.report(giveUp.signal));
      giveUp.abort();
      expect(await report).toBe('AbortError');
    });
  });

  describe('long work', () => {
    it('tells how far it is, ever further, to the end', async () => {
      const content = repeated(SMALL, 300_000);
      const told: Progress[] = [];
      const { length } = content;
      const sources = sourcesOf([{ content }]);
      const session = start();
      await session.open({ sources }, never(), (progress) => void told.push(progress));
      // What is told travels by a channel of its own.
      await expect.poll(() => told.at(-1)).toMatchObject({ done: length, frames: 300_000 });
      const done = told.map((progress) => progress.done);
      expect(done).toEqual(done.toSorted((a, b) => a - b));
      expect(new Set(done).size).toBeGreaterThan(3);
      expect(new Set(told.map(({ total }) => total))).toEqual(new Set([length]));
    });

    it('ends by its signal, and what was open stays', async () => {
      const session = start();
      await open(session, { content: sample('hello') });
      const before = await session.rows(0, 0, 10);
      const giveUp = new AbortController();
      const sources = sourcesOf([{ content: repeated(SMALL, 200_000) }]);
      const opening = rejection(session.open({ sources }, giveUp.signal, () => giveUp.abort()));
      expect(await opening).toBe('AbortError');
      expect(await session.rows(0, 0, 10)).toEqual(before);
    });

    it('does not begin when its signal has spoken already', async () => {
      const session = start();
      const sources = [{ content: sample('hello') }];
      const opening = session.open({ sources }, AbortSignal.abort(), () => {});
      expect(await rejection(opening)).toBe('AbortError');
      await expect(session.rows(0, 0, 1)).rejects.toThrow('nothing is open');
    });

    it('gives way to a later open', async () => {
      const session = start();
      const first = rejection(open(session, { content: repeated(SMALL, 300_000) }));
      const second = open(session, { content: sample('hello') });
      expect(await first).toBe('AbortError');
      expect((await second).rows).toBe(6);
      expect(await session.rows(0, 0, 100)).toHaveLength(6);
    });

    it('lets rows of what is open through meanwhile', async () => {
      const session = start();
      await open(session, { content: sample('hello') });
      const order: string[] = [];
      const opening = open(session, { content: repeated(SMALL, 300_000) }).then(() =>
        order.push('opened'),
      );
      await session.rows(0, 0, 6).then((rows) => order.push(`${rows.length} rows`));
      await opening;
      expect(order).toEqual(['6 rows', 'opened']);
    });
  });

  describe('hostile bytes', () => {
    it.each([1, 2, 3, 4, 5, 6, 7, 8])('are data, never a rejection: noise %i', async (seed) => {
      const session = start();
      const { rows } = await open(session, { content: noise(4096, seed), kind: 'binary' });
      expect(await session.rows(0, 0, rows)).toHaveLength(rows);
      for (let row = 0; row < Math.min(rows, 40); row++) {
        expect((await session.annotate(0, row)).row.row).toBe(row);
        await session.payload(0, row, 'payload', 0, 100);
      }
      await session.problems(0, 0, rows);
      expect(JSON.parse(await (await session.report(never())).text())).toHaveProperty('totals');
    });

    it.each(['', ' ', '\0', 'ÿþ', '{}', 'GET / HTTP/1.1', '>', '<\n>', '*'.repeat(99), '\ud800'])(
      'are data, never a rejection: %j',
      async (content) => {
        const session = start();
        const { rows } = await open(session, { content });
        expect(await session.rows(0, 0, rows)).toHaveLength(rows);
      },
    );
  });

  it('holds nothing once disposed', async () => {
    const session = start();
    await open(session, { content: sample('hello') });
    await session.dispose();
    if (start === direct) await expect(session.rows(0, 0, 1)).rejects.toThrow('nothing is open');
    // Over the channel there is no one left to ask.
    else expect(() => session.rows(0, 0, 1)).toThrow();
  });

  it('gives up what it is opening when disposed', async () => {
    const session = start();
    const opening = rejection(open(session, { content: repeated(SMALL, 300_000) }));
    await Promise.all([session.dispose(), pause()]);
    if (start === direct) expect(await opening).toBe('AbortError');
  });
});

it('does not read what a later open has superseded before its turn', async () => {
  const session = direct();
  const read: string[] = [];
  const source = (name: string) => ({
    get content() {
      read.push(name);
      return '81 00';
    },
  });
  const ask = (name: string) => session.open({ sources: [source(name)] }, never(), () => {});
  const first = rejection(ask('first'));
  await ask('second');
  expect(await first).toBe('AbortError');
  expect(new Set(read)).toEqual(new Set(['second']));
});
