import { concat, hexOf } from '../../src/codec/bytes.ts';
import {
  encodeFrame,
  frameOf,
  type FrameFields,
  type FrameOptions,
} from '../../src/codec/websocket/encode.ts';
import { readConversation, type Conversation } from '../../src/trace/conversation.ts';
import { readPaste } from '../../src/capture/paste.ts';
import type { Source } from '../../src/capture/reading.ts';
import { decodeReport, type ReportOptions } from '../../src/trace/report.ts';
import type { Report, ReportConnection } from '../../src/trace/report-format.ts';
import { latin1 } from '../latin1.ts';
import { expectValid } from './schema.ts';

export { latin1 };

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

const KEY = Uint8Array.of(0x37, 0xfa, 0x21, 0x3d);

type Options = Omit<FrameOptions, 'sender'> & Partial<FrameFields>;

const frame = (sender: 'client' | 'server', payload: string | Uint8Array, options: Options) => {
  const { maskKey = KEY, ...rest } = options;
  const key = sender === 'client' ? { maskKey } : {};
  return encodeFrame({ ...frameOf(payload, { sender, ...rest, ...key }), ...rest, ...key });
};

/** A frame as a client sends it, masked with the key of RFC 6455 §5.7 unless another is given. */
export const fromClient = (payload: string | Uint8Array, options: Options = {}): Uint8Array =>
  frame('client', payload, options);

export const fromServer = (payload: string | Uint8Array, options: Options = {}): Uint8Array =>
  frame('server', payload, options);

/** Bytes with their direction, in the order seen. */
export type Turn = readonly [mark: '>' | '<', bytes: Uint8Array];

/** Turns as a marked paste of hex. */
export const pasteOf = (...turns: readonly Turn[]): string =>
  turns.map(([mark, bytes]) => `${mark} ${hexOf(bytes)}`).join('\n');

/** The report of turns: valid, and its only connection. */
export async function reportOf(
  turns: readonly Turn[],
  options: ReportOptions = {},
): Promise<ReportConnection> {
  return onlyOne(await decodeReport(pasteOf(...turns), options));
}

/** The only connection of a report, which must be valid. */
export function onlyOne(report: Report): ReportConnection {
  const { connections } = expectValid(report);
  if (connections.length !== 1) throw new RangeError(`${connections.length} connections`);
  return connections[0]!;
}

/** A conversation read to its end. */
export async function conversationOf(
  sources: readonly Source[],
  extensions: string | null = null,
): Promise<Conversation> {
  const { trace } = readPaste(sources);
  return readConversation(trace.connections[0]!, { extensions }, () => Promise.resolve());
}

export const joined = (...parts: readonly Uint8Array[]): Uint8Array => concat(parts);
