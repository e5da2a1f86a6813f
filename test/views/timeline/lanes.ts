import { createMarks, type Marks } from '../../../src/trace/marks.ts';
import type { Direction } from '../../../src/trace/trace.ts';
import { transfersOf, type Transfer } from '../../../src/trace/transfers.ts';
import type { Lane, LaneColour, LaneConnection } from '../../../src/views/timeline/lane.ts';
import { indexLane, type LaneIndex } from '../../../src/views/timeline/lane-index.ts';
import { finish } from '../../../src/views/timeline/order.ts';

const UP: Direction = 'client-to-server';
const DOWN: Direction = 'server-to-client';

/** Something sent: when it left, when it arrived (null: seen at one place), and its bytes. */
export type Sent = readonly [Direction, number | null, number | null, string | Uint8Array];

const bytesOf = (content: string | Uint8Array): Uint8Array =>
  typeof content === 'string' ? new TextEncoder().encode(content) : content;

/** A connection on which these were sent. */
export function connectionOf(
  sent: readonly Sent[],
  rest: Partial<LaneConnection> = {},
): LaneConnection {
  const parts: Record<Direction, Uint8Array[]> = { [UP]: [], [DOWN]: [] } as never;
  const at: Record<Direction, number> = { [UP]: 0, [DOWN]: 0 } as never;
  const transfers = sent.map(([direction, time, arrived, content]): Transfer => {
    const bytes = bytesOf(content);
    parts[direction].push(bytes);
    const start = at[direction];
    at[direction] += bytes.length;
    return { direction, start, end: at[direction], time, arrived };
  });
  const joined = (direction: Direction) => new Uint8Array(parts[direction].flatMap((b) => [...b]));
  return {
    ...{ id: 0, opened: null, closed: null, end: 'none' },
    transfers: transfersOf(transfers),
    streams: { [UP]: joined(UP), [DOWN]: joined(DOWN) } as Record<Direction, Uint8Array>,
    ...rest,
  };
}

export const laneOf = (connections: readonly LaneConnection[], rest: Partial<Lane> = {}): Lane => ({
  id: 'a',
  name: 'A',
  colour: 1,
  trace: { connections },
  ...rest,
});

export const indexOf = (lane: Lane): LaneIndex => finish(indexLane(lane));

const DELAY = 0.05;
export const NEWS = [0.9, 2.1, 2.35, 3.6, 4.6];
export const END = 5.2;

const GET = 'GET /news HTTP/1.1\r\nHost: example.com\r\n\r\n';
const EMPTY = 'HTTP/1.1 204 No Content\r\n\r\n';
const TEXT = '{"sym":"A","px":101}';
const answer = (n: number): string =>
  `HTTP/1.1 200 OK\r\nContent-Length: ${n * TEXT.length}\r\n\r\n${TEXT.repeat(n)}`;
const frame = (): Uint8Array => new Uint8Array([0x81, TEXT.length, ...bytesOf(TEXT)]);

/** When each piece of news reached the client. */
function marksOf(delivered: readonly (number | null)[]): Marks {
  const marks = createMarks();
  NEWS.forEach((born, i) => {
    const mark = marks.push('news', 'server', born, 0, i + 1);
    const at = delivered[i] ?? null;
    if (at !== null) marks.end(mark, at);
  });
  return marks.finish();
}

function polling(): Lane {
  const sent: Sent[] = [];
  const delivered: number[] = [];
  for (let t = 0.1; t + 2 * DELAY < END; t += 1) {
    const n = NEWS.filter((born) => born <= t + DELAY).length - delivered.length;
    sent.push([UP, t, t + DELAY, GET]);
    sent.push([DOWN, t + DELAY, t + 2 * DELAY, n > 0 ? answer(n) : EMPTY]);
    for (let i = 0; i < n; i++) delivered.push(t + 2 * DELAY);
  }
  const connection = connectionOf(sent, { opened: 0, closed: END });
  return laneOf([connection], { id: 'polling', name: 'Polling', marks: marksOf(delivered) });
}

function longPolling(): Lane {
  const sent: Sent[] = [];
  const delivered: number[] = [];
  let t = 0.1;
  while (delivered.length < NEWS.length) {
    const asked = t + DELAY;
    const ready = Math.max(asked, NEWS[delivered.length]!);
    const n = NEWS.filter((born) => born <= ready).length - delivered.length;
    sent.push([UP, t, asked, GET], [DOWN, ready, ready + DELAY, answer(n)]);
    t = ready + DELAY;
    for (let i = 0; i < n; i++) delivered.push(t);
  }
  const connection = connectionOf(sent, { opened: 0, closed: END });
  return laneOf([connection], {
    ...{ id: 'long-polling', name: 'Long polling', colour: 2, marks: marksOf(delivered) },
  });
}

function pushed(
  rest: { id: string; name: string; colour: LaneColour },
  opening: readonly [string, string],
  write: () => string | Uint8Array,
  also: readonly Sent[] = [],
): Lane {
  const sent: Sent[] = [
    [UP, 0.1, 0.1 + DELAY, opening[0]],
    [DOWN, 0.1 + DELAY, 0.1 + 2 * DELAY, opening[1]],
    ...NEWS.map((born): Sent => [DOWN, born, born + DELAY, write()]),
    ...also,
  ];
  sent.sort((a, b) => a[1]! - b[1]!);
  const connection = connectionOf(sent, { opened: 0, closed: END });
  return laneOf([connection], { ...rest, marks: marksOf(NEWS.map((born) => born + DELAY)) });
}

/** The same five pieces of news over four transports, 50 ms each way. */
export const raceLanes = (): Lane[] => [
  polling(),
  longPolling(),
  pushed(
    { id: 'streaming', name: 'Streaming', colour: 3 },
    [GET, 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n'],
    () => `1c\r\ndata: ${TEXT}\n\n\r\n`,
  ),
  pushed(
    { id: 'websocket', name: 'WebSocket', colour: 4 },
    [
      'GET /chat HTTP/1.1\r\nHost: example.com\r\nUpgrade: websocket\r\n\r\n',
      'HTTP/1.1 101 Switching Protocols\r\n\r\n',
    ],
    frame,
    [
      [UP, 1.5, 1.5 + DELAY, new Uint8Array([0x81, 0x80, 1, 2, 3, 4])],
      [DOWN, 3, 3 + DELAY, new Uint8Array([0x89, 0x00])],
      [UP, 3 + DELAY, 3 + 2 * DELAY, new Uint8Array([0x8a, 0x80, 1, 2, 3, 4])],
    ],
  ),
];

/** One connection with so many transfers each way, `every` seconds apart. */
export function longLane(count: number, every = 0.001): Lane {
  const builder: Transfer[] = [];
  for (let i = 0; i < count; i++) {
    const direction = i % 2 === 0 ? UP : DOWN;
    const start = (i >> 1) * 2;
    builder.push({ direction, start, end: start + 2, time: i * every, arrived: i * every + 0.05 });
  }
  const stream = new Uint8Array(count + 2).fill(0x81);
  return laneOf([
    {
      ...{ id: 0, opened: 0, closed: null, end: 'none' },
      transfers: transfersOf(builder),
      streams: { [UP]: stream, [DOWN]: stream } as Record<Direction, Uint8Array>,
    },
  ]);
}
