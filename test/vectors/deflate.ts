import { bytesOfHex } from '../../src/codec/bytes.ts';
import type { DeflateBlock } from '../../src/codec/websocket/inflate-walk.ts';

/** One message of a vector: its fragments as they travel, and what the application gets. */
export interface DeflateMessage {
  readonly fragments: readonly Uint8Array[];
  readonly text: string;
  /** The blocks it is made of, the one that ends with the tail included. */
  readonly blocks: readonly DeflateBlock['type'][];
}

/** Messages of one direction in order, as printed in RFC 7692. */
export interface DeflateVector {
  readonly name: string;
  readonly section: string;
  readonly messages: readonly DeflateMessage[];
}

const message = (
  fragments: readonly string[],
  text: string,
  blocks: readonly DeflateBlock['type'][],
): DeflateMessage => ({ fragments: fragments.map(bytesOfHex), text, blocks });

const HELLO = message(['f2 48 cd c9 c9 07 00'], 'Hello', ['fixed', 'stored']);

export const DEFLATE_VECTORS: readonly DeflateVector[] = [
  { name: 'one compressed block', section: '7.2.3.1', messages: [HELLO] },
  {
    name: 'one compressed block in two fragments',
    section: '7.2.3.1',
    messages: [message(['f2 48 cd', 'c9 c9 07 00'], 'Hello', ['fixed', 'stored'])],
  },
  {
    name: 'the window shared with the message before',
    section: '7.2.3.2',
    messages: [HELLO, message(['f2 00 11 00 00'], 'Hello', ['fixed', 'stored'])],
  },
  {
    name: 'a block without compression',
    section: '7.2.3.3',
    messages: [message(['00 05 00 fa ff 48 65 6c 6c 6f 00'], 'Hello', ['stored', 'stored'])],
  },
  {
    name: 'a block with BFINAL set',
    section: '7.2.3.4',
    messages: [message(['f3 48 cd c9 c9 07 00 00'], 'Hello', ['fixed', 'stored'])],
  },
  {
    name: 'a block with BFINAL set, and a message after it',
    section: '7.2.3.4',
    messages: [
      message(['f3 48 cd c9 c9 07 00 00'], 'Hello', ['fixed', 'stored']),
      message(['f2 00 11 00 00'], 'Hello', ['fixed', 'stored']),
    ],
  },
  {
    name: 'two blocks',
    section: '7.2.3.5',
    messages: [
      message(['f2 48 05 00 00 00 ff ff ca c9 c9 07 00'], 'Hello', [
        'fixed',
        'stored',
        'fixed',
        'stored',
      ]),
    ],
  },
  {
    name: 'an empty message',
    section: '7.2.3.6',
    messages: [message(['00'], '', ['stored']), HELLO],
  },
];
