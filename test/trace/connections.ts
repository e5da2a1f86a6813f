import * as fc from 'fast-check';
import type { Connection, Direction, Gap } from '../../src/trace/trace.ts';
import { transfersOf, type Transfer } from '../../src/trace/transfers.ts';

/** One thing that happens on a connection: bytes sent at once, or not captured; after so many nanoseconds. */
interface Step {
  readonly direction: Direction;
  readonly bytes: Uint8Array;
  readonly missing: boolean;
  readonly after: number;
}

const direction = fc.constantFrom<Direction>('client-to-server', 'server-to-client');
const after = fc.oneof(fc.nat(10), fc.nat(2_000_000_000));

const sent = fc.record({
  direction,
  bytes: fc.uint8Array({ minLength: 1, maxLength: 1460 }),
  missing: fc.constant(false),
  after,
});
const missed = fc.record({
  direction,
  // A single byte may be a FIN that was not captured.
  bytes: fc.integer({ min: 2, max: 3000 }).map((length) => new Uint8Array(length)),
  missing: fc.constant(true),
  after,
});

const byte = fc.nat(255);
const port = fc.integer({ min: 1, max: 0xffff });
const ipv4 = fc.tuple(byte, byte, byte, byte).map((bytes) => bytes.join('.'));
const ipv6 = fc.constantFrom(
  '[::1]',
  '[2001:db8::5:0:0:1]',
  '[fe80::1:2:3:4]',
  '[1:2:3:4:5:6:7:8]',
  '[::]',
);
const ends = fc
  .tuple(fc.oneof(fc.tuple(ipv4, ipv4), fc.tuple(ipv6, ipv6)), port, port)
  .filter(([, client, server]) => client !== server)
  .map(([[client, server], clientPort, serverPort]) => ({
    client: `${client}:${clientPort}`,
    server: `${server}:${serverPort}`,
  }));

const seconds = (nanoseconds: number): number => nanoseconds / 1e9;

/** A connection as a capture file gives one: with times, gaps and an end. Its times begin with its handshake. */
export const capturedConnection: fc.Arbitrary<Connection> = fc
  .record({
    ends,
    steps: fc.array(fc.oneof({ weight: 8, arbitrary: sent }, { weight: 1, arbitrary: missed }), {
      maxLength: 30,
    }),
    end: fc.constantFrom<Connection['end']>('fin', 'rst', 'none'),
    after,
  })
  .map(({ ends, steps, end, after }) => connectionOf(ends, steps, end, after));

function connectionOf(
  ends: Pick<Connection, 'client' | 'server'>,
  steps: readonly Step[],
  end: Connection['end'],
  closeAfter: number,
): Connection {
  const lengths = { 'client-to-server': 0, 'server-to-client': 0 };
  const parts: Record<Direction, number[]> = { 'client-to-server': [], 'server-to-client': [] };
  const transfers: Transfer[] = [];
  const gaps: Gap[] = [];
  let now = 0;
  for (const { direction, bytes, missing, after } of steps) {
    const start = lengths[direction];
    const end = start + bytes.length;
    now += after;
    lengths[direction] = end;
    parts[direction].push(...bytes);
    transfers.push({ direction, start, end, time: seconds(now), arrived: null });
    if (missing) gaps.push({ direction, start, end });
  }
  return {
    id: 0,
    ...ends,
    begun: true,
    opened: 0,
    closed: end === 'none' ? null : seconds(now + closeAfter),
    end,
    ordered: true,
    streams: {
      'client-to-server': Uint8Array.from(parts['client-to-server']),
      'server-to-client': Uint8Array.from(parts['server-to-client']),
    },
    transfers: transfersOf(transfers),
    gaps: joined(gaps),
  };
}

/** In order of direction and offset; gaps that touch are one. */
function joined(gaps: readonly Gap[]): Gap[] {
  const sorted = gaps.toSorted(
    (a, b) => a.direction.localeCompare(b.direction) || a.start - b.start,
  );
  return sorted.reduce<Gap[]>((list, gap) => {
    const last = list.at(-1);
    if (last?.direction !== gap.direction || last.end !== gap.start) return [...list, gap];
    return [...list.slice(0, -1), { ...last, end: gap.end }];
  }, []);
}
