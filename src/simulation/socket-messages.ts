/** What passes on a WebSocket connection, as the simulation tells it apart; each comes with a number. */
export const Said = {
  handshake: 0,
  refusal: 1,
  /** The number is a batch of news, or of the client's messages. */
  news: 2,
  ping: 3,
  pong: 4,
  /** The number is the close code. */
  close: 5,
} as const;

const KINDS = 8;

/** Both in one number, as a connection carries it. */
export const said = (kind: number, value = 0): number => value * KINDS + kind;

export const heardKind = (message: number): number => message % KINDS;
export const heardValue = (message: number): number => Math.floor(message / KINDS);

/** RFC 6455 §7.4.1 */
export const CloseCode = { normal: 1000, policy: 1008 } as const;
