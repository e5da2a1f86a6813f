import { encodeHttpHead, plainRequest, plainResponse } from '../../codec/http/encode.ts';
import { acceptOf } from '../../codec/websocket/handshake.ts';
import type { Parameters } from '../parameters.ts';
import { chrome } from './chrome.ts';
import { LUBBERS_2009 } from './lubbers.ts';
import { minimal } from './minimal.ts';
import type { Answered, Asked, Fields, Profile } from './profile.ts';

/** The bytes of every head that a run writes; each made by the codec. */
export interface Heads {
  readonly profile: Profile;
  request(asked: Asked, target: string): Uint8Array;
  response(answered: Answered): Uint8Array;
  /** The answer that opens a WebSocket: RFC 6455 §4.2.2. */
  switching(key: string, extensions: string | null): Uint8Array;
  /** What an intermediary says by itself, or a server that was not asked to upgrade. */
  refusal(status: 426 | 504): Uint8Array;
}

function profileOf({ headers, date }: Parameters): Profile {
  switch (headers) {
    case 'chrome-http':
      return chrome('http');
    case 'chrome-https':
      return chrome('https');
    case 'lubbers-2009':
      return LUBBERS_2009;
    default:
      return minimal(date === 'on');
  }
}

const PAD = 'X-Pad';
const PAD_LENGTH = `${PAD}: \r\n`.length;

/** A head of just so many bytes, where it has room for a field that fills it up. */
function padded(encode: (extra: Fields) => Uint8Array, length: number): Uint8Array {
  const bytes = encode([]);
  const missing = length - bytes.length - PAD_LENGTH;
  return missing < 1 ? bytes : encode([[PAD, 'x'.repeat(missing)]]);
}

export function createHeads(parameters: Parameters): Heads {
  const profile = profileOf(parameters);
  const isCustom = parameters.headers === 'custom';
  const filled = (encode: (extra: Fields) => Uint8Array, length: number): Uint8Array =>
    isCustom ? padded(encode, length) : encode([]);

  const answer = (status: number, reason: string, fields: Fields): Uint8Array =>
    filled(
      (extra) => encodeHttpHead(plainResponse(status, reason, [...fields, ...extra])),
      parameters.customResponse,
    );

  return {
    profile,
    request: (asked, target) =>
      filled((extra) => {
        const method = asked.kind === 'post' ? 'POST' : 'GET';
        const fields = [...profile.request(asked), ...extra];
        return encodeHttpHead(plainRequest(target, fields, method));
      }, parameters.customRequest),
    response(answered) {
      const [status, reason] = answered.kind === 'nothing' ? [204, 'No Content'] : [200, 'OK'];
      return answer(status, reason, profile.response(answered, parameters.keepAliveIdle));
    },
    switching: (key, extensions) =>
      answer(101, 'Switching Protocols', [
        ['Upgrade', 'websocket'],
        ['Connection', 'Upgrade'],
        ['Sec-WebSocket-Accept', acceptOf(key).accept],
        ...(extensions === null ? [] : [['Sec-WebSocket-Extensions', extensions] as const]),
      ]),
    refusal: (status) =>
      encodeHttpHead(
        status === 426
          ? plainResponse(426, 'Upgrade Required', [
              ['Upgrade', 'websocket'],
              ['Connection', 'Upgrade'],
              ['Content-Length', '0'],
            ])
          : plainResponse(504, 'Gateway Timeout', [['Content-Length', '0']]),
      ),
  };
}
