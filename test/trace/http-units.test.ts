import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesOfLatin1, latin1 } from '../../src/codec/http/syntax.ts';
import { bodyOf } from '../../src/trace/http-body.ts';
import {
  readHttp,
  readHttpPart,
  type HttpPart,
  type HttpUnit,
} from '../../src/trace/http-units.ts';
import { REQUEST, RESPONSE } from '../vectors/handshake.ts';
import { BODIES, chunked, head } from '../vectors/http.ts';

const read = (client: string, server: string) =>
  readHttp(bytesOfLatin1(client), bytesOfLatin1(server));

const GET = head('GET / HTTP/1.1', 'Host: h');
const HEAD = head('HEAD / HTTP/1.1', 'Host: h');
const CONNECT = head('CONNECT h:80 HTTP/1.1', 'Host: h:80');
const OK5 = head('HTTP/1.1 200 OK', 'Content-Length: 5');
const NO_CONTENT = head('HTTP/1.1 204 No Content');
const FRAME = '\x81\x85\x37\xfa\x21\x3d\x7f\x9f\x4d\x51\x58';

/** Where a unit stands and how it was read. */
const placeOf = ({ head, framing, bodyAt, bodyEnd, chunks }: HttpUnit): string =>
  [head.at, bodyAt, bodyEnd, framing.kind, chunks?.bodyEnd.join()].join(' ');

/** Each unit as its first word or status and its body. */
function outline(text: string, { units }: HttpPart): string[] {
  const bytes = bytesOfLatin1(text);
  return units.map((unit) => {
    const { start } = unit.head;
    const name = 'method' in start ? start.method.text : start.status.text;
    return `${name} ${latin1(bodyOf(bytes, unit))}`.trim();
  });
}

describe('the responses of one connection', () => {
  test('every framing, one after another, answers its request', () => {
    const client = GET + HEAD + GET + GET + GET;
    const server =
      head('HTTP/1.1 103 Early Hints') +
      OK5 +
      'Hello' +
      OK5 +
      chunked('2\r\nHi\r\n', '0\r\n\r\n') +
      NO_CONTENT +
      head('HTTP/1.1 200 OK') +
      'to the end';
    const { requests, responses } = read(client, server);
    expect(outline(server, responses)).toEqual([
      '103',
      '200 Hello',
      '200',
      '200 Hi',
      '204',
      '200 to the end',
    ]);
    expect(responses).toMatchObject({ end: server.length, tail: null, switches: false });
    expect(responses.units.map(({ answers }) => answers)).toEqual(
      [0, 0, 1, 2, 3, 4].map((i) => requests.units[i]!.head),
    );
  });

  test.each(BODIES)('the end of a body of chunks is found: $name', ({ wire, data }) => {
    const server = chunked(wire) + NO_CONTENT;
    const { responses } = read(GET + GET, server);
    expect(outline(server, responses)).toEqual([`200 ${data.join('')}`.trim(), '204']);
    expect(responses.end).toBe(server.length);
  });
});

describe('the requests of one connection', () => {
  test('bodies by length and in chunks', () => {
    const client =
      head('POST / HTTP/1.1', 'Content-Length: 5') +
      'Hello' +
      head('POST / HTTP/1.1', 'Transfer-Encoding: chunked') +
      '2\r\nHi\r\n0\r\n\r\n' +
      GET;
    const { requests } = read(client, '');
    expect(outline(client, requests)).toEqual(['POST Hello', 'POST Hi', 'GET']);
    expect(requests).toMatchObject({ end: client.length, tail: null });
  });
});

