import { expect, test } from 'vitest';
import { latin1 } from '../../src/codec/http/syntax.ts';
import { decodeFrame } from '../../src/codec/websocket/encode.ts';
import { messageTimes } from '../../src/simulation/news.ts';
import { INITIAL, type Parameters } from '../../src/simulation/parameters.ts';
import { TRANSPORTS, type Transport } from '../../src/simulation/transport.ts';
import type { Conversation } from '../../src/trace/conversation.ts';
import { readRow } from '../../src/trace/row.ts';
import type { Connection } from '../../src/trace/trace.ts';
import { run } from './bytes.ts';
import { conversationsOf } from './read.ts';
import { runForReal, type Reality } from './real.ts';

/** News, and by the seed three messages, far from each other and from polls: no machine is slow enough to change who comes first. */
const BIRTHS = [500, 1500, 1510, 2500];

const SCENARIO: Parameters = {
  ...INITIAL,
  ...{ window: 3900, up: 40, down: 40, warm: 'on', process: 'list', times: BIRTHS },
  ...{ lpTimeout: 700, sseReplay: 'off', heartbeat: 0, upstreamRate: 0.7, seed: 229 },
};

/** What is drawn by lot, and what each library orders as it likes: named, and made alike. */
function normalised(head: string): string {
  const lines = head
    .replace(/(Sec-WebSocket-Key: ).*/, '$1(key)')
    .replace(/(Sec-WebSocket-Accept: ).*/, '$1(accept)')
    .split('\r\n');
  return /Upgrade/.test(head)
    ? [lines[0], ...lines.slice(1).toSorted()].join('\n')
    : lines.join('\n');
}

/** Every unit that was said, in order: heads as text, frames unmasked. */
function saidIn(conversation: Conversation): string[] {
  const { order, connection } = conversation;
  return Array.from({ length: order.length }, (_, number) => {
    const row = readRow(conversation, number);
    const bytes = connection.streams[row.direction].slice(row.at, row.at + row.size);
    const mark = row.direction === 'client-to-server' ? '>' : '<';
    if (row.kind !== 'frame') return `${mark} ${row.kind} ${normalised(latin1(bytes))}`;
    const { opcode, fin, maskKey, payload } = decodeFrame(bytes)!;
    return `${mark} frame ${opcode} ${fin} ${maskKey !== null} ${latin1(payload)}`;
  });
}

const spoken = async (connections: readonly Connection[]): Promise<string[][]> =>
  (await conversationsOf({ input: { kind: 'binary', bytes: 0, notes: [] }, connections })).map(
    saidIn,
  );

const lengthsOf = (connections: readonly Connection[]) =>
  connections.map(({ streams }) => [
    streams['client-to-server'].length,
    streams['server-to-client'].length,
  ]);

test('the four transports do for real what they do here', { timeout: 20_000 }, async () => {
  const says = [...messageTimes(SCENARIO)].map((time) => time / 1000);
  expect(says.length).toBeGreaterThan(0);
  const real = await Promise.all(
    TRANSPORTS.map(async (transport): Promise<[Transport, Reality]> => [
      transport,
      await runForReal(transport, SCENARIO, BIRTHS, says),
    ]),
  );
  for (const [transport, reality] of real) {
    const simulated = run(transport, SCENARIO);
    const { connections } = simulated.trace;
    expect(await spoken(reality.connections), transport).toEqual(await spoken(connections));
    expect(lengthsOf(reality.connections), transport).toEqual(lengthsOf(connections));

    const delays = reality.delivered.map((time, i) => time - reality.born[i]!);
    const expected = [...simulated.news.delivered].map(
      (time, i) => (time - simulated.news.born[i]!) / 1000,
    );
    // a request, its answer and a timer may each be late
    const tolerance = 3 * reality.worstError + 30;
    expect(delays.length, transport).toBe(expected.length);
    delays.forEach((delay, i) => {
      expect(Math.abs(delay - expected[i]!), `${transport}, news ${i + 1}`).toBeLessThan(tolerance);
    });
  }
});
