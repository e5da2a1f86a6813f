import { createHash } from 'node:crypto';
import { expect } from '@playwright/test';
import type {
  Report,
  ReportConnection,
  ReportFrame,
  ReportMessage,
} from '../../src/trace/report-format.ts';
import type { Direction } from '../../src/trace/trace.ts';
import { DecoderPage } from './decoder-page.ts';
import {
  markedHex,
  recordTraffic,
  streamOf,
  type Recording,
  type Said,
  type Script,
} from './recorded-traffic.ts';
import { test } from './site-test.ts';

const TO_SERVER = 'client-to-server';
const TO_CLIENT = 'server-to-client';
/** Beyond this many characters a paste is set aside. */
const MOST_SHOWN = 200_000;

/** Bytes that do not compress, the same on every run. */
function noise(length: number): Buffer {
  const bytes = Buffer.alloc(length);
  for (let i = 0, x = 0x2545f491; i < length; i++) {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    bytes[i] = x & 0xff;
  }
  return bytes;
}

const base64 = (bytes: Buffer): Said => ({ base64: bytes.toString('base64') });

const SMALL: readonly Said[] = [
  { text: 'Hello' },
  { text: '' },
  base64(Buffer.alloc(0)),
  { text: 'price of 茶 in 🏙️: ½ €' },
  base64(noise(125)),
  base64(noise(126)),
];

const REST = {
  parts: ['{"symbol":"WIRE",', '"name":"你', '好","price":101}'],
  ping: 'tick 41',
  close: { code: 1000, reason: 'heard enough, 谢谢' },
};

/** Turn by turn, so that the order of all frames is known. */
const PLAIN: Script = {
  ...REST,
  said: [...SMALL, base64(noise(65_536)), { text: 'x'.repeat(65_535) }],
  atOnce: false,
  deflate: false,
};

/** All at once, and compressed: text that compresses well, and bytes that do not. */
const DEFLATED: Script = {
  ...REST,
  said: [...SMALL, { text: 'the same news again. '.repeat(3121) }, { text: 'Hello' }],
  atOnce: true,
  deflate: true,
};

const bytesOf = (said: Said): Buffer =>
  'text' in said ? Buffer.from(said.text) : Buffer.from(said.base64, 'base64');

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** The most bytes of a text that a report carries. */
const MOST_TEXT = 65_536;

/** What of a message the peers can vouch for. */
interface Told {
  readonly kind: string;
  readonly length: number | null;
  readonly sha256: string | null;
  readonly text: string | null | undefined;
  readonly clipped: boolean;
}

/** A message as the report must tell it. */
function wanted(said: Said): Told {
  const bytes = bytesOf(said);
  const clipped = 'text' in said && bytes.length > MOST_TEXT;
  return {
    kind: 'text' in said ? 'text' : 'binary',
    length: bytes.length,
    sha256: sha256(bytes),
    text: 'text' in said ? brief(bytes.subarray(0, MOST_TEXT).toString()) : undefined,
    clipped,
  };
}

const told = ({ kind, length, sha256, text, textClipped }: ReportMessage): Told => ({
  kind,
  length,
  sha256,
  text: typeof text === 'string' ? brief(text) : text,
  clipped: textClipped === true,
});

/** Short enough to read where a comparison fails. */
const brief = (text: string): string =>
  text.length < 100 ? text : `${text.length} characters, ${sha256(Buffer.from(text))}`;

function connectionIn(report: Report): ReportConnection {
  expect(report.connections).toHaveLength(1);
  return report.connections[0]!;
}

/** Everything a report says of a recording, held against what the two peers said. */
function expectSame(report: Report, recording: Recording, script: Script): void {
  const { page, server } = recording;
  const connection = connectionIn(report);
  expect(connection.protocol).toBe('websocket');
  expect(connection.violations).toEqual([]);
  expect(connection.incomplete).toEqual({ [TO_SERVER]: null, [TO_CLIENT]: null });
  expectHandshake(connection, recording, script);

  const got = { [TO_SERVER]: server.messages, [TO_CLIENT]: page.messages };
  for (const direction of [TO_SERVER, TO_CLIENT] as const) {
    const messages = connection.messages.filter((message) => message.direction === direction);
    expect(messages.map(told)).toEqual(got[direction].map(wanted));
    expect(messages.every(({ complete }) => complete)).toBe(true);
    expect(messages.every(({ compressed }) => compressed === script.deflate)).toBe(true);
    expectFrames(connection, direction, script.deflate);
  }
  expectServerFrames(connection, recording, script.deflate);

  expect(connection.close[TO_SERVER]).toEqual(server.ended);
  expect(connection.close[TO_CLIENT]).toEqual({ code: page.ended.code, reason: page.ended.reason });
  expectEveryByte(report, recording);
}

