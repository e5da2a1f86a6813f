import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  deflateParametersOf,
  formatExtensions,
  lenientDeflateParametersOf,
  parseExtensions,
  parseProtocols,
  type Extension,
} from '../../../src/codec/websocket/extensions.ts';
import { anyExtensions } from './extension-lists.ts';

describe('Sec-WebSocket-Extensions', () => {
  test.each<[string, Extension[]]>([
    ['deflate-stream', [{ name: 'deflate-stream', parameters: [] }]],
    [
      'mux; max-channels=4; flow-control, deflate-stream',
      [
        {
          name: 'mux',
          parameters: [
            { name: 'max-channels', value: '4' },
            { name: 'flow-control', value: null },
          ],
        },
        { name: 'deflate-stream', parameters: [] },
      ],
    ],
    [
      'foo, bar; baz=2',
      [
        { name: 'foo', parameters: [] },
        { name: 'bar', parameters: [{ name: 'baz', value: '2' }] },
      ],
    ],
    [
      'permessage-deflate; server_max_window_bits="10"',
      [
        {
          name: 'permessage-deflate',
          parameters: [{ name: 'server_max_window_bits', value: '10' }],
        },
      ],
    ],
    ['a;b="c\\d"', [{ name: 'a', parameters: [{ name: 'b', value: 'cd' }] }]],
    [
      '\ta ; b = c ,, d ',
      [
        { name: 'a', parameters: [{ name: 'b', value: 'c' }] },
        { name: 'd', parameters: [] },
      ],
    ],
  ])('%j is read', (text, extensions) => expect(parseExtensions(text)).toEqual(extensions));

  test.each([
    '',
    ',',
    ';a',
    'a;',
    'permessage-deflate;;',
    'a b',
    'a; b c',
    'a; b=',
    'a; =b',
    'a; b=c=d',
    'a="b"',
    '"a"',
    'a; b=""',
    'a; b="c d"',
    'a; b="c,d"',
    'a; b="c',
    'a; b=","',
    'a/b',
    'é',
  ])('%j breaks the grammar', (text) => expect(parseExtensions(text)).toBeNull());

  test('what is written is read again as it was', () => {
    fc.assert(
      fc.property(anyExtensions, (extensions) => {
        expect(parseExtensions(formatExtensions(extensions))).toEqual(extensions);
      }),
    );
  });

  test('it is written as RFC 6455 §9.1 writes it', () => {
    expect(formatExtensions(parseExtensions('foo,bar;baz="2"')!)).toBe('foo, bar; baz=2');
  });

  test('no text makes it throw', () => {
    const pieces = fc.constantFrom(',', ';', '=', '"', '\\', ' ', '\n', 'a', 'permessage-deflate');
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pieces).map((all) => all.join('')),
        ),
        (text) => {
          const read = parseExtensions(text);
          if (!read) return;
          const written = formatExtensions(read);
          expect(parseExtensions(written)).toEqual(read);
          expect(formatExtensions(parseExtensions(written)!)).toBe(written);
        },
      ),
    );
  });
});

