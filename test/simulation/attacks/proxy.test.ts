import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { utf8Of } from '../../../src/codec/utf8.ts';
import { createProxiedConnection, type Store } from '../../../src/simulation/attacks/proxy.ts';

const text = (...lines: string[]): Uint8Array => utf8Of(lines.join('\r\n'));
const ask = text('GET /a HTTP/1.1', 'Host: x', '', '');
const answer = text('HTTP/1.1 200 OK', 'Content-Length: 2', '', 'hi');

describe('a proxy that knows no WebSocket', () => {
  it('keeps an answer under what was asked', () => {
    const store: Store = new Map();
    const connection = createProxiedConnection(store);
    expect(connection.fromClient(ask)).toEqual([{ kind: 'request', address: 'x/a' }]);
    expect(connection.fromServer(answer)).toEqual([{ kind: 'stored', address: 'x/a' }]);
    expect([...store.keys()]).toEqual(['x/a']);
  });

  it('keeps nothing that nobody asked for, that is no 200, or that says no-store', () => {
    const store: Store = new Map();
    const connection = createProxiedConnection(store);
    expect(connection.fromServer(answer)).toEqual([{ kind: 'unasked' }]);
    connection.fromClient(ask);
    connection.fromClient(ask);
    connection.fromServer(text('HTTP/1.1 404 Not Found', 'Content-Length: 0', '', ''));
    connection.fromServer(text('HTTP/1.1 200 OK', 'Cache-Control: no-store', '', ''));
    expect(store.size).toBe(0);
  });

  it('passes over lines that begin no message', () => {
    const connection = createProxiedConnection(new Map());
    const noise = utf8Of('\u0081\u0005Hello\r\n\r\n');
    expect(connection.fromClient(noise)).toEqual([]);
    expect(connection.fromClient(ask)).toHaveLength(1);
  });

  it('reads the same, however the bytes are cut', () => {
    const stream = utf8Of(`x\r\n\r\n${'GET /a HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(3)}`);
    fc.assert(
      fc.property(fc.array(fc.nat({ max: stream.length }), { maxLength: 6 }), (cuts) => {
        const places = [0, ...cuts.sort((a, b) => a - b), stream.length];
        const connection = createProxiedConnection(new Map());
        const read = places
          .slice(1)
          .flatMap((end, i) => connection.fromClient(stream.subarray(places[i], end)));
        expect(read).toHaveLength(3);
      }),
    );
  });

  it('reads any bytes to their end', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        const connection = createProxiedConnection(new Map());
        expect(Array.isArray(connection.fromClient(bytes))).toBe(true);
        expect(Array.isArray(connection.fromServer(bytes))).toBe(true);
      }),
    );
  });
});
