import { concat } from '../../src/codec/bytes.ts';
import { capturePackets, segmentsOf, type Vantage } from '../../src/simulation/packets.ts';
import type { Parameters } from '../../src/simulation/parameters.ts';
import type { Run } from '../../src/simulation/run.ts';
import { writePackets } from '../../src/trace/pcapng/write-pcapng.ts';

/** News that loses packets both ways, some of them twice, with time between them. */
export const LOSSY: Partial<Parameters> = {
  ...{ process: 'periodic', rate: 0.5, payload: 4000, upstreamRate: 0.3, loss: 0.15, warm: 'on' },
  ...{ window: 120_000, heartbeat: 0 },
};

/** The capture file of a run, made at one end. */
export const fileOf = (one: Run, vantage: Vantage): Uint8Array =>
  concat([...writePackets(capturePackets([one], vantage))]);

/** Copies that one end sent: of data, of a SYN, of a FIN. */
export function copiesIn(one: Run, vantage: Vantage, own: number): number {
  let copies = 0;
  one.connections.forEach((_, place) => {
    const sent = new Set<string>();
    for (const { way, kind, start, end } of segmentsOf(one, place, vantage)) {
      if (way !== own || kind === 'ack') continue;
      const what = `${kind === 'retransmission' ? 'data' : kind} ${start} ${end}`;
      if (sent.has(what)) copies++;
      sent.add(what);
    }
  });
  return copies;
}
