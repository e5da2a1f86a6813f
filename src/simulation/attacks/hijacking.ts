import { encodeHttpHead, plainResponse } from '../../codec/http/encode.ts';
import { combinedValue } from '../../codec/http/headers.ts';
import { readHttpHead } from '../../codec/http/message.ts';
import { textOf } from '../../codec/utf8.ts';
import { decodeMessages } from '../../codec/websocket/decode-messages.ts';
import { encodeFrame, frameOf } from '../../codec/websocket/encode.ts';
import { acceptOf } from '../../codec/websocket/handshake.ts';
import { keyOf } from '../../codec/websocket/handshake-fields.ts';
import type { Sender } from '../../codec/websocket/rules.ts';
import type { AttackStep } from './attack.ts';
import { handshakeOf, type Cookie } from './browser.ts';

/** What stands in the way: nothing, a server that compares the origin, a cookie that stays at home. */
export const LOCKS = ['none', 'origin', 'same-site'] as const;

export type Lock = (typeof LOCKS)[number];

type Says = 'own' | 'own-answer' | 'call' | 'answer' | 'greet' | 'order';
export type HijackingResult =
  | 'with-cookie'
  | 'without-cookie'
  | 'opened'
  | 'forbidden'
  | 'unknown-user'
  | 'page-reads'
  | 'site-obeys';

export interface Hijacking {
  readonly steps: readonly AttackStep<Says, HijackingResult>[];
  /** What the attacker's page read; null where nothing. */
  readonly read: string | null;
  /** What the site did in your name at that page's bidding. */
  readonly done: string | null;
}

const OWN = 'https://app.example.com';
const EVIL = 'https://evil.example.net';
const ADDRESS = 'wss://app.example.com/chat';
const SESSION = 'K7qP2xW9';
const MASK_KEY = Uint8Array.of(0x37, 0xfa, 0x21, 0x3d);
const OWN_KEY = 'dGhlIHNhbXBsZSBub25jZQ==';
const EVIL_KEY = 'AQIDBAUGBwgJCgsMDQ4PEA==';

const USERS: Readonly<Record<string, string>> = { [SESSION]: 'Ann' };

const refuse = (status: number, reason: string): Uint8Array =>
  encodeHttpHead(plainResponse(status, reason, [['Content-Length', '0']]));

/** A server that knows its users by a cookie; the origin it looks at only where it has a list. RFC 6455 §4.2.2 */
function answerTo(
  bytes: Uint8Array,
  origins: readonly string[] | null,
): { readonly bytes: Uint8Array; readonly user: string | null; readonly result: HijackingResult } {
  const head = readHttpHead(bytes, 0, bytes.length);
  const key = keyOf(head);
  if (head === null || key === null) {
    return { bytes: refuse(400, 'Bad Request'), user: null, result: 'forbidden' };
  }
  if (origins?.includes(combinedValue(head, 'Origin') ?? '') === false) {
    return { bytes: refuse(403, 'Forbidden'), user: null, result: 'forbidden' };
  }
  const session = /(?:^|; )session=([^;]*)/u.exec(combinedValue(head, 'Cookie') ?? '')?.[1];
  const user = USERS[session ?? ''];
  if (user === undefined) {
    return { bytes: refuse(401, 'Unauthorized'), user: null, result: 'unknown-user' };
  }
  const opening = encodeHttpHead(
    plainResponse(101, 'Switching Protocols', [
      ['Upgrade', 'websocket'],
      ['Connection', 'Upgrade'],
      ['Sec-WebSocket-Accept', acceptOf(key).accept],
    ]),
  );
  return { bytes: opening, user, result: 'opened' };
}

/** The texts that frames of a side carry. */
function textsIn(bytes: Uint8Array, sender: Sender): string {
  const texts: string[] = [];
  decodeMessages(bytes, sender, null, ({ payload }) => texts.push(textOf(payload) ?? ''));
  return texts.join('\n');
}

const cookieIn = (bytes: Uint8Array): HijackingResult =>
  combinedValue(readHttpHead(bytes, 0, bytes.length)!, 'Cookie') === null
    ? 'without-cookie'
    : 'with-cookie';

/** Runs the attack of a page of another site against a lock. RFC 6455 §10.2 */
export function hijack(lock: Lock): Hijacking {
  const sameSite = lock === 'same-site' ? 'lax' : 'none';
  const cookie: Cookie = { host: 'app.example.com', name: 'session', value: SESSION, sameSite };
  const origins = lock === 'origin' ? [OWN] : null;

  const own = handshakeOf(OWN, ADDRESS, [cookie], OWN_KEY);
  const ownAnswer = answerTo(own, origins);
  const call = handshakeOf(EVIL, ADDRESS, [cookie], EVIL_KEY);
  const answer = answerTo(call, origins);
  const before: Hijacking['steps'] = [
    { says: 'own', from: 'own-page', to: 'site', bytes: own, result: cookieIn(own) },
    {
      ...{ says: 'own-answer', from: 'site', to: 'own-page' },
      ...{ bytes: ownAnswer.bytes, result: ownAnswer.result },
    },
    { says: 'call', from: 'page', to: 'site', bytes: call, result: cookieIn(call) },
    {
      ...{ says: 'answer', from: 'site', to: 'page' },
      ...{ bytes: answer.bytes, result: answer.result },
    },
  ];
  if (answer.user === null) return { steps: before, read: null, done: null };

  const greet = encodeFrame(frameOf(`${answer.user}: 2 new`, { sender: 'server' }));
  const order = encodeFrame(frameOf('delete all', { sender: 'client', maskKey: MASK_KEY }));
  return {
    steps: [
      ...before,
      { says: 'greet', from: 'site', to: 'page', bytes: greet, result: 'page-reads' },
      { says: 'order', from: 'page', to: 'site', bytes: order, result: 'site-obeys' },
    ],
    read: textsIn(greet, 'server'),
    done: `${answer.user}: ${textsIn(order, 'client')}`,
  };
}
