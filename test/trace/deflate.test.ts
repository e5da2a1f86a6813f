import { createHash } from 'node:crypto';
import { describe, expect, it, test } from 'vitest';
import { formatExtensions } from '../../src/codec/websocket/extensions.ts';
import { decodeReport } from '../../src/trace/report.ts';
import { added, REQUEST, RESPONSE } from '../vectors/handshake.ts';
import { createDeflater, type Deflater } from './deflate-oracle.ts';
import {
  fromClient,
  fromServer,
  latin1,
  onlyOne,
  pasteOf,
  reportOf,
  utf8,
  type Turn,
} from './wire.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

interface Side {
  readonly windowBits: number;
  readonly noContextTakeover: boolean;
}

interface Sent {
  readonly mark: '>' | '<';
  readonly payload: Uint8Array;
  readonly compressed: boolean;
}

const WORDS = ['price', 'symbol', 'WIRE', '你好', '{"', '":', ',', 'tick ', '😀', 'bytes'];

/** Numbers that follow from a seed alone. */
function createChance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Text that repeats itself now and then from far back, so that a wrong window shows. */
function payloadOf(chance: (below: number) => number): Uint8Array {
  if (chance(20) === 0) return new Uint8Array();
  const length = chance(10) === 0 ? 600 : 30;
  return utf8(
    Array.from({ length: 1 + chance(length) }, () => WORDS[chance(WORDS.length)]).join(''),
  );
}

/** A message in one frame or in two; every frame but the first without RSV1. */
function framesOf(mark: '>' | '<', wire: Uint8Array, rsv1: boolean, cut: number): Turn[] {
  const frame = mark === '>' ? fromClient : fromServer;
  if (cut === 0) return [[mark, frame(wire, { opcode: 1, rsv1 })]];
  return [
    [mark, frame(wire.subarray(0, cut), { opcode: 1, rsv1, fin: false })],
    [mark, frame('ping', { opcode: 9 })],
    [mark, frame(wire.subarray(cut), { opcode: 0 })],
  ];
}

/** A connection of so many messages, made by zlib, and what was said on it. */
async function converse(client: Side, server: Side, count: number, seed: number) {
  const chance = createChance(seed);
  const sides: Record<'>' | '<', Deflater> = {
    '>': createDeflater(client.windowBits, client.noContextTakeover),
    '<': createDeflater(server.windowBits, server.noContextTakeover),
  };
  const turns: Turn[] = [];
  const sent: Sent[] = [];
  for (let i = 0; i < count; i++) {
    const mark = chance(2) === 0 ? '>' : '<';
    const payload = payloadOf(chance);
    const compressed = chance(5) > 0;
    const final = chance(8) === 0;
    const wire = compressed ? await sides[mark].deflate(payload, final) : payload;
    turns.push(...framesOf(mark, wire, compressed, chance(4) === 0 ? chance(wire.length) : 0));
    sent.push({ mark, payload, compressed });
  }
  sides['>'].close();
  sides['<'].close();
  return { turns, sent };
}

const extensionOf = (client: Side, server: Side): string => {
  const flag = (name: string, on: boolean) => (on ? [{ name, value: null }] : []);
  const bits = (name: string, side: Side) =>
    side.windowBits === 15 ? [] : [{ name, value: String(side.windowBits) }];
  const parameters = [
    ...flag('server_no_context_takeover', server.noContextTakeover),
    ...flag('client_no_context_takeover', client.noContextTakeover),
    ...bits('server_max_window_bits', server),
    ...bits('client_max_window_bits', client),
  ];
  return formatExtensions([{ name: 'permessage-deflate', parameters }]);
};

const BITS = [9, 10, 11, 12, 13, 14, 15];
const FLAGS = [false, true];

/** Every window in each direction, with every pair of flags. */
const CASES = BITS.flatMap((windowBits, i) =>
  FLAGS.flatMap((clientFlag) =>
    FLAGS.map((serverFlag): [Side, Side] => [
      { windowBits, noContextTakeover: clientFlag },
      { windowBits: BITS[(i + 3) % BITS.length]!, noContextTakeover: serverFlag },
    ]),
  ),
);

