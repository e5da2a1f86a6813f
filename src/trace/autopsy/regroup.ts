import { STRIDE, type Steps } from './suspicion.ts';

/** Bytes made one by one from others; with a pause now and then. */
export function* mapBytes(length: number, byteAt: (index: number) => number): Steps<Uint8Array> {
  const out = new Uint8Array(length);
  for (let i = 0; i < length; i++) {
    if (i > 0 && i % STRIDE === 0) yield;
    out[i] = byteAt(i);
  }
  return out;
}
