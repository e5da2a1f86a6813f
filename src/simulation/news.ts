import { microseconds } from './clock.ts';
import type { Parameters } from './parameters.ts';
import { streamFor, type Random } from './random.ts';

/** When news is born within the window, in microseconds and in order: the same for every lane. */
export function newsTimes(parameters: Parameters): Float64Array {
  const end = microseconds(parameters.window);
  switch (parameters.process) {
    case 'poisson':
      return poissonTimes(parameters.rate, end, streamFor(parameters.seed, 'news'));
    case 'periodic':
      return gather(periodicTimes(parameters), end);
    case 'burst':
      return gather(burstTimes(parameters), end);
    case 'list':
      return gather(parameters.times.toSorted((a, b) => a - b).map(microseconds), end);
  }
}

/** When the client has something to say. */
export function messageTimes(parameters: Parameters): Float64Array {
  const { upstreamRate, upstreamTimes, seed, window } = parameters;
  const end = microseconds(window);
  const byChance = poissonTimes(upstreamRate, end, streamFor(seed, 'messages'));
  if (upstreamTimes.length === 0) return byChance;
  return gather(Float64Array.of(...byChance, ...upstreamTimes.map(microseconds)).sort(), end);
}

/** Gaps −ln(1 − u)/λ, rounded only where they are used, so that no error adds up. */
function poissonTimes(rate: number, end: number, random: Random): Float64Array {
  const times: number[] = [];
  let time = 0;
  while (rate > 0) {
    time -= (Math.log(1 - random()) / rate) * 1e6;
    if (Math.round(time) >= end) break;
    times.push(Math.round(time));
  }
  return Float64Array.from(times);
}

function* periodicTimes({ phase, rate }: Parameters): Iterable<number> {
  if (rate === 0) return;
  for (let i = 0; ; i++) yield microseconds(phase + (i * 1000) / rate);
}

function* burstTimes({ phase, burstEvery, burstSize }: Parameters): Iterable<number> {
  for (let i = 0; ; i++) {
    for (let j = 0; j < burstSize; j++) yield microseconds(phase + i * burstEvery);
  }
}

function gather(times: Iterable<number>, end: number): Float64Array {
  const within: number[] = [];
  for (const time of times) {
    if (time >= end) break;
    within.push(time);
  }
  return Float64Array.from(within);
}
