import { gzipSync } from 'node:zlib';
import { concat } from '../src/codec/bytes.ts';
import { utf8Of } from '../src/codec/utf8.ts';
import { createDeflater } from '../src/codec/websocket/deflater.ts';
import { DEFLATE_VECTORS } from '../test/vectors/deflate.ts';
import { BROKEN, KEPT } from '../test/vectors/handshake.ts';
import { BODIES, BROKEN_BODIES, KEPT_BODIES } from '../test/vectors/http.ts';
import {
  BROKEN_EVENTS,
  BROKEN_HEADS,
  HTML_EXAMPLES,
  KEPT_EVENTS,
  KEPT_HEADS,
  MORE_STREAMS,
} from '../test/vectors/sse.ts';

const latin1 = (text: string): Uint8Array => Buffer.from(text, 'latin1');

const TEXTS = [
  'Hello',
  'tick '.repeat(40),
  '你好，世界'.repeat(9),
  '{"price":1,"volume":2}'.repeat(4),
];

/** Compressed messages: the RFC's, and those of each level, size of window and way to begin. */
const deflated = [
  ...DEFLATE_VECTORS.flatMap(({ messages }) => messages.map(({ fragments }) => concat(fragments))),
  ...[9, 12, 15].flatMap((windowBits) =>
    [0, 1, 6].flatMap((level) => {
      const { deflate } = createDeflater({ windowBits, noContextTakeover: false }, level);
      return [...TEXTS, ...TEXTS].map((text) => deflate(utf8Of(text)));
    }),
  ),
];

/** Content under a coding, for bodies. */
const coded = TEXTS.map((text) => gzipSync(text));

const handshakes = [...BROKEN, ...KEPT].map(({ request, after = '', response = '' }) =>
  latin1(request + after + response),
);
const exchanges = [...BROKEN_BODIES, ...KEPT_BODIES].map(({ message, request = '' }) =>
  latin1(request + message),
);
const eventHeads = [...BROKEN_HEADS, ...KEPT_HEADS].map(({ request, bytes }) =>
  latin1((request ?? '') + bytes),
);
const events = [...HTML_EXAMPLES, ...MORE_STREAMS, ...BROKEN_EVENTS, ...KEPT_EVENTS].map(
  ({ bytes }) => latin1(bytes),
);

/** What there is of each protocol in the tests, to be mutated. */
export const VECTORS = {
  http: [...exchanges, ...BODIES.map(({ wire }) => latin1(wire)), ...coded],
  sse: events,
  deflate: deflated,
  handshake: [...handshakes, ...eventHeads],
} as const;
