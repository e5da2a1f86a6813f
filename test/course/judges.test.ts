import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOfHex, hexOf } from '../../src/codec/bytes.ts';
import { utf8Of } from '../../src/codec/utf8.ts';
import { createDeflater } from '../../src/codec/websocket/deflater.ts';
import { encodeFrame } from '../../src/codec/websocket/encode.ts';
import type { Answer } from '../../src/course/answers.ts';
import type { Exercise } from '../../src/course/exercises.ts';
import { JUDGES, judgeExercise } from '../../src/course/judges/index.ts';
import type { JudgeName } from '../../src/course/judges/index.ts';
import type { Parameters } from '../../src/course/judges/judge.ts';
import { isFault, readAnswer } from '../../src/course/read-answer.ts';

/** What a judge finds lacking in what somebody typed. */
async function lacks(judge: JudgeName, parameters: Parameters, text: string) {
  expect(JUDGES[judge].check(parameters)).toBeNull();
  const { answerAs } = JUDGES[judge];
  const exercise: Exercise = {
    ...{ kind: 'exercise', judge, parameters, answerAs },
    ...{ task: [], hints: [], start: '', solution: '' },
  };
  const answer = readAnswer(exercise, text);
  if (isFault(answer)) return 'cannot be read';
  const verdict = await judgeExercise(exercise, answer);
  expect(verdict.right).toBe(verdict.lacks.length === 0);
  return verdict.lacks.join(' ');
}

type Case = readonly [text: string, lacks: string];

const judged = (judge: JudgeName, parameters: Parameters, cases: readonly Case[]): void => {
  it.each(cases)('%j lacks %j', async (text, lacking) => {
    expect(await lacks(judge, parameters, text)).toBe(lacking);
  });
};

describe('one masked Ping with the payload hi', () => {
  judged('frame', { sender: 'client', opcode: 'ping', text: 'hi', most: '8' }, [
    ['89 82 37 fa 21 3d 5f 93', ''],
    ['89820101000069 68', ''],
    ['', 'something'],
    ['89', 'whole'],
    ['89 82 37 fa 21 3d 5f', 'whole'],
    ['89 82 37 fa 21 3d 5f 93 89 80 01 02 03 04', 'one-frame shorter'],
    ['< 89 82 37 fa 21 3d 5f 93', 'sender legal'],
    ['89 02 68 69', 'legal'],
    ['8a 82 37 fa 21 3d 5f 93', 'opcode'],
    ['89 82 37 fa 21 3d 68 69', 'payload'],
    ['09 82 37 fa 21 3d 5f 93', 'legal final'],
    ['89 fe 00 02 37 fa 21 3d 5f 93', 'legal shorter'],
    ['hello', 'cannot be read'],
  ]);
});

describe('a Close with 1001', () => {
  judged('frame', { sender: 'server', opcode: 'close', code: '1001' }, [
    ['88 02 03 e9', ''],
    ['88 05 03 e9 62 79 65', ''],
    ['88 00', 'close-code'],
    ['88 02 e9 03', 'legal close-code'],
  ]);
});

describe('the first of several fragments, of three bytes', () => {
  judged('frame', { sender: 'server', opcode: 'text', length: '3', final: 'no' }, [
    ['01 03 61 62 63', ''],
    ['81 03 61 62 63', 'final'],
    ['01 02 61 62', 'payload'],
  ]);
});

describe('a message in two fragments with a Ping between', () => {
  judged('message', { sender: 'server', text: '你', fragments: '2', between: 'ping' }, [
    ['01 01 e4 89 00 80 02 bd a0', ''],
    ['01 01 e4 80 02 bd a0 89 00', 'control-between'],
    ['01 01 e4 8a 00 80 02 bd a0', 'control-between'],
    ['81 03 e4 bd a0', 'fragments control-between'],
    ['01 01 e4 89 00 00 02 bd a0', 'whole'],
    ['89 00', 'text'],
    ['02 01 e4 89 00 80 02 bd a0', 'text'],
  ]);
});

describe('a compressed message', () => {
  const side = { windowBits: 15, noContextTakeover: false };
  const frame = encodeFrame({
    ...{ fin: true, rsv1: true, rsv2: false, rsv3: false, opcode: 1, extended: 0, maskKey: null },
    payload: createDeflater(side).deflate(utf8Of('Hello')),
  });
  judged('message', { sender: 'server', text: 'Hello', extensions: 'permessage-deflate' }, [
    [hexOf(frame), ''],
    ['81 05 48 65 6c 6c 6f', 'compressed'],
  ]);
});

describe('bytes that break one rule', () => {
  judged('breaks', { sender: 'server', rules: 'ws/length-not-minimal-16', most: '5' }, [
    ['81 7e 00 00', ''],
    ['89 7e 00 01 61', ''],
    ['81 7e 00 02 61 62', 'shorter'],
    ['81 00', 'these-rules'],
    ['91 7e 00 00', 'these-rules'],
    ['81 7e 00 05 48', 'whole'],
    ['', 'something'],
  ]);
});

