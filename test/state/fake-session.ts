import { vi } from 'vitest';
import type { StartWorker } from '../../src/state/session-source.ts';
import type { ConnectionSummary } from '../../src/trace/connection-summary.ts';
import type { Problem } from '../../src/trace/problems.ts';
import type { Row } from '../../src/trace/row.ts';
import type {
  Opened,
  OpenRequest,
  Progress,
  Session,
  Summary,
  UnitDetail,
} from '../../src/worker/api.ts';

export const rowOf = (row: number): Row => ({
  row,
  kind: 'frame',
  direction: 'client-to-server',
  at: row * 2,
  size: 2,
  complete: true,
  missing: 0,
  time: null,
  errors: 0,
  warnings: 0,
  startLine: null,
  acceptMatches: null,
  preview: null,
  frame: null,
});

export const detailOf = (row: number): UnitDetail => ({
  row: rowOf(row),
  annotation: {
    unit: 'ws.frame',
    sources: [],
    root: {
      id: 'ws.frame',
      range: { source: 'wire', start: 0, end: 16 },
      value: { kind: 'group' },
      ref: { doc: 'rfc6455', section: '5.2' },
    },
    violations: [],
    complete: true,
  },
  message: null,
});

export const summaryOf = (rows: number, rest: Partial<Summary> = {}): Summary => ({
  protocol: rows === 0 ? 'none' : 'websocket',
  rows,
  frames: rows,
  firstFrameRow: rows === 0 ? null : 0,
  messages: rows,
  bytes: { 'client-to-server': rows * 2, 'server-to-client': 0 },
  problemRows: 0,
  errors: 0,
  warnings: 0,
  handshake: null,
  hello: null,
  notes: [],
  closing: {
    sent: { 'client-to-server': null, 'server-to-client': null },
    first: null,
    answered: false,
    api: { 'client-to-server': null, 'server-to-client': null },
  },
  incomplete: { 'client-to-server': null, 'server-to-client': null },
  ...rest,
});

export const connectionOf = (
  id: number,
  rest: Partial<ConnectionSummary> = {},
): ConnectionSummary => ({
  id,
  client: `10.0.0.1:${50_000 + id}`,
  server: '10.0.0.2:80',
  opened: id,
  closed: null,
  end: 'none',
  protocol: 'websocket',
  traffic: 'websocket',
  numbers: {
    ...{ requests: null, emptyAnswers: null, events: null, overhead: null },
    ...{ meanInterval: null, medianInterval: null, meanHold: null, medianHold: null },
    bodyBytes: { 'client-to-server': 0, 'server-to-client': 0 },
    headerBytes: { 'client-to-server': 0, 'server-to-client': 0 },
  },
  missing: 0,
  serverName: null,
  frames: 1,
  messages: 1,
  exchanges: 0,
  bytes: { 'client-to-server': 2, 'server-to-client': 0 },
  errors: 0,
  warnings: 0,
  ending: { first: null, code: null, reason: '', answered: false },
  ...rest,
});

export const problemIn = (row: number, severity: 'error' | 'warning' = 'error'): Problem => ({
  row,
  violation: {
    rule: 'ws/rsv2-set',
    field: 'ws.rsv2',
    range: { source: 'wire', start: 2, end: 3 },
    severity,
    ref: { doc: 'rfc6455', section: '5.2' },
    closeCode: 1002,
    status: null,
  },
});

/** What was opened, a conversation for each connection. */
export interface Answer {
  readonly conversations: readonly Summary[];
  readonly first?: number;
  readonly partial?: boolean;
}

const openedOf = ({ conversations, first = 0, partial = false }: Answer): Opened => ({
  sources: [],
  connections: conversations.length,
  first,
  totals: {
    connections: conversations.length,
    frames: conversations.reduce((sum, { frames }) => sum + frames, 0),
    messages: 0,
    exchanges: 0,
    bytes: { 'client-to-server': 0, 'server-to-client': 0 },
    errors: 0,
    warnings: 0,
  },
  partial,
});

/** An `open` that waits for an answer. */
export interface Opening {
  readonly request: OpenRequest;
  readonly signal: AbortSignal;
  /** Tells how far it is; with a preview the session answers from it. */
  progress(done: number, total: number, preview?: Answer): void;
  /** One conversation, or several connections. */
  answer(answer: Summary | Answer): void;
  /** Answers an opening given up with its first part. */
  keep(first: Answer): void;
  fail(error: Error): void;
}

export interface FakeWorker {
  readonly openings: Opening[];
  readonly session: { [Name in keyof Session]: ReturnType<typeof vi.fn<Session[Name]>> };
  stopped: boolean;
  die(): void;
}

