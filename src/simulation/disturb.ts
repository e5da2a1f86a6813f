import { microseconds } from './clock.ts';
import type { Failure } from './failures.ts';
import type { Tab } from './lane.ts';
import { isOpenAt, type Wire } from './wire.ts';
import type { World } from './world.ts';

/** Makes the failures of a scenario happen, each at its moment. */
export function scheduleFailures(world: World, tabs: readonly Tab[], openTab: () => void): void {
  for (const failure of world.scenario.failures) {
    world.engine.at(microseconds(failure.at), () => disturb(world, failure, tabs, openTab));
  }
}

function disturb(
  world: World,
  { kind, amount }: Failure,
  tabs: readonly Tab[],
  openTab: () => void,
): void {
  const until = world.engine.now + microseconds(amount);
  switch (kind) {
    case 'cut':
      world.until(world.mark('outage', 'client'), until);
      return world.cut();
    case 'silence':
      return world.until(world.mark('outage', 'proxy'), until);
    case 'server-restart':
      return restart(world, until);
    case 'buffering-proxy':
      world.proxy.buffer = amount;
      return;
    case 'idle-timer':
      return world.setIdle(microseconds(amount));
    case 'tabs':
      while (tabs.length < amount) {
        world.mark('tab-opened', 'client');
        openTab();
      }
      return;
    case 'packet-lost':
      return world.network.loseNext();
    case 'client-closes':
      return tabs.forEach((tab) => tab.close());
    case 'server-closes':
      return tabs.forEach((tab) => tab.dismiss());
  }
}

/** The SYN is on its way: it will be refused when it is there. */
const isUnheardOf = ({ synSent, synArrived }: Wire): boolean =>
  !Number.isNaN(synSent) && Number.isNaN(synArrived);

/** The process ends, and with it all connections; what it knew of the news is kept elsewhere. */
function restart(world: World, back: number): void {
  world.until(world.mark('server-down', 'server'), back);
  world.serverBack = back;
  for (const wire of [...world.wires]) {
    if (!isOpenAt(wire, 'server') || isUnheardOf(wire)) continue;
    wire.serverEnded('rst');
    world.end(wire, 'server');
  }
}