describe('the end of HTTP', () => {
  test('a 101 ends it in both directions', () => {
    const { requests, responses } = read(GET + REQUEST + FRAME, NO_CONTENT + RESPONSE + '\x81\x00');
    expect(requests).toMatchObject({ end: (GET + REQUEST).length, switches: true, tail: null });
    expect(responses).toMatchObject({
      end: (NO_CONTENT + RESPONSE).length,
      switches: true,
      tail: null,
    });
    expect(responses.units.at(-1)?.stray).toBe(0);
  });

  test('any other answer lets it go on', () => {
    const client = REQUEST + GET;
    const { requests, responses } = read(client, OK5 + 'Hello' + NO_CONTENT);
    expect(outline(client, requests)).toEqual(['GET', 'GET']);
    expect(requests).toMatchObject({ end: client.length, switches: false });
    expect(responses.units).toHaveLength(2);
  });

  test('without an answer, what follows the request tells', () => {
    expect(read(REQUEST + FRAME, '').requests).toMatchObject({
      end: REQUEST.length,
      switches: true,
    });
    expect(read(REQUEST, '').requests).toMatchObject({ switches: true });
    expect(read(REQUEST + GET, '').requests).toMatchObject({ switches: false });
    expect(read('', RESPONSE + '\x81\x00').responses).toMatchObject({
      end: RESPONSE.length,
      switches: true,
    });
  });

  test('another protocol than WebSocket is not frames, though it may begin like HTTP', () => {
    const asks = head('GET / HTTP/1.1', 'Connection: Upgrade', 'Upgrade: h2c');
    const turns = head('HTTP/1.1 101 Switching Protocols', 'Upgrade: h2c');
    const { requests, responses } = read(`${asks}PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n`, `${turns}\0\0`);
    expect(requests).toMatchObject({ units: { length: 1 }, end: asks.length, switches: false });
    expect(responses).toMatchObject({ end: turns.length, switches: false });
  });

  test('a tunnel may hold an opening handshake', () => {
    const established = head('HTTP/1.1 200 Connection established', 'Content-Length: 9');
    const { requests, responses } = read(
      CONNECT + REQUEST + FRAME,
      established + RESPONSE + '\x81\x00',
    );
    expect(requests).toMatchObject({ units: { length: 2 }, switches: true });
    expect(responses).toMatchObject({ end: (established + RESPONSE).length, switches: true });
  });

  test('a tunnel may hold what nobody can explain', () => {
    const established = head('HTTP/1.1 200 Connection established');
    const { requests, responses } = read(`${CONNECT}\x16\x03\x01`, `${established}\x16\x03\x03`);
    expect(requests).toMatchObject({ end: CONNECT.length, switches: false, tail: null });
    expect(responses).toMatchObject({ end: established.length, switches: false, tail: null });
    expect(responses.units[0]?.stray).toBe(0);
  });

  test('a tunnel that was refused leaves HTTP as it was', () => {
    const refused =
      head('HTTP/1.1 407 Proxy Authentication Required', 'Content-Length: 5') + 'Sorry';
    const server = refused + head('HTTP/1.1 200 OK') + '\x16\x03\x03';
    const { requests, responses } = read(CONNECT + CONNECT + '\x16\x03\x01', server);
    expect(requests.units).toHaveLength(2);
    expect(outline(server, responses)).toEqual(['407 Sorry', '200']);
  });
});

