import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leavesOf, sourceOf } from '../../src/codec/annotation.ts';
import { encodeFrame } from '../../src/codec/websocket/encode.ts';
import { annotateRow } from '../../src/trace/annotate-row.ts';
import {
  messageReaders,
  readConversation,
  type Conversation,
} from '../../src/trace/conversation.ts';
import { describe as describeTrace } from '../../src/trace/describe.ts';
import { countProblems, problemRows, problemsOf } from '../../src/trace/problems.ts';
import { readRow } from '../../src/trace/row.ts';
import {
  DIRECTIONS,
  perDirection,
  type Connection,
  type Direction,
} from '../../src/trace/trace.ts';
import { transfersOf, type Transfer } from '../../src/trace/transfers.ts';
import { anyConversation, smallFrame } from '../arbitraries.ts';
import { conversationOf, fromClient, fromServer, joined, pasteOf } from './wire.ts';

/** Two streams, cut into transfers at any places and mixed. */
const anyConnection: fc.Arbitrary<Connection> = fc
  .tuple(anyConversation, anyConversation, fc.infiniteStream(fc.nat(40)))
  .map(([up, down, chance]) => {
    const streams = { 'client-to-server': up, 'server-to-client': down };
    const next = () => Number(chance.next().value);
    const ends = perDirection(() => 0);
    const transfers: Transfer[] = [];
    for (let time = 0; DIRECTIONS.some((way) => ends[way] < streams[way].length); time++) {
      const way: Direction = next() % 2 === 0 ? 'client-to-server' : 'server-to-client';
      const start = ends[way];
      ends[way] = Math.min(start + 1 + next(), streams[way].length);
      if (ends[way] > start) {
        transfers.push({ direction: way, start, end: ends[way], time, arrived: null });
      }
    }
    return {
      ...{
        id: 0,
        client: null,
        server: null,
        begun: true,
        opened: 0,
        closed: null,
        end: 'none' as const,
        ordered: true,
      },
      streams,
      transfers: transfersOf(transfers),
      gaps: [],
    };
  });

const read = (connection: Connection, extensions: string | null = null): Promise<Conversation> =>
  readConversation(connection, { extensions }, () => Promise.resolve());

const rowsOf = (conversation: Conversation) =>
  Array.from({ length: conversation.order.length }, (_, row) => row);

const check = (property: (conversation: Conversation) => void | Promise<void>) =>
  fc.assert(
    fc.asyncProperty(
      anyConnection,
      fc.constantFrom(null, 'permessage-deflate'),
      async (connection, extensions) => property(await read(connection, extensions)),
    ),
    { numRuns: 300 },
  );

describe('the rows of a conversation', { timeout: 60_000 }, () => {
  it('tile the stream of each direction', () =>
    check((conversation) => {
      const ends = perDirection(() => 0);
      for (const row of rowsOf(conversation)) {
        const { direction, at, size } = readRow(conversation, row);
        expect(at).toBe(ends[direction]);
        expect(size).toBeGreaterThan(0);
        ends[direction] = at + size;
      }
      for (const direction of DIRECTIONS) {
        expect(ends[direction]).toBe(conversation.sides[direction].bytes.length);
      }
    }));

  it('are in the order of the transfers that brought their first bytes', () =>
    check((conversation) => {
      const transfers = [...conversation.connection.transfers];
      const brought = rowsOf(conversation).map((row) => {
        const { direction, at, time } = conversation.order.place(row);
        const transfer = transfers.findIndex(
          (one) => one.direction === direction && one.start <= at && at < one.end,
        );
        expect(time).toBe(transfers[transfer]!.time);
        expect(time).toBe(conversation.order.timeAt(direction, at));
        return transfer;
      });
      expect(brought).toEqual(brought.toSorted((a, b) => a - b));
    }));

  it('know their frames, and frames their rows', () =>
    check(({ order, sides }) => {
      let frames = 0;
      for (let row = 0; row < order.length; row++) {
        const { kind, direction, unit } = order.place(row);
        if (kind !== 'frame') continue;
        expect(order.rowOfFrame(direction, unit)).toBe(row);
        expect(order.frameNumber(direction, unit)).toBe(frames++);
      }
      for (const direction of DIRECTIONS) {
        for (let frame = 0; frame < sides[direction].frames.length; frame++) {
          const place = order.place(order.rowOfFrame(direction, frame));
          expect(place).toMatchObject({ kind: 'frame', direction, unit: frame });
          expect(place.at).toBe(sides[direction].frames.at[frame]);
        }
        const last = rowsIn(order, direction).at(-1) ?? -1;
        expect(order.lastRow(direction)).toBe(last);
      }
    }));

  it('are taken apart to the bit, into fields that tile them', () =>
    check((conversation) => {
      for (const row of rowsOf(conversation)) {
        const annotation = annotateRow(conversation, row);
        const { size, at, complete } = readRow(conversation, row);
        let end = 0;
        for (const { range } of leavesOf(annotation.root)) {
          expect(range.start).toBe(end);
          end = range.end;
        }
        expect(end).toBe(size * 8);
        expect(sourceOf(annotation, 'wire')).toMatchObject({ base: at, length: size });
        if (annotation.unit === 'ws.frame') expect(annotation.complete).toBe(complete);
      }
    }));

  it('count the problems that annotating names', () =>
    check((conversation) => {
      const found = rowsOf(conversation).filter((row) => {
        const { errors, warnings } = countProblems(conversation, conversation.order.place(row));
        const problems = problemsOf(conversation, row);
        const severities = problems.map(({ violation }) => violation.severity);
        expect(severities.filter((severity) => severity === 'error')).toHaveLength(errors);
        expect(severities.filter((severity) => severity === 'warning')).toHaveLength(warnings);
        return problems.length > 0;
      });
      expect([...problemRows(conversation)]).toEqual(found);
    }));
});

