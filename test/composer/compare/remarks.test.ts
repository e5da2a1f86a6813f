import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeFrame, type FrameFields } from '../../../src/codec/websocket/encode.ts';
import { alignFields } from '../../../src/composer/compare/fields.ts';
import { remarkOn, type ComparedUnit } from '../../../src/composer/compare/remarks.ts';
import { annotateRow } from '../../../src/trace/annotate-row.ts';
import { messageReaders } from '../../../src/trace/conversation.ts';
import { viewMessage } from '../../../src/trace/message-view.ts';
import { readRow } from '../../../src/trace/row.ts';
import { anyFrame } from '../../arbitraries.ts';
import { readTurns } from '../../trace/hand-made.ts';
import { fromClient, fromServer, joined, utf8, type Turn } from '../../trace/wire.ts';

/** The first row of some turns, as a page gets it. */
async function unitOf(...turns: readonly Turn[]): Promise<ComparedUnit> {
  const conversation = await readTurns(turns);
  const place = conversation.order.place(0);
  const message = viewMessage(conversation, messageReaders(conversation)[place.direction], place);
  return {
    row: readRow(conversation, 0),
    annotation: annotateRow(conversation, 0, message?.sources),
    message: message?.view ?? null,
  };
}

const down = (bytes: Uint8Array) => unitOf(['<', bytes]);
const up = (bytes: Uint8Array) => unitOf(['>', bytes]);

describe('two frames', () => {
  it('masked there, not here: the payload is the same', async () => {
    const remarks = remarkOn(await up(fromClient('Hello')), await down(fromServer('Hello')));
    expect(remarks).toEqual([
      { id: 'direction', one: 'client-to-server', other: 'server-to-client' },
      { id: 'flag', field: 'ws.mask', one: true, other: false },
      { id: 'same-payload', clipped: false },
    ]);
  });

  it('say from which byte on their payloads differ', async () => {
    const remarks = remarkOn(await down(fromServer('Hello')), await down(fromServer('Help!')));
    expect(remarks).toEqual([{ id: 'payload-from', at: 3 }]);
  });

  it('say where one goes on', async () => {
    const remarks = remarkOn(await down(fromServer('Hello')), await down(fromServer('Hello!')));
    expect(remarks).toEqual([
      { id: 'length', one: 5, other: 6 },
      { id: 'payload-goes-on', at: 5, longer: 'other' },
    ]);
  });

  it('name the key, the opcode, the form of the length and the rule that one breaks', async () => {
    const key = Uint8Array.of(9, 8, 7, 6);
    const one = await up(fromClient('Hello'));
    const other = await up(fromClient('Hello', { opcode: 2, maskKey: key, extended: 16 }));
    expect(remarkOn(one, other)).toEqual([
      { id: 'opcode', one: 1, other: 2 },
      { id: 'mask-key' },
      { id: 'length-form', one: 7, other: 16 },
      { id: 'same-payload', clipped: false },
      { id: 'rule', rule: 'ws/length-not-minimal-16', only: 'other' },
    ]);
  });

  it('of which one is a fragment tell what the messages say', async () => {
    const whole = await down(fromServer('Hello'));
    const parts = joined(
      fromServer('Hel', { opcode: 1, fin: false }),
      fromServer('lo', { opcode: 0 }),
    );
    expect(remarkOn(whole, await down(parts)).map(({ id }) => id)).toEqual([
      ...['flag', 'length', 'payload-goes-on', 'fragments', 'same-message'],
    ]);
  });

  it('of Close name both codes', async () => {
    const close = (code: number) =>
      fromServer(Uint8Array.of(code >> 8, code & 0xff), { opcode: 8 });
    const [first] = remarkOn(await down(close(1000)), await down(close(1001)));
    expect(first).toEqual({ id: 'close-code', one: 1000, other: 1001 });
  });

  it('a frame and a head are of different kinds', async () => {
    const head = await up(utf8('GET / HTTP/1.1\r\nHost: a\r\n\r\n'));
    expect(remarkOn(await up(fromClient('Hello')), head)[0]).toEqual({
      ...{ id: 'kind', one: 'frame', other: 'request' },
    });
  });

  it('any frame is identical with itself, and with no other', async () => {
    await fc.assert(
      fc.asyncProperty(anyFrame, anyFrame, async (one: FrameFields, other: FrameFields) => {
        const [a, b] = [encodeFrame(one), encodeFrame(other)];
        const unit = await down(a);
        expect(remarkOn(unit, unit)).toEqual([{ id: 'identical' }]);
        const differs = a.length !== b.length || a.some((byte, i) => byte !== b[i]);
        const remarks = remarkOn(unit, await down(b));
        expect(remarks.some(({ id }) => id === 'identical')).toBe(!differs);
      }),
    );
  });
});

describe('two heads', () => {
  const head = (...lines: readonly string[]) =>
    up(utf8(['GET /chat HTTP/1.1', ...lines, '\r\n'].join('\r\n')));

  it('are aligned by the names of their headers, in any order and case', async () => {
    const one = await head('Host: a', 'Accept: x', 'Origin: o');
    const other = await head('origin: o', 'HOST: b', 'Cookie: c');
    expect(remarkOn(one, other)).toEqual([
      { id: 'header', name: 'host', only: null },
      { id: 'header', name: 'accept', only: 'one' },
      { id: 'header', name: 'cookie', only: 'other' },
    ]);
  });

  it('every field of both is in one pair', async () => {
    const one = await head('Host: a', 'Cookie: 1', 'Cookie: 2');
    const other = await head('Host: a', 'Cookie: 1');
    const pairs = alignFields(one.annotation, other.annotation);
    expect(pairs.filter(({ other }) => other === null)).toHaveLength(1);
    expect(pairs.filter(({ same }) => same)).toHaveLength(pairs.length - 1);
  });
});
