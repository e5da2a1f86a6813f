import { vi } from 'vitest';
import type { StartWorker } from '../../src/state/decoder.svelte.ts';
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

export const openedOf = (rest: Partial<Opened> = {}): Opened => ({
  sources: [],
  connections: 1,
  first: 0,
  totals: {
    ...{ connections: 1, frames: 0, messages: 0, exchanges: 0, errors: 0, warnings: 0 },
    bytes: { 'client-to-server': 0, 'server-to-client': 0 },
  },
  partial: false,
  ...rest,
});

export const progressOf = (done: number, total: number): Progress => ({
  ...{ done, total, packets: 0, frames: 0, preview: null },
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

/** An `open` that waits for an answer. */
export interface Opening {
  readonly request: OpenRequest;
  readonly signal: AbortSignal;
  readonly progress: (progress: Progress) => void;
  answer(summary: Summary): void;
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
    const openings: Opening[] = [];
    let summary = summaryOf(0);
    const worker: FakeWorker = {
      openings,
      stopped: false,
      die,
      session: {
        open: vi.fn<Session['open']>(
          (request, signal, progress) =>
            new Promise((answer, fail) => {
              const say = (next: Summary) => {
                summary = next;
                answer(openedOf());
              };
              openings.push({ request, signal, progress, answer: say, fail });
            }),
        ),
        connections: vi.fn<Session['connections']>(() => Promise.resolve([])),
        conversation: vi.fn<Session['conversation']>(() => Promise.resolve(summary)),
        rows: vi.fn<Session['rows']>((_, from, to) =>
          Promise.resolve(Array.from({ length: to - from }, (_, i) => rowOf(from + i))),
        ),
        rowsAt: vi.fn<Session['rowsAt']>((_, rows) => Promise.resolve(Array.from(rows, rowOf))),
        problems: vi.fn<Session['problems']>(() => Promise.resolve([])),
        nextProblem: vi.fn<Session['nextProblem']>(() => Promise.resolve(-1)),
        annotate: vi.fn<Session['annotate']>((_, row) => Promise.resolve(detailOf(row))),
        payload: vi.fn<Session['payload']>(() => Promise.resolve(new Uint8Array())),
        find: vi.fn<Session['find']>(() => Promise.resolve(new Uint32Array())),
        map: vi.fn<Session['map']>(() =>
          Promise.resolve({
            rows: 1,
            up: new Uint32Array(),
            down: new Uint32Array(),
            worst: new Uint8Array(),
          }),
        ),
        rowOf: vi.fn<Session['rowOf']>(() => Promise.resolve(-1)),
        literal: vi.fn<Session['literal']>(() => Promise.resolve('')),
        messages: vi.fn<Session['messages']>(() => Promise.resolve(new Blob())),
        payloadFile: vi.fn<Session['payloadFile']>(() => Promise.resolve(new Blob())),
        pcapng: vi.fn<Session['pcapng']>(() => Promise.resolve(new Blob())),
        report: vi.fn<Session['report']>(() => Promise.resolve(new Blob(['{}']))),
        dispose: vi.fn<Session['dispose']>(() => Promise.resolve()),
      },
    };
    workers.push(worker);
    return { session: worker.session, stop: () => void (worker.stopped = true) };
  };
  return { workers, start };
}
