import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { encodeChunk, lastChunk, plainChunk } from '../../src/codec/http/chunk-encode.ts';
import { createDeflater } from '../../src/codec/websocket/deflater.ts';
import { messageReaders } from '../../src/trace/conversation.ts';
import { findRows } from '../../src/trace/find.ts';
import { QUERY_KINDS, type Query } from '../../src/trace/query.ts';
import { anyConversation } from '../arbitraries.ts';
import { head } from '../vectors/http.ts';
import { find, findSlowly, rowsOf } from './finding.ts';
import { readTurns } from './hand-made.ts';
import { fromClient, fromServer, joined, latin1, utf8, type Turn } from './wire.ts';

const MIB = 1 << 20;

/** Every kind of frame, a row each. */
const FRAMES: readonly Turn[] = [
  ['>', fromClient('Price, please')],
  ['<', fromServer('{"price":101}')],
  ['<', fromServer(Uint8Array.of(0x81, 0x05, 0xff), { opcode: 2 })],
  ['>', fromClient('', { opcode: 9 })],
  ['<', fromServer('', { opcode: 10 })],
  ['<', fromServer('pri', { fin: false })],
  ['<', fromServer('still there?', { opcode: 9 })],
  ['<', fromServer('ce 你好', { opcode: 0 })],
  ['<', fromServer('?', { opcode: 3 })],
  ['>', fromClient(Uint8Array.of(0x03, 0xe8), { opcode: 8 })],
];

test.each<[string, Query, number[]]>([
  ['nothing in particular', {}, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]],
  ['what the client says', { direction: 'client-to-server' }, [0, 3, 9]],
  ['text', { kinds: ['text'] }, [0, 1, 5]],
  ['pings and pongs', { kinds: ['ping', 'pong'] }, [3, 4, 6]],
  ['what is continued', { kinds: ['continuation'] }, [7]],
  ['binary, and the end', { kinds: ['binary', 'close'] }, [2, 9]],
  ['opcodes without a meaning', { kinds: ['reserved'] }, [8]],
  ['a kind that is not there', { kinds: ['head'] }, []],
  ['no kind at all', { kinds: [] }, []],
  ['long payloads', { minLength: 13 }, [0, 1]],
  ['short ones', { maxLength: 1 }, [3, 4, 8]],
  ['lengths between', { minLength: 2, maxLength: 3 }, [2, 5, 9]],
  ['a rule', { rule: 'ws/opcode-reserved-data' }, [8]],
  ['any problem', { rule: 'error' }, [8]],
  ['a word in either case', { text: 'PRICE' }, [0, 1, 5]],
  ['a word across fragments, where it begins', { text: 'price 你' }, [5]],
  ['Chinese', { text: '好' }, [7]],
  ['a word of a control frame', { text: 'there' }, [6]],
  ['a word, from the server alone', { text: 'price', direction: 'server-to-client' }, [1, 5]],
  ['bytes of a header', { bytes: Uint8Array.of(0x89, 0x80) }, [3]],
  ['bytes of a masked payload', { bytes: Uint8Array.of(0x03, 0xe8) }, [9]],
  ['bytes that look like a header', { bytes: Uint8Array.of(0x81, 0x05) }, [2]],
  ['an empty text, which is no wish', { text: '', kinds: ['close'] }, [9]],
])('finds %s', async (_, query, rows) => {
  const conversation = await readTurns(FRAMES);
  expect(find(conversation, query)).toEqual(rows);
});

test('finds by time, from a second up to another', async () => {
  const times = FRAMES.map((_, i) => i / 10);
  const conversation = await readTurns(FRAMES, { times });
  expect(find(conversation, { from: 0.2, to: 0.5 })).toEqual([2, 3, 4]);
  expect(find(conversation, { to: 0.2 })).toEqual([0, 1]);
  expect(find(conversation, { from: 0.8, direction: 'client-to-server' })).toEqual([9]);
  expect(find(await readTurns(FRAMES), { from: 0 })).toEqual([]);
});

describe('HTTP', () => {
  const chunk = (data: string | Uint8Array) =>
    encodeChunk(plainChunk(typeof data === 'string' ? utf8(data) : data));
  const ASK = latin1(head('GET /ticks?of=WIRE HTTP/1.1', 'Host: news.example'));
  const CHUNKED = 'Transfer-Encoding: chunked';
  const answer = (...lines: string[]) => latin1(head('HTTP/1.1 200 OK', ...lines));

  it('is found in heads and in bodies', async () => {
    const conversation = await readTurns([
      ['>', ASK],
      ['<', joined(answer('Content-Length: 13'), latin1('{"price":101}'))],
    ]);
    expect(find(conversation, { text: 'wire' })).toEqual([0]);
    expect(find(conversation, { text: '"PRICE"' })).toEqual([2]);
    expect(find(conversation, { kinds: ['head'] })).toEqual([0, 1]);
    expect(find(conversation, { kinds: ['body'], minLength: 13, maxLength: 13 })).toEqual([2]);
  });

  it('is found across chunks, where it begins, and by the length of what they carry', async () => {
    const body = [chunk('{"pri'), chunk('ce":101}'), chunk('price'), encodeChunk(lastChunk())];
    const conversation = await readTurns([
      ['>', ASK],
      ['<', joined(answer(CHUNKED), ...body)],
    ]);
    expect(
      rowsOf(conversation)
        .map(({ kind }) => kind)
        .slice(2),
    ).toEqual(Array(4).fill('chunk'));
    expect(find(conversation, { text: 'price' })).toEqual([2, 4]);
    expect(find(conversation, { kinds: ['chunk'], minLength: 5, maxLength: 5 })).toEqual([2, 4]);
  });

  it('is found under a coding, where the body begins', async () => {
    const packed = gzipSync('{"price":101}'.repeat(9));
    const conversation = await readTurns([
      ['>', ASK],
      ['<', answer(CHUNKED, 'Content-Encoding: gzip')],
      ['<', joined(chunk(packed.subarray(0, 20)), chunk(packed.subarray(20)))],
      ['<', encodeChunk(lastChunk())],
    ]);
    expect(find(conversation, { text: 'price' })).toEqual([2]);
  });

  it('is found in events', async () => {
    const conversation = await readTurns([
      ['>', ASK],
      ['<', joined(answer(CHUNKED, 'Content-Type: text/event-stream'))],
      ['<', chunk('data: one\n\ndata: two\n\n')],
    ]);
    expect(find(conversation, { text: 'two', kinds: ['event'] })).toEqual([4]);
    expect(find(conversation, { kinds: ['event'] })).toEqual([3, 4]);
  });
});