describe('permessage-deflate, as zlib compresses it', { timeout: 60_000 }, () => {
  test.each(CASES)('client %o, server %o', async (client, server) => {
    const seed = client.windowBits * 4 + server.windowBits;
    const { turns, sent } = await converse(client, server, 200, seed);
    const { messages, violations } = await reportOf(turns, {
      extensions: extensionOf(client, server),
    });
    expect(violations.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(messages).toMatchObject(
      sent.map(({ mark, payload, compressed }) => ({
        direction: mark === '>' ? 'client-to-server' : 'server-to-client',
        kind: 'text',
        compressed,
        length: payload.length,
        sha256: sha256(payload),
        complete: true,
      })),
    );
  });
});

describe('the extension', () => {
  const side: Side = { windowBits: 10, noContextTakeover: false };

  it('comes from the handshake where there is one, whatever the caller says', async () => {
    const { turns, sent } = await converse(side, side, 40, 7);
    const header = `Sec-WebSocket-Extensions: ${extensionOf(side, side)}`;
    const heads: Turn[] = [
      ['>', latin1(added(REQUEST, 'Sec-WebSocket-Extensions: permessage-deflate'))],
      ['<', latin1(added(RESPONSE, header))],
    ];
    const options = { extensions: 'permessage-deflate; client_no_context_takeover' };
    const { messages, handshake } = onlyOne(
      await decodeReport(pasteOf(...heads, ...turns), options),
    );
    expect(handshake?.extensions).toBe(extensionOf(side, side));
    expect(messages.map(({ sha256 }) => sha256)).toEqual(
      sent.map(({ payload }) => sha256(payload)),
    );
  });

  it('that was not agreed on leaves the bytes as they are, and RSV1 wrong', async () => {
    const { turns } = await converse(side, side, 5, 7);
    const { messages, violations } = await reportOf(turns);
    expect(messages.every(({ compressed }) => !compressed)).toBe(true);
    expect(violations.map(({ rule }) => rule)).toContain('ws/rsv1-without-extension');
  });

  it.each([['x-foo'], [';;'], ['']])('%j is none that inflates', async (extensions) => {
    const hello: Turn = ['<', fromServer('Hello', { rsv1: true })];
    const { messages } = await reportOf([hello], { extensions });
    expect(messages).toMatchObject([{ compressed: false, text: 'Hello' }]);
  });

  it('that says more than it may still tells that messages are compressed', async () => {
    const deflater = createDeflater(15, false);
    const hello: Turn = [
      '<',
      fromServer(await deflater.deflate(utf8('Hello')), { rsv1: true, opcode: 1 }),
    ];
    deflater.close();
    const { messages } = await reportOf([hello], { extensions: 'permessage-deflate; what' });
    expect(messages).toMatchObject([{ compressed: true, text: 'Hello' }]);
  });

  it('with bytes that are not DEFLATE gives no message; one after it that needs no window is read', async () => {
    const deflater = createDeflater(15, false);
    const first = await deflater.deflate(utf8('Hello'));
    deflater.close();
    const turns: Turn[] = [
      ['<', fromServer(first, { rsv1: true, opcode: 1 })],
      ['<', fromServer(Uint8Array.of(0xff), { rsv1: true, opcode: 1 })],
      ['<', fromServer(first, { rsv1: true, opcode: 1 })],
      ['<', fromServer('plain')],
    ];
    const { messages } = await reportOf(turns, { extensions: 'permessage-deflate' });
    expect(messages.map(({ text }) => text)).toEqual(['Hello', null, 'Hello', 'plain']);
    const alone = await reportOf(turns, {
      extensions: 'permessage-deflate; server_no_context_takeover',
    });
    expect(alone.messages.map(({ text }) => text)).toEqual(['Hello', null, 'Hello', 'plain']);
  });

  it('lets a final block end within a message, and more follow: RFC 7692 §7.2.3.4, §7.2.3.5', async () => {
    const { messages } = await reportOf(
      [
        [
          '<',
          fromServer(Uint8Array.of(0xf3, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0x00, 0x00), {
            rsv1: true,
            opcode: 1,
          }),
        ],
        [
          '<',
          fromServer(
            Uint8Array.of(
              0xf2,
              0x48,
              0x05,
              0x00,
              0x00,
              0x00,
              0xff,
              0xff,
              0xca,
              0xc9,
              0xc9,
              0x07,
              0x00,
            ),
            { rsv1: true, opcode: 1 },
          ),
        ],
        ['<', fromServer(Uint8Array.of(0x00), { rsv1: true, opcode: 1 })],
        ['<', fromServer(Uint8Array.of(0xf2, 0x00, 0x11, 0x00, 0x00), { rsv1: true, opcode: 1 })],
      ],
      { extensions: 'permessage-deflate' },
    );
    expect(messages.map(({ text }) => text)).toEqual(['Hello', 'Hello', '', 'Hello']);
  });
});
