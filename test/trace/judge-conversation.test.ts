import { describe, expect, it } from 'vitest';
import { readPaste } from '../../src/capture/paste.ts';
import { bytesOfHex, hexOf } from '../../src/codec/bytes.ts';
import { decodeReport } from '../../src/trace/report.ts';
import { readConversation, type Conversation } from '../../src/trace/conversation.ts';
import { CONVERSATION_RULES } from '../../src/trace/judge-conversation.ts';
import { REQUEST, RESPONSE } from '../vectors/handshake.ts';
import { head } from '../vectors/http.ts';
import { readTurns, reportOn } from './hand-made.ts';
import { fromClient, fromServer, joined, latin1, onlyOne, pasteOf, type Turn } from './wire.ts';

const asked: Turn = ['>', latin1(REQUEST)];
const answered: Turn = ['<', latin1(RESPONSE)];
const hello: Turn = ['>', fromClient('Hello')];
const welcome: Turn = ['<', fromServer('Welcome')];

type Known = Parameters<typeof readTurns>[1];

/** The rules of conversations that are broken, each with the number of its frame. */
async function judged(turns: readonly Turn[], known: Known = {}) {
  return named(await readTurns(turns, known));
}

async function named(conversation: Conversation) {
  const { violations } = await reportOn(conversation);
  return violations
    .filter(({ rule }) => CONVERSATION_RULES.some((each) => each.rule === rule))
    .map(({ rule, frame }) => [rule, frame]);
}

describe('a frame before the 101', () => {
  it('is named, each of them, and those after it are not', async () => {
    const turns = [asked, hello, hello, answered, hello];
    expect(await judged(turns)).toEqual([
      ['ws/frame-before-101', 0],
      ['ws/frame-before-101', 1],
    ]);
  });

  it('is named where it came in one piece with the request', async () => {
    const together: Turn = ['>', joined(asked[1], hello[1])];
    expect(await judged([together, answered])).toEqual([['ws/frame-before-101', 0]]);
  });

  it('is named where the 101 comes after other answers', async () => {
    const hints: Turn = ['<', latin1(head('HTTP/1.1 103 Early Hints'))];
    expect(await judged([asked, hints, hello, answered])).toEqual([['ws/frame-before-101', 0]]);
    expect(await judged([asked, hints, answered, hello])).toEqual([]);
  });

  it('of a server is not there: what stands before its 101 is no frame', async () => {
    expect(await judged([asked, answered, welcome, hello])).toEqual([]);
  });

  it('cannot be told where no 101 was seen', async () => {
    expect(await judged([asked, hello])).toEqual([]);
    expect(await judged([hello, welcome])).toEqual([]);
  });

  it('cannot be told where the order is not known', async () => {
    expect(await judged([asked, hello, answered], { ordered: false })).toEqual([]);
  });

  it('is told from marked lines', async () => {
    const { violations } = onlyOne(await decodeReport(pasteOf(asked, hello, answered)));
    expect(violations).toMatchObject([{ rule: 'ws/frame-before-101', frame: 0 }]);
  });

  it('is not told from two panes', async () => {
    const content = (...parts: readonly Turn[]) => joined(...parts.map(([, bytes]) => bytes));
    const { trace } = readPaste([
      { content: hexOf(content(asked, hello)), direction: 'client-to-server' },
      { content: hexOf(content(answered, welcome)), direction: 'server-to-client' },
    ]);
    const conversation = await readConversation(trace.connections[0]!, {}, () => Promise.resolve());
    expect(await named(conversation)).toEqual([]);
  });

  it('is not told from two streams pasted one after the other, as bytes', async () => {
    const bytes = joined(asked[1], hello[1], answered[1], welcome[1]);
    const { violations, frames } = onlyOne(await decodeReport(bytes, { kind: 'binary' }));
    expect(frames).toHaveLength(2);
    expect(violations).toEqual([]);
  });

  it('is not told from two streams pasted one after the other, as text', async () => {
    const text = [asked, hello, answered, welcome].map(([, bytes], i) =>
      i % 2 === 0 ? new TextDecoder().decode(bytes) : `${hexOf(bytes)}\n`,
    );
    const { violations, frames } = onlyOne(await decodeReport(text.join('')));
    expect(frames).toHaveLength(2);
    expect(violations).toEqual([]);
  });
});

const ping = (payload: string): Turn => ['<', fromServer(payload, { opcode: 9 })];
const pong = (payload: string): Turn => ['>', fromClient(payload, { opcode: 10 })];

