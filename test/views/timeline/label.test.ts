import { describe, expect, it } from 'vitest';
import { labelOf, labelOfBytes } from '../../../src/views/timeline/label.ts';
import { connectionOf } from './lanes.ts';

const text = (content: string) => new TextEncoder().encode(content);
const label = (content: string | number[]) => {
  const bytes = typeof content === 'string' ? text(content) : new Uint8Array(content);
  return labelOfBytes(bytes, 0, bytes.length);
};

describe('the label of an arrow', () => {
  it.each<[string, string | number[], string, 'loud' | 'quiet']>([
    ['a request', 'GET / HTTP/1.1\r\nHost: a\r\n\r\n', 'GET', 'quiet'],
    ['a request with a body', 'POST / HTTP/1.1\r\nHost: a\r\n\r\nhello', 'POST', 'loud'],
    ['an empty answer', 'HTTP/1.1 204 No Content\r\n\r\n', '204', 'quiet'],
    ['an answer', 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi', '200', 'loud'],
    ['the head of an answer', 'HTTP/1.1 200 OK\r\n\r\n', '200', 'quiet'],
    ['a switch of protocols', 'HTTP/1.1 101 Switching Protocols\r\n\r\n', '101', 'quiet'],
    ['a chunk with an event', '8\r\ndata: a\n\r\n', 'data:', 'loud'],
    ['an answer in chunks', 'HTTP/1.1 200 OK\r\n\r\n2\r\nhi\r\n0\r\n\r\n', '200', 'loud'],
    ['a chunk with a numbered event', '14\r\nid: 12\ndata: a\n\n\r\n', 'data:', 'loud'],
    ['a chunk with an event of another kind', '10\r\nretry: 500\n\n\r\n', 'retry:', 'loud'],
    ['a chunk with a comment', '8\r\n: ping\n\n\r\n', ':', 'quiet'],
    ['a chunk of something else', '1C;x=y\r\n{"sym":"A"', 'chunk', 'loud'],
    ['the last chunk', '0\r\n\r\n', '0', 'quiet'],
    ['a text frame', [0x81, 0x02, 0x48, 0x69], '81 02', 'loud'],
    ['a Ping', [0x89, 0x00], '89 00', 'quiet'],
    ['a Close', [0x88, 0x02, 3, 0xe8], '88 02', 'quiet'],
    ['one byte', [0x81], '81', 'loud'],
    ['a byte that could begin a method', [0x47], '47', 'loud'],
    ['a frame that looks like a number', [0x31, 0x00], '31 00', 'loud'],
    ['nothing', [], '', 'quiet'],
  ])('of %s', (_, content, expected, how) => {
    expect(label(content)).toEqual({ text: expected, quiet: how === 'quiet' });
  });

  it('names the upgrade of a connection', () => {
    const request = 'GET /chat HTTP/1.1\r\nHost: a\r\nupgrade: websocket\r\n\r\n';
    const connection = connectionOf([
      ['client-to-server', 0, 0.1, request],
      ['server-to-client', 0.1, 0.2, 'GET x\r\nUpgrade: y\r\n\r\n'],
    ]);
    expect(labelOf(connection, 0)).toEqual({ text: 'Upgrade', quiet: true });
    expect(labelOf(connection, 1).text).toBe('GET');
  });

  it('is empty where the bytes are not there', () => {
    expect(labelOfBytes(new Uint8Array(), 100, 200)).toEqual({ text: '', quiet: true });
  });
});
