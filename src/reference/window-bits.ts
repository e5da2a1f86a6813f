import { isWindowBits } from '../codec/websocket/extensions.ts';

const ALLOWED = Array.from({ length: 32 }, (_, bits) => bits).filter((bits) =>
  isWindowBits(`${bits}`),
);

/** The bits that a window may have, the least and the most: RFC 7692 §7.1.2. */
export const WINDOW_BITS: readonly [least: number, most: number] = [ALLOWED[0]!, ALLOWED.at(-1)!];
