import type { RuleId } from '../../codec/ids.ts';

/** What a server answered to a request. */
export interface ServerAnswer {
  /** Null where it closed without an answer. */
  readonly status: number | null;
  /** The extensions it agreed to. */
  readonly extensions: string | null;
}

/** What a client made of an answer. */
export interface ClientVerdict {
  readonly opens: boolean;
  /** Its own words where it does not. */
  readonly says: string;
}

/** What real endpoints did with the example of each rule; written by `test/composer/handshake/write-observed.ts`. */
export interface Observed {
  readonly versions: { readonly ws: string; readonly node: string; readonly chromium: string };
  /** What the server of `ws` answered. */
  readonly requests: Partial<Readonly<Record<RuleId, ServerAnswer>>>;
  /** What clients did; null where one cannot be made to ask for what the example is about. */
  readonly responses: Partial<Readonly<Record<RuleId, ObservedClients>>>;
}

export interface ObservedClients {
  readonly ws: ClientVerdict | null;
  readonly chromium: ClientVerdict | null;
}
