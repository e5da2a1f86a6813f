import { describe, expect, it, vi } from 'vitest';
import { pack, unpack } from '../../src/state/packing.ts';

/** Bytes that nothing makes shorter, the same each time. */
function noise(length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let state = 1;
  for (let i = 0; i < length; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[i] = state >>> 24;
  }
  return bytes;
}

describe('what is packed', () => {
  it.each([0, 1, 192 * 1024, 600_001])('is unpacked again: %i bytes', async (length) => {
    const bytes = noise(length);
    const again = await unpack(await pack(bytes));
    expect(again === null ? null : Buffer.compare(again, bytes)).toBe(0);
  });

  it('is damaged where any of it is no base64url, however late', async () => {
    const packed = await pack(noise(600_000));
    expect(await unpack(`${packed.slice(0, -20)}!${packed.slice(-19)}`)).toBeNull();
    expect(await unpack(packed.slice(0, -400))).toBeNull();
  });

  it('is written and read in pieces, between which the page answers', async () => {
    const [read, written] = [vi.spyOn(globalThis, 'atob'), vi.spyOn(globalThis, 'btoa')];
    await unpack(await pack(noise(2_000_000)));
    const longest = [...read.mock.calls, ...written.mock.calls].map(([text]) => text.length);
    vi.restoreAllMocks();
    expect(Math.max(...longest)).toBeLessThanOrEqual(256 * 1024);
  });
});
