import type { RuleId } from '../codec/ids.ts';
import type { Sender } from '../codec/websocket/rules.ts';

/* Written by test/reference/record-endpoints.ts; test/reference/endpoints.test.ts records it again. */

/** What an endpoint did with the example of a rule. */
export interface Reaction {
  /** The side that it took. */
  readonly receiver: Sender;
  /** The code of the Close it sent; null for none. */
  readonly sends: number | null;
  /** What it complained of; null where it took the bytes. */
  readonly error: string | null;
}

export const ENDPOINT = { name: 'ws', version: '8.23.0' } as const;

/** By rule: what became of a connection on which the example was sent. */
export const REACTIONS: Readonly<Partial<Record<RuleId, Reaction>>> = {
  'ws/rsv1-without-extension': {
    receiver: 'client',
    sends: 1002,
    error: 'Invalid WebSocket frame: RSV1 must be clear',
  },
  'ws/rsv2-set': {
    receiver: 'client',
    sends: 1002,
    error: 'Invalid WebSocket frame: RSV2 and RSV3 must be clear',
  },
  'ws/rsv3-set': {
    receiver: 'client',
    sends: 1002,
    error: 'Invalid WebSocket frame: RSV2 and RSV3 must be clear',
  },
  'ws/opcode-reserved-data': {
    receiver: 'client',
    sends: 1002,
    error: 'Invalid WebSocket frame: invalid opcode 3',
  },
  'ws/opcode-reserved-control': {
    receiver: 'client',
    sends: 1002,
    error: 'Invalid WebSocket frame: invalid opcode 11',
  },
  'ws/client-frame-unmasked': {
    receiver: 'server',
    sends: 1002,
    error: 'Invalid WebSocket frame: MASK must be set',
  },
  'ws/server-frame-masked': {
    receiver: 'client',
    sends: 1002,
    error: 'Invalid WebSocket frame: MASK must be clear',
  },
  'ws/length-not-minimal-16': { receiver: 'client', sends: null, error: null },
  'ws/length-not-minimal-64': { receiver: 'client', sends: null, error: null },
  'ws/length-64-msb-set': {
    receiver: 'client',
    sends: 1009,
    error: 'Unsupported WebSocket frame: payload length > 2^53 - 1',
  },
  'ws/frame-too-big': { receiver: 'client', sends: 1009, error: 'Max payload size exceeded' },
  'ws/control-fragmented': {
    receiver: 'client',
    sends: 1002,
    error: 'Invalid WebSocket frame: FIN must be set',
  },
  'ws/control-too-long': {
    receiver: 'client',
    sends: 1002,
    error: 'Invalid WebSocket frame: invalid payload length 126',
  },
  'ws/continuation-without-start': {
    receiver: 'client',
    sends: 1002,
    error: 'Invalid WebSocket frame: invalid opcode 0',
  },
  'ws/data-frame-inside-fragmented': {
    receiver: 'client',
    sends: 1002,
    error: 'Invalid WebSocket frame: invalid opcode 1',
  },
  'ws/masking-key-zero': { receiver: 'server', sends: null, error: null },
  'ws/masking-key-reused': { receiver: 'server', sends: null, error: null },
  'ws/pmd-rsv1-on-control': {
    receiver: 'client',
    sends: 1002,
    error: 'Invalid WebSocket frame: RSV1 must be clear',
  },
  'ws/pmd-rsv1-on-continuation': {
    receiver: 'client',
    sends: 1002,
    error: 'Invalid WebSocket frame: RSV1 must be clear',
  },
  'ws/close-payload-one-byte': {
    receiver: 'client',
    sends: 1002,
    error: 'Invalid WebSocket frame: invalid payload length 1',
  },
  'ws/message-unfinished-at-close': { receiver: 'client', sends: 1000, error: null },
  'ws/data-after-close': { receiver: 'client', sends: 1000, error: null },
  'ws/ping-after-close': { receiver: 'client', sends: 1000, error: null },
  'ws/second-close': { receiver: 'client', sends: 1000, error: null },
  'ws/text-invalid-utf8': {
    receiver: 'client',
    sends: 1007,
    error: 'Invalid WebSocket frame: invalid UTF-8 sequence',
  },
  'ws/text-utf8-overlong': {
    receiver: 'client',
    sends: 1007,
    error: 'Invalid WebSocket frame: invalid UTF-8 sequence',
  },
  'ws/text-utf8-surrogate': {
    receiver: 'client',
    sends: 1007,
    error: 'Invalid WebSocket frame: invalid UTF-8 sequence',
  },
  'ws/text-utf8-above-10ffff': {
    receiver: 'client',
    sends: 1007,
    error: 'Invalid WebSocket frame: invalid UTF-8 sequence',
  },
  'ws/text-utf8-truncated': {
    receiver: 'client',
    sends: 1007,
    error: 'Invalid WebSocket frame: invalid UTF-8 sequence',
  },
  'ws/text-utf8-bad-in-fragment': {
    receiver: 'client',
    sends: 1007,
    error: 'Invalid WebSocket frame: invalid UTF-8 sequence',
  },
  'ws/message-too-big': { receiver: 'client', sends: 1009, error: 'Max payload size exceeded' },
  'ws/pmd-bad-deflate': { receiver: 'client', sends: 1007, error: 'invalid block type' },
  'ws/pmd-takeover-without-history': {
    receiver: 'client',
    sends: 1007,
    error: 'invalid distance too far back',
  },
  'ws/pmd-window-exceeded': { receiver: 'client', sends: null, error: null },
  'ws/pmd-trailer-not-stripped': { receiver: 'client', sends: null, error: null },
  'ws/pmd-final-octet-missing': { receiver: 'client', sends: null, error: null },
  'ws/pmd-inflates-too-big': { receiver: 'client', sends: null, error: null },
  'ws/pmd-invalid-utf8-after-inflate': {
    receiver: 'client',
    sends: 1007,
    error: 'Invalid WebSocket frame: invalid UTF-8 sequence',
  },
  'ws/close-code-0': {
    receiver: 'client',
    sends: 1002,
    error: 'Invalid WebSocket frame: invalid status code 0',
  },
  'ws/close-code-below-1000': {
    receiver: 'client',
    sends: 1002,
    error: 'Invalid WebSocket frame: invalid status code 999',
  },
  'ws/close-code-1004': {
    receiver: 'client',
    sends: 1002,
    error: 'Invalid WebSocket frame: invalid status code 1004',
  },
  'ws/close-code-1005-on-wire': {
    receiver: 'client',
    sends: 1002,
    error: 'Invalid WebSocket frame: invalid status code 1005',
  },
  'ws/close-code-1006-on-wire': {
    receiver: 'client',
    sends: 1002,
    error: 'Invalid WebSocket frame: invalid status code 1006',
  },
  'ws/close-code-1015-on-wire': {
    receiver: 'client',
    sends: 1002,
    error: 'Invalid WebSocket frame: invalid status code 1015',
  },
  'ws/close-code-1016': {
    receiver: 'client',
    sends: 1002,
    error: 'Invalid WebSocket frame: invalid status code 1016',
  },
  'ws/close-code-2999': {
    receiver: 'client',
    sends: 1002,
    error: 'Invalid WebSocket frame: invalid status code 2999',
  },
  'ws/close-code-5000': {
    receiver: 'client',
    sends: 1002,
    error: 'Invalid WebSocket frame: invalid status code 5000',
  },
  'ws/close-1010-from-server': { receiver: 'client', sends: 1010, error: null },
  'ws/close-reason-too-long': {
    receiver: 'client',
    sends: 1002,
    error: 'Invalid WebSocket frame: invalid payload length 126',
  },
  'ws/close-reason-invalid-utf8': {
    receiver: 'client',
    sends: 1007,
    error: 'Invalid WebSocket frame: invalid UTF-8 sequence',
  },
};

