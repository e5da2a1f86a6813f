import { expect, it } from 'vitest';
import { createConversations, hold, type Held } from '../../src/worker/conversations.ts';
import { textOf } from '../../src/codec/utf8.ts';
import { createDeflater } from '../../src/codec/websocket/deflater.ts';
import { readTurns } from '../trace/hand-made.ts';
import { fromServer, joined, utf8, type Turn } from '../trace/wire.ts';
import { rejection } from './sessions.ts';

/** About what one of these takes, and room for two of them. */
const FRAMES = 1000;
const MOST = 180_000;

async function some(): Promise<Held> {
  const frames = Array.from({ length: FRAMES }, () => fromServer('x'));
  return hold(await readTurns([['<', joined(...frames)]]), () => Promise.resolve());
}

function library(count: number, read = () => some()) {
  const asked: number[] = [];
  const conversations = createConversations(
    count,
    (id) => {
      asked.push(id);
      return read();
    },
    MOST,
  );
  return { asked, conversations };
}

it('reads a conversation once while it is kept', async () => {
  const { asked, conversations } = library(3);
  const first = await conversations.get(0);
  expect(await conversations.get(0)).toBe(first);
  expect(asked).toEqual([0]);
});

it('reads it once for all who ask meanwhile', async () => {
  const { asked, conversations } = library(3);
  const [one, other] = await Promise.all([conversations.get(1), conversations.get(1)]);
  expect(one).toBe(other);
  expect(asked).toEqual([1]);
});

it('lets go of the one that was looked at longest ago, and reads it again', async () => {
  const { asked, conversations } = library(3);
  await conversations.get(0);
  await conversations.get(1);
  await conversations.get(0);
  await conversations.get(2);
  await conversations.get(0);
  expect(asked).toEqual([0, 1, 2]);
  await conversations.get(1);
  expect(asked).toEqual([0, 1, 2, 1]);
});

it('keeps what was read already, and one that is too large as long as no other is asked for', async () => {
  const { asked, conversations } = library(3);
  const frames = Array.from({ length: 10 * FRAMES }, () => fromServer('x'));
  const large = await hold(await readTurns([['<', joined(...frames)]]), () => Promise.resolve());
  conversations.keep(0, large);
  expect(await conversations.get(0)).toBe(large);
  expect(asked).toEqual([]);
  await conversations.get(1);
  await conversations.get(0);
  expect(asked).toEqual([1, 0]);
});

it('asks again for what could not be read', async () => {
  const failing = [true, false];
  const { conversations } = library(1, () =>
    failing.shift() === true ? Promise.reject(new Error('fault')) : some(),
  );
  expect(await rejection(conversations.get(0))).toBe('Error');
  expect((await conversations.get(0)).conversation.order).toHaveLength(FRAMES);
});

it('refuses what is not there', async () => {
  const { conversations } = library(2);
  for (const id of [-1, 2, 1.5, NaN])
    expect(await rejection(conversations.get(id))).toBe('RangeError');
});

it('comes near to a compressed message in steps, once', async () => {
  const deflater = createDeflater({ windowBits: 15, noContextTakeover: false });
  const frames = Array.from({ length: 2000 }, (_, n) =>
    fromServer(deflater.deflate(utf8(`message ${n}`)), { opcode: 1, rsv1: true }),
  );
  const turns: Turn[] = [['<', joined(...frames)]];
  const conversation = await readTurns(turns, {}, { extensions: 'permessage-deflate' });
  const held = await hold(conversation, () => Promise.resolve());
  let breaths = 0;
  const approach = async (row: number) => {
    breaths = 0;
    await held.approach(conversation.order.place(row), () => Promise.resolve(void breaths++));
    return textOf(held.messages['server-to-client'].read(row)!.payload);
  };
  expect(await approach(1999)).toBe('message 1999');
  expect(breaths).toBeGreaterThan(5);
  expect(await approach(1000)).toBe('message 1000');
  expect(breaths).toBe(0);
});
