import { readHttpHead } from '../../codec/http/message.ts';
import { sniffHead } from '../../codec/http/sniff.ts';
import { createHead, isMasked, readHead, type FrameHead } from '../../codec/websocket/layout.ts';
import {
  advance,
  createContext,
  type Sender,
  type StreamContext,
} from '../../codec/websocket/rules.ts';
import { createFrameJudge } from '../../codec/websocket/verdict-table.ts';
import { endOfMessage } from '../http-unit.ts';
import type { Strand } from './strand.ts';

/** A frame on the way through a strand. `head` is used anew for the next. */
export interface Step {
  readonly head: FrameHead;
  /** The rules its header breaks, as the scan says it. */
  readonly verdict: number;
  /** Opcode of the message it belongs to, 0 where that is not known. */
  readonly message: number;
  /** Where its payload ends, beyond the bytes where it is cut. */
  readonly end: number;
}

/** Where HTTP ends that a strand begins with, and how many heads that were. */
export function skipHeads(bytes: Uint8Array): { readonly heads: number; readonly at: number } {
  let heads = 0;
  let at = 0;
  while (at < bytes.length) {
    const sniffed = sniffHead(bytes, at, bytes.length);
    if (sniffed !== 'request' && sniffed !== 'response') break;
    const head = readHttpHead(bytes, at, bytes.length);
    if (head === null) break;
    heads++;
    at = endOfMessage(bytes, head);
  }
  return { heads, at };
}

/** Compression may have been agreed on: nobody saw the handshake. */
const contextOf = (sender: Sender): StreamContext => createContext(sender, { deflate: true });

/**
 * Goes from frame to frame as the headers say, whatever they break: RFC 6455 §5.2. Where nobody said whose the bytes
 * are, each frame is the side's whose MASK bit it has, and is judged in that side's stream.
 */
export function* walkFrames({ bytes, direction }: Strand, from: number): Generator<Step, void> {
  const contexts = { client: contextOf('client'), server: contextOf('server') };
  const judge = {
    client: createFrameJudge(contexts.client),
    server: createFrameJudge(contexts.server),
  };
  const known = direction === null ? null : direction === 'client-to-server' ? 'client' : 'server';
  const head = createHead();
  for (let at = from; readHead(bytes, at, bytes.length, head);) {
    const sender = known ?? (isMasked(head.b1) ? 'client' : 'server');
    const context = contexts[sender];
    const verdict = judge[sender].judge(head, context);
    const open = context.open;
    advance(context, head);
    const opcode = head.b0 & 0xf;
    const end = head.payloadAt + head.payloadLength;
    yield { head, verdict, message: opcode === 0 ? open : opcode, end };
    at = end;
  }
}
