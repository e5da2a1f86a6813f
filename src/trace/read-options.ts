export interface ReadOptions {
  /** Negotiated `Sec-WebSocket-Extensions`, where no handshake is in the input. */
  readonly extensions?: string | null;
  /** The longest payload a frame may announce, in bytes. */
  readonly maxPayload?: number;
  /** True for the first part of something larger: nothing is said of how it ends. */
  readonly partial?: boolean;
  /** True where it is known which side is the client: it was read before. */
  readonly oriented?: boolean;
}

/** Called between steps with bytes done and to do: lets messages in, and throws to stop. */
export type Pace = (done: number, total: number) => Promise<void>;
