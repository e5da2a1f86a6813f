import { describe, expect, test } from 'vitest';
import { sample } from './samples.ts';
import { notesOf, piecesOf, read, utf8 } from './write.ts';

const crlf = (lines: readonly string[]): string => utf8(`${lines.join('\r\n')}\r\n\r\n`);
const request = (path: string) =>
  crlf([`GET ${path} HTTP/1.1`, 'Host: 127.0.0.1:18432', 'User-Agent: curl/7.88.1', 'Accept: */*']);
const answer = (type: string, length: number) =>
  crlf([
    'HTTP/1.1 200 OK',
    `content-type: ${type}`,
    'Date: Sun, 22 Nov 2026 15:54:10 GMT',
    'Connection: keep-alive',
    'Keep-Alive: timeout=5',
    `Content-Length: ${length}`,
  ]);
const text = answer('text/plain', 13);
const body = utf8('Hello\nWorld.\n');

describe('curl --trace', () => {
  test('says every byte, and who sent it', () => {
    const reading = read(sample('curl-trace.txt'));
    expect(reading).toMatchObject({ kind: 'curl-trace', certain: true });
    expect(piecesOf(reading)).toEqual([`>${request('/')}`, `<${text}${body}`]);
    expect(notesOf(reading)).toEqual([['curl-remarks', 0, '']]);
  });

  test('with times, of bytes that are no text', () => {
    const reading = read(sample('curl-trace-time.txt'));
    expect(piecesOf(reading)).toEqual([
      `>${request('/bin')}`,
      `<${answer('application/octet-stream', 11)}818537fa213d7f9f4d5158`,
    ]);
  });

  test('with a body that was sent, and with a switch to WebSocket', () => {
    expect(piecesOf(read(sample('curl-trace-post.txt')))[0]).toMatch(
      new RegExp(`${utf8('a=1&b=2')}$`),
    );
    const pieces = piecesOf(read(sample('curl-trace-websocket.txt')));
    expect(pieces[1]).toMatch(new RegExp(`^<${utf8('HTTP/1.1 101 Switching Protocols\r\n')}`));
  });

  test('a row that is missing is said', () => {
    const cut = sample('curl-trace.txt').replace(/^0030: .*\n/m, '');
    expect(notesOf(read(cut))).toContainEqual(['section-length', expect.any(Number), '63 / 79']);
  });

  test('records of TLS are left out', () => {
    const trace =
      '<= Recv SSL data, 5 bytes (0x5)\n0000: 17 03 03 00 1c                                  .....\n';
    const reading = read(trace + sample('curl-trace.txt'));
    expect(piecesOf(reading)).toEqual([`>${request('/')}`, `<${text}${body}`]);
    expect(notesOf(reading)[0]).toEqual(['tls-records', 0, '']);
  });
});

describe('curl --trace-ascii', () => {
  test('says heads in full; its dots may be any byte, which is said', () => {
    const reading = read(sample('curl-trace-ascii.txt'));
    expect(piecesOf(reading)).toEqual([`>${request('/')}`, `<${text}${utf8('Hello.World..')}`]);
    const at = sample('curl-trace-ascii.txt').indexOf('Hello.');
    expect(notesOf(reading)).toEqual([
      ['curl-remarks', 0, ''],
      ['dots', at, ''],
    ]);
  });

  test('frames as dots are left out', () => {
    const trace = `<= Recv header, 36 bytes (0x24)
0000: HTTP/1.1 101 Switching Protocols
0022: 
<= Recv data, 7 bytes (0x7)
0000: ..Hello
`;
    const reading = read(trace);
    expect(piecesOf(reading)).toEqual([`<${utf8('HTTP/1.1 101 Switching Protocols\r\n\r\n')}`]);
    expect(notesOf(reading)).toEqual([['characters-only', trace.lastIndexOf('<='), '7']]);
  });
});

test('curl -v with its progress meter', () => {
  const reading = read(sample('curl-v.txt'));
  expect(reading.kind).toBe('http-text');
  expect(piecesOf(reading)).toEqual([`>${request('/')}`, `<${text}${body}`]);
  expect(new Set(notesOf(reading).map(([id]) => id))).toEqual(
    new Set(['skipped-line', 'direction-marked']),
  );
});
