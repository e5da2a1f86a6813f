import type { ProxyElement, TimelineElement } from '../../course/elements.ts';
import type { Parameters } from '../../simulation/parameters.ts';

export type Box = ProxyElement['boxes'][number];

/** What a box on the wire sets in the simulation; those that set nothing are told, not run. */
const SETS: Readonly<Record<Box, Partial<Parameters>>> = {
  buffer: { proxyBuffer: 4096 },
  idle: { proxyIdle: 10_000, heartbeat: 0, rate: 0.05 },
  upgrade: { proxyUpgrade: 'drop' },
  cache: {},
  tls: { tls: 'tls13' },
  connections: { tabs: 8 },
};

/** TLS hides what passes from these. */
const BLIND: readonly Box[] = ['buffer', 'upgrade', 'cache'];

/** The boxes that still do something: a box that cannot read cannot change. */
export const workingBoxes = (inside: readonly Box[]): readonly Box[] =>
  inside.includes('tls') ? inside.filter((box) => !BLIND.includes(box)) : inside;

/** The run of a proxy's lanes with these boxes in the wire. */
export function runWith({ lanes }: ProxyElement, inside: readonly Box[]): TimelineElement {
  const base: Partial<Parameters> = { rate: 1, window: 20_000, seed: 5, proxyIdle: 0 };
  return {
    kind: 'timeline',
    caption: [],
    lanes: lanes.map((transport) => ({ transport, changes: {} })),
    parameters: Object.assign(
      base,
      ...workingBoxes(inside).map((box) => SETS[box]),
    ) as Partial<Parameters>,
    failures: [],
    stops: [],
    view: 'lanes',
    sliders: [],
    hands: false,
  };
}
