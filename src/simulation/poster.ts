import { microseconds } from './clock.ts';
import type { Lane } from './lane.ts';
import type { Pool } from './pool.ts';
import type { NewsRecord } from './record.ts';
import { HTTP_HEAD, PAYLOAD } from './sink.ts';
import type { World } from './world.ts';

/** How a client of HTTP says something: a POST, answered with 204 when the server has thought. RFC 9110 §9.3.3 */
export function createPoster(world: World, pool: Pool, record: NewsRecord): Lane['say'] {
  const { engine, heads, parameters, payloads } = world;
  const think = microseconds(parameters.think);
  const head = heads.request({ kind: 'post', length: parameters.payload }, '/messages');
  const nothing = heads.response({ kind: 'nothing' });
  return (number) => {
    let batch = 0;
    let isThere = false;
    pool.ask({
      idempotent: false,
      write(sink) {
        batch = record.wrote(number, number);
        sink.write(head, HTTP_HEAD);
        sink.write(payloads.of(payloads.variantOf(number)), PAYLOAD);
      },
      received(answer) {
        isThere = true;
        record.arrive(batch);
        engine.at(engine.now + think, () => {
          if (!answer.live) return;
          answer.sink.write(nothing, HTTP_HEAD);
          answer.send(0, { last: true });
        });
      },
      heard: () => undefined,
      failed() {
        if (!isThere) record.lose(number, number);
      },
    });
  };
}
