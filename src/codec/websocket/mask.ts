/** XOR with the masking key, RFC 6455 §5.3. Its own inverse; `phase` is the index of `bytes[0]` within the payload. */
export function mask(bytes: Uint8Array, key: Uint8Array, phase = 0): Uint8Array {
  const out = new Uint8Array(bytes.length);
  for (let i = 0; i < bytes.length; i++) out[i] = bytes[i]! ^ key[(i + phase) & 3]!;
  return out;
}
