import { WRITTEN } from '../trace/layers.ts';

/** Places in WRITTEN. */
export const PAYLOAD = 0;
export const HTTP_HEAD = 1;
export const BODY_FRAMING = 2;

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

/** Up to so many bytes a loop copies faster than `set` (measured: bench, simulate). */
const SHORT = 64;

/** One direction's stream, as it grows. A class, because runs have many and write often (measured: bench, simulate). */
export class Sink {
  length = 0;
  /** Up to where it has left. */
  sent = 0;
  /** Of what has left, by place in WRITTEN. */
  readonly layers = new Float64Array(WRITTEN.length);
  readonly #written = new Float64Array(WRITTEN.length);
  #bytes = new Uint8Array(FIRST_ROOM);

  /** Appends bytes that are all for one layer. */
  write(bytes: Uint8Array, layer: number): void {
    this.#written[layer]! += bytes.length;
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

  /** All that was written leaves. */
  leave(): void {
    this.sent = this.length;
    for (let i = 0; i < this.layers.length; i++) this.layers[i] = this.#written[i]!;
  }

  /** A copy of what has left. */
  finish(): Uint8Array {
    return this.#bytes.slice(0, this.sent);
  }

  #count(layers: readonly number[]): void {
    for (let i = 0; i < layers.length; i++) this.#written[i]! += layers[i]!;
  }

  #append(bytes: Uint8Array): void {
    const { length } = bytes;
    this.#reserve(length);
    if (length > SHORT) this.#bytes.set(bytes, this.length);
    else for (let i = 0; i < length; i++) this.#bytes[this.length + i] = bytes[i]!;
    this.length += length;
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
