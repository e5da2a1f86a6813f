/** ws reads the same streams: RFC 6455 as a receiver in wide use has it. Another seed: ORACLE_SEED. */
import { expect, it } from 'vitest';
import { hexOf } from '../../../src/codec/bytes.ts';
import { DIFFERENCES, explain } from './oracle-differences.ts';
import { streamOf } from './oracle-streams.ts';
import { readingOf } from './oracle-wire101.ts';
import { heardByWs } from './oracle-ws.ts';

const SEED = Number(process.env['ORACLE_SEED'] ?? 20_261_122);
const STREAMS = Number(process.env['ORACLE_RUNS'] ?? 4000);

it(
  `hears what ws hears in ${STREAMS} streams, or differs for a reason`,
  { timeout: 120_000 },
  async () => {
    const counts = DIFFERENCES.map(() => 0);
    const heard = { streams: 0, refused: 0, events: 0, explained: 0 };
    const unexplained = [];
    for (let run = 0; run < STREAMS; run++) {
      const stream = streamOf(SEED, run);
      const reading = readingOf(stream);
      const ws = await heardByWs(stream);
      const why = explain(reading, ws);
      heard.streams++;
      heard.events += ws.events.length;
      if (ws.code !== null) heard.refused++;
      if (why === null) {
        const { problems, events } = reading;
        const { bytes, ...agreed } = stream;
        unexplained.push({
          run,
          agreed,
          problems: problems.slice(0, 4),
          ws: [ws.code, ws.events.length],
          ours: events.length,
          hex: hexOf(bytes.subarray(0, 200)),
        });
      } else if (why.length > 0) heard.explained++;
      for (const i of why ?? []) counts[i]!++;
    }
    const lines = DIFFERENCES.map(
      ({ name, section }, i) => `${String(counts[i]).padStart(5)} × ${name} (${section})`,
    );
    console.log([`ORACLE_SEED=${SEED}: ${JSON.stringify(heard)}`, ...lines].join('\n'));
    expect(unexplained.slice(0, 5)).toEqual([]);
    expect(counts.filter((count) => count === 0)).toEqual([]);
  },
);
