/** What the bytes of a trace are for. */
export const WRITTEN = [
  /** What a page is given: bodies, the data of events, the payload of messages. */
  'payload',
  'http-head',
  /** What chunks add. */
  'body-framing',
  'sse-framing',
  /** Frame headers, and control frames as a whole. */
  'ws-framing',
] as const;

/** And what the layers below add, which stands in no trace. */
export const LAYERS = [...WRITTEN, 'tls', 'tcp-ip'] as const;

export type WrittenLayer = (typeof WRITTEN)[number];
export type Layer = (typeof LAYERS)[number];
