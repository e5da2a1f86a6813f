import type { ProxyElement } from '../../course/elements.ts';
import { createProxiedConnection, type Store } from '../../simulation/attacks/proxy.ts';
import { INITIAL } from '../../simulation/parameters.ts';
import { scenariosOf } from '../../simulation/setup.ts';
import { race } from '../../simulation/simulate.ts';
import type { Transport } from '../../simulation/transport.ts';
import type { Box } from './proxy-run.ts';
import { runWith, workingBoxes } from './proxy-run.ts';

/** What a cache in the wire made of the bytes of a lane. */
export interface CacheSeen {
  readonly lane: Transport;
  readonly requests: number;
  readonly kept: number;
  /** Requests for something that it had kept by then. */
  readonly stale: number;
}

const NOTHING_SEEN = { requests: 0, kept: 0, stale: 0 };

/** Runs the lanes, and lets the cache read their bytes in the order in which they travel. RFC 9111 §2 */
export function readByCache(element: ProxyElement, inside: readonly Box[]): readonly CacheSeen[] {
  if (!inside.includes('cache')) return [];
  if (!workingBoxes(inside).includes('cache')) {
    return element.lanes.map((lane) => ({ lane, ...NOTHING_SEEN }));
  }
  const { lanes, parameters, failures } = runWith(element, inside);
  const runs = race(scenariosOf({ lanes, parameters: { ...INITIAL, ...parameters }, failures }));
  return runs.map(({ scenario, trace }) => {
    const store: Store = new Map();
    const seen = { ...NOTHING_SEEN };
    for (const { transfers, streams } of trace.connections) {
      const connection = createProxiedConnection(store);
      for (let i = 0; i < transfers.length; i++) {
        const { direction, start, end } = transfers.at(i);
        const bytes = streams[direction].subarray(start, end);
        if (direction === 'server-to-client') {
          seen.kept += connection.fromServer(bytes).filter(({ kind }) => kind === 'stored').length;
          continue;
        }
        const known = new Set(store.keys());
        for (const noticed of connection.fromClient(bytes)) {
          seen.requests++;
          if (noticed.kind === 'request' && known.has(noticed.address)) seen.stale++;
        }
      }
    }
    return { lane: scenario.transport, ...seen };
  });
}
