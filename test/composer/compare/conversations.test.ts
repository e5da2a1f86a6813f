import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDeflater } from '../../../src/codec/websocket/deflater.ts';
import {
  compareConversations,
  type Comparison,
} from '../../../src/composer/compare/conversations.ts';
import type { Conversation } from '../../../src/trace/conversation.ts';
import { anyConversation } from '../../arbitraries.ts';
import { readTurns } from '../../trace/hand-made.ts';
import { fromClient, fromServer, utf8, type Turn } from '../../trace/wire.ts';

function compared(one: Conversation, other: Conversation): Comparison {
  const steps = compareConversations(one, other);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

const texts = (...said: readonly string[]): Turn[] => said.map((text) => ['<', fromServer(text)]);
const linesOf = ({ lines }: Comparison) =>
  lines.map(({ kind, one, other, count }) => [kind, one, other, count]);

describe('two conversations', () => {
  it('that say the same are alike, whatever keys and fragments they are sent with', async () => {
    const one = await readTurns([
      ['>', fromClient('Hello')],
      ['<', fromServer('wire', { opcode: 1 })],
    ]);
    const other = await readTurns([
      ['>', fromClient('Hello', { maskKey: Uint8Array.of(1, 2, 3, 4) })],
      ['<', fromServer('wi', { opcode: 1, fin: false })],
      ['<', fromServer('re', { opcode: 0 })],
    ]);
    const found = compared(one, other);
    expect(linesOf(found)).toEqual([['same', 0, 0, 2]]);
    expect(found.cut).toBeNull();
  });

  it('of which one is compressed are alike', async () => {
    const deflater = createDeflater({ windowBits: 15, noContextTakeover: false });
    const compressed = ['Hello', 'Hello again'].map((text): Turn => [
      '<',
      fromServer(deflater.deflate(utf8(text)), { opcode: 1, rsv1: true }),
    ]);
    const one = await readTurns(compressed, {}, { extensions: 'permessage-deflate' });
    const found = compared(one, await readTurns(texts('Hello', 'Hello again')));
    expect(linesOf(found)).toEqual([['same', 0, 0, 2]]);
  });

  it('are aligned around what was left out and what was altered', async () => {
    const one = await readTurns(texts('a', 'b', 'c', 'd'));
    const other = await readTurns(texts('a', 'c', 'x', 'e'));
    expect(linesOf(compared(one, other))).toEqual([
      ['same', 0, 0, 1],
      ['one', 1, null, 1],
      ['same', 2, 1, 1],
      ['altered', 3, 2, 1],
      ['other', null, 3, 1],
    ]);
  });

  it('tell the rules that one of them breaks more often', async () => {
    const one = await readTurns(texts('a', 'b'));
    const other = await readTurns([
      ['<', fromServer('a')],
      ['<', fromServer('b', { rsv1: true })],
    ]);
    expect(compared(one, other).rules).toEqual([
      { rule: 'ws/rsv1-without-extension', one: 0, other: 1 },
    ]);
  });

  it('with nothing in common are cut, and it is said where', async () => {
    const many = (letter: string) =>
      readTurns(texts(...Array.from({ length: 1200 }, (_, i) => `${letter}${i}`)));
    const { cut, lines } = compared(await many('a'), await many('b'));
    expect(cut).not.toBeNull();
    expect(lines).toHaveLength(500);
  });

  it('any conversation is like itself, and every item is counted', async () => {
    const turns = fc.tuple(anyConversation, anyConversation);
    await fc.assert(
      fc.asyncProperty(turns, turns, async ([a, b], [c, d]) => {
        const one = await readTurns([
          ['>', a],
          ['<', b],
        ]);
        const self = compared(one, one);
        expect(self.lines.every(({ kind }) => kind === 'same')).toBe(true);
        expect(self.rules).toEqual([]);
        const other = await readTurns([
          ['>', c],
          ['<', d],
        ]);
        const { counts } = compared(one, other);
        const mirrored = compared(other, one).counts;
        expect(counts.same + counts.altered + counts.one).toBe(self.counts.same);
        expect(mirrored.same).toBe(counts.same);
      }),
    );
  });
});