function expectHandshake(
  { handshake, exchanges }: ReportConnection,
  recording: Recording,
  { deflate }: Script,
): void {
  expect(handshake).toMatchObject({ complete: true, acceptMatches: true, subprotocol: null });
  expect(handshake!.accept).toBe(handshake!.expectedAccept);
  expect(handshake!.extensions ?? '').toContain(recording.page.extensions);
  expect(recording.page.extensions).toBe(deflate ? 'permessage-deflate' : '');
  expect(exchanges).toHaveLength(1);
  const { request, response } = exchanges[0]!;
  expect(request).toMatchObject({ method: 'GET', target: '/prices', version: 'HTTP/1.1' });
  expect(response).toMatchObject({ status: 101, reason: 'Switching Protocols' });
  for (const [head, direction] of [
    [request!, TO_SERVER],
    [response!, TO_CLIENT],
  ] as const) {
    const text = streamOf(recording, direction).toString('latin1').split('\r\n\r\n', 1)[0]!;
    expect(head.headers.map(([name, value]) => `${name}: ${value}`)).toEqual(
      text.split('\r\n').slice(1),
    );
  }
}

/** What both peers must keep to, whatever sizes of frames they choose. */
function expectFrames(
  { frames, messages }: ReportConnection,
  direction: Direction,
  deflate: boolean,
): void {
  const own = frames.filter((frame) => frame.direction === direction);
  for (const frame of own) {
    expect(frame.masked).toBe(direction === TO_SERVER);
    expect(frame.maskingKey === null).toBe(direction === TO_CLIENT);
    expect(frame.complete).toBe(true);
  }
  for (const message of messages.filter((each) => each.direction === direction)) {
    const parts = message.frames.map((index) => frames[index]!);
    const opcode = message.kind === 'text' ? 1 : 2;
    expect(parts.map((part) => part.opcode)).toEqual(parts.map((_, i) => (i === 0 ? opcode : 0)));
    expect(parts.map((part) => part.fin)).toEqual(parts.map((_, i) => i === parts.length - 1));
    expect(parts.map((part) => part.rsv1)).toEqual(parts.map((_, i) => deflate && i === 0));
    expect(parts.reduce((sum, part) => sum + Number(part.payloadLength), 0)).toBe(
      message.wireLength,
    );
  }
  const close = own.at(-1)!;
  expect({ opcode: close.opcode, fin: close.fin, message: close.message }).toEqual({
    opcode: 8,
    fin: true,
    message: null,
  });
}

/** The server's frames are known one by one; of the browser's, the Pong and the Close. */
function expectServerFrames(
  { frames }: ReportConnection,
  { server }: Recording,
  deflate: boolean,
): void {
  const seen = frames.filter((frame) => frame.direction === TO_CLIENT);
  const brief = ({ opcode, fin }: Pick<ReportFrame, 'opcode' | 'fin'>) => `${opcode} ${fin}`;
  expect(seen.map(brief)).toEqual(server.sent.map(brief));
  for (const [i, { opcode, bytes }] of server.sent.entries()) {
    if (!deflate || opcode >= 8) expect(seen[i]!.payloadLength).toBe(bytes.length);
  }
  const pongs = frames.filter(({ opcode }) => opcode === 10);
  expect(pongs.map(({ direction, payloadLength }) => [direction, payloadLength])).toEqual(
    server.pongs.map((data) => [TO_SERVER, data.length]),
  );
}

