import type { Direction } from '../../trace/trace.ts';
import type { Line } from '../text/lines.ts';

/** What begins a section of a trace: who sent how many bytes of what. */
export interface SectionHead {
  readonly direction: Direction;
  /** Records of TLS hold no HTTP. */
  readonly tls: boolean;
  readonly header: boolean;
  readonly length: number;
}

/** With `--trace-time` a time comes first, with `--trace-ids` the numbers of transfer and connection. */
const BEFORE = String.raw`^(?:\d\d:\d\d:\d\d\.\d{6} )?(?:\[[\dx-]+\] )?`;
const HEAD = new RegExp(
  String.raw`${BEFORE}(=>|<=) (?:Send|Recv) (header|data|SSL data), (\d{1,15}) bytes \(0x[\da-f]+\)`,
);
const REMARK = new RegExp(String.raw`${BEFORE}==`);

const LONGEST = 200;

const startOf = (text: string, { from, end }: Line): string =>
  text.slice(from, Math.min(end, from + LONGEST));

export function sectionHeadOf(text: string, line: Line): SectionHead | null {
  const found = HEAD.exec(startOf(text, line));
  if (found === null) return null;
  return {
    direction: found[1] === '=>' ? 'client-to-server' : 'server-to-client',
    tls: found[2] === 'SSL data',
    header: found[2] === 'header',
    length: Number(found[3]),
  };
}

/** `== Info: Connected to …` */
export const isRemark = (text: string, line: Line): boolean => REMARK.test(startOf(text, line));

/** A row of a section: its offset, and where what follows the offset begins. */
export interface TraceRow {
  readonly offset: number;
  readonly at: number;
}

const ROW = /^([\da-f]{4,8}):(?: |$)/;

export function traceRowOf(text: string, line: Line): TraceRow | null {
  const found = ROW.exec(startOf(text, line));
  if (found === null) return null;
  return { offset: Number.parseInt(found[1]!, 16), at: line.from + found[0].length };
}