/** Workers that answer `open` when told to, and all else at once. */
export function fakeWorkers(): { readonly workers: FakeWorker[]; readonly start: StartWorker } {
  const workers: FakeWorker[] = [];
  const start: StartWorker = (die) => {
    const worker = fakeWorker(die);
    workers.push(worker);
    return { session: worker.session, stop: () => void (worker.stopped = true) };
  };
  return { workers, start };
}

function fakeWorker(die: () => void): FakeWorker {
  const openings: Opening[] = [];
  let held: Answer = { conversations: [] };
  const summary = (connection: number): Summary => {
    const found = held.conversations[connection];
    if (found === undefined) throw new RangeError(`there is no connection ${connection}`);
    return found;
  };
  const open = (
    request: OpenRequest,
    signal: AbortSignal,
    progress: (progress: Progress) => void,
  ): Promise<Opened> =>
    new Promise((resolve, fail) => {
      openings.push({
        request,
        signal,
        fail,
        progress(done, total, preview) {
          if (preview !== undefined) held = preview;
          const told = preview === undefined ? null : openedOf({ ...preview, partial: true });
          progress({ done, total, packets: 0, frames: 0, preview: told });
        },
        answer(answer) {
          held = 'conversations' in answer ? answer : { conversations: [answer] };
          resolve(openedOf(held));
        },
        keep(first) {
          held = first;
          resolve(openedOf({ ...first, partial: true }));
        },
      });
    });
  const rows = (connection: number, from: number, to: number) =>
    Array.from({ length: Math.max(Math.min(to, summary(connection).rows) - from, 0) }, (_, i) =>
      rowOf(from + i),
    );
  const file = () => Promise.resolve(new Blob(['{}']));
  return {
    openings,
    stopped: false,
    die,
    session: {
      open: vi.fn<Session['open']>(open),
      connections: vi.fn<Session['connections']>((from, to) =>
        Promise.resolve(
          held.conversations
            .slice(from, to)
            .map(({ frames }, i) => connectionOf(from + i, { frames })),
        ),
      ),
      conversation: vi.fn<Session['conversation']>((id) => Promise.resolve(summary(id))),
      rows: vi.fn<Session['rows']>((id, from, to) => Promise.resolve(rows(id, from, to))),
      rowsAt: vi.fn<Session['rowsAt']>((_, at) => Promise.resolve(Array.from(at, rowOf))),
      problems: vi.fn<Session['problems']>(() => Promise.resolve([])),
      nextProblem: vi.fn<Session['nextProblem']>(() => Promise.resolve(-1)),
      annotate: vi.fn<Session['annotate']>((_, row) => Promise.resolve(detailOf(row))),
      logEntry: vi.fn<Session['logEntry']>(() => Promise.reject(new RangeError('no log'))),
      payload: vi.fn<Session['payload']>(() =>
        Promise.resolve({ bytes: new Uint8Array(), length: 0, missing: [] }),
      ),
      find: vi.fn<Session['find']>(() => Promise.resolve(new Uint32Array())),
      map: vi.fn<Session['map']>(() =>
        Promise.resolve({
          rows: 1,
          up: new Uint32Array(),
          down: new Uint32Array(),
          worst: new Uint8Array(),
        }),
      ),
      timeline: vi.fn<Session['timeline']>(() => Promise.reject(new RangeError('not drawn'))),
      rowOf: vi.fn<Session['rowOf']>(() => Promise.resolve(-1)),
      literal: vi.fn<Session['literal']>(() => Promise.resolve('')),
      messages: vi.fn<Session['messages']>(file),
      payloadFile: vi.fn<Session['payloadFile']>(file),
      pcapng: vi.fn<Session['pcapng']>(file),
      report: vi.fn<Session['report']>(file),
      bytesAt: vi.fn<Session['bytesAt']>((_, places) => Promise.resolve(places.map(() => 0x81))),
      change: vi.fn<Session['change']>(() => Promise.reject(new RangeError('not changed'))),
      autopsy: vi.fn<Session['autopsy']>(() => Promise.resolve(null)),
      treat: vi.fn<Session['treat']>(() => Promise.reject(new RangeError('nothing to undo'))),
      openBeside: vi.fn<Session['openBeside']>(() => Promise.reject(new RangeError('not opened'))),
      compare: vi.fn<Session['compare']>(() => Promise.reject(new RangeError('not compared'))),
      dispose: vi.fn<Session['dispose']>(() => Promise.resolve()),
    },
  };
}
