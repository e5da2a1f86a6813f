import { describe, expect, test } from 'vitest';
import { bytesOf, notesOf, piecesOf, read, toHexdump, toXxd, utf8 } from './write.ts';

const HELLO = '810548656c6c6f';
const XXD = toXxd(bytesOf(HELLO), 16, 2);

describe('what a logger puts before the bytes is left out, and that is said once', () => {
  test.each([
    ['2026-11-22 12:00:00,123 DEBUG websockets.client: recv 81 05 48 65 6c 6c 6f', 'hex'],
    ['2026-11-22T12:00:00.123Z [info] 81 05 48 65 6c 6c 6f', 'hex'],
    ['[info] 81 05 48 65 6c 6c 6f', 'hex'],
    ['INFO: 81 05 48 65 6c 6c 6f', 'hex'],
    ['[12:00:00] 81 05 48 65 6c 6c 6f', 'hex'],
    ['12:00:00 DEBUG 81 05 48 65 6c 6c 6f', 'hex'],
    ['[  123.456789] ws: 81 05 48 65 6c 6c 6f', 'hex'],
    ['Nov 22 12:00:00 box ws[123]: frame (7 bytes): 81 05 48 65 6c 6c 6f', 'hex'],
    ['I1122 12:00:00.123456  4242 ws.cc:12] 81 05 48 65 6c 6c 6f', 'hex'],
    ['11-22 12:00:00.123  1234  5678 D Ws: 81 05 48 65 6c 6c 6f', 'hex'],
    ['12:00:01.123 [main] DEBUG c.e.Ws - sent 7 bytes: 81 05 48 65 6c 6c 6f', 'hex'],
    ['2026-11-22T12:00:00Z INFO frame=gQVIZWxsbw==', 'base64'],
    ["DEBUG: received b'\\x81\\x05Hello'", 'literal'],
    ['2026/11/22 12:00:00 [129 5 72 101 108 108 111]', 'literal'],
    [`DEBUG ${XXD}`, 'xxd'],
    [
      toHexdump(bytesOf(HELLO))
        .replace(/^/gm, '[debug] ')
        .replace(/\[debug\] $/, ''),
      'hexdump',
    ],
  ])('%j', (text, kind) => {
    const reading = read(text);
    expect(reading).toMatchObject({ kind, certain: true });
    expect(piecesOf(reading)).toEqual([`?${HELLO}`]);
    expect(notesOf(reading).map(([id, at]) => [id, at])).toEqual([['log-prefixes', 0]]);
  });

  test('lines of words alone are left out, too', () => {
    const log = `12:00:01.123 DEBUG received frame:\n${XXD}\n12:00:01.125 DEBUG connection closed`;
    const reading = read(log);
    expect(reading).toMatchObject({ kind: 'xxd', certain: true });
    expect(piecesOf(reading)).toEqual([`?${HELLO}`]);
    expect(notesOf(reading).map(([id]) => id)).toEqual(['log-words']);
  });

  test('marks and heads after it are read', () => {
    const lines = ['> GET / HTTP/1.1', '> Host: a', '> ', '< HTTP/1.1 101 Switching', '< '];
    const reading = read([...lines, '< 81 05 48'].map((line) => `DEBUG ${line}`).join('\n'));
    expect(piecesOf(reading)).toEqual([
      `>${utf8('GET / HTTP/1.1\r\nHost: a\r\n\r\n')}`,
      `<${utf8('HTTP/1.1 101 Switching\r\n\r\n')}810548`,
    ]);
  });

  test.each(['12:34:56', '12:34:56 78', '[81 05] 48', 'C:81:85'])(
    '%j is bytes, and no prefix',
    (text) => expect(notesOf(read(text)).map(([id]) => id)).not.toContain('log-prefixes'),
  );
});

describe('commands before a prompt are left out, what they print is read', () => {
  test.each([
    [`$ xxd frame.bin\n${XXD}`, HELLO],
    ['me@box:~/x$ od -c f\n0000000 201 005   H\n0000003', '810548'],
    ['(venv) me@box:~$ cat f\n81 05 48', '810548'],
    ['PS C:\\> gc f\n81 05 48', '810548'],
    [">>> s.recv(100)\nb'\\x81\\x05Hello'", HELLO],
    [">>> data\nb'\\x81\\x05Hello'", HELLO],
    ["In [1]: data\nOut[1]: b'\\x81\\x05Hello'", HELLO],
    ['> h\n<Buffer 81 85 37>\n> new Uint8Array(h)\nUint8Array(3) [ 129, 133, 55 ]', '818537818537'],
    ['> Buffer.from([129, 5])\n<Buffer 81 05>', '8105'],
  ])('%j', (text, bytes) => {
    const reading = read(text);
    expect(piecesOf(reading)).toEqual([`?${bytes}`]);
    expect(notesOf(reading)[0]!.slice(0, 2)).toEqual(['commands', 0]);
  });

  test.each([
    [">>> b'\\x81\\x05Hello'", HELLO],
    ["$ printf '\\x81\\x05Hello' | nc localhost 80", HELLO],
  ])('%j: a command that nothing answers is all there is', (text, bytes) => {
    expect(piecesOf(read(text))).toEqual([`?${bytes}`]);
  });

  test('marks of directions are no prompts', () => {
    expect(piecesOf(read("> b'\\x81\\x85'\n< b'\\x81\\x05'"))).toEqual(['>8185', '<8105']);
    expect(piecesOf(read('>>> 81 85\n<<< 81 05'))).toEqual(['>8185', '<8105']);
  });
});

describe('several notations in one paste', () => {
  test('are each read as what they are, in order, and that is said', () => {
    const blocks = [
      '81 05',
      'gQVIZWxsbw==',
      "b'\\x81\\x05'",
      XXD,
      '%81%05',
      '[129, 5]',
      'data:,%81%05',
    ];
    const bytes = `8105${HELLO}8105${HELLO}810581058105`;
    const reading = read(blocks.join('\n\n'));
    expect(piecesOf(reading)).toEqual([`?${bytes}`]);
    expect(reading.certain).toBe(true);
    expect(notesOf(reading)).toEqual([
      ['several-kinds', 0, 'hex base64 literal xxd url-encoded data-url'],
    ]);
    expect(piecesOf(read(blocks.join('\n')))).toEqual([`?${bytes}`]);
  });

  test('words between them are skipped, line by line', () => {
    const reading = read('Here is the frame I got:\n\n81 05 48 65 6c 6c 6f\n\nthanks!');
    expect(piecesOf(reading)).toEqual([`?${HELLO}`]);
    expect(notesOf(reading)).toEqual([
      ['skipped-line', 0, 'Here is the frame I got…'],
      ['skipped-line', 48, 'thanks!'],
    ]);
  });

  test('an array over several lines stays one', () => {
    const reading = read('81 05\nconst f = [\n  129,\n  5,\n];\n');
    expect(piecesOf(reading)).toEqual(['?81058105']);
  });

  test('in both directions', () => {
    const reading = read(`> 81 85\n> b'\\x81\\x85'\n< ${XXD}\n< [129, 5]`);
    expect(piecesOf(reading)).toEqual(['>81858185', `<${HELLO}8105`]);
  });
});
