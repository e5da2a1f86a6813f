import { readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import type { Edit } from '../../src/composer/changed/edits.ts';
import type { Direction } from '../../src/trace/trace.ts';
import { direct, never, open, overChannel, rejection, repeated } from './sessions.ts';

vi.setConfig({ testTimeout: 60_000 });

const sample = (name: string): string =>
  readFileSync(new URL(`../../public/samples/${name}.txt`, import.meta.url), 'utf8');

const DOWN: Direction = 'server-to-client';
const down = (offset: number, byte: number): Edit => ({ direction: DOWN, offset, byte });
const quiet = () => {};

/** Two texts from a server: `Hello`, `wire`. */
const TEXTS = '< 81 05 48 65 6c 6c 6f\n< 81 04 77 69 72 65';

describe.each([
  ['direct', direct],
  ['over a channel', overChannel],
])('a session, %s', (_name, start) => {
  describe('what if', () => {
    it('makes a second conversation with rows of its own, and leaves the first as it is', async () => {
      const session = start();
      await open(session, { content: TEXTS });
      const { connection, difference, summary } = await session.change(
        ...([0, [down(2, 0x59)], never(), quiet] as const),
      );
      expect(difference.pairs).toMatchObject([{ fate: 'edited', original: 0, changed: 0 }]);
      expect(summary).toMatchObject({ rows: 2, errors: 0 });
      const preview = async (of: number) => (await session.rows(of, 0, 1))[0]?.frame?.preview;
      expect(await preview(connection)).toMatchObject({ text: 'Yello' });
      expect(await preview(0)).toMatchObject({ text: 'Hello' });
      expect((await session.annotate(connection, 0)).message?.payload[0]).toBe(0x59);
    });

    it('says which bytes there are to change', async () => {
      const session = start();
      await open(session, { content: TEXTS });
      const places = [0, 2, 13, 99, -1].map((offset) => ({ direction: DOWN, offset }));
      expect(await session.bytesAt(0, places)).toEqual([0x81, 0x48, null, null, null]);
      expect(await rejection(session.bytesAt(9, places))).toBe('RangeError');
    });

    it('says what both peers make of it, and what they made of it before', async () => {
      const session = start();
      await open(session, { content: TEXTS });
      const { verdict, before } = await session.change(0, [down(0, 0xc1)], never(), quiet);
      expect(before.ends).toBeNull();
      expect(verdict.ends).toBe(DOWN);
      expect(verdict.api[DOWN]).toEqual({ code: 1002, reason: '', wasClean: true });
    });

    it('without edits there is no difference', async () => {
      const session = start();
      await open(session, { content: sample('compressed') });
      const { difference, summary } = await session.change(0, [], never(), quiet);
      expect(difference.pairs).toEqual([]);
      expect(summary).toEqual(await session.conversation(0));
    });

    it('keeps what was said to be negotiated', async () => {
      const session = start();
      await session.open(
        {
          sources: [{ content: '< c1 07 f2 48 cd c9 c9 07 00' }],
          extensions: 'permessage-deflate',
        },
        never(),
        quiet,
      );
      const { summary } = await session.change(0, [], never(), quiet);
      expect(summary.errors).toBe(0);
    });

    it('an outdated number, or one of an earlier input, is answered by nobody', async () => {
      const session = start();
      await open(session, { content: TEXTS });
      const first = await session.change(0, [down(2, 0x59)], never(), quiet);
      const second = await session.change(0, [down(2, 0x5a)], never(), quiet);
      expect(await rejection(session.rows(first.connection, 0, 1))).toBe('RangeError');
      expect(await session.rows(second.connection, 0, 1)).toHaveLength(1);
      await open(session, { content: TEXTS });
      expect(await rejection(session.rows(second.connection, 0, 1))).toBe('RangeError');
    });

    it('is given up by signal, tells how far it is, and leaves the change before in place', async () => {
      const session = start();
      const frames = repeated([0x81, 0x02, 0x68, 0x69], 200_000);
      await open(session, { content: frames, kind: 'binary', direction: DOWN });
      const kept = await session.change(0, [down(1, 0)], never(), quiet);
      const giveUp = new AbortController();
      const shares: number[] = [];
      const changing = session.change(0, [down(1, 1)], giveUp.signal, (done, total) => {
        shares.push(done / total);
        giveUp.abort();
      });
      expect(await rejection(changing)).toBe('AbortError');
      expect(shares.length).toBeGreaterThan(0);
      expect(await session.rows(kept.connection, 0, 1)).toHaveLength(1);
    });

    it('rejects where there is no such connection', async () => {
      const session = start();
      expect(await rejection(session.change(0, [], never(), quiet))).toBe('RangeError');
      await open(session, { content: TEXTS });
      expect(await rejection(session.change(7, [], never(), quiet))).toBe('RangeError');
    });
  });

  describe('comparing', () => {
    it('aligns a connection with one of a second input, which has numbers of its own', async () => {
      const session = start();
      await open(session, { content: TEXTS });
      const request = { sources: [{ content: '< 81 04 77 69 72 65' }] };
      const { numbers, opened } = await session.openBeside(request, never(), quiet);
      expect(opened.connections).toBe(1);
      const { lines, counts } = await session.compare(0, numbers[0]!, never(), quiet);
      expect(counts).toEqual({ same: 1, altered: 0, one: 1, other: 0 });
      expect(lines).toEqual([
        { kind: 'one', one: 0, other: null, count: 1 },
        { kind: 'same', one: 1, other: 0, count: 1 },
      ]);
      expect(await session.conversation(0)).toMatchObject({ rows: 2 });
      expect((await session.annotate(numbers[0]!, 0)).row.frame?.preview).toMatchObject({
        text: 'wire',
      });
    });

    it('a second input that says nothing is compared like any other', async () => {
      const session = start();
      await open(session, { content: TEXTS });
      const { numbers } = await session.openBeside({ sources: [{ content: '?' }] }, never(), quiet);
      const { counts } = await session.compare(0, numbers[0]!, never(), quiet);
      expect(counts).toMatchObject({ same: 0, one: 2 });
    });

    it('is given up by signal', async () => {
      const session = start();
      await open(session, { content: TEXTS });
      const given = new AbortController();
      given.abort();
      expect(await rejection(session.compare(0, 0, given.signal, quiet))).toBe('AbortError');
    });
  });
});
