/** How news travels on a connection. */
export type TrafficKind =
  | 'websocket'
  | 'polling'
  | 'long-polling'
  | 'streaming'
  | 'event-stream'
  | 'requests'
  | 'tls'
  | 'http2'
  | 'none';

/** What tells a kind of traffic; null where that is not known. */
export interface TrafficNumbers {
  readonly requests: number | null;
}
