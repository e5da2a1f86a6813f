import { utf8Of } from '../codec/utf8.ts';

/** What news says: payloads that differ, of one length. */
export interface Payloads {
  /** How many differ; news takes them in turn. */
  readonly variants: number;
  /** Which one news has, by its number from 1. */
  variantOf(news: number): number;
  of(variant: number): Uint8Array;
}

const FIRST_PRICE = 101;
const MOST_VARIANTS = 899;

/** All payloads together stay small, for what is made of them is kept. */
const MOST_BYTES = 1_000_000;

const TICK = (price: number): string => `{"sym":"A","px":${price}}`;
const PADDED = (price: number, padding: string): string =>
  `{"sym":"A","px":${price},"pad":"${padding}"}`;

const SHORTEST_TICK = TICK(FIRST_PRICE).length;
const SHORTEST_PADDED = PADDED(FIRST_PRICE, '').length;

/** JSON where there is room for it, else digits; always of exactly so many bytes, and one line. */
function textOf(price: number, length: number): string {
  if (length < SHORTEST_TICK) return String(price).repeat(7).slice(0, length);
  if (length < SHORTEST_PADDED) return TICK(price).padEnd(length, ' ');
  return PADDED(price, 'x'.repeat(length - SHORTEST_PADDED));
}

/** Payloads of so many bytes: `{"sym":"A","px":101}` and the prices after it. */
export function createPayloads(length: number): Payloads {
  const variants = Math.max(1, Math.min(MOST_VARIANTS, Math.floor(MOST_BYTES / (length + 1))));
  const made: Uint8Array[] = [];
  return {
    variants,
    variantOf: (news) => (news - 1) % variants,
    of: (variant) => (made[variant] ??= utf8Of(textOf(FIRST_PRICE + variant, length))),
  };
}