describe('permessage-deflate as the server’s answer settles it', () => {
  const settled = (answer: string) => deflateParametersOf(parseExtensions(answer)!);

  test('where nothing is said, both keep their windows, of 32 KiB', () => {
    expect(settled('permessage-deflate')).toEqual({
      serverNoContextTakeover: false,
      clientNoContextTakeover: false,
      serverMaxWindowBits: 15,
      clientMaxWindowBits: 15,
    });
  });

  test.each([
    [
      'server_no_context_takeover',
      { serverNoContextTakeover: true, clientNoContextTakeover: false },
    ],
    [
      'client_no_context_takeover',
      { serverNoContextTakeover: false, clientNoContextTakeover: true },
    ],
    ['server_max_window_bits=8', { serverMaxWindowBits: 8, clientMaxWindowBits: 15 }],
    ['client_max_window_bits=15', { serverMaxWindowBits: 15, clientMaxWindowBits: 15 }],
    ['client_max_window_bits="10"', { serverMaxWindowBits: 15, clientMaxWindowBits: 10 }],
  ])('%s is about that side only', (parameter, expected) => {
    expect(settled(`x-foo, permessage-deflate; ${parameter}`)).toMatchObject(expected);
  });

  test.each([
    ['it is not named', 'x-foo; server_max_window_bits=10'],
    ['it is named twice', 'permessage-deflate, permessage-deflate'],
    ['a parameter is unknown', 'permessage-deflate; foo=1'],
    [
      'a parameter comes twice',
      'permessage-deflate; server_no_context_takeover; server_no_context_takeover',
    ],
    ['a flag has a value', 'permessage-deflate; server_no_context_takeover=1'],
    ['a window is too large', 'permessage-deflate; server_max_window_bits=16'],
    ['a window is too small', 'permessage-deflate; client_max_window_bits=7'],
    ['a window has a zero before it', 'permessage-deflate; server_max_window_bits=09'],
    ['a window has no value', 'permessage-deflate; client_max_window_bits'],
  ])('nothing is settled where %s', (_, answer) => expect(settled(answer)).toBeNull());
});

describe('what it settles for those who went on in spite of a fault', () => {
  const UNSAID = deflateParametersOf(parseExtensions('permessage-deflate')!);
  const settled = (answer: string) => lenientDeflateParametersOf(parseExtensions(answer)!);

  test.each([
    ['foo=1', {}],
    ['server_no_context_takeover=1', { serverNoContextTakeover: true }],
    ['client_no_context_takeover; client_no_context_takeover', { clientNoContextTakeover: true }],
    ['server_max_window_bits=16', {}],
    ['server_max_window_bits=7; client_max_window_bits=9', { clientMaxWindowBits: 9 }],
    ['client_max_window_bits', {}],
    ['server_max_window_bits=09', { serverMaxWindowBits: 9 }],
    ['server_max_window_bits=10; server_max_window_bits=12', { serverMaxWindowBits: 10 }],
    ['server_max_window_bits, permessage-deflate; server_max_window_bits=8', {}],
    ['constructor; __proto__=1', {}],
  ])('permessage-deflate; %s', (parameters, said) => {
    const answer = `x-foo, permessage-deflate; ${parameters}`;
    expect(deflateParametersOf(parseExtensions(answer)!) === null).toBe(true);
    expect(settled(answer)).toEqual({ ...UNSAID, ...said });
  });

  test('nothing where it is not named', () => {
    expect(settled('x-foo; server_max_window_bits=10')).toBeNull();
    expect(lenientDeflateParametersOf([])).toBeNull();
  });

  test('the same as the strict reading where that settles anything', () => {
    const name = fc.constantFrom(
      ...['server_no_context_takeover', 'client_no_context_takeover'],
      ...['server_max_window_bits', 'client_max_window_bits', 'foo'],
    );
    const value = fc.option(fc.constantFrom('8', '09', '15', '16', 'x'));
    const parameters = fc.array(fc.record({ name, value }), { maxLength: 4 });
    fc.assert(
      fc.property(parameters, (all) => {
        const answer = [{ name: 'permessage-deflate', parameters: all }];
        const strict = deflateParametersOf(answer);
        const lenient = lenientDeflateParametersOf(answer);
        if (strict) expect(lenient).toEqual(strict);
        else expect(Object.keys(lenient!)).toEqual(Object.keys(UNSAID!));
      }),
    );
  });
});

describe('Sec-WebSocket-Protocol', () => {
  test('names come in the order of the client’s liking', () => {
    expect(parseProtocols('chat, superchat')).toEqual(['chat', 'superchat']);
    expect(parseProtocols('v1.chat.example.com,, chat ')).toEqual(['v1.chat.example.com', 'chat']);
  });

  test.each(['', ' , ', 'ch at', 'chat/1', '"chat"'])('%j is not a list of names', (text) => {
    expect(parseProtocols(text)).toBeNull();
  });
});