describe('what makes a server close with 1007, in the fewest bytes', () => {
  judged('closes', { sender: 'client', code: '1007', most: '7' }, [
    ['81 81 01 02 03 04 fe', ''],
    ['81 81 00 00 00 01 ff', ''],
    ['81 82 01 02 03 04 c2 2a', 'shorter'],
    ['81 01 ff', 'close-code'],
    ['81 81 01 02 03 04 60', 'close-code'],
  ]);

  it('takes seven bytes: no shorter ones do it', async () => {
    const shorter = fc.uint8Array({ minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(shorter, async (bytes) => {
        const found = await lacks('closes', { sender: 'client', code: '1007' }, hexOf(bytes));
        expect(found).toBe('close-code');
      }),
    );
  });
});

describe('an opening handshake that offers chat', () => {
  const head = (...fields: string[]): string => ['GET /x HTTP/1.1', ...fields, ''].join('\n');
  const FIELDS = [
    ...['Host: a', 'Upgrade: websocket', 'Connection: Upgrade', 'Sec-WebSocket-Version: 13'],
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
  ];
  judged('request', { protocol: 'chat', origin: 'https://a.example' }, [
    [head(...FIELDS, 'Sec-WebSocket-Protocol: x, chat', 'Origin: https://a.example'), ''],
    [head(...FIELDS, 'Origin: https://a.example'), 'subprotocol'],
    [head(...FIELDS, 'Sec-WebSocket-Protocol: chat'), 'origin'],
    [head('Host: a'), 'handshake subprotocol origin'],
    [head(...FIELDS.slice(1), 'Sec-WebSocket-Protocol: chat'), 'legal origin'],
    ['81 00', 'whole legal handshake subprotocol origin'],
  ]);
});

describe('an answer that opens, and takes chat', () => {
  const key = 'dGhlIHNhbXBsZSBub25jZQ==';
  const head = (...fields: string[]): string =>
    ['HTTP/1.1 101 Switching Protocols', 'Upgrade: websocket', ...fields, ''].join('\n');
  const ACCEPT = 'Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=';
  judged('response', { key, offered: 'chat', protocol: 'chat' }, [
    [head('Connection: Upgrade', ACCEPT, 'Sec-WebSocket-Protocol: chat'), ''],
    [head('Connection: Upgrade', ACCEPT), 'legal handshake subprotocol'],
    [head(ACCEPT, 'Sec-WebSocket-Protocol: chat'), 'legal handshake'],
    [head('Connection: Upgrade', 'Sec-WebSocket-Protocol: chat'), 'legal handshake'],
    ['HTTP/1.1 200 OK\nContent-Length: 0\n', 'legal handshake subprotocol'],
    ['', 'something'],
  ]);
});

describe('an event of type price with the data hi', () => {
  judged('event', { data: 'hi', type: 'price', id: '7' }, [
    ['event: price\ndata: hi\nid: 7\n\n', ''],
    ['id:7\ndata:hi\nevent:price\n\n', ''],
    ['event: price\ndata: hi\nid: 7\n', 'one-event'],
    ['data: hi\n\n', 'event-type event-id'],
    ['event: price\ndata: hi\ndata: hi\nid: 7\n\n', 'event-data'],
    ['event: price\ndata: hi\nid: 7\n\ndata: hi\n\n', 'one-event'],
  ]);
});

describe('a chunked body that says hi, in two chunks', () => {
  judged('chunks', { text: 'hi', chunks: '2' }, [
    ['31 0d 0a 68 0d 0a 31 0d 0a 69 0d 0a 30 0d 0a 0d 0a', ''],
    ['32 0d 0a 68 69 0d 0a 30 0d 0a 0d 0a', 'chunks'],
    ['31 0d 0a 68 0d 0a 31 0d 0a 69 0d 0a', 'whole'],
    ['31 0d 0a 68 0d 0a 31 0d 0a 68 0d 0a 30 0d 0a 0d 0a', 'body'],
  ]);
});

describe('an interval for a mean delay below 300 ms', () => {
  const parameters = {
    ...{ lane: 'polling', of: 'mean', below: '300', most: '130000', sets: 'pollInterval' },
    ...{ rate: '1', window: '600000' },
  };
  judged('delay', parameters, [
    ['pollInterval=480', ''],
    ['pollInterval = 490', ''],
    ['pollInterval=1000', 'delay'],
    ['pollInterval=100', 'cost'],
    ['pollInterval=0', 'setting'],
    ['up=0', 'setting'],
    ['', 'something'],
    ['fast please', 'cannot be read'],
  ]);

  it('never comes from a run without news', async () => {
    const silent = { ...parameters, rate: '0' };
    expect(await lacks('delay', silent, 'pollInterval=480')).toBe('delay');
  });
});

describe('every judge', () => {
  const EXERCISES: readonly [JudgeName, Parameters][] = [
    ['frame', { sender: 'client', opcode: 'text' }],
    ['message', { sender: 'client', text: 'a' }],
    ['breaks', { sender: 'client', rules: 'ws/rsv2-set' }],
    ['closes', { sender: 'client', code: '1002' }],
    ['request', {}],
    ['response', { key: 'AQIDBAUGBwgJCgsMDQ4PEA==' }],
    ['event', { data: 'a' }],
    ['chunks', { text: 'a' }],
  ];

  it.each(EXERCISES)('%s has an answer to any bytes', async (judge, parameters) => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 60 }), fc.boolean(), async (bytes, up) => {
        const direction = up ? 'client-to-server' : 'server-to-client';
        const answer: Answer = { as: 'wire', pieces: [{ direction, hex: hexOf(bytes) }] };
        const verdict = await JUDGES[judge].judge(answer, parameters);
        expect(verdict.right).toBe(verdict.lacks.length === 0);
        expect(verdict.did.length + verdict.lacks.length).toBeGreaterThan(0);
      }),
      { numRuns: 60 },
    );
  });

  it('has an answer to a length that nobody can hold', async () => {
    const found = await lacks(
      'frame',
      { sender: 'server', opcode: 'text' },
      hexOf(bytesOfHex('817fffffffffffffffff')),
    );
    expect(found).toBe('whole legal');
  });
});
