import { inspect } from 'node:util';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hello, mixed } from './tool-output.ts';
import { bytesOf, hexOf, notesOf, piecesOf, read } from './write.ts';

const HELLO = '810548656c6c6f';

/** What Node 20, Python 3.11, Java 17, Rust 1.8 and Perl 5 print, and what programs in their languages say. */
const literals: readonly (readonly [text: string, bytes: string])[] = [
  ["b'\\x81\\x857\\xfa!=\\x7f\\x9fMQX'", hello],
  ["bytearray(b'\\x81\\x857\\xfa!=\\x7f\\x9fMQX')", hello],
  ['b"it\'s\\t\\\\\\n\\0\\x81"', '69742773095c0a0081'],
  ["rb'\\x81'", '5c783831'],
  ['[129, 133, 55, 250, 33, 61, 127, 159, 77, 81, 88]', hello],
  ['[-127, -123, 55, -6, 33, 61, 127, -97, 77, 81, 88]', hello],
  ['129,133,55,250,33,61,127,159,77,81,88', hello],
  ['129 133 55 250\n33 61 127 159\n77 81 88', hello],
  ['[129 133 55 250 33 61 127 159 77 81 88]', hello],
  ['[81, 5, 48, 65, 6c, 6c, 6f]', HELLO],
  ['<Buffer 81 85 37 fa 21 3d 7f 9f 4d 51 58>', hello],
  ['{"type":"Buffer","data":[129,133,55,250,33,61,127,159,77,81,88]}', hello],
  [
    "{\n  type: 'Buffer',\n  data: [\n    129, 133,  55, 250, 33,\n     61, 127, 159,  77, 81,\n     88\n  ]\n}",
    hello,
  ],
  ['{"0":129,"1":5,"2":72}', '810548'],
  ['Uint8Array(11) [\n  129, 133,  55, 250, 33,\n   61, 127, 159,  77, 81,\n   88\n]', hello],
  [
    'Int8Array(11) [\n  -127, -123,  55,  -6,\n    33,   61, 127, -97,\n    77,   81,  88\n]',
    hello,
  ],
  [
    'ArrayBuffer {\n  [Uint8Contents]: <81 85 37 fa 21 3d 7f 9f 4d 51 58>,\n  byteLength: 11\n}',
    hello,
  ],
  ['Map(1) { 1 => <Buffer 81 85 37> }', '818537'],
  ['{ a: <Buffer 81 05>, list: [ <Buffer 48 65> ] }', '81054865'],
  ['new Uint8Array([0x81, 0x05, 0x48])', '810548'],
  ['Uint8Array.of(129, 5, 72)', '810548'],
  ["'\\x81\\u0005Hello'", HELLO],
  ['"\\x81\\x05" "Hello"', HELLO],
  ['"\\x81\\x05" +\n  "Hello"', HELLO],
  ['"\\x81\\\n\\x05Hello"', HELLO],
  ["['\\x81', '\\x05', 'H']", '810548'],
  ['\\x81\\x857\\xfa!=\\x7f\\x9fMQX', hello],
  ['H\\x05ello', '4805656c6c6f'],
  ['$VAR1 = "\\201\\2057\\372!=\\177\\237MQX";', hello],
  [
    '"GET / HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n"',
    hexOf(Buffer.from('GET / HTTP/1.1\r\nHost: x\r\n\r\n')),
  ],
  ['"\\u4f60\\ud83d\\ude00好"', hexOf(Buffer.from('你😀好'))],
  ['"\\u{1f600}\\u00e9"', hexOf(Buffer.from('😀é'))],
  [
    'unsigned char hello_bin[] = {\n  0x81, 0x85, 0x37\n};\nunsigned int hello_bin_len = 3;\n',
    '818537',
  ],
  ["static const uint8_t f[7] = {0x81, 5, 'H', /* 0x65 */ 0x65}; // 0x6c", '81054865'],
  ["new byte[]{(byte)0x81, (byte) 0x05, 0x48, 'e', -128}", '8105486580'],
  ['byteArrayOf(0x81.toByte(), 0x05, 72)', '810548'],
  ['[]byte{0x81, 5, 0b1001000}', '810548'],
  ['[7]byte{0x81, 0o5}', '8105'],
  ['[]byte("\\x81\\x05Hello")', HELLO],
  ['&[0x81u8, 5, 72]', '810548'],
  ['let f: [u8; 3] = [0x81, 5, 72];', '810548'],
  ['vec![0x81, 0x05]', '8105'],
  ['b"\\x81\\x05Hello"', HELLO],
  ['<<129,5,"Hello">>', HELLO],
  ['<<16#81, 16#05>>', '8105'],
  ['bytes.fromhex("81 05 48 65 6c 6c 6f")', HELLO],
  ['data = bytes.fromhex(\n  "81 05"\n  "4865 6c6c6f"\n)', HELLO],
  ["binascii.unhexlify(b'810548656c6c6f')", HELLO],
  ['Buffer.from("810548656c6c6f", "hex")', HELLO],
  ["Buffer.from('gQVIZWxsbw==', 'base64')", HELLO],
  ['base64.b64decode("gQVIZWxsbw==")', HELLO],
  ['base64.StdEncoding.DecodeString("gQVIZWxsbw==")', HELLO],
  ['Base64.getDecoder().decode("gQVIZWxsbw==")', HELLO],
  ['hex.DecodeString("8105")', '8105'],
  ['hex!("81 05")', '8105'],
  ['HexFormat.of().parseHex("8105")', '8105'],
  ['logger.info("got", b"\\x81\\x05")', '8105'],
];