const rowsIn = (order: Conversation['order'], direction: Direction): number[] =>
  Array.from({ length: order.length }, (_, row) => row).filter(
    (row) => order.place(row).direction === direction,
  );

describe('messages', { timeout: 60_000 }, () => {
  it('are numbered alike by the order, the rows and the report', () =>
    check(async (conversation) => {
      const { order, connection } = conversation;
      const trace = {
        input: { kind: 'binary' as const, bytes: 0, notes: [] },
        connections: [connection],
      };
      const report = await describeTrace(trace, [conversation], () => Promise.resolve());
      const { frames, messages } = report.connections[0]!;
      expect(order.messages).toBe(messages.length);
      expect(messages.map(({ index }) => index)).toEqual(messages.map((_, i) => i));
      const lines = rowsOf(conversation).flatMap((row) => readRow(conversation, row).frame ?? []);
      expect(lines.map(({ number, message }) => [number, message])).toEqual(
        frames.map(({ index, message }) => [index, message]),
      );
      for (const { index, frames: own, direction } of messages) {
        expect(own.map((frame) => frames[frame]?.message)).toEqual(own.map(() => index));
        expect(own.map((frame) => frames[frame]?.direction)).toEqual(own.map(() => direction));
        expect(own).toEqual(
          frames.filter(({ message }) => message === index).map((one) => one.index),
        );
      }
    }));

  it('read the same in any order', async () => {
    const frames = fc.array(
      smallFrame.map((frame) => encodeFrame(frame)),
      { maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(frames, async (frames) => {
        const paste = pasteOf(['<', joined(...frames)]);
        const conversation = await conversationOf([{ content: paste }], 'permessage-deflate');
        const { frames: index } = conversation.sides['server-to-client'];
        const firsts = Array.from({ length: index.length }, (_, i) => i).filter(
          (i) => (index.head[i]! & 0x0f00) !== 0 && (index.head[i]! & 0x0800) === 0,
        );
        const forward = messageReaders(conversation)['server-to-client'];
        const backward = messageReaders(conversation)['server-to-client'];
        const seen = new Map(firsts.map((first) => [first, forward.read(first)]));
        for (const first of firsts.toReversed()) {
          expect(backward.read(first)).toEqual(seen.get(first));
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('a unit that comes in pieces', () => {
  it('stands where its first byte came', async () => {
    const up = fromClient('one message in two packets');
    const down = fromServer('between');
    const transfers: Transfer[] = [
      { direction: 'client-to-server', start: 0, end: 1, time: 1, arrived: null },
      { direction: 'server-to-client', start: 0, end: down.length, time: 2, arrived: null },
      { direction: 'client-to-server', start: 1, end: up.length, time: 3, arrived: null },
    ];
    const streams = { 'client-to-server': up, 'server-to-client': down };
    const { order } = await read({
      ...{
        id: 0,
        client: null,
        server: null,
        begun: true,
        opened: 0,
        closed: 3,
        end: 'fin',
        ordered: true,
      },
      ...{ streams, transfers: transfersOf(transfers), gaps: [] },
    });
    expect([0, 1].map((row) => order.place(row))).toMatchObject([
      { direction: 'client-to-server', time: 1 },
      { direction: 'server-to-client', time: 2 },
    ]);
  });
});
