import { hexOf } from '../../codec/bytes.ts';
import { utf8Of } from '../../codec/utf8.ts';
import { encodeFrame } from '../../codec/websocket/encode.ts';
import { Opcode } from '../../codec/websocket/layout.ts';
import type { AttackElement, WirePiece } from '../../course/elements.ts';

export type AttackStep =
  | 'open'
  | 'send'
  | 'seenPlain'
  | 'seenMasked'
  | 'stored'
  | 'safe'
  | 'unchecked'
  | 'checked'
  | 'stolen';

/** An attack as it goes with its guard, or without: what happens, in order, and the bytes. */
export interface Attack {
  readonly steps: readonly AttackStep[];
  readonly works: boolean;
  readonly pieces: readonly WirePiece[];
}

/** The request that the page hides in a message, RFC 6455 §10.3. */
const SMUGGLED = 'GET /x HTTP/1.1\r\n';
/** A key that the page does not know. */
const KEY = Uint8Array.of(0x9c, 0x41, 0xd7, 0x2e);

const up = (bytes: Uint8Array): WirePiece => ({
  direction: 'client-to-server',
  hex: hexOf(bytes),
});

const down = (text: string): WirePiece => ({
  direction: 'server-to-client',
  hex: hexOf(utf8Of(text)),
});

function poisoning(masked: boolean): Attack {
  const bytes = encodeFrame({
    ...{ fin: true, rsv1: false, rsv2: false, rsv3: false, opcode: Opcode.binary, extended: 0 },
    maskKey: masked ? KEY : null,
    payload: utf8Of(SMUGGLED),
  });
  return {
    steps: masked
      ? ['open', 'send', 'seenMasked', 'safe']
      : ['open', 'send', 'seenPlain', 'stored'],
    works: hexOf(bytes).includes(hexOf(utf8Of(SMUGGLED))),
    pieces: [up(bytes)],
  };
}

const SERVED_ORIGIN = 'https://bank.example';
const ATTACKER = 'https://evil.example';

const hijackRequest = [
  'GET /feed HTTP/1.1',
  'Host: bank.example',
  'Upgrade: websocket',
  'Connection: Upgrade',
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
  'Sec-WebSocket-Version: 13',
  `Origin: ${ATTACKER}`,
  'Cookie: session=yours',
  '\r\n',
].join('\r\n');

const OPENS = [
  'HTTP/1.1 101 Switching Protocols',
  'Upgrade: websocket',
  'Connection: Upgrade',
  'Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=',
  '\r\n',
].join('\r\n');

const REFUSES = 'HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n';

function hijacking(checks: boolean): Attack {
  const origin = /^Origin: (.*)$/mu.exec(hijackRequest)?.[1]?.trim();
  const opens = !checks || origin === SERVED_ORIGIN;
  return {
    steps: opens ? ['open', 'send', 'unchecked', 'stolen'] : ['open', 'send', 'checked', 'safe'],
    works: opens,
    pieces: [up(utf8Of(hijackRequest)), down(opens ? OPENS : REFUSES)],
  };
}

/** Runs an attack against its guard, on real bytes. RFC 6455 §10.2, §10.3 */
export const runAttack = (of: AttackElement['of'], guarded: boolean): Attack =>
  of === 'cache-poisoning' ? poisoning(guarded) : hijacking(guarded);