/** Heads and frames together are the streams, without a gap. */
function expectEveryByte(report: Report, recording: Recording): void {
  const connection = connectionIn(report);
  expect(report.totals.unexplained).toBe(0);
  for (const direction of [TO_SERVER, TO_CLIENT] as const) {
    const stream = streamOf(recording, direction);
    expect(report.totals.bytes[direction]).toBe(stream.length);
    let at = stream.indexOf('\r\n\r\n') + 4;
    for (const frame of connection.frames.filter((each) => each.direction === direction)) {
      expect(frame.offset).toBe(at);
      if (frame.masked) {
        const key = stream.subarray(at + frame.headerLength - 4, at + frame.headerLength);
        expect(frame.maskingKey).toBe(key.toString('hex'));
      }
      at += frame.headerLength + Number(frame.payloadLength);
    }
    expect(at).toBe(stream.length);
  }
}

/** The rows of a conversation that took turns, as a screen reader says them, without number and size. */
function expectedRows({ page, server }: Recording, script: Script): string[] {
  const preview = (said: Said) =>
    'text' in said
      ? said.text
      : bytesOf(said)
          .toString('hex')
          .replace(/..(?=.)/g, '$& ');
  const row = (direction: Direction, kind: string, text: string) =>
    [direction === TO_SERVER ? 'client to server' : 'server to client', kind, text]
      .filter((part) => part !== '')
      .join(', ');
  const { code, reason } = server.ended;
  return [
    ...script.said.flatMap((said) =>
      ([TO_SERVER, TO_CLIENT] as const).map((direction) =>
        row(direction, 'text' in said ? 'text' : 'binary', preview(said)),
      ),
    ),
    row(TO_CLIENT, 'text', script.parts[0]!),
    row(TO_CLIENT, 'ping', script.ping),
    row(TO_SERVER, 'pong', script.ping),
    ...script.parts.slice(1).map((part) => row(TO_CLIENT, 'cont.', part)),
    row(TO_CLIENT, 'text', textOf(page.messages.at(-1)!)),
    row(TO_SERVER, 'close', `${code} ${reason}`),
    row(TO_CLIENT, 'close', `${code} ${reason}`),
  ];
}

const textOf = (said: Said): string => ('text' in said ? said.text : '');

