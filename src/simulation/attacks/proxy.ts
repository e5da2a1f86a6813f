import { concat } from '../../codec/bytes.ts';
import { combinedValue, listHas } from '../../codec/http/headers.ts';
import type { HttpHead } from '../../codec/http/layout.ts';
import { readLine } from '../../codec/http/lines.ts';
import { readHttpHead, statusOf } from '../../codec/http/message.ts';
import { sniffKind } from '../../codec/http/sniff.ts';

/** What the proxy made of bytes that passed. `address` is the host and target that were asked for. */
export type Noticed =
  | { readonly kind: 'request' | 'stored' | 'passed-on'; readonly address: string }
  | { readonly kind: 'unasked' };

/** Copies of answers, by what was asked. */
export type Store = Map<string, Uint8Array>;

/** One connection of a client to a server, as the proxy between them reads it. */
export interface ProxiedConnection {
  fromClient(bytes: Uint8Array): readonly Noticed[];
  fromServer(bytes: Uint8Array): readonly Noticed[];
}

/** A message of HTTP/1.1 in a stream, with its body. */
interface Message {
  readonly head: HttpHead;
  readonly bytes: Uint8Array;
}

/** Reads one direction as HTTP messages, over and over; a line that begins none is passed over. */
function createReader(kind: 'request' | 'response'): (bytes: Uint8Array) => Message[] {
  let held = new Uint8Array(0);

  function next(): Message | null {
    for (;;) {
      const sniffed = sniffKind(held, 0, held.length, kind);
      if (sniffed === 'maybe') return null;
      if (sniffed) return take();
      const line = readLine(held, 0);
      if (line === null) return null;
      held = held.slice(line.end);
    }
  }

  function take(): Message | null {
    const head = readHttpHead(held, 0, held.length);
    if (head === null) return null;
    const length = Number(combinedValue(head, 'Content-Length') ?? 0);
    const end = head.end + (Number.isSafeInteger(length) && length > 0 ? length : 0);
    if (end > held.length) return null;
    const bytes = held.slice(0, end);
    held = held.slice(end);
    return { head, bytes };
  }

  return (bytes) => {
    held = new Uint8Array(concat([held, bytes]));
    const messages: Message[] = [];
    for (let message = next(); message !== null; message = next()) messages.push(message);
    return messages;
  };
}

/** Host and target of a request: the key of its answer in a cache. RFC 9111 §2 */
export function addressOf(head: HttpHead): string {
  const target = head.kind === 'request' ? head.start.target.text : '';
  return (combinedValue(head, 'Host') ?? '') + target;
}

/** A 200 may be kept, unless it says no. RFC 9111 §3 */
const mayKeep = (head: HttpHead): boolean =>
  head.kind === 'response' && statusOf(head) === 200 && !listHas(head, 'Cache-Control', 'no-store');

/**
 * A connection through a proxy that caches and knows no WebSocket: the 101 is one answer to it, and what follows
 * are requests and answers like those before. RFC 6455 §10.3
 */
export function createProxiedConnection(store: Store): ProxiedConnection {
  const readRequests = createReader('request');
  const readResponses = createReader('response');
  const asked: string[] = [];

  return {
    fromClient: (bytes) =>
      readRequests(bytes).map(({ head }) => {
        const address = addressOf(head);
        asked.push(address);
        return { kind: 'request', address };
      }),
    fromServer: (bytes) =>
      readResponses(bytes).map(({ head, bytes: answer }): Noticed => {
        const address = asked.shift();
        if (address === undefined) return { kind: 'unasked' };
        if (!mayKeep(head)) return { kind: 'passed-on', address };
        store.set(address, answer);
        return { kind: 'stored', address };
      }),
  };
}
