import { describe, expect, it } from 'vitest';
import { bytesOfHex } from '../../src/codec/bytes.ts';
import { readClosing, type Closing } from '../../src/trace/closing.ts';
import { readTurns } from './hand-made.ts';
import { fromClient, fromServer, type Turn } from './wire.ts';

const closeOf = (mark: '>' | '<', body: string): Turn => [
  mark,
  (mark === '>' ? fromClient : fromServer)(bytesOfHex(body), { opcode: 8 }),
];

const hello: Turn = ['>', fromClient('Hello')];

const BYE = '03 e8 62 79 65';
const AWAY = '03 e9';

const closingOf = async (...[turns, known]: Parameters<typeof readTurns>): Promise<Closing> =>
  readClosing(await readTurns(turns, known));

const clean = (code: number, reason = '') => ({ code, reason, wasClean: true });

describe('how a connection closed', () => {
  it('with a Close of each: each API reports what came to it, and clean', async () => {
    const closing = await closingOf([hello, closeOf('<', BYE), closeOf('>', AWAY)]);
    expect(closing).toEqual({
      sent: {
        'client-to-server': { row: 2, code: 1001, reason: '' },
        'server-to-client': { row: 1, code: 1000, reason: 'bye' },
      },
      first: 'server-to-client',
      answered: true,
      api: { 'client-to-server': clean(1000, 'bye'), 'server-to-client': clean(1001) },
    });
  });

  it('with 1000 on both sides', async () => {
    const { api, first } = await closingOf([closeOf('>', '03 e8'), closeOf('<', '03 e8')]);
    expect(first).toBe('client-to-server');
    expect(Object.values(api)).toEqual([clean(1000), clean(1000)]);
  });

  it('with empty Closes: 1005, which no frame may carry', async () => {
    const { api, sent } = await closingOf([closeOf('>', ''), closeOf('<', '')]);
    expect(Object.values(sent)).toMatchObject([{ code: null }, { code: null }]);
    expect(Object.values(api)).toEqual([clean(1005), clean(1005)]);
  });

  it('without a Close: 1006 on both sides, once the connection is known to have ended', async () => {
    const lost = { code: 1006, reason: '', wasClean: false };
    for (const end of ['fin', 'rst'] as const) {
      expect(await closingOf([hello], { end })).toEqual({
        sent: { 'client-to-server': null, 'server-to-client': null },
        first: null,
        answered: false,
        api: { 'client-to-server': lost, 'server-to-client': lost },
      });
    }
    const { api } = await closingOf([hello]);
    expect(Object.values(api)).toEqual([null, null]);
  });

  it('with one Close: 1006 for the side that said it', async () => {
    const { api, first, answered } = await closingOf([closeOf('<', BYE)], { end: 'fin' });
    expect({ first, answered }).toEqual({ first: 'server-to-client', answered: false });
    expect(api).toEqual({
      'client-to-server': { code: 1000, reason: 'bye', wasClean: false },
      'server-to-client': { code: 1006, reason: '', wasClean: false },
    });
  });

  it('with one Close, and more to come: nothing is reported yet', async () => {
    const { api, first } = await closingOf([closeOf('<', BYE)]);
    expect(first).toBe('server-to-client');
    expect(Object.values(api)).toEqual([null, null]);
  });

  it('by whom first cannot be told where the order is not known, unless only one did', async () => {
    const both = [closeOf('>', BYE), closeOf('<', BYE)];
    expect((await closingOf(both, { ordered: false })).first).toBeNull();
    expect((await closingOf(both)).first).toBe('client-to-server');
    expect((await closingOf([closeOf('<', BYE)], { ordered: false })).first).toBe(
      'server-to-client',
    );
  });

  it('by the first Close of a side, whatever it says after', async () => {
    const { sent, api } = await closingOf([
      closeOf('<', BYE),
      closeOf('<', AWAY),
      closeOf('>', ''),
    ]);
    expect(sent['server-to-client']).toEqual({ row: 0, code: 1000, reason: 'bye' });
    expect(api['client-to-server']).toEqual(clean(1000, 'bye'));
  });

  it('by a Close that is cut is not said yet', async () => {
    const cut: Turn = ['<', closeOf('<', BYE)[1].subarray(0, 4)];
    const { sent, answered } = await closingOf([closeOf('>', BYE), cut]);
    expect([sent['server-to-client'], answered]).toEqual([null, false]);
  });
});
