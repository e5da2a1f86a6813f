import { bytesOfTyped } from '../../../composer/handshake/typed.ts';

/** The place in a typed text at which its byte of that number begins. */
export function placeOfByte(typed: string, byte: number): number {
  let [low, high] = [0, typed.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (bytesOfTyped(typed.slice(0, middle)).length < byte) low = middle + 1;
    else high = middle;
  }
  return low;
}
