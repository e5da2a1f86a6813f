import { describe, expect, it } from 'vitest';
import { readClosing } from '../../src/trace/closing.ts';
import { readRow } from '../../src/trace/row.ts';
import { problemRows } from '../../src/trace/problems.ts';
import { DIRECTIONS, perDirection, type Connection } from '../../src/trace/trace.ts';
import { transfersOf } from '../../src/trace/transfers.ts';
import { REQUEST, RESPONSE } from '../vectors/handshake.ts';
import { readConnection } from './captures.ts';
import { connectionOf, reportOn } from './hand-made.ts';
import { fromClient, fromServer, latin1, type Turn } from './wire.ts';

const CLOSE = Uint8Array.of(0x03, 0xe8);
const TURNS: readonly Turn[] = [
  ['>', latin1(REQUEST)],
  ['<', latin1(RESPONSE)],
  ['>', fromClient('Hello')],
  ['<', fromServer('Hi')],
  ['<', fromServer(CLOSE, { opcode: 8 })],
];
const whole = connectionOf(TURNS, { end: 'fin', client: '10.0.0.1:5000' });

/** What has come of a connection when so many bytes of it were seen. */
function firstBytes(connection: Connection, count: number): Connection {
  let left = count;
  const transfers = [...connection.transfers].flatMap((transfer) => {
    const end = Math.min(transfer.end, transfer.start + left);
    left -= end - transfer.start;
    return end > transfer.start ? [{ ...transfer, end }] : [];
  });
  const ends = perDirection((direction) =>
    Math.max(0, ...transfers.filter((one) => one.direction === direction).map(({ end }) => end)),
  );
  return {
    ...connection,
    streams: perDirection((direction) => connection.streams[direction].slice(0, ends[direction])),
    transfers: transfersOf(transfers),
  };
}

describe('the first part of a conversation, of which more is to come', { timeout: 60_000 }, () => {
  const total = TURNS.reduce((sum, [, bytes]) => sum + bytes.length, 0);

  it('says nothing of its end, wherever it is', async () => {
    for (let count = 0; count <= total; count++) {
      const conversation = await readConnection(firstBytes(whole, count), { partial: true });
      expect([...problemRows(conversation)], `${count}`).toEqual([]);
      const { incomplete } = await reportOn(conversation);
      expect(Object.values(incomplete)).toEqual([null, null]);
      expect(Object.values(readClosing(conversation).api)).toEqual([null, null]);
      for (let row = 0; row < conversation.order.length; row++) {
        expect(readRow(conversation, row).complete).toBe(true);
      }
    }
  });

  it('has the rows that the whole has, with the same numbers', async () => {
    const full = await readConnection(whole);
    for (let count = 0; count <= total; count++) {
      const { order } = await readConnection(firstBytes(whole, count), { partial: true });
      for (let row = 0; row < order.length; row++) {
        const { direction, at } = order.place(row);
        expect(full.order.place(row)).toMatchObject({ direction, at });
      }
    }
  });

  it('is told apart from one that ends there', async () => {
    const conversation = await readConnection(whole);
    expect(problemRows(conversation).length).toBe(1);
    expect(DIRECTIONS.map((way) => readClosing(conversation).api[way]?.code)).toEqual([1000, 1006]);
  });
});
