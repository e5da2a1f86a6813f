import { readFileSync } from 'node:fs';
import type { Messages } from '../../../src/i18n/words.ts';
import type { Row } from '../../../src/trace/row.ts';
import { createSession } from '../../../src/worker/session.ts';
import type {
  OpenSource,
  Session,
  SourceSummary,
  Summary,
  UnitDetail,
} from '../../../src/worker/api.ts';
import { stubWords } from '../words.ts';

/** Read from where tests are run: a module here has no place on the disk. */
export const sample = (name: string): string => readFileSync(`public/samples/${name}.txt`, 'utf8');

/** A conversation as the worker would read it: views are drawn from what they will meet. */
export interface Read {
  readonly session: Session;
  readonly sources: readonly SourceSummary[];
  readonly summary: Summary;
  readonly rows: readonly Row[];
  readonly unit: (row: number) => Promise<UnitDetail>;
}

export async function read(content: string, rest: Omit<OpenSource, 'content'> = {}): Promise<Read> {
  const session = createSession(() => Promise.resolve());
  const signal = new AbortController().signal;
  const { sources } = await session.open({ sources: [{ content, ...rest }] }, signal, () => {});
  const summary = await session.conversation(0);
  const rows = await session.rows(0, 0, summary.rows);
  return { session, sources, summary, rows, unit: (row) => session.annotate(0, row) };
}

/** One unmasked frame from a server, with this payload. */
export function frameOf(opcode: number, payload: string | Uint8Array): string {
  const bytes = typeof payload === 'string' ? new TextEncoder().encode(payload) : payload;
  const { length } = bytes;
  const header = length < 126 ? [length] : [126, length >> 8, length & 0xff];
  return Array.from([0x80 | opcode, ...header, ...bytes], (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join(' ');
}

export const FROM_SERVER = { direction: 'server-to-client' } as const;

export const said: Messages['decode'] = stubWords('en').messages.decode;