test.each(literals)('%j', (text, bytes) => {
  const reading = read(text);
  expect(reading).toMatchObject({ kind: 'literal', certain: true });
  expect(piecesOf(reading)).toEqual([`?${bytes}`]);
  expect(notesOf(reading).filter(([id]) => id !== 'comments')).toEqual([]);
  expect(piecesOf(read(text.replaceAll('\n', '\r\n')))).toEqual(piecesOf(reading));
});

describe('what a program leaves out is missing here too, and that is said', () => {
  test('Node, of a Buffer', () => {
    const text = inspect(Buffer.from(bytesOf(mixed)));
    const reading = read(text);
    expect(piecesOf(reading)).toEqual([`?${mixed.slice(0, 100)}`]);
    expect(notesOf(reading)).toEqual([['left-by-tool', text.indexOf('...'), '86']]);
  });

  test('Node, of an array', () => {
    const text = inspect(bytesOf(mixed));
    const reading = read(text);
    expect(piecesOf(reading)).toEqual([`?${mixed.slice(0, 200)}`]);
    expect(notesOf(reading)).toEqual([['left-by-tool', text.indexOf('...'), '36']]);
  });
});

describe('what is no byte is said', () => {
  test.each<[string, string, [string, number, string][]]>([
    [
      '[256, 5, -200, 129, 1.5]',
      '0581',
      [
        ['not-a-byte', 1, '256'],
        ['not-a-byte', 9, '-200'],
        ['not-a-byte', 20, '1.5'],
      ],
    ],
    ["b'\\x81\\x05", '8105', [['unclosed-string', 1, "'"]]],
    ["b'\\x81\\q'", '8171', [['unknown-escape', 6, '\\q']]],
    ["'\\x81\\x857ú'", '818537fa', [['characters-as-bytes', 10, 'ú']]],
    ['"\\u0081\\u0005"', '8105', [['characters-as-bytes', 1, '\\u0081']]],
    ["data = b'\\x81'\nnote = 'Hello'", '81', [['outside-literal', 22, "'Hello'"]]],
    ["x = 12\nb'\\x81\\x05'", '8105', [['outside-literal', 4, '12']]],
  ])('%j', (text, bytes, notes) => {
    const reading = read(text);
    expect(piecesOf(reading)).toEqual([`?${bytes}`]);
    expect(notesOf(reading)).toEqual(notes);
  });

  test('numbers of one and two digits could be hex as well', () => {
    const reading = read('81,5,48,65');
    expect(reading).toMatchObject({
      kind: 'literal',
      certain: false,
      alternatives: ['hex', 'base64'],
    });
    expect(piecesOf(reading)).toEqual(['?51053041']);
  });

  test.each(['{"a": 1}', 'don\'t panic, it\'s "fine"', 'if (x) { return 5; }'])(
    'a program without bytes, such as %j, is none',
    (text) => expect(read(text).pieces).toEqual([]),
  );
});

const someBytes = fc.uint8Array({ minLength: 2, maxLength: 100 });

/** Python's repr, by its rules. */
function repr(bytes: Uint8Array): string {
  const quote = bytes.includes(0x27) && !bytes.includes(0x22) ? '"' : "'";
  const named: Record<number, string> = { 9: '\\t', 10: '\\n', 13: '\\r', 0x5c: '\\\\' };
  const shown = Array.from(bytes, (byte) => {
    const character = String.fromCharCode(byte);
    if (character === quote) return `\\${character}`;
    return (
      named[byte] ?? (byte >= 0x20 && byte < 0x7f ? character : `\\x${hexOf(Uint8Array.of(byte))}`)
    );
  });
  return `b${quote}${shown.join('')}${quote}`;
}

const writers: Record<string, (bytes: Uint8Array) => string> = {
  'repr of Python': repr,
  'a Buffer of Node': (bytes) =>
    inspect(Buffer.from(bytes), { maxArrayLength: null }).replace(/^<Buffer $/, ''),
  'JSON of a Buffer': (bytes) => JSON.stringify(Buffer.from(bytes)),
  'JSON of an array': (bytes) => JSON.stringify(bytes),
  'an array of Node': (bytes) => inspect(bytes),
  'signed bytes of Java': (bytes) => `byte[] f = {${Int8Array.from(bytes).join(', ')}};`,
  'a slice of Go': (bytes) =>
    `[]byte{${Array.from(bytes, (byte) => `0x${byte.toString(16)}`).join(', ')}}`,
  'a C string with octal escapes': (bytes) =>
    `char f[] = "${Array.from(bytes, (byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('')}";`,
};

describe('any bytes survive being written as', () => {
  test.each(Object.entries(writers))('%s', (_name, write) => {
    fc.assert(
      fc.property(someBytes, (bytes) => {
        const text = write(bytes.length > 50 ? bytes.subarray(0, 50) : bytes);
        const reading = read(text, { kind: 'literal' });
        expect(piecesOf(reading)).toEqual([`?${hexOf(bytes.subarray(0, 50))}`]);
        expect(reading.notes).toEqual([]);
      }),
    );
  });
});
