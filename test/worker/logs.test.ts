import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { textOf } from '../../src/codec/utf8.ts';
import type { Report } from '../../src/trace/report-format.ts';
import type { Session } from '../../src/worker/api.ts';
import { chromeSocket, exchange, harOf } from '../capture/har.ts';
import { direct, never, overChannel, rejection } from './sessions.ts';

const sample = (name: string): string =>
  readFileSync(new URL(`../capture/samples/${name}`, import.meta.url), 'utf8');

const openAll = (session: Session, ...contents: readonly (string | Blob)[]) =>
  session.open({ sources: contents.map((content) => ({ content })) }, never(), () => {});

const find = async (session: Session, connection: number, text: string): Promise<number[]> => [
  ...(await session.find(connection, { text }, never(), () => {})),
];

describe.each([
  ['direct', direct],
  ['over a channel', overChannel],
])('a session with a log, %s', (_name, start) => {
  it('lists what Chromium logged, the WebSocket first', async () => {
    const session = start();
    const opened = await openAll(session, sample('chromium.har'));
    expect(opened).toMatchObject({ connections: 2, first: 1, partial: false });
    expect(opened.totals).toMatchObject({ frames: 0, messages: 6, exchanges: 5, errors: 0 });
    const all = await session.connections(0, 9);
    expect(all).toMatchObject([
      { id: 0, log: { kind: 'http' }, protocol: 'http', exchanges: 4, frames: 0 },
      { id: 1, log: { kind: 'websocket' }, traffic: 'websocket', messages: 6, frames: 0 },
    ]);
    expect(await session.conversation(1)).toMatchObject({
      ...{ rows: 7, frames: 0, messages: 6, errors: 0, handshake: null, notes: [] },
      log: { kind: 'websocket', exchanges: 1 },
    });
  });

  it('has no bytes to change', async () => {
    const session = start();
    await openAll(session, harOf([chromeSocket]));
    const place = { direction: 'server-to-client', offset: 0 } as const;
    expect(await session.bytesAt(0, [place])).toEqual([null]);
  });

  it('comes after what has bytes, in the same list', async () => {
    const session = start();
    const opened = await openAll(session, harOf([chromeSocket]), '81 05 48 65 6c 6c 6f');
    expect(opened).toMatchObject({ connections: 2, first: 0 });
    const [bytes, log] = await session.connections(0, 2);
    expect(bytes).toMatchObject({ id: 0, frames: 1 });
    expect(bytes).not.toHaveProperty('log');
    expect(log).toMatchObject({ id: 1, frames: 0, messages: 2, log: { kind: 'websocket' } });
    expect((await session.annotate(0, 0)).row.kind).toBe('frame');
    expect((await session.logEntry(1, 1)).row.kind).toBe('message');
    const { problems } = { problems: await session.problems(1, 0, 9) };
    expect(problems).toEqual([]);
    expect(await session.nextProblem(1, 0, 1)).toBe(-1);
  });

  it('gives rows window by window', async () => {
    const session = start();
    await openAll(session, harOf([chromeSocket]));
    const rows = await session.rows(0, -5, 99);
    expect(rows).toMatchObject([
      { row: 0, kind: 'exchange', log: { status: 101 }, frame: null, errors: 0 },
      { row: 1, kind: 'message', direction: 'client-to-server', time: 0.5, size: 5 },
      { row: 2, kind: 'message', direction: 'server-to-client', time: 0.75, size: 4 },
    ]);
    expect(await session.rows(0, 1, 2)).toEqual(rows.slice(1, 2));
    expect(await session.rowsAt(0, Uint32Array.of(2, 0))).toEqual([rows[2], rows[0]]);
    for (const row of [-1, 3, NaN]) {
      expect(await rejection(session.logEntry(0, row))).toBe('RangeError');
      expect(await rejection(session.payloadFile(0, row))).toBe('RangeError');
    }
  });

  it('gives an entry with the first of what it carries, and pages of the rest', async () => {
    const session = start();
    await openAll(session, sample('chromium-bodies.har'));
    const { row, entry } = await session.logEntry(0, 1);
    expect(row.log?.preview).toMatch(/^GET http:.*\/big$/);
    if (entry.kind !== 'exchange') throw new Error('no exchange');
    expect(entry.timings.wait).toBeGreaterThan(0);
    const { content } = entry.responseBody!;
    expect(content).toMatchObject({ text: true, length: 52_000 });
    expect(content!.bytes.length).toBe(16_384);
    const page = await session.payload(0, 1, 'response', 51_974, 60_000);
    expect(page).toMatchObject({ length: 52_000, missing: [] });
    // The server did not say that it sent UTF-8.
    expect(textOf(page.bytes)).toBe('line of a long text, Ã©\n');
    expect((await session.payload(0, 1, 'request', 0, 9)).length).toBe(0);
  });

  it('is looked through, and gone through by time', async () => {
    const session = start();
    await openAll(session, sample('chromium.har'));
    expect(await find(session, 1, 'nowhere')).toEqual([]);
    expect(await find(session, 1, '/CHAT')).toEqual([0]);
    expect(await session.rowOf(1, { time: 0 })).toBe(0);
    expect(await session.rowOf(1, { time: 1e6 })).toBe(-1);
    expect(await session.rowOf(1, { frame: 0 })).toBe(-1);
    const map = await session.map(1, 480);
    expect(map.up.length).toBe(7);
    expect(map.down.some((bytes) => bytes > 0)).toBe(true);
  });

  it('is written as NDJSON, as payloads, and into the report', async () => {
    const session = start();
    await openAll(session, harOf([chromeSocket, exchange('http://a.example/items')]));
    const lines = (await (await session.messages(0, never())).text()).trim().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { index: 0, kind: 'exchange', method: 'GET', status: 101 },
      { index: 1, kind: 'message', text: 'Hello' },
      { index: 2, kind: 'message', base64: 'gQUA/w==' },
    ]);
    const binary = await session.payloadFile(0, 2);
    expect([...new Uint8Array(await binary.arrayBuffer())]).toEqual([0x81, 5, 0, 255]);
    expect(await (await session.payloadFile(1, 0)).text()).toBe('{"items":[]}');
    const report = JSON.parse(await (await session.report(never())).text()) as Report;
    expect(report.logs?.map(({ kind, entries }) => [kind, entries.length])).toEqual([
      ['websocket', 3],
      ['http', 1],
    ]);
  });

  it('refuses what needs bytes, and makes none up', async () => {
    const session = start();
    await openAll(session, harOf([chromeSocket]));
    for (const asked of [
      () => session.annotate(0, 0),
      () => session.literal(0, Uint32Array.of(0), 'hex'),
      () => session.pcapng(0, never()),
      () => session.timeline(0),
      () => session.payload(0, 1, 'payload', 0, 1),
    ])
      expect(await rejection(asked())).toBe('RangeError');
    await openAll(session, '81 00');
    expect(await rejection(session.logEntry(0, 0))).toBe('RangeError');
  });

  it('gives up a search that a later input outdates', async () => {
    const session = start();
    await openAll(session, harOf([chromeSocket]));
    const search = rejection(session.find(0, { text: 'a' }, never(), () => {}));
    await openAll(session, '81 00');
    expect(await search).toBe('AbortError');
  });

  it.each(['{"log":{}}', '{"log":{"entries":[]}}', '{"log":{"entries":[{}]}}'])(
    'holds nothing of %s, and says why',
    async (content) => {
      const session = start();
      const opened = await openAll(session, content);
      expect(opened.totals).toMatchObject({ exchanges: 0, messages: 0, frames: 0 });
      expect((await session.conversation(opened.first)).rows).toBe(0);
      expect(opened.sources[0]!.notes.length).toBeGreaterThan(0);
    },
  );

  it('previews a long one, whose entries are the first of the whole', async () => {
    const session = start();
    const entries = Array.from({ length: 9000 }, (_, i) => exchange(`http://a.example/${i}`));
    const content = new Blob([harOf(entries, 2)], { type: 'text/plain' });
    let previewed = 0;
    const opened = await session.open({ sources: [{ content }] }, never(), ({ preview }) => {
      if (preview !== null) previewed = preview.totals.exchanges;
    });
    expect(opened.totals.exchanges).toBe(9000);
    expect(previewed).toBeGreaterThan(100);
    expect(previewed).toBeLessThan(9000);
  });
});
