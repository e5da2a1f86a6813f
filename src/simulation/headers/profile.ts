/** Header fields in the order they are written. */
export type Fields = readonly (readonly [name: string, value: string])[];

/** What a client asks for. */
export type Asked =
  | { readonly kind: 'poll' }
  | { readonly kind: 'events'; readonly lastEventId: string | null }
  | { readonly kind: 'lines' }
  | { readonly kind: 'post'; readonly length: number }
  | { readonly kind: 'handshake'; readonly key: string; readonly extensions: string | null };

/** What a server answers. */
export type Answered =
  | { readonly kind: 'nothing' }
  /** `length` null where the body travels in chunks. */
  | { readonly kind: 'body'; readonly length: number | null }
  | { readonly kind: 'events' }
  | { readonly kind: 'lines' };

/** How long an idle connection is kept, in milliseconds; 0 where each is closed after its answer. */
export type KeepAlive = number;

/** The heads that one sort of client and server write. The codec makes bytes of them. */
export interface Profile {
  /** Where polls go; null where the cursor decides. */
  readonly pollTarget: string | null;
  /** Whether bodies of known length travel in chunks all the same. */
  readonly chunkedBodies: boolean;
  request(asked: Asked): Fields;
  response(answered: Answered, keepAlive: KeepAlive): Fields;
  /** What a client offers where compression is off; null for nothing. */
  readonly offer: string | null;
}

export const HOST = 'app.example.com';

/** The example of RFC 9110 §5.6.7, so that runs can be repeated. */
export const DATE = 'Sun, 06 Nov 1994 08:49:37 GMT';

/** What a server says that keeps no connection: RFC 9112 §9.6. */
export const CLOSE: readonly [string, string] = ['Connection', 'close'];

/** Fields of which some are left out. */
export const present = (fields: readonly (readonly [string, string] | null)[]): Fields =>
  fields.filter((field) => field !== null);

/** What says how a body ends. */
export const framingField = (length: number | null): readonly [string, string] =>
  length === null ? ['Transfer-Encoding', 'chunked'] : ['Content-Length', String(length)];
