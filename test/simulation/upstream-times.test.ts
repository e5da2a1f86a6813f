import { describe, expect, it } from 'vitest';
import { INITIAL } from '../../src/simulation/parameters.ts';
import { messageTimes } from '../../src/simulation/news.ts';
import { scenarioOf } from '../../src/simulation/scenario.ts';
import { simulate } from '../../src/simulation/simulate.ts';
import { TRANSPORTS } from '../../src/simulation/transport.ts';

describe('what the client says at moments of its own', () => {
  it('is said in order, besides what chance says, within the window', () => {
    const given = { ...INITIAL, window: 10_000, upstreamTimes: [9000, 1000, 10_000] };
    expect([...messageTimes(given)]).toEqual([1_000_000, 9_000_000]);
    const both = messageTimes({ ...given, upstreamRate: 1 });
    const chance = messageTimes({ ...given, upstreamRate: 1, upstreamTimes: [] });
    expect(both).toHaveLength(chance.length + 2);
    expect([...both]).toEqual([...both].sort((a, b) => a - b));
  });

  it.each(TRANSPORTS)('reaches the server over %s', (transport) => {
    const { totals } = simulate(
      scenarioOf(transport, { rate: 0, window: 5000, upstreamTimes: [1000, 2000] }),
    );
    expect(totals.messages).toMatchObject({ created: 2, delivered: 2 });
  });
});
