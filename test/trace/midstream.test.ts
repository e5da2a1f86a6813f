import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDeflater } from '../../src/codec/websocket/deflater.ts';
import { messageReaders, type Conversation } from '../../src/trace/conversation.ts';
import { findFrames, UNKNOWN_BITS } from '../../src/trace/frame-search.ts';
import { capturedOf } from '../../src/trace/captured.ts';
import { swapSides } from '../../src/trace/orient.ts';
import { problemRows } from '../../src/trace/problems.ts';
import {
  DIRECTIONS,
  perDirection,
  type Connection,
  type Direction,
} from '../../src/trace/trace.ts';
import { framesOf, fromByte, readConnection, withGaps } from './captures.ts';
import { connectionOf } from './hand-made.ts';
import { fromClient, fromServer, joined, latin1, utf8, type Turn } from './wire.ts';

const ENDPOINTS = { client: '10.0.0.1:5000', server: '10.0.0.2:80' };
const CLOSE = Uint8Array.of(0x03, 0xe8);

/** The same numbers each run. */
function createChance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Ticks from a server, answers from a client: legal, with fragments, Pings, binary and long payloads. */
function talk(seed: number, count: number): Turn[] {
  const chance = createChance(seed);
  const key = () => Uint8Array.from({ length: 4 }, () => Math.floor(chance() * 256));
  const noise = (length: number) => Uint8Array.from({ length }, () => Math.floor(chance() * 256));
  const turns: Turn[] = [];
  for (let i = 0; i < count; i++) {
    const text = `{"tick":${i},"price":${Math.floor(chance() * 1e6)}}`;
    const pick = Math.floor(chance() * 8);
    if (pick === 0) turns.push(['>', fromClient('', { opcode: 9, maskKey: key() })]);
    else if (pick === 1) turns.push(['<', fromServer(noise(200), { opcode: 2 })]);
    else if (pick === 2) {
      turns.push(['<', fromServer('one ', { fin: false })]);
      turns.push(['<', fromServer('message', { opcode: 0 })]);
    } else if (pick === 3) turns.push(['>', fromClient(noise(40), { opcode: 2, maskKey: key() })]);
    turns.push(['<', fromServer(text)], ['>', fromClient(text, { maskKey: key() })]);
  }
  return turns;
}

const problems = (conversation: Conversation): number => problemRows(conversation).length;

describe('a capture that begins in the middle', { timeout: 120_000 }, () => {
  const whole = connectionOf(talk(1, 24), ENDPOINTS);

  it('at any byte, finds frames of the conversation and no others, and blames nobody', async () => {
    const full = await readConnection({ ...whole, begun: false });
    const all = perDirection((direction) => framesOf(full, direction));
    const recovered = perDirection(() => 0);
    for (const direction of DIRECTIONS) {
      const own = all[direction];
      for (let skipped = 0; skipped < whole.streams[direction].length; skipped++) {
        const begin = { 'client-to-server': 0, 'server-to-client': 0, [direction]: skipped };
        const conversation = await readConnection(fromByte(whole, begin));
        const found = framesOf(conversation, direction, skipped);
        // A suffix of the real ones …
        expect(found, `${direction} ${skipped}`).toEqual(own.slice(own.length - found.length));
        expect(problems(conversation)).toBe(0);
        // … which leaves out no frame that is wholly there, but for a few at the very end.
        const there = own.filter(({ at }) => at >= skipped).length;
        if (there === found.length) recovered[direction]++;
        else expect(there - found.length, `${direction} ${skipped}`).toBeLessThan(3);
      }
      expect(recovered[direction] / whole.streams[direction].length).toBeGreaterThan(0.95);
    }
  });

  it('says that no handshake was seen, and where frames were found', async () => {
    const begin = { 'client-to-server': 3, 'server-to-client': 0 };
    const { notes, protocol } = await readConnection(fromByte(whole, begin));
    expect(protocol).toBe('websocket');
    expect(notes.map(({ id, direction, detail }) => [id, direction, detail])).toEqual([
      ['conversation/handshake-missing', null, ''],
      ['conversation/direction-inferred', null, 'mask'],
      [
        'conversation/resynchronised',
        'client-to-server',
        expect.stringMatching(/^1 \d+$/) as string,
      ],
    ]);
  });

  it('loses no message but the one it begins in', async () => {
    const turns: Turn[] = [
      ['<', fromServer('begun before ', { fin: false })],
      ['<', fromServer('and ended after', { opcode: 0 })],
      ['<', fromServer('a whole message')],
      ['<', fromServer('another one')],
    ];
    const connection = connectionOf(turns, ENDPOINTS);
    const skipped = fromServer('begun before ', { fin: false }).length;
    const conversation = await readConnection(
      fromByte(connection, { 'client-to-server': 0, 'server-to-client': skipped }),
    );
    expect(problems(conversation)).toBe(0);
    const { frames } = conversation.sides['server-to-client'];
    expect(frames.length).toBe(3);
    const reader = messageReaders(conversation)['server-to-client'];
    expect([1, 2].map((frame) => reader.read(frame)?.complete)).toEqual([true, true]);
  });
});

