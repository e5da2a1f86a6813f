import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { decodeReport } from '../src/trace/report.ts';
import { SAMPLES, type SampleName } from '../src/views/capture/samples.ts';

const read = (name: SampleName) =>
  readFile(new URL(`../public/samples/${name}.txt`, import.meta.url), 'utf8');

/** Notes on what was meant so; any other would say that a sample is not clean. */
const HARMLESS = ['input/direction-marked', 'input/line-breaks'];

async function decoded(name: SampleName) {
  const report = await decodeReport(await read(name));
  return { ...report.connections[0]!, report };
}

describe('every sample', () => {
  it.each(SAMPLES)('%s is there, and all of it is explained', async (name) => {
    const { report, protocol, incomplete } = await decoded(name);
    expect(report.totals.unexplained).toBe(0);
    expect(report.totals.frames > 0).toBe(name !== 'events');
    for (const { id } of report.input.notes) expect(HARMLESS).toContain(id);
    expect(protocol).toBe(name === 'events' ? 'http' : 'websocket');
    expect(Object.values(incomplete)).toEqual([null, null]);
  });

  it.each(SAMPLES.filter((name) => name !== 'broken'))('%s breaks no rule', async (name) => {
    expect((await decoded(name)).violations).toEqual([]);
  });
});

describe('hello', () => {
  it('shakes hands as RFC 6455 §1.3 does', async () => {
    const { handshake } = await decoded('hello');
    expect(handshake).toMatchObject({
      complete: true,
      key: 'dGhlIHNhbXBsZSBub25jZQ==',
      accept: 's3pPLMBiTxaQ9kYGzzhZRbK+xOo=',
      acceptMatches: true,
      subprotocol: 'chat',
    });
  });

  it('says Hello both ways, then closes', async () => {
    const { messages, close } = await decoded('hello');
    expect(messages.map(({ direction, text }) => [direction, text])).toEqual([
      ['client-to-server', 'Hello'],
      ['server-to-client', 'Hello'],
    ]);
    expect(Object.values(close).map((each) => each?.code)).toEqual([1000, 1000]);
  });
});

describe('fragments', () => {
  it('has a fragmented message with a Ping between, and its Pong', async () => {
    const { messages, frames } = await decoded('fragments');
    const fragmented = messages.filter((message) => message.frames.length > 1);
    expect(fragmented.map(({ text }) => text)).toEqual([
      '{"symbol":"WIRE","name":"你好","price":101}',
    ]);
    const [first, ...rest] = fragmented[0]!.frames;
    const between = frames.filter(({ index }) => index > first! && index < rest.at(-1)!);
    const opcodes = between.filter(({ message }) => message === null).map(({ opcode }) => opcode);
    expect(opcodes).toEqual([9, 10]);
  });
});

describe('compressed', () => {
  it('shares a window from message to message: each costs less than the one before', async () => {
    const { messages, handshake } = await decoded('compressed');
    expect(handshake).toMatchObject({
      acceptMatches: true,
      extensions: 'permessage-deflate; server_max_window_bits=10',
    });
    const prices = messages.filter(({ text }) => text?.startsWith('{"symbol"'));
    expect(prices.map(({ wireLength, length }) => [wireLength, length])).toEqual([
      [64, 61],
      [12, 61],
      [11, 61],
    ]);
    expect(messages.filter(({ compressed }) => !compressed).map(({ text }) => text)).toEqual([
      'ok',
    ]);
  });

  it('has one in two fragments, of which the first alone says that it is compressed', async () => {
    const { messages, frames } = await decoded('compressed');
    const [fragmented] = messages.filter((message) => message.frames.length > 1);
    expect(fragmented).toMatchObject({ compressed: true, length: 249 });
    expect(fragmented!.frames.map((frame) => frames[frame]!.rsv1)).toEqual([true, false]);
  });
});

describe('events', () => {
  it('is a poll, then a stream in chunks, one of its events cut across two of them', async () => {
    const { exchanges } = await decoded('events');
    expect(exchanges.map(({ response }) => [response?.status, response?.bodyLength])).toEqual([
      [200, 45],
      [200, 172],
      [204, 0],
    ]);
    expect(exchanges[1]?.events?.map(({ type, data, id }) => [type, data, id])).toEqual([
      ['message', '{"symbol":"WIRE","name":"你好","price":102}', '42'],
      ['halt', 'trading in WIRE\nis halted', '43'],
      ['resume', '', '44'],
    ]);
  });
});

describe('broken', () => {
  it('has nine errors and two warnings, each of its own kind', async () => {
    const { violations, handshake } = await decoded('broken');
    const severities = violations.map(({ severity }) => severity);
    expect(severities.filter((each) => each === 'error')).toHaveLength(9);
    expect(severities.filter((each) => each === 'warning')).toHaveLength(2);
    expect(new Set(violations.map(({ rule }) => rule))).toHaveProperty('size', 11);
    expect(handshake?.acceptMatches).toBe(false);
  });
});

describe('chromium', () => {
  it('is an opening handshake with frames both ways', async () => {
    const { handshake, frames } = await decoded('chromium');
    expect(handshake).toMatchObject({ complete: true, acceptMatches: true });
    for (const { direction, masked } of frames)
      expect(masked).toBe(direction === 'client-to-server');
    expect(new Set(frames.map(({ direction }) => direction))).toHaveProperty('size', 2);
  });
});
