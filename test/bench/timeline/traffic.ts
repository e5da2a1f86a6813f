import { createMarks } from '../../../src/trace/marks.ts';
import { createTransfers } from '../../../src/trace/transfers.ts';
import type { Lane, LaneColour } from '../../../src/views/timeline/lane.ts';

const COLOURS: readonly LaneColour[] = [1, 2, 3, 4];
const DELAY = 0.05;
/** A piece of news is four events: its birth, a request, its answer, its delivery. */
const EVENTS_PER_NEWS = 4;

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const REQUEST = bytesOf('GET /news HTTP/1.1\r\nHost: example.com\r\n\r\n');
const ANSWER = bytesOf('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello');

/** Spread over the time without a clear rhythm, the same at each run. */
const momentOf = (i: number, every: number): number =>
  (i + ((i * 2_654_435_761) % 997) / 997) * every;

function lane(colour: LaneColour, news: number, seconds: number): Lane {
  const transfers = createTransfers();
  const marks = createMarks();
  const every = seconds / news;
  for (let i = 0; i < news; i++) {
    const time = momentOf(i, every);
    const back = time + DELAY;
    marks.end(marks.push('news', 'server', time, 0, i + 1), back + DELAY);
    // All say the same, so that the streams need not be as long as the traffic.
    const asked = { start: 0, end: REQUEST.length, time, arrived: back };
    const told = { start: 0, end: ANSWER.length, time: back, arrived: back + DELAY };
    transfers.push({ direction: 'client-to-server', ...asked });
    transfers.push({ direction: 'server-to-client', ...told });
  }
  const streams = { 'client-to-server': REQUEST, 'server-to-client': ANSWER };
  const connection = {
    ...{ id: 0, opened: 0, closed: null, end: 'none' as const },
    transfers: transfers.finish(),
    streams,
  };
  return {
    ...{ id: String(colour), name: `Lane ${colour}`, colour },
    trace: { connections: [connection] },
    marks: marks.finish(),
  };
}

/** Four lanes with so many events in all, over so many seconds. */
export const traffic = (events: number, seconds: number): Lane[] =>
  COLOURS.map((colour) =>
    lane(colour, Math.ceil(events / COLOURS.length / EVENTS_PER_NEWS), seconds),
  );
