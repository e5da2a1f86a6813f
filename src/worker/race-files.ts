import { capturePackets, type Vantage } from '../simulation/packets.ts';
import { FATES, type Run } from '../simulation/run.ts';
import type { Breath } from '../trace/breath.ts';
import { NONE } from '../trace/marks.ts';
import { writePackets } from '../trace/pcapng/write-pcapng.ts';
import { toFile } from './steps.ts';

interface Lane {
  readonly id: string;
  readonly run: Run;
}

/** Runs, or one connection of the only one, as one end of each lane saw them: a capture file of raw IP packets. */
export function runsPcapng(
  runs: readonly Run[],
  vantage: Vantage,
  connection: number | null,
  breath: Breath,
): Promise<Blob> {
  const packets = capturePackets(runs, vantage, connection);
  return toFile(writePackets(packets), 'application/vnd.tcpdump.pcap', breath);
}

/** Lines of news gathered between two breaths of the caller. */
export function newsCsv(lanes: readonly Lane[], breath: Breath): Promise<Blob> {
  return toFile(csvLines(lanes), 'text/csv;charset=utf-8', breath);
}

const COLUMNS = [
  'lane',
  'news',
  'born_ms',
  'left_ms',
  'delivered_ms',
  'delay_ms',
  'fate',
  'answer',
  'repeats',
];

function* csvLines(lanes: readonly Lane[]): Generator<string> {
  yield `${COLUMNS.join(',')}\r\n`;
  for (const { id, run } of lanes) {
    const { length, born, left, delivered, fate, batch, repeats } = run.news;
    for (let i = 0; i < length; i++) {
      const delay = delivered[i]! - born[i]!;
      const times = [born[i]!, left[i]!, delivered[i]!, delay].map(milliseconds);
      const answer = batch[i] === NONE ? '' : String(batch[i]);
      yield `${[id, i + 1, ...times, FATES[fate[i]!], answer, repeats[i]].join(',')}\r\n`;
    }
  }
}

/** Microseconds as milliseconds; empty where there is no time. */
const milliseconds = (value: number): string => (Number.isNaN(value) ? '' : String(value / 1000));

/** Scenarios and totals, with the news of each lane as columns of microseconds. */
export function runsJson(lanes: readonly Lane[], breath: Breath): Promise<Blob> {
  return toFile(jsonText(lanes), 'application/json', breath);
}

function* jsonText(lanes: readonly Lane[]): Generator<string> {
  yield '{"format":"wire101-race","version":1,"lanes":[';
  for (const [i, { id, run }] of lanes.entries()) {
    const { scenario, totals, news } = run;
    if (i > 0) yield ',';
    yield `{"id":${JSON.stringify(id)},"scenario":${JSON.stringify(scenario)},"totals":${JSON.stringify(totals)},"news":[`;
    for (let n = 0; n < news.length; n++) {
      const row = {
        born: news.born[n],
        left: news.left[n],
        delivered: news.delivered[n],
        fate: FATES[news.fate[n]!],
        repeats: news.repeats[n],
      };
      // JSON has no NaN: what did not happen is null.
      yield `${n > 0 ? ',' : ''}${JSON.stringify(row)}`;
    }
    yield ']}';
  }
  yield ']}\n';
}
