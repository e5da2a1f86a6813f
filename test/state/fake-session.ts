import { vi } from 'vitest';
import type { StartWorker } from '../../src/state/decoder.svelte.ts';
import type { Problem } from '../../src/trace/problems.ts';
import type { Row } from '../../src/trace/row.ts';
import type { OpenRequest, Progress, Session, Summary, UnitDetail } from '../../src/worker/api.ts';

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
  sources: [],
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
  closing: {
    sent: { 'client-to-server': null, 'server-to-client': null },
    first: null,
    answered: false,
    api: { 'client-to-server': null, 'server-to-client': null },
  },
  incomplete: { 'client-to-server': null, 'server-to-client': null },
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

/** An `open` that waits for an answer. */
export interface Opening {
  readonly request: OpenRequest;
  readonly signal: AbortSignal;
  readonly progress: Progress;
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
    const worker: FakeWorker = {
      openings,
      stopped: false,
      die,
      session: {
        open: vi.fn<Session['open']>(
          (request, signal, progress) =>
            new Promise((answer, fail) => {
              openings.push({ request, signal, progress, answer, fail });
            }),
        ),
        rows: vi.fn<Session['rows']>((from, to) =>
          Promise.resolve(Array.from({ length: to - from }, (_, i) => rowOf(from + i))),
        ),
        problems: vi.fn<Session['problems']>(() => Promise.resolve([])),
        nextProblem: vi.fn<Session['nextProblem']>(() => Promise.resolve(-1)),
        annotate: vi.fn<Session['annotate']>((row) => Promise.resolve(detailOf(row))),
        payload: vi.fn<Session['payload']>(() => Promise.resolve(new Uint8Array())),
        report: vi.fn<Session['report']>(() => Promise.resolve(new Blob(['{}']))),
        dispose: vi.fn<Session['dispose']>(() => Promise.resolve()),
      },
    };
    workers.push(worker);
    return { session: worker.session, stop: () => void (worker.stopped = true) };
  };
  return { workers, start };
}