describe('a stream that is cut', () => {
  const post = head('POST / HTTP/1.1', 'Content-Length: 5');
  test.each([
    ['in a head', 'GET / HT', { at: 0, part: 'head', need: null, have: 8 }],
    ['before a body', post, { at: post.length, part: 'body', need: 5, have: 0 }],
    ['in a body', `${post}Hel`, { at: post.length, part: 'body', need: 5, have: 3 }],
  ] as const)('%s', (_, client, tail) => {
    expect(read(client, '').requests).toMatchObject({ tail, end: client.length });
  });

  const start = chunked().length;
  test.each([
    ['before the first chunk', '', { at: 0, need: null, have: 0 }],
    ['in a size', '1', { at: 0, need: null, have: 1 }],
    ['after a size', '1F\r\n', { at: 0, need: 37, have: 4 }],
    ['in the data', '5;a\r\nHel', { at: 0, need: 12, have: 8 }],
    ['in the line end', '5\r\nHello\r', { at: 0, need: 10, have: 9 }],
    ['between chunks', '5\r\nHello\r\n', { at: 10, need: null, have: 0 }],
    ['in the trailer', '0\r\nX: ', { at: 0, need: null, have: 6 }],
    [
      'at a size beyond 2^53',
      'FFFFFFFFFFFFFFFF\r\n',
      { at: 0, need: '18446744073709551635', have: 18 },
    ],
  ] as const)('in a body of chunks: %s', (_, body, { at, need, have }) => {
    expect(read('', chunked(body)).responses.tail).toEqual({
      at: start + at,
      part: 'chunk',
      need,
      have,
    });
  });

  test('at a length beyond 2^53', () => {
    const server = head('HTTP/1.1 200 OK', 'Content-Length: 18446744073709551616');
    expect(read('', server).responses.tail).toMatchObject({
      need: '18446744073709551616',
      have: 0,
    });
  });

  test('after every byte: the units that are whole stay as they are', () => {
    const client =
      GET +
      head('POST / HTTP/1.1', 'Transfer-Encoding: chunked') +
      BODIES[0]!.wire +
      HEAD +
      REQUEST;
    const server = OK5 + 'Hello' + chunked(BODIES[5]!.wire) + OK5 + RESPONSE;
    const whole = read(client, server);
    for (let end = 0; end < server.length; end++) {
      const { responses } = readHttp(bytesOfLatin1(client), bytesOfLatin1(server).subarray(0, end));
      const done = responses.units.filter(({ bodyComplete }) => bodyComplete);
      expect(done.map(placeOf)).toEqual(whole.responses.units.slice(0, done.length).map(placeOf));
      const last = done.at(-1)?.bodyEnd ?? 0;
      if (responses.tail === null) expect(last).toBe(end);
      else expect(responses.tail.at + responses.tail.have).toBe(end);
    }
    for (let end = 0; end < client.length; end++) {
      const { units, tail } = readHttpPart(bytesOfLatin1(client).subarray(0, end), 'request');
      const done = units.filter(({ bodyComplete }) => bodyComplete);
      expect(done.map(placeOf)).toEqual(whole.requests.units.slice(0, done.length).map(placeOf));
      if (tail === null) expect(done.at(-1)?.bodyEnd ?? 0).toBe(end);
    }
  });
});

const pieces = [
  GET,
  HEAD,
  CONNECT,
  REQUEST,
  RESPONSE,
  OK5,
  'Hello',
  NO_CONTENT,
  FRAME,
  '0\r\n\r\n',
  chunked(),
  '\r\n',
  'HTTP/1.1 ',
];
const stream = fc
  .array(fc.oneof(fc.constantFrom(...pieces), fc.stringMatching(/^[\x00-\xff]{0,6}$/)), {
    maxLength: 12,
  })
  .map((parts) => parts.join(''));

test('no bytes throw, and the units follow each other', () => {
  fc.assert(
    fc.property(stream, stream, (client, server) => {
      const { requests, responses } = read(client, server);
      for (const [part, length] of [
        [requests, client.length],
        [responses, server.length],
      ] as const) {
        let at = 0;
        for (const unit of part.units) {
          expect(unit.head.at).toBe(at);
          expect(unit.bodyAt).toBe(unit.head.end);
          at = unit.bodyEnd;
        }
        if (part.tail === null) expect(part.end).toBe(at);
        else expect(part.tail.at + part.tail.have).toBe(length);
      }
    }),
    { numRuns: 1000 },
  );
});

test('pipelined messages take time in proportion to their number', () => {
  const started = performance.now();
  const { responses } = read(HEAD.repeat(20_000), OK5.repeat(20_000));
  expect(responses.units).toHaveLength(20_000);
  expect(performance.now() - started).toBeLessThan(15_000);
}, 30_000);
