/** A packet, from its IP header on, and when it was seen. */
export interface TimedPacket {
  /** Seconds from the start of the trace. */
  readonly time: number;
  readonly bytes: Uint8Array;
}
