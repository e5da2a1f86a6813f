import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Edit } from '../../../src/composer/changed/edits.ts';
import { encodeFrame } from '../../../src/codec/websocket/encode.ts';
import { DIRECTIONS, type Direction } from '../../../src/trace/trace.ts';
import { anyConversation, smallFrame } from '../../arbitraries.ts';
import { readTurns } from '../../trace/hand-made.ts';
import { fromClient, fromServer, joined, type Turn } from '../../trace/wire.ts';
import { whatIf } from './changing.ts';

const DOWN: Direction = 'server-to-client';
const down = (offset: number, byte: number): Edit => ({ direction: DOWN, offset, byte });

/** Three texts from a server, 7, 6 and 8 bytes long. */
const TEXTS: readonly Turn[] = [
  ['<', fromServer('Hello')],
  ['<', fromServer('wire')],
  ['<', fromServer('WebS01')],
];

const anyEdit = (length: number): fc.Arbitrary<Edit> =>
  fc.record({
    direction: fc.constantFrom(...DIRECTIONS),
    offset: fc.nat(Math.max(length - 1, 0)),
    byte: fc.nat(255),
  });

const somethingSaid = fc.tuple(anyConversation, anyConversation).map(([client, server]): Turn[] => [
  ['>', client],
  ['<', server],
]);

const said = somethingSaid.chain((turns) =>
  fc.tuple(
    fc.constant(turns),
    fc.array(anyEdit(Math.max(...turns.map(([, { length }]) => length))), { maxLength: 4 }),
  ),
);

describe('a payload bit', () => {
  it('of an unmasked text changes exactly this frame', async () => {
    const { difference } = await whatIf(await readTurns(TEXTS), [down(9, 'W'.charCodeAt(0))]);
    expect(difference.pairs).toEqual([
      { fate: 'edited', original: 1, changed: 1, direction: DOWN, at: 7 },
    ]);
    expect(difference.counts).toEqual({ edited: 1, resized: 0, judged: 0, gone: 0, added: 0 });
    expect(difference.sync).toEqual({ 'client-to-server': null, 'server-to-client': null });
    expect(difference.rules).toEqual([]);
  });

  it('changes exactly its frame, whichever it is', async () => {
    const texts = fc.array(fc.stringMatching(/^[a-z]{1,20}$/u), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(texts, fc.nat(), fc.nat(), async (texts, which, where) => {
        const frames = texts.map((text) => fromServer(text));
        const row = which % frames.length;
        const at = frames.slice(0, row).reduce((sum, { length }) => sum + length, 0);
        const offset = at + 2 + (where % texts[row]!.length);
        const original = await readTurns(frames.map((frame): Turn => ['<', frame]));
        const byte = original.sides[DOWN].bytes[offset]! ^ 1;
        const { difference } = await whatIf(original, [down(offset, byte)]);
        expect(difference.pairs).toEqual([
          { fate: 'edited', original: row, changed: row, direction: DOWN, at },
        ]);
      }),
    );
  });

  it('that makes the text no UTF-8 breaks the rule on it', async () => {
    const { difference } = await whatIf(await readTurns(TEXTS), [down(2, 0xff)]);
    expect(difference.rules).toEqual([
      {
        rule: 'ws/text-invalid-utf8',
        ...{ appeared: 1, vanished: 0, row: 0, originalRow: null },
      },
    ]);
  });
});

