import { FATES, type Run } from '../simulation/run.ts';
import type { Breath } from '../trace/breath.ts';
import { NONE } from '../trace/marks.ts';
import { writePcapng } from '../trace/pcapng/write-pcapng.ts';
import type { Connection } from '../trace/trace.ts';
import { transfersOf, type Transfer } from '../trace/transfers.ts';
import { toFile } from './steps.ts';

interface Lane {
  readonly id: string;
  readonly run: Run;
}

/** Runs, or one connection of the only one, as seen beside the client: a capture file of raw IP packets. */
export function runsPcapng(
  runs: readonly Run[],
  connection: number | null,
  breath: Breath,
): Promise<Blob> {
  const connections = runs.flatMap(({ trace }, lane) =>
    trace.connections
      .filter(({ id }) => connection === null || id === connection)
      .map((each) => capturedAtClient(each, lane)),
  );
  const pieces = writePcapng(connections) as Iterable<Uint8Array<ArrayBuffer>>;
  return toFile(pieces, 'application/vnd.tcpdump.pcap', breath);
}

/** What the client's machine sees: its own bytes as they leave, the server's as they come; no lane shares an address. */
function capturedAtClient(connection: Connection, lane: number): Connection {
  const seen: Transfer[] = [];
  for (const transfer of connection.transfers) {
    const { direction, arrived } = transfer;
    if (direction === 'client-to-server') seen.push({ ...transfer, arrived: null });
    // What never arrived was never seen, nor was anything after it.
    else if (arrived !== null && Number.isFinite(arrived))
      seen.push({ ...transfer, time: arrived, arrived: null });
  }
  seen.sort((a, b) => (a.time ?? 0) - (b.time ?? 0));
  const port = (connection.id % 16_384) + 49_152;
  return {
    ...connection,
    client: `192.0.2.${lane + 1}:${port}`,
    server: `198.51.100.${lane + 1}:80`,
    transfers: transfersOf(seen),
  };
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
