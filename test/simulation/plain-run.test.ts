import { expect, test } from 'vitest';
import { buffersOf, fromPlain, toPlain } from '../../src/simulation/plain-run.ts';
import { TRANSPORTS } from '../../src/simulation/transport.ts';
import { run } from './bytes.ts';

test.each(TRANSPORTS)(
  'a run of %s goes to another thread without a copy, and is the same there',
  (transport) => {
    const one = run(transport, { upstreamRate: 1, rate: 2, loss: 0.05 });
    const plain = toPlain(one);
    const kept = structuredClone(plain);
    const buffers = buffersOf(plain);
    const there = fromPlain(structuredClone(plain, { transfer: buffers }));
    expect(toPlain(there)).toEqual(kept);
    expect([...there.marks].length).toBe(kept.marks.length);
    expect([...there.trace.connections[0]!.transfers].length).toBeGreaterThan(1);
    for (const buffer of buffers) expect(buffer.byteLength).toBe(0);
  },
);
