import { WRITTEN } from '../trace/totals.ts';

/** Places in WRITTEN. */
export const PAYLOAD = 0;
export const HTTP_HEAD = 1;
export const BODY_FRAMING = 2;
export const SSE_FRAMING = 3;
export const WS_FRAMING = 4;

/** Bytes of a unit and what they are for; places beyond the list are 0. */
export interface Unit {
  readonly bytes: Uint8Array;
  /** By place in WRITTEN; adds up to the length. */
  readonly layers: readonly number[];
}

/** A unit with a number in its middle, which is written each time anew. */
export interface Numbered {
  readonly before: Uint8Array;
  readonly after: Uint8Array;
  /** Of the whole unit, the digits included. */
  readonly layers: readonly number[];
}

const FIRST_ROOM = 256;

/** One direction's stream, as it grows. A class, because runs have many and write often (measured: bench, simulate). */
export class Sink {
  length = 0;
  /** By place in WRITTEN. */
  readonly layers = new Float64Array(WRITTEN.length);
  #bytes = new Uint8Array(FIRST_ROOM);

  /** Appends bytes that are all for one layer. */
  write(bytes: Uint8Array, layer: number): void {
    this.layers[layer]! += bytes.length;
    this.#append(bytes);
  }

  writeUnit({ bytes, layers }: Unit): void {
    this.#count(layers);
    this.#append(bytes);
  }

  writeNumbered({ before, after, layers }: Numbered, number: number): void {
    this.#count(layers);
    this.#append(before);
    this.#digits(number);
    this.#append(after);
  }

  /** A copy of what was written. */
  finish(): Uint8Array {
    return this.#bytes.slice(0, this.length);
  }

  /** What was written from an offset on; valid until the next write. */
  since(offset: number): Uint8Array {
    return this.#bytes.subarray(offset, this.length);
  }

  #count(layers: readonly number[]): void {
    for (let i = 0; i < layers.length; i++) this.layers[i]! += layers[i]!;
  }

  #append(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  #digits(number: number): void {
    const digits = digitsOf(number);
    this.#reserve(digits);
    let rest = number;
    for (let at = this.length + digits - 1; at >= this.length; at--) {
      this.#bytes[at] = 0x30 + (rest % 10);
      rest = Math.floor(rest / 10);
    }
    this.length += digits;
  }

  #reserve(length: number): void {
    const needed = this.length + length;
    if (needed <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(needed, 2 * this.#bytes.length));
    larger.set(this.#bytes.subarray(0, this.length));
    this.#bytes = larger;
  }
}

/** Decimal digits of a whole number. */
export function digitsOf(number: number): number {
  let digits = 1;
  for (let bound = 10; bound <= number; bound *= 10) digits++;
  return digits;
}