describe('frames are not found', { timeout: 60_000 }, () => {
  const search = (bytes: Uint8Array, sender: 'client' | 'server' = 'server') =>
    findFrames(
      {
        bytes,
        captured: capturedOf([], 'client-to-server', bytes.length),
        sender,
        deflate: true,
        transferFrom: (at) => Math.ceil(at / 1460) * 1460,
      },
      0,
      bytes.length,
      UNKNOWN_BITS,
    );

  it('in random bytes', () => {
    const chance = createChance(7);
    for (let run = 0; run < 300; run++) {
      const bytes = Uint8Array.from({ length: 20_000 }, () => Math.floor(chance() * 256));
      expect([search(bytes), search(bytes, 'client')]).toEqual([-1, -1]);
    }
  });

  it.each([
    ['zeros', new Uint8Array(10_000)],
    ['text', utf8('Not a frame in sight: bits and bobs, {"a": [1, 2]}\r\n'.repeat(200))],
    ['Chinese text', utf8('价格成交量，时间：12:30。Fin\n'.repeat(200))],
    ['small numbers', Uint8Array.from({ length: 8000 }, (_, i) => (i % 4 === 3 ? i % 3 : 0))],
    ['a ramp', Uint8Array.from({ length: 8000 }, (_, i) => i & 0xff)],
  ])('in %s', (_name, bytes) => {
    expect([search(bytes), search(bytes, 'client')]).toEqual([-1, -1]);
  });

  it('and any bytes at all end the search', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        const at = search(bytes);
        expect(at).toBeGreaterThanOrEqual(-1);
        expect(at).toBeLessThan(Math.max(bytes.length, 1));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('which side is the client', { timeout: 60_000 }, () => {
  const frames = connectionOf(talk(3, 8), ENDPOINTS);
  const request = latin1('GET /news HTTP/1.1\r\nHost: a\r\n\r\n');
  const answer = latin1('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi');
  const http = connectionOf(
    [
      ['>', request],
      ['<', answer],
    ],
    ENDPOINTS,
  );

  const wrongWay = (connection: Connection): Connection =>
    swapSides({ ...connection, begun: false });

  it.each([
    ['the MASK bits of frames', frames, 'mask'],
    ['start lines', http, 'start-line'],
  ])('is told by %s', async (_by, connection, detail) => {
    const right = await readConnection(connection);
    const swapped = await readConnection(wrongWay(connection));
    expect(swapped.connection.client).toBe(ENDPOINTS.client);
    expect(swapped.connection.streams).toEqual(connection.streams);
    for (const direction of DIRECTIONS) {
      expect(framesOf(swapped, direction)).toEqual(framesOf(right, direction));
    }
    expect(swapped.exchanges.length).toBe(right.exchanges.length);
    expect(swapped.notes).toContainEqual({
      id: 'conversation/direction-inferred',
      direction: null,
      at: 0,
      detail,
    });
  });

  it('is not asked where a SYN was seen: a server that masks is a fault to be shown', async () => {
    const conversation = await readConnection(swapSides(frames));
    expect(conversation.connection.client).toBe(ENDPOINTS.server);
    expect(conversation.notes.map(({ id }) => id)).not.toContain('conversation/direction-inferred');
  });

  it('moves gaps and transfers along', async () => {
    const gap = { direction: 'server-to-client' as const, start: 40, end: 60 };
    const torn = withGaps(frames, [gap]);
    const { connection } = await readConnection(wrongWay(torn));
    expect(connection.gaps).toEqual([gap]);
    expect([...connection.transfers]).toEqual([...frames.transfers]);
  });
});

describe('compression that nobody saw agreed on', () => {
  const SIDE = { windowBits: 15, noContextTakeover: false };
  const ticks = Array.from({ length: 12 }, (_, i) => `{"symbol":"ACME","price":${100 + i}}`);

  function compressed(direction: '>' | '<', skippedMessages = 0): Connection {
    const deflater = createDeflater(SIDE);
    const frame = direction === '<' ? fromServer : fromClient;
    const turns = ticks.map((text, i): Turn => {
      const maskKey = Uint8Array.of(i + 1, 2, 3, 4);
      const payload = deflater.deflate(utf8(text));
      return [direction, frame(payload, { rsv1: true, opcode: 1, maskKey })];
    });
    return connectionOf(turns.slice(skippedMessages), { ...ENDPOINTS, begun: false });
  }

  it('is inferred, and said', async () => {
    const conversation = await readConnection(compressed('<'));
    expect(conversation.notes).toContainEqual({
      id: 'conversation/compression-inferred',
      direction: 'server-to-client',
      at: 0,
      detail: '',
    });
    const reader = messageReaders(conversation)['server-to-client'];
    const texts = ticks.map((_, frame) => new TextDecoder().decode(reader.read(frame)!.payload));
    expect(texts).toEqual(ticks);
    expect(problems(conversation)).toBe(0);
  });

  it.each(['>', '<'] as const)(
    '%s blames nobody for what refers to before the capture',
    async (way) => {
      const direction: Direction = way === '>' ? 'client-to-server' : 'server-to-client';
      const conversation = await readConnection(compressed(way, 4));
      expect(conversation.sides[direction].frames.length).toBe(8);
      expect(problems(conversation)).toBe(0);
      const reader = messageReaders(conversation)[direction];
      expect(reader.read(0)).toMatchObject({ compressed: true, fault: 'lost-window' });
    },
  );

  it('is not inferred from messages without RSV1', async () => {
    const { notes } = await readConnection(
      connectionOf(talk(5, 6), { ...ENDPOINTS, begun: false }),
    );
    expect(notes.map(({ id }) => id)).not.toContain('conversation/compression-inferred');
  });

  it('is what the caller says, where the caller says it', async () => {
    const extensions = 'permessage-deflate; server_no_context_takeover';
    const conversation = await readConnection(compressed('<'), { extensions });
    expect(conversation.sides['server-to-client'].deflate?.noContextTakeover).toBe(true);
    expect(conversation.notes.map(({ id }) => id)).not.toContain(
      'conversation/compression-inferred',
    );
  });

  it('after a gap a message that refers to what is missing has no text, and breaks no rule', async () => {
    const connection = compressed('<');
    const first = framesOf(await readConnection(connection), 'server-to-client');
    const { at } = first[3]!;
    const torn = withGaps(connection, [
      { direction: 'server-to-client', start: at + 4, end: at + 7 },
    ]);
    const conversation = await readConnection(torn);
    expect(problems(conversation)).toBe(0);
    const reader = messageReaders(conversation)['server-to-client'];
    expect(first.map((_, frame) => reader.read(frame)!.fault)).toEqual([
      ...[null, null, null, null],
      ...Array.from({ length: 8 }, () => 'lost-window'),
    ]);
    expect(reader.read(3)).toMatchObject({ missing: 3, complete: false });
    // The same in any order.
    expect(reader.read(1)!.fault).toBeNull();
    expect(reader.read(6)!.fault).toBe('lost-window');
  });
});

describe('a connection that speaks something else', () => {
  it('is not taken for frames', async () => {
    const turns: Turn[] = [
      ['<', latin1('SSH-2.0-OpenSSH_9.6\r\n')],
      ['>', latin1('SSH-2.0-OpenSSH_9.6\r\n')],
      ['<', joined(Uint8Array.of(0, 0, 4, 0x3c, 9, 0x14), new Uint8Array(200).fill(0x61))],
    ];
    const conversation = await readConnection(connectionOf(turns, ENDPOINTS));
    expect(conversation.protocol).toBe('none');
    expect(conversation.notes.map(({ id }) => id)).toEqual(['conversation/not-recognised']);
    expect(problems(conversation)).toBe(0);
    expect(conversation.order.length).toBe(2);
  });

  it('but frames without a handshake are frames', async () => {
    const turns = [...talk(9, 3), ['<', fromServer(CLOSE, { opcode: 8 })] as Turn];
    const conversation = await readConnection(connectionOf(turns, ENDPOINTS));
    expect(conversation.protocol).toBe('websocket');
    expect(conversation.notes.map(({ id }) => id)).toEqual(['conversation/handshake-missing']);
  });
});
