import type { Trace } from '../trace/trace.ts';
import type { World } from './world.ts';

/** What the layers below add, per way. */
export interface Overhead {
  readonly tls: readonly number[];
  readonly tcpIp: readonly number[];
  readonly packets: number;
}

export function overheadOf(world: World, trace: Trace): Overhead {
  void world;
  void trace;
  return { tls: [0, 0], tcpIp: [0, 0], packets: 0 };
}