describe('compressed messages', () => {
  it('are found by what they say, at their first frame', async () => {
    const deflater = createDeflater({ windowBits: 15, noContextTakeover: false });
    const said = ['one price', 'no more', 'one price again', 'the end: one price'];
    const wires = said.map((text) => deflater.deflate(utf8(text)));
    const [last] = wires.slice(-1);
    const conversation = await readTurns(
      [
        ...wires.slice(0, -1).map((wire): Turn => ['<', fromServer(wire, { rsv1: true })]),
        ['<', fromServer(last!.subarray(0, 3), { rsv1: true, fin: false })],
        ['<', fromServer(last!.subarray(3), { opcode: 0 })],
        ['<', fromServer('one price, not compressed')],
      ],
      {},
      { extensions: 'permessage-deflate' },
    );
    expect(find(conversation, { text: 'ONE price' })).toEqual([0, 2, 3, 5]);
    // Those in between are inflated all the same: a later one refers to them.
    expect(find(conversation, { text: 'price', minLength: 25 })).toEqual([5]);
  });
});

describe('what was not captured', () => {
  it('is not found as the zeros that stand for it', async () => {
    const frame = fromServer(utf8('a'.repeat(50)), { opcode: 2 });
    frame.fill(0, 20, 40);
    const conversation = await readTurns(
      [
        ['<', frame],
        ['<', fromServer('ab')],
      ],
      {
        gaps: [{ direction: 'server-to-client', start: 20, end: 40 }],
      },
    );
    expect(find(conversation, { bytes: Uint8Array.of(0, 0) })).toEqual([]);
    expect(find(conversation, { bytes: utf8('aaaaaaaaaaaa') })).toEqual([0]);
    expect(find(conversation, { bytes: utf8('a'.repeat(20)) })).toEqual([]);
    expect(find(conversation, { text: '\0' })).toEqual([]);
  });
});

describe('a large frame', () => {
  const size = 3 * MIB + 17;

  test.each([0, 1, MIB - 3, MIB, 2 * MIB - 1, size - 5])(
    'is searched in steps, and what begins at %i is found',
    async (at) => {
      const payload = new Uint8Array(size).fill(0x61);
      payload.set(utf8('Price'), at);
      const conversation = await readTurns([
        ['>', fromClient('before')],
        ['>', fromClient(payload)],
        ['>', fromClient('after')],
      ]);
      expect(find(conversation, { text: 'price' })).toEqual([1]);
      expect(find(conversation, { bytes: utf8('Price') })).toEqual([1]);
      const search = findRows(conversation, messageReaders(conversation), { text: 'nowhere' });
      let steps = 0;
      while (search.next().done !== true) steps++;
      expect(steps).toBeGreaterThan(3);
    },
  );
});

test('tells how far it is, up to all rows', async () => {
  const frames = Array.from({ length: 40_000 }, () => fromServer('x'));
  const conversation = await readTurns([['<', joined(...frames)]]);
  const told = [...findRows(conversation, messageReaders(conversation), { text: 'x' })];
  expect(told.length).toBeGreaterThan(2);
  expect(told.at(-1)).toEqual({ looked: 40_000, found: 40_000 });
  const looked = told.map((step) => step.looked);
  expect(looked).toEqual(looked.toSorted((a, b) => a - b));
});

test('finds what looking at every row finds, whatever the bytes and the question', async () => {
  const text = fc.constantFrom('a', 'H', '/', 'GET', 'ket', '\u0001', '\0', 'zz');
  const bytes = fc.uint8Array({ minLength: 1, maxLength: 3 });
  const query: fc.Arbitrary<Query> = fc.record(
    {
      direction: fc.constantFrom('client-to-server' as const, 'server-to-client' as const),
      kinds: fc.subarray([...QUERY_KINDS], { minLength: 1 }),
      minLength: fc.nat(12),
      maxLength: fc.nat(400),
      text,
      bytes,
      rule: fc.constantFrom('any' as const, 'error' as const, 'warning' as const),
    },
    { requiredKeys: [] },
  );
  await fc.assert(
    fc.asyncProperty(anyConversation, anyConversation, query, async (client, server, query) => {
      const conversation = await readTurns([
        ['>', client],
        ['<', server],
      ]);
      expect(find(conversation, query)).toEqual(findSlowly(conversation, query));
    }),
    { numRuns: 600 },
  );
});
