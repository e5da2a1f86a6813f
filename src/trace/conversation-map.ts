/** A whole conversation at a glance: equal runs of rows, called buckets, in order. */
export interface ConversationMap {
  /** Rows in a bucket: bucket `i` holds rows `[i * rows, (i + 1) * rows)`. May be a fraction, so that all are alike. */
  readonly rows: number;
  /** Bytes from the client to the server, by bucket. */
  readonly up: Uint32Array<ArrayBuffer>;
  readonly down: Uint32Array<ArrayBuffer>;
  /** The worst in a bucket: 0 nothing, 1 a warning, 2 an error. */
  readonly worst: Uint8Array<ArrayBuffer>;
}