describe('a header bit', () => {
  it('FIN makes a fragment, and the next text interrupts it', async () => {
    const { difference } = await whatIf(await readTurns(TEXTS), [down(0, 0x01)]);
    const fates = difference.pairs.map(({ fate, original }) => [fate, original]);
    expect(fates).toEqual([
      ['edited', 0],
      ['judged', 1],
    ]);
    expect(difference.rules[0]).toMatchObject({
      rule: 'ws/data-frame-inside-fragmented',
      appeared: 1,
      row: 1,
    });
  });

  it('of the length loses the frames, and says where they are found again', async () => {
    const inner = joined(fromServer('a'), fromServer('b'));
    const frames = [fromServer(inner), fromServer('wire')];
    const original = await readTurns(frames.map((frame): Turn => ['<', frame]));
    const { difference } = await whatIf(original, [down(1, 0)]);
    expect(difference.counts).toEqual({ edited: 0, resized: 1, judged: 0, gone: 0, added: 2 });
    expect(difference.sync[DOWN]).toEqual({ at: 2, row: 1, found: { at: 8, row: 3 } });
  });

  it('that asks for more than there is takes the rest, and nothing is found again', async () => {
    const { difference } = await whatIf(await readTurns(TEXTS), [down(1, 0x7d)]);
    expect(difference.sync[DOWN]).toMatchObject({ at: 7, row: 0, found: null });
    expect(difference.counts).toMatchObject({ resized: 1, gone: 2, added: 0 });
  });

  it('leaves the other direction alone', async () => {
    const turns: Turn[] = [['>', fromClient('ping?')], ...TEXTS];
    const { difference } = await whatIf(await readTurns(turns), [down(1, 0x06)]);
    expect(difference.pairs.every(({ direction }) => direction === DOWN)).toBe(true);
  });
});

it('a handshake that no longer upgrades takes the frames with it', async () => {
  const head = 'HTTP/1.1 101 Switching Protocols\r\n\r\n';
  const ask = 'GET / HTTP/1.1\r\nUpgrade: websocket\r\n\r\n';
  const bytes = (text: string) => new TextEncoder().encode(text);
  const original = await readTurns([['>', bytes(ask)], ['<', bytes(head)], ...TEXTS]);
  const offset = head.indexOf('101');
  const { difference } = await whatIf(original, [down(offset, '2'.charCodeAt(0))]);
  expect(difference.counts.gone).toBe(3);
  expect(difference.sync[DOWN]).not.toBeNull();
});

describe('laws', () => {
  it('no edit makes no difference, whatever was said', async () => {
    await fc.assert(
      fc.asyncProperty(somethingSaid, async (turns) => {
        const { difference } = await whatIf(await readTurns(turns), []);
        expect(difference.pairs).toEqual([]);
        expect(difference.rules).toEqual([]);
        expect(difference.sync).toEqual({ 'client-to-server': null, 'server-to-client': null });
      }),
    );
  });

  it('an edit and its inverse make none', async () => {
    await fc.assert(
      fc.asyncProperty(said, async ([turns, edits]) => {
        const original = await readTurns(turns);
        const undone = edits.map((edit) => ({
          ...edit,
          byte: original.sides[edit.direction].bytes[edit.offset] ?? 0,
        }));
        const { difference, changed } = await whatIf(original, [...edits, ...undone]);
        expect(difference.pairs).toEqual([]);
        expect(changed.connection.streams).toEqual(original.connection.streams);
      }),
    );
  });

  it('what is not listed is the same in both, and what is listed is told from both sides', async () => {
    await fc.assert(
      fc.asyncProperty(said, async ([turns, edits]) => {
        const original = await readTurns(turns);
        const { difference, changed } = await whatIf(original, edits);
        const { counts, pairs } = difference;
        const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
        expect(pairs).toHaveLength(all);
        const kept = (side: 'original' | 'changed', length: number) =>
          length - pairs.filter((pair) => pair[side] !== null).length;
        expect(kept('changed', changed.order.length)).toBe(kept('original', original.order.length));
      }),
    );
  });

  it('what is in step stays in step: from the byte named on, frames begin alike', async () => {
    const stream = fc.array(smallFrame, { minLength: 2, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(stream, fc.nat(40), fc.nat(255), async (frames, offset, byte) => {
        const original = await readTurns([
          ['<', joined(...frames.map((frame) => encodeFrame(frame)))],
        ]);
        const { difference, changed } = await whatIf(original, [down(offset, byte)]);
        const found = difference.sync[DOWN]?.found;
        if (found === null || found === undefined) return;
        const from = ({ at }: { at: Uint32Array }) => [...at].filter((start) => start >= found.at);
        expect(from(changed.sides[DOWN].frames)).toEqual(from(original.sides[DOWN].frames));
      }),
    );
  });
});
