import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import type { Run } from '../../src/simulation/run.ts';
import { scenariosOf, setupOf } from '../../src/simulation/setup.ts';
import { simulate } from '../../src/simulation/simulate.ts';
import type { Connection, Direction } from '../../src/trace/trace.ts';
import { heardByWs } from '../codec/websocket/oracle-ws.ts';
import { bytesIn, run } from './bytes.ts';

interface Parser {
  initialize(type: number, resource: object): void;
  execute(bytes: Buffer): number | Error;
  [callback: number]: (...args: unknown[]) => unknown;
}

interface ParserClass {
  new (): Parser;
  readonly REQUEST: number;
  readonly RESPONSE: number;
  readonly kOnHeadersComplete: number;
  readonly kOnBody: number;
  readonly kOnMessageComplete: number;
}

/** The parser that Node's http is made of. */
const { HTTPParser } = createRequire(import.meta.url)('node:_http_common') as {
  HTTPParser: ParserClass;
};

interface ParsedHttp {
  readonly heads: number;
  readonly body: number;
  /** Where another protocol begins; the length where none does. */
  readonly end: number;
}

/** What Node reads of one direction. */
function parseHttp(bytes: Uint8Array, direction: Direction): ParsedHttp {
  const parser = new HTTPParser();
  let heads = 0;
  let body = 0;
  parser.initialize(
    direction === 'client-to-server' ? HTTPParser.REQUEST : HTTPParser.RESPONSE,
    {},
  );
  parser[HTTPParser.kOnHeadersComplete] = () => {
    heads++;
    return 0;
  };
  parser[HTTPParser.kOnBody] = (part) => {
    body += (part as Buffer).length;
  };
  parser[HTTPParser.kOnMessageComplete] = () => undefined;
  const end = parser.execute(Buffer.from(bytes));
  if (end instanceof Error) throw end;
  return { heads, body, end };
}

async function expectHeard({ streams }: Connection): Promise<{ heads: number; messages: number }> {
  const up = parseHttp(streams['client-to-server'], 'client-to-server');
  const down = parseHttp(streams['server-to-client'], 'server-to-client');
  let messages = 0;
  for (const [direction, { end }] of [
    ['client-to-server', up],
    ['server-to-client', down],
  ] as const) {
    const bytes = streams[direction].subarray(end);
    const sender = direction === 'client-to-server' ? 'client' : 'server';
    const { events, code } = await heardByWs({
      sender,
      deflate: null,
      most: 2 ** 20,
      bytes,
    });
    expect(code).toBeNull();
    messages += events.filter((event) => event.startsWith('text ')).length;
  }
  return { heads: up.heads, messages };
}

async function expectAllHeard(one: Run): Promise<void> {
  let heads = 0;
  let messages = 0;
  for (const connection of one.trace.connections) {
    const heard = await expectHeard(connection);
    heads += heard.heads;
    messages += heard.messages;
  }
  expect(heads).toBe(one.totals.requests);
  if (one.scenario.transport === 'websocket') {
    const payload =
      one.totals.bytes['server-to-client'].payload + one.totals.bytes['client-to-server'].payload;
    expect(messages * one.scenario.parameters.payload).toBe(payload);
  } else expect(messages).toBe(0);
}

describe('Node’s HTTP parser and the receiver of ws take every byte', { timeout: 30_000 }, () => {
  const lanes = (
    ['chat', 'ticker', 'dashboard', 'mobile', 'llm-tokens', 'quantum-leap-a'] as const
  ).flatMap((id) =>
    scenariosOf(setupOf(id)).map((scenario) => ({ id, lane: scenario.transport, scenario })),
  );
  test.each(lanes)('of $id, $lane', async ({ scenario }) => expectAllHeard(simulate(scenario)));

  test('of messages both ways, posted and framed', async () => {
    for (const transport of ['polling', 'long-polling', 'streaming', 'websocket'] as const) {
      await expectAllHeard(run(transport, { upstreamRate: 2, rate: 2, headers: 'chrome-http' }));
    }
  });

  test('of compressed messages', async () => {
    for (const permessageDeflate of ['takeover', 'no-takeover'] as const) {
      const one = run('websocket', { permessageDeflate, rate: 5, upstreamRate: 2, payload: 200 });
      const [connection] = one.trace.connections;
      for (const direction of ['client-to-server', 'server-to-client'] as const) {
        const bytes = connection!.streams[direction];
        const { end } = parseHttp(bytes, direction);
        const sender = direction === 'client-to-server' ? 'client' : 'server';
        const deflate = { windowBits: 15, noContextTakeover: permessageDeflate === 'no-takeover' };
        const { events, code } = await heardByWs({
          ...{ sender, deflate, most: 2 ** 20, bytes: bytes.subarray(end) },
        });
        expect(code).toBeNull();
        const texts = events.filter((event) => event.startsWith('text '));
        expect(texts.length).toBeGreaterThan(50);
        for (const text of texts)
          expect((JSON.parse(text.slice(5)) as { sym: string }).sym).toBe('A');
      }
      const plain = run('websocket', { rate: 5, upstreamRate: 2, payload: 200 });
      expect(bytesIn(one.trace, 'server-to-client')).toBeLessThan(
        bytesIn(plain.trace, 'server-to-client') / 2,
      );
    }
  });
});
