import { gzipSync } from 'node:zlib';
import { describe, expect, it, vi } from 'vitest';
import { utf8Of } from '../../src/codec/utf8.ts';
import { decodeReport } from '../../src/trace/report.ts';
import type { Report } from '../../src/trace/report-format.ts';
import type { Opened, Progress, Session } from '../../src/worker/api.ts';
import { FIRST_PART } from '../../src/worker/first-part.ts';
import { createCaptureFile } from '../bench/capture-file.ts';
import { direct, never, noise, open, overChannel, rejection, repeated } from './sessions.ts';

/** Megabytes take seconds where the machine is busy. */
vi.setConfig({ testTimeout: 60_000 });

const FRAMES = 30_000;
const LARGE = new Blob([createCaptureFile({ frames: FRAMES, connections: 3, size: 12 })]);
const SMALL = new Blob([createCaptureFile({ frames: 40, connections: 4, size: 12 })]);

const openFile = (session: Session, content: Blob, told: (progress: Progress) => void = () => {}) =>
  session.open({ sources: [{ content, fileName: 'a.pcapng' }] }, never(), told);

/** A capture without a packet: a section and an interface. */
const NO_PACKETS = new Blob([
  Uint32Array.of(0x0a0d0d0a, 28, 0x1a2b3c4d, 1, 0xffff_ffff, 0xffff_ffff, 28, 1, 20, 1, 0, 20),
]);

