import { uint16 } from '../../codec/bytes.ts';

/** `192.0.2.1:80`, `[2001:db8::1]:80`. */
export function endpointOf(bytes: Uint8Array, at: number, length: number, port: number): string {
  if (length === 4) return `${bytes.subarray(at, at + 4).join('.')}:${port}`;
  return `[${ipv6Text(bytes, at)}]:${port}`;
}

/** The one right way to write an address: RFC 5952 §4. */
export function ipv6Text(bytes: Uint8Array, at: number): string {
  const groups = Array.from({ length: 8 }, (_, i) => uint16(bytes, at + 2 * i));
  const hex = groups.map((group) => group.toString(16));
  const { start, length } = longestZeros(groups);
  if (length < 2) return hex.join(':');
  return `${hex.slice(0, start).join(':')}::${hex.slice(start + length).join(':')}`;
}

function longestZeros(groups: readonly number[]): { start: number; length: number } {
  let best = { start: 0, length: 0 };
  for (let i = 0; i < groups.length; i++) {
    let length = 0;
    while (groups[i + length] === 0) length++;
    if (length > best.length) best = { start: i, length };
  }
  return best;
}
