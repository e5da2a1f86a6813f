import { describe, expect, it } from 'vitest';
import type { Direction } from '../../../src/trace/trace.ts';
import { readTurns } from '../../trace/hand-made.ts';
import { fromClient, fromServer, type Turn } from '../../trace/wire.ts';
import { verdictOf, whatIf } from './changing.ts';

const UP: Direction = 'client-to-server';
const DOWN: Direction = 'server-to-client';

const close = (code: number) => Uint8Array.of(code >> 8, code & 0xff);
const CLOSED: readonly Turn[] = [
  ['<', fromServer('Hello')],
  ['<', fromServer(close(1000), { opcode: 8 })],
  ['>', fromClient(close(1000), { opcode: 8 })],
];
const CLEAN = { code: 1000, reason: '', wasClean: true };
const FAILED = { code: 1006, reason: '', wasClean: false };

const bytes = (text: string) => new TextEncoder().encode(text);
const ASK = [
  'GET /chat HTTP/1.1',
  'Host: a.example',
  'Upgrade: websocket',
  'Connection: Upgrade',
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
  'Sec-WebSocket-Version: 13',
  '\r\n',
].join('\r\n');
const ANSWER = [
  'HTTP/1.1 101 Switching Protocols',
  'Upgrade: websocket',
  'Connection: Upgrade',
  'Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=',
  '\r\n',
].join('\r\n');
const OPENED: readonly Turn[] = [['>', bytes(ASK)], ['<', bytes(ANSWER)], ...CLOSED];

describe('both peers', () => {
  it('report what the Close frames say where nothing is refused', async () => {
    expect(verdictOf(await readTurns(CLOSED))).toEqual({
      refused: { [UP]: null, [DOWN]: null },
      ends: null,
      api: { [UP]: CLEAN, [DOWN]: CLEAN },
    });
  });

  it('the receiver of a reserved bit closes with 1002 and reports 1006; the sender reports 1002', async () => {
    const original = await readTurns(CLOSED);
    const { changed } = await whatIf(original, [{ direction: DOWN, offset: 0, byte: 0xa1 }]);
    const verdict = verdictOf(changed);
    expect(verdict.refused[DOWN]).toMatchObject({
      row: 0,
      violation: { rule: 'ws/rsv2-set', closeCode: 1002 },
    });
    expect(verdict.ends).toBe(DOWN);
    expect(verdict.api).toEqual({
      [UP]: FAILED,
      [DOWN]: { code: 1002, reason: '', wasClean: true },
    });
  });

  it('a broken request is answered with 400, and the server reports nothing', async () => {
    const original = await readTurns(OPENED);
    const offset = ASK.indexOf('13\r\n') + 1;
    const edit = { direction: UP, offset, byte: '2'.charCodeAt(0) };
    const verdict = verdictOf((await whatIf(original, [edit])).changed);
    expect(verdict.refused[UP]?.violation.status).not.toBeNull();
    expect(verdict.ends).toBe(UP);
    expect(verdict.api).toEqual({ [UP]: FAILED, [DOWN]: null });
  });

  it('a wrong accept is refused by the client, and both report 1006', async () => {
    const original = await readTurns(OPENED);
    const offset = ANSWER.indexOf('s3pP');
    const verdict = verdictOf(
      (await whatIf(original, [{ direction: DOWN, offset, byte: 0x74 }])).changed,
    );
    expect(verdict.refused[DOWN]?.violation.rule).toBe('ws/res-accept-mismatch');
    expect(verdict.api).toEqual({ [UP]: FAILED, [DOWN]: FAILED });
  });

  it('the first refusal counts where both break a rule, and none where nobody knows the order', async () => {
    const turns: Turn[] = [
      ['<', fromServer('a', { rsv1: true })],
      ['>', fromClient('b', { rsv1: true })],
    ];
    expect(verdictOf(await readTurns(turns)).ends).toBe(DOWN);
    const unordered = verdictOf(await readTurns(turns, { ordered: false }));
    expect(unordered.ends).toBeNull();
    expect(unordered.refused[UP]).not.toBeNull();
  });

  it('an oddity that nobody refuses ends nothing', async () => {
    const zeroKey = new Uint8Array(4);
    const verdict = verdictOf(await readTurns([['>', fromClient('a', { maskKey: zeroKey })]]));
    expect(verdict.refused[UP]).toBeNull();
  });
});