describe.each([
  ['direct', direct],
  ['over a channel', overChannel],
])('a session with captures, %s', (_name, start) => {
  it('lists the connections of a capture, and tells what to look at first', async () => {
    const session = start();
    const opened = await openFile(session, SMALL);
    expect(opened).toMatchObject({ connections: 4, first: 0, partial: false });
    expect(opened.totals).toMatchObject({ connections: 4, frames: 40, messages: 40, exchanges: 4 });
    expect(opened.sources).toMatchObject([{ kind: 'pcapng', certain: true, size: SMALL.size }]);
    const all = await session.connections(0, 9);
    expect(all.map(({ id, client, frames }) => [id, client, frames])).toEqual([
      [0, '10.0.0.1:50000', 10],
      [1, '10.0.0.1:50001', 10],
      [2, '10.0.0.1:50002', 10],
      [3, '10.0.0.1:50003', 10],
    ]);
    expect(all[0]).toMatchObject({ server: '10.0.0.2:80', protocol: 'websocket', errors: 0 });
    expect(await session.connections(1, 3)).toEqual(all.slice(1, 3));
    expect(await session.connections(-2, 1)).toEqual(all.slice(0, 1));
  });

  it('answers for each connection by itself', async () => {
    const session = start();
    await openFile(session, SMALL);
    const rows = await Promise.all([0, 1, 2, 3].map((id) => session.rows(id, 2, 3)));
    const said = rows.flat().map(({ frame }) => frame?.preview);
    expect(said).toMatchObject([0, 1, 2, 3].map((n) => ({ text: `{"n":${n}}`.padEnd(12) })));
    expect(await session.conversation(3)).toMatchObject({ rows: 12, frames: 10, firstFrameRow: 2 });
    const times = (await session.rows(2, 0, 12)).map(({ time }) => time!);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  it('refuses a connection that is not there', async () => {
    const session = start();
    await openFile(session, SMALL);
    for (const id of [-1, 4, 0.5, NaN]) {
      await expect(session.rows(id, 0, 1)).rejects.toThrow('there is no connection');
    }
  });

  it('opens a capture without connections', async () => {
    const session = start();
    const opened = await openFile(session, NO_PACKETS);
    expect(opened).toMatchObject({ connections: 0, first: 0, totals: { frames: 0 } });
    expect(await session.connections(0, 9)).toEqual([]);
    await expect(session.conversation(0)).rejects.toThrow('there is no connection 0');
    const report = JSON.parse(await (await session.report(never())).text()) as object;
    expect(report).toMatchObject({ connections: [], totals: { connections: 0 } });
  });

  it('opens a compressed capture, and takes other compressed files for what they are', async () => {
    const session = start();
    const packed = new Blob([gzipSync(new Uint8Array(await SMALL.arrayBuffer()))]);
    expect(await openFile(session, packed)).toMatchObject({ connections: 4 });
    const other = await openFile(session, new Blob([gzipSync('no capture')]));
    expect(other).toMatchObject({ connections: 1, sources: [{ kind: 'binary' }] });
  });

  it('reports on a capture as decodeReport does', async () => {
    const session = start();
    const packed = new Blob([gzipSync(new Uint8Array(await SMALL.arrayBuffer()))]);
    for (const file of [SMALL, packed, new Blob([gzipSync('no capture')])]) {
      await openFile(session, file);
      const expected = await decodeReport(new Uint8Array(await file.arrayBuffer()));
      expect(JSON.parse(await (await session.report(never())).text())).toEqual(
        JSON.parse(JSON.stringify(expected)),
      );
    }
  });

  it('reads the bytes of a capture as they are where that is chosen', async () => {
    const session = start();
    const sources = [{ content: SMALL, kind: 'binary' as const }];
    const opened = await session.open({ sources }, never(), () => {});
    expect(opened).toMatchObject({ connections: 1, sources: [{ kind: 'binary' }] });
  });

  describe('a large one', () => {
    it('shows its first part while the rest loads, and says nothing of its end', async () => {
      const session = start();
      const previews: Promise<unknown>[] = [];
      const look = async (first: Opened) => {
        const { incomplete, closing, rows } = await session.conversation(first.first);
        const all = await session.rows(first.first, 0, rows);
        return { first, incomplete, closing, all };
      };
      await openFile(session, LARGE, ({ preview }) => {
        if (preview !== null) previews.push(look(preview));
      });
      await expect.poll(() => previews.length).toBe(1);
      const [seen] = (await Promise.all(previews)) as Awaited<ReturnType<typeof look>>[];
      expect(seen!.first).toMatchObject({
        partial: true,
        connections: 3,
        sources: [{ notes: [] }],
      });
      expect(seen!.incomplete).toEqual({ 'client-to-server': null, 'server-to-client': null });
      expect(seen!.closing).toMatchObject({ first: null, answered: false });
      // The first rows of the preview are those of the whole.
      expect(seen!.all.length).toBeGreaterThan(200);
      expect(await session.rows(0, 0, seen!.all.length)).toEqual(seen!.all);
    });

    it('tells packets, frames and bytes, ever more', async () => {
      const session = start();
      const told: Progress[] = [];
      await openFile(session, LARGE, (progress) => void told.push(progress));
      // What is told travels by a channel of its own.
      await expect
        .poll(() => told.at(-1))
        .toMatchObject({ done: LARGE.size, packets: FRAMES + 15, frames: FRAMES });
      for (const key of ['done', 'packets', 'frames'] as const) {
        const counts = told.map((progress) => progress[key]);
        expect(counts).toEqual(counts.toSorted((a, b) => a - b));
      }
      expect(told.every(({ total }) => total === LARGE.size)).toBe(true);
      expect(told.filter(({ preview }) => preview !== null)).toHaveLength(1);
      expect(told.length).toBeLessThan(300);
    });

    it('is given up at its preview, which stays open, and that it is no more is said', async () => {
      const session = start();
      await openFile(session, SMALL);
      const giveUp = new AbortController();
      const seen: Opened[] = [];
      const kept = await session.open({ sources: [{ content: LARGE }] }, giveUp.signal, (told) => {
        if (told.preview === null) return;
        seen.push(told.preview);
        giveUp.abort();
      });
      expect(seen).toHaveLength(1);
      expect(kept).toMatchObject({ partial: true, connections: seen[0]!.connections });
      expect(kept.sources[0]!.notes).toEqual([
        { id: 'input/first-part', at: FIRST_PART, detail: String(LARGE.size) },
      ]);
      const { rows } = await session.conversation(0);
      expect(await session.rows(0, rows - 1, rows)).toHaveLength(1);
      const report = JSON.parse(await (await session.report(never())).text()) as Report;
      expect(report.input.notes.map(({ id }) => id)).toEqual(['input/first-part']);

      // What is given up before there is a preview leaves it as it is.
      const giveUpToo = new AbortController();
      const next = session.open({ sources: [{ content: SMALL }] }, giveUpToo.signal, () => {});
      giveUpToo.abort();
      expect(await rejection(next)).toBe('AbortError');
      expect((await session.conversation(0)).rows).toBe(rows);
    });

    it('gives way to a later one', async () => {
      const session = start();
      const first = rejection(openFile(session, LARGE));
      const second = openFile(session, SMALL);
      expect(await first).toBe('AbortError');
      expect((await second).connections).toBe(4);
      expect(await session.connections(0, 9)).toHaveLength(4);
    });
  });

  it.each([
    ['bytes', new Blob([repeated([0x81, 10, ...utf8Of('abcdefghij')], 200_000)]), {}],
    [
      'text',
      new Blob(['81 09 61 62 63 64 65 66 67 68 69\n'.repeat(80_000)], { type: 'text/plain' }),
      {},
    ],
    [
      'a text on one line',
      new Blob(['8109616263646566676869'.repeat(110_000)], { type: 'text/plain' }),
      {},
    ],
  ])('shows the first part of %s as well', async (_what, content, rest) => {
    const session = start();
    const previews: Opened[] = [];
    const source = { content, direction: 'server-to-client' as const, ...rest };
    const opened = await session.open({ sources: [source] }, never(), ({ preview }) => {
      if (preview !== null) previews.push(preview);
    });
    await expect.poll(() => previews.length).toBe(1);
    expect(previews[0]).toMatchObject({ partial: true, totals: { errors: 0, warnings: 0 } });
    expect(previews[0]!.totals.frames).toBeGreaterThan(2000);
    expect(previews[0]!.totals.frames).toBeLessThan(opened.totals.frames);
    expect(previews[0]!.sources[0]!.kind).toBe(opened.sources[0]!.kind);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'takes a damaged capture as it is, never a rejection: damage %i',
    async (seed) => {
      const session = start();
      const bytes = new Uint8Array(await SMALL.arrayBuffer());
      const damage = noise(64, seed);
      // The magic number stays: it is a capture all the same.
      for (let i = 0; i < 40; i += 2) {
        bytes[4 + (((damage[i]! << 8) | damage[i + 1]!) % (bytes.length - 4))] =
          damage[40 + i / 2]!;
      }
      const whole = bytes.subarray(0, bytes.length - (damage[63]! % 40));
      const { connections } = await openFile(session, new Blob([whole]));
      for (let id = 0; id < connections; id++) {
        const { rows } = await session.conversation(id);
        expect(await session.rows(id, 0, rows)).toHaveLength(rows);
        await session.find(id, { text: 'n', rule: 'any' }, never(), () => {});
        await session.map(id, 100);
        await session.messages(id, never());
        await session.pcapng(id, never());
        for (let row = 0; row < rows; row++) {
          await session.annotate(id, row);
          await session.payloadFile(id, row);
        }
        await session.literal(
          id,
          Uint32Array.from({ length: rows }, (_, row) => row),
          'go',
        );
      }
      expect(JSON.parse(await (await session.report(never())).text())).toHaveProperty('totals');
    },
  );

  it('writes a connection as a capture that opens as the same conversation', async () => {
    const session = start();
    await openFile(session, SMALL);
    const expected = await session.rows(2, 0, 12);
    const file = await session.pcapng(2, never());
    const again = start();
    expect(await openFile(again, file)).toMatchObject({ connections: 1, totals: { frames: 10 } });
    const rows = await again.rows(0, 0, 12);
    const timeless = ({ time: _, ...row }: (typeof rows)[number]) => row;
    expect(rows.map(timeless)).toEqual(expected.map(timeless));
  });

  it('takes a capture and a paste together', async () => {
    const session = start();
    const sources = [{ content: SMALL }, { content: '81 02 68 69' }];
    const opened = await session.open({ sources }, never(), () => {});
    expect(opened).toMatchObject({ connections: 5, totals: { frames: 41 } });
    expect(opened.sources.map(({ kind }) => kind)).toEqual(['pcapng', 'hex']);
    const [last] = await session.connections(4, 5);
    expect(last).toMatchObject({ id: 4, client: null, frames: 1 });
  });
});

it('reads a capture slice by slice, and never the whole of it', async () => {
  const asked: number[] = [];
  class Watched extends Blob {
    override arrayBuffer(): Promise<ArrayBuffer> {
      asked.push(this.size);
      return super.arrayBuffer();
    }
    override slice(...part: Parameters<Blob['slice']>): Blob {
      return new Watched([super.slice(...part)]);
    }
  }
  const bytes = createCaptureFile({ frames: 100_000, connections: 1, size: 12 });
  const { totals } = await openFile(direct(), new Watched([bytes]));
  expect(totals.frames).toBe(100_000);
  expect(Math.max(...asked)).toBeLessThanOrEqual(4 * 1024 * 1024);
});

it('says what reading the file failed with', async () => {
  class Gone extends Blob {
    override slice(): Blob {
      return new Gone();
    }
    override arrayBuffer(): Promise<ArrayBuffer> {
      return Promise.reject(new DOMException('it is gone', 'NotReadableError'));
    }
  }
  const session = direct();
  expect(await rejection(openFile(session, new Gone(['x'])))).toBe('NotReadableError');
  expect((await open(session, { content: '81 00' })).rows).toBe(1);
});
