import { latin1 } from '../../../codec/http/syntax.ts';
import { proposal, type Suspicion } from '../suspicion.ts';

/** How other protocols, and files, begin: Latin-1. Only what nothing else begins with. */
const MAGIC: readonly (readonly [name: string, pattern: RegExp, bits: number])[] = [
  // RFC 4253 §4.2
  ['SSH', /^SSH-2\.0-/, 64],
  // RFC 5321 §4.2
  ['SMTP', /^220[ -][^\r\n]*E?SMTP/i, 64],
  // RFC 1939 §4
  ['POP3', /^\+OK [^\r\n]*POP3/i, 64],
  // RFC 9051 §7.1
  ['IMAP', /^\* OK [^\r\n]*IMAP/i, 64],
  // An array of bulk strings, as every client sends.
  ['Redis', /^\*\d{1,4}\r\n\$\d{1,9}\r\n/, 48],
  // MQTT 3.1.1 and 5.0 §3.1: CONNECT, its length, the name of the protocol.
  ['MQTT', /^\x10[\s\S]{1,4}\x00\x04MQTT[\x04\x05]/, 64],
  // STOMP 1.2: a command on a line of its own, then headers.
  ['STOMP', /^(CONNECT|STOMP|CONNECTED)\r?\n[\w-]+:/, 64],
  // AMQP 0-9-1 §4.2.2 and 1.0 §2.2
  ['AMQP', /^AMQP[\x00-\x03]\x01?\x00/, 48],
  ['PNG', /^\x89PNG\r\n\x1a\n/, 64],
  ['JPEG', /^\xff\xd8\xff[\xdb\xe0\xe1\xee]/, 30],
  ['PDF', /^%PDF-\d/, 48],
  ['ZIP', /^PK\x03\x04/, 32],
];

const LOOKED_AT = 512;

/** Something else altogether, which says its name. */
export const otherProtocol: Suspicion = {
  id: 'other-protocol',
  prior: 2,
  *propose({ bytes }) {
    const beginning = latin1(bytes.subarray(0, LOOKED_AT));
    const found = MAGIC.find(([, pattern]) => pattern.test(beginning));
    if (found !== undefined) yield proposal(null, { args: [found[0]], own: found[2] });
  },
};
