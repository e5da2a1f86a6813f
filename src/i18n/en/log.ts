import { count } from '../numbers.ts';
import { plural } from './plural.ts';

/** A short time as a person reads it: `12.4 ms`, `1.25 s`. */
const span = (s: number) =>
  s < 1
    ? `${(s * 1000).toLocaleString('en', { maximumFractionDigits: s < 0.1 ? 1 : 0 })} ms`
    : `${s.toLocaleString('en', { maximumFractionDigits: 2 })} s`;

/** What the decoder says of a log (a HAR): exchanges and messages that somebody else parsed. */
export const log = {
  tag: 'log',
  note: 'From a log (HAR): what somebody parsed, not the bytes that travelled. It holds no frames, and none are made up; so there are no bits, no timeline and no .pcapng of it.',
  messages: (n: number) => plural(n, 'message', 'messages'),
  exchanges: (n: number) => plural(n, 'exchange', 'exchanges'),
  /** For what a log does not say. */
  unknown: '–',
  noResponse: 'no response',
  aborted: 'ended without a Close',
  title: {
    exchange: (method: string) => `Exchange · ${method}`,
    message: (kind: string, direction: string) => `Message · ${kind}, ${direction}`,
  },
  entry: 'Entry of the log',
  time: (s: number) => `at ${count(Math.round(s * 1000) / 1000)} s`,
  lasted: (s: number) => `took ${span(s)}`,
  opcode: (n: number) => `opcode ${n}`,
  request: 'Request',
  response: 'Response',
  requestBody: 'Body of the request',
  responseBody: 'Body of the response',
  data: 'Data',
  headers: (n: number) => plural(n, 'header', 'headers'),
  header: { name: 'Name', value: 'Value' },
  noHeaders: 'The log holds no headers.',
  body: {
    none: 'The log holds no body.',
    empty: 'The message is empty.',
    leftOut: (size: number | null) =>
      size === null
        ? 'The log leaves the body out.'
        : `The log leaves the body out: ${plural(size, 'byte', 'bytes')}.`,
    size: (n: number) => plural(n, 'byte', 'bytes'),
    logged: (n: number) => `${plural(n, 'byte', 'bytes')} by the log`,
    first: (n: number) => `the first ${plural(n, 'byte', 'bytes')}`,
    looks: { text: 'Text', json: 'JSON, laid out', hex: 'Hex' },
    look: 'Show as',
  },
  failed: (why: string) => `It failed: ${why}`,
  timings: {
    label: 'Where the time went',
    blocked: 'waiting for a connection',
    dns: 'name lookup',
    connect: 'connecting',
    ssl: 'TLS',
    send: 'sending',
    wait: 'waiting for the answer',
    receive: 'receiving',
    span,
    none: 'The log holds no timings.',
  },
  export: {
    entries: 'Entries as NDJSON',
    payload: 'Body or data of the row looked at',
    noBytes:
      'A log holds no bytes of the wire, so there is nothing to write as .pcapng or as bytes.',
  },
};