/** By close code, and by the side that the endpoint took: the code it sent back; null for none. */
export const ANSWERS: Readonly<Record<number, Readonly<Record<Sender, number | null>>>> = {
  '0': { client: 1002, server: 1002 },
  '1': { client: 1002, server: 1002 },
  '999': { client: 1002, server: 1002 },
  '1000': { client: 1000, server: 1000 },
  '1001': { client: 1001, server: 1001 },
  '1002': { client: 1002, server: 1002 },
  '1003': { client: 1003, server: 1003 },
  '1004': { client: 1002, server: 1002 },
  '1005': { client: 1002, server: 1002 },
  '1006': { client: 1002, server: 1002 },
  '1007': { client: 1007, server: 1007 },
  '1008': { client: 1008, server: 1008 },
  '1009': { client: 1009, server: 1009 },
  '1010': { client: 1010, server: 1010 },
  '1011': { client: 1011, server: 1011 },
  '1012': { client: 1012, server: 1012 },
  '1013': { client: 1013, server: 1013 },
  '1014': { client: 1014, server: 1014 },
  '1015': { client: 1002, server: 1002 },
  '1016': { client: 1002, server: 1002 },
  '1999': { client: 1002, server: 1002 },
  '2000': { client: 1002, server: 1002 },
  '2999': { client: 1002, server: 1002 },
  '3000': { client: 3000, server: 3000 },
  '3999': { client: 3999, server: 3999 },
  '4000': { client: 4000, server: 4000 },
  '4999': { client: 4999, server: 4999 },
  '5000': { client: 1002, server: 1002 },
  '65535': { client: 1002, server: 1002 },
};