/** `#3, client to server, text, Hello, 11 B` without its number and size. */
const bare = (spoken: string): string =>
  spoken.replace(/^#\d+, /, '').replace(/, [\d,]+ B(, more follows)?$/, '');

test('a recording of Chromium and a server is told as both of them saw it', async ({ page }) => {
  const recording = await recordTraffic(page, PLAIN);
  expect(recording.server.messages).toEqual(PLAIN.said);
  expect(recording.page.messages).toHaveLength(PLAIN.said.length + 2);
  expect(recording.page.messages.at(-2)).toEqual({ text: PLAIN.parts.join('') });
  expect(recording.server.pongs).toEqual([PLAIN.ping]);
  expect(recording.page.ended).toEqual({ ...PLAIN.close, clean: true });
  expect(recording.server.ended).toEqual(PLAIN.close);

  await page.setViewportSize({ width: 1280, height: 1400 });
  const decoder = new DecoderPage(page);
  await test.step('pasted as marked lines, too many to show', async () => {
    const text = markedHex(recording);
    expect(text.length).toBeGreaterThan(MOST_SHOWN);
    await decoder.open();
    await decoder.text.fill(text);
    await expect(page.getByText(/^Pasted text, \d+ KiB$/)).toBeVisible();
    await expect(decoder.text).toHaveCount(0);
    await expect(decoder.row('client to server, GET')).toBeVisible();
    await expect(page.getByText('No broken rule found')).toBeVisible();
    await decoder.button('Copy link').click();
    await expect(page.getByText(/^The link would have [\d,]+ characters/)).toBeVisible();
    expectSame(await decoder.exportReport(), recording, PLAIN);
    await expectRows(decoder, recording);
  });

  await test.step('in two panes, one for each direction', async () => {
    await decoder.open();
    await decoder.button('Two panes').click();
    const panes = page.getByRole('textbox', { name: 'Bytes to decode' });
    await expect(panes).toHaveCount(2);
    await page
      .getByRole('textbox', { name: 'Client → server' })
      .fill(streamOf(recording, TO_SERVER).toString('hex'));
    // The second is pasted while the first is still being read.
    await page
      .getByRole('textbox', { name: 'Server → client' })
      .fill(streamOf(recording, TO_CLIENT).toString('base64'));
    await expect(page.getByText(/frames · 18 messages/)).toBeVisible();
    expectSame(await decoder.exportReport(), recording, PLAIN);
  });

  await test.step('as files: the marked lines, and the raw bytes of each direction', async () => {
    const text = Buffer.from(markedHex(recording));
    await decoder.open();
    await decoder.openFile({ name: 'talk.txt', mimeType: 'text/plain', buffer: text });
    await expect(page.getByText(/^talk\.txt, \d+ KiB$/)).toBeVisible();
    await expect(decoder.row('client to server, GET')).toBeVisible();
    const report = await decoder.exportReport();
    expect(report.input.bytes).toBe(text.length);
    expectSame(report, recording, PLAIN);

    for (const direction of [TO_SERVER, TO_CLIENT] as const) {
      const buffer = streamOf(recording, direction);
      const name = `${direction}.bin`;
      await decoder.openFile({ name, mimeType: 'application/octet-stream', buffer });
      await expect(page.getByText(`${name}, `)).toBeVisible();
      await expect(decoder.rows.nth(1)).toHaveAccessibleName(new RegExp('^#1, '));
      const half = await decoder.exportReport();
      expect(half.input.kind).toBe('binary');
      expect(connectionIn(half).messages.map(({ sha256 }) => sha256)).toEqual(
        connectionIn(report)
          .messages.filter((message) => message.direction === direction)
          .map(({ sha256 }) => sha256),
      );
    }
  });
});

async function expectRows(decoder: DecoderPage, recording: Recording): Promise<void> {
  const expected = expectedRows(recording, PLAIN);
  await expect(decoder.rows).toHaveCount(expected.length + 2);
  const [request, response, ...frames] = await decoder.spokenRows();
  expect(request).toMatch(/^client to server, GET, \/prices, \d+ B$/);
  expect(response).toMatch(/^server to client, 101, accept matches, \d+ B$/);
  const rows = frames.map(bare);
  // Of long ones the beginning is shown.
  const shown = expected.map((row, i) =>
    rows[i]!.endsWith('…') ? `${row.slice(0, rows[i]!.length - 1)}…` : row,
  );
  expect(rows).toEqual(shown);
}

test('compressed messages come out as the peers said them, in one text box', async ({ page }) => {
  const recording = await recordTraffic(page, DEFLATED);
  expect(recording.server.extensions).toBe('permessage-deflate');
  expect(recording.server.messages).toEqual(DEFLATED.said);
  const text = markedHex(recording);
  expect(text.length).toBeLessThan(MOST_SHOWN);

  const decoder = new DecoderPage(page);
  await decoder.open();
  await decoder.text.fill(text);
  await expect(decoder.row('client to server, GET')).toBeVisible();
  await expect(decoder.text).toHaveValue(text);
  expectSame(await decoder.exportReport(), recording, DEFLATED);

  await test.step('the page shows what was compressed, and what it says', async () => {
    const hello = decoder.row(/client to server, text, .*compressed/).first();
    await hello.click();
    await expect(decoder.message).toContainText('7 bytes compressed, 5 bytes inflated');
    await expect(decoder.message).toContainText('Hello');
  });

  await test.step('two panes and a file say the same', async () => {
    await decoder.open();
    await decoder.button('Two panes').click();
    for (const [name, direction] of [
      ['Client → server', TO_SERVER],
      ['Server → client', TO_CLIENT],
    ] as const)
      await page
        .getByRole('textbox', { name })
        .fill(streamOf(recording, direction).toString('hex'));
    await expect(page.getByText(/ 18 messages/)).toBeVisible();
    expectSame(await decoder.exportReport(), recording, DEFLATED);

    await decoder.open();
    const file = { name: 'talk.txt', mimeType: 'text/plain', buffer: Buffer.from(text) };
    await decoder.openFile(file);
    await expect(decoder.row('client to server, GET')).toBeVisible();
    expectSame(await decoder.exportReport(), recording, DEFLATED);
  });
});