describe('a Pong', () => {
  it.each<[string, readonly Turn[]]>([
    ['that answers its Ping', [ping('a'), pong('a')]],
    ['that nobody asked for', [pong('a')]],
    ['that comes after all were answered', [ping('a'), pong('a'), pong('b')]],
    ['that answers the latest of several', [ping('a'), ping('b'), ping('c'), pong('c')]],
    ['for each of several, in order', [ping('a'), ping('b'), pong('a'), pong('b')]],
    ['for the second, then the third', [ping('a'), ping('b'), ping('c'), pong('b'), pong('c')]],
    ['that is empty, as its Ping is', [ping(''), pong('')]],
    ['that answers between fragments', [ping('a'), ['>', joined(...fragmented(pong('a')))]]],
    ['that comes before the Ping', [pong('x'), ping('a')]],
  ])('is right %s', async (_name, turns) => {
    expect(await judged(turns)).toEqual([]);
  });

  it.each<[string, readonly Turn[], number]>([
    ['with another payload', [ping('a'), pong('b')], 1],
    ['with a part of it', [ping('ab'), pong('a')], 1],
    ['with nothing', [ping('a'), pong('')], 1],
    [
      'to a Ping before one that was answered',
      [ping('a'), ping('b'), pong('b'), ping('c'), pong('a')],
      4,
    ],
    ['to a Ping of its own side', [['>', fromClient('a', { opcode: 9 })], ping('b'), pong('a')], 2],
  ])('is named %s', async (_name, turns, frame) => {
    expect(await judged(turns)).toEqual([['ws/pong-payload-mismatch', frame]]);
  });

  it('of a server is judged too', async () => {
    const turns: readonly Turn[] = [
      ['>', fromClient('a', { opcode: 9 })],
      ['<', fromServer('b', { opcode: 10 })],
    ];
    expect(await judged(turns)).toEqual([['ws/pong-payload-mismatch', 1]]);
  });

  it('is not judged where the order is not known, nor where it is cut', async () => {
    expect(await judged([ping('a'), pong('b')], { ordered: false })).toEqual([]);
    const cut: Turn = ['>', pong('bb')[1].subarray(0, -1)];
    expect(await judged([ping('a'), cut])).toEqual([]);
  });

  it('may answer one of the last 64 Pings that are open', async () => {
    const pings = Array.from({ length: 65 }, (_, i) => ping(`${i}`));
    expect(await judged([...pings, pong('1')])).toEqual([]);
    expect(await judged([...pings, pong('0')])).toEqual([['ws/pong-payload-mismatch', 65]]);
  });
});

const fragmented = ([, between]: Turn): Uint8Array[] => [
  fromClient('Hel', { fin: false }),
  between,
  fromClient('lo', { opcode: 0 }),
];

const closeOf = (mark: '>' | '<', body = '03 e8'): Turn => [
  mark,
  (mark === '>' ? fromClient : fromServer)(bytesOfHex(body), { opcode: 8 }),
];

describe('the end of a connection', () => {
  const opening = [asked, answered, hello, welcome];
  const ends = ['fin', 'rst'] as const;

  it.each(ends)('%s without a Close is named at the last frame', async (end) => {
    expect(await judged(opening, { end })).toEqual([['ws/tcp-closed-without-close', 1]]);
  });

  it.each(ends)('%s after one Close is named at that Close', async (end) => {
    expect(await judged([...opening, closeOf('<')], { end })).toEqual([
      ['ws/close-not-answered', 2],
    ]);
    const again = [...opening, closeOf('>'), welcome, closeOf('>')];
    expect(await judged(again, { end })).toEqual([['ws/close-not-answered', 2]]);
  });

  it.each(ends)('%s after both is as it should be', async (end) => {
    expect(await judged([...opening, closeOf('<'), closeOf('>')], { end })).toEqual([]);
    expect(await judged([closeOf('>', ''), closeOf('<', '')], { end })).toEqual([]);
  });

  it('that is not known is not judged: more may come', async () => {
    expect(await judged(opening)).toEqual([]);
    expect(await judged([...opening, closeOf('<')])).toEqual([]);
  });

  it('inside a Close is an end without one: nobody could read it', async () => {
    const cut: Turn = ['<', closeOf('<')[1].subarray(0, 3)];
    expect(await judged([...opening, cut], { end: 'fin' })).toEqual([
      ['ws/tcp-closed-without-close', 2],
    ]);
    expect(await judged([...opening, closeOf('>'), cut], { end: 'fin' })).toEqual([
      ['ws/close-not-answered', 2],
    ]);
  });

  it('of plain HTTP, or after a refusal, needs no Close', async () => {
    const plain: Turn = ['>', latin1(head('GET / HTTP/1.1', 'Host: h'))];
    const none: Turn = ['<', latin1(head('HTTP/1.1 204 No Content'))];
    expect(await judged([plain, none], { end: 'fin' })).toEqual([]);
    const refused: Turn = ['<', latin1(head('HTTP/1.1 403 Forbidden', 'Content-Length: 0'))];
    expect(await judged([asked, refused], { end: 'fin' })).toEqual([]);
  });

  it('is judged without the order of the directions', async () => {
    const known = { end: 'fin', ordered: false } as const;
    expect(await judged([closeOf('>'), closeOf('<')], known)).toEqual([]);
    expect(await judged([hello, closeOf('<')], known)).toEqual([['ws/close-not-answered', 1]]);
  });
});
