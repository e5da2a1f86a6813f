import { describe, expect, test } from 'vitest';
import { hello } from './tool-output.ts';
import { notesOf, piecesOf, read, toHexdump, toXxd, bytesOf, utf8 } from './write.ts';

const REQUEST = ['GET /chat HTTP/1.1', 'Host: example.com', 'Upgrade: websocket'];
const RESPONSE = ['HTTP/1.1 101 Switching Protocols', 'Upgrade: websocket'];
const head = (lines: readonly string[]): string => utf8(`${lines.join('\r\n')}\r\n\r\n`);
const text = (lines: readonly string[], end = '\n'): string => [...lines, '', ''].join(end);
const lines = (mark: string, of: readonly string[]): string =>
  [...of, ''].map((line) => `${mark} ${line}`.trimEnd()).join('\n');

describe('a handshake as text, then frames', () => {
  test.each([
    ['hex', '81 85 37 fa 21 3d 7f 9f 4d 51 58'],
    ['xxd', toXxd(bytesOf(hello), 16, 2)],
    ['hexdump', toHexdump(bytesOf(hello))],
    ['base64', 'gYU3+iE9f59NUVg='],
  ])('in %s', (inner, frames) => {
    const reading = read(text(REQUEST) + text(RESPONSE) + frames);
    expect(reading).toMatchObject({ kind: 'http-text', reason: 'http-start-line', inner });
    expect(piecesOf(reading)).toEqual([`>${head(REQUEST)}`, `<${head(RESPONSE)}`, `?${hello}`]);
    expect(notesOf(reading)).toEqual([['line-breaks', REQUEST[0]!.length, '']]);
  });

  test('with CRLF there is nothing to say', () => {
    const reading = read(`${text(REQUEST, '\r\n')}${text(RESPONSE, '\r\n')}81 05`);
    expect(piecesOf(reading)).toEqual([`>${head(REQUEST)}`, `<${head(RESPONSE)}`, '?8105']);
    expect(reading.notes).toEqual([]);
  });

  test('with CR alone', () => {
    expect(piecesOf(read(text(REQUEST, '\r')))).toEqual([`>${head(REQUEST)}`]);
  });

  test('with a byte order mark, which is no part of the request', () => {
    expect(piecesOf(read(`\ufeff${text(REQUEST)}`))).toEqual([`>${head(REQUEST)}`]);
  });

  test('with marked frames after an unmarked handshake', () => {
    const reading = read(`${text(REQUEST)}${text(RESPONSE)}> 81 85\n< 81 05`);
    expect(piecesOf(reading).slice(2)).toEqual(['>8185', '<8105']);
  });

  test('all of it marked: a direction is one piece until it turns', () => {
    const marked = [lines('>', REQUEST), lines('<', RESPONSE), '< 81 05', '> 81 85', ''].join('\n');
    const reading = read(marked);
    expect(piecesOf(reading)).toEqual([`>${head(REQUEST)}`, `<${head(RESPONSE)}8105`, '>8185']);
    expect(reading.notes.map(({ id }) => id)).toEqual([
      'input/direction-marked',
      'input/line-breaks',
    ]);
  });

  test('an empty line that is missing between two heads is added, and said', () => {
    const reading = read(`${REQUEST.join('\n')}\n${text(RESPONSE)}`);
    expect(piecesOf(reading)).toEqual([`>${head(REQUEST)}`, `<${head(RESPONSE)}`]);
    const at = REQUEST.join('\n').length + 1;
    expect(notesOf(reading)).toContainEqual(['head-end-added', at, '']);
  });

  test('a head that the text breaks off stays broken off', () => {
    expect(piecesOf(read(REQUEST.join('\r\n')))).toEqual([`>${utf8(REQUEST.join('\r\n'))}`]);
  });
});

describe('what curl -v prints', () => {
  const out = [
    '*   Trying 127.0.0.1:8080...',
    '> GET / HTTP/1.1',
    '> Host: localhost',
    '> ',
    '< HTTP/1.1 200 OK',
    '< Content-Length: 10',
    '< ',
    '{ [10 bytes data]',
    '<p>ab</p>',
    '* Connection #0 to host localhost left intact',
    '',
  ].join('\n');

  test('is read, and its remarks are said to be skipped', () => {
    const reading = read(out);
    expect(piecesOf(reading)).toEqual([
      `>${head(['GET / HTTP/1.1', 'Host: localhost'])}`,
      `<${head(['HTTP/1.1 200 OK', 'Content-Length: 10'])}${utf8('<p>ab</p>\n')}`,
    ]);
    expect(
      notesOf(reading)
        .filter(([id]) => id === 'skipped-line')
        .map(([, at]) => at),
    ).toEqual(['*   T', '{ [', '* Conn'].map((start) => out.indexOf(start)));
  });
});

describe('bodies', () => {
  const json = ['HTTP/1.1 200 OK', 'Content-Type: application/json'];

  test.each(['{"a":1}', 'beef', '81 85', '<p>\n< 81', '> 81'])('%j announced is text', (body) => {
    expect(piecesOf(read(text(json) + body))).toEqual([`<${head(json)}${utf8(body)}`]);
  });

  test('a dump is a dump, announced or not', () => {
    expect(piecesOf(read(text(json) + toHexdump(bytesOf('7b7d'))))).toEqual([`<${head(json)}7b7d`]);
  });

  test('not announced, it is hex if it looks so, and otherwise text, which is said', () => {
    const start = ['HTTP/1.1 400 Bad Request'];
    expect(piecesOf(read(`${text(start)}81 85`))).toEqual([`<${head(start)}`, '?8185']);
    const reading = read(`${text(start)}no upgrade`);
    expect(piecesOf(reading)).toEqual([`<${head(start)}${utf8('no upgrade')}`]);
    expect(notesOf(reading)).toContainEqual(['body-as-text', 26, '']);
  });

  test('a length tells line breaks of the body from those around it', () => {
    const post = (length: number) => ['POST / HTTP/1.1', `Content-Length: ${length}`];
    const ok = ['HTTP/1.1 204 No Content'];
    expect(piecesOf(read(`${text(post(3))}a=1\n\n${text(ok)}`))).toEqual([
      `>${head(post(3))}${utf8('a=1')}`,
      `<${head(ok)}`,
    ]);
    expect(piecesOf(read(`${text(post(4))}a\nb`))).toEqual([`>${head(post(4))}${utf8('a\r\nb')}`]);
  });
});
