import { isAllBlank } from '../text/characters.ts';
import type { Passage } from '../text/lines.ts';
import type { Between } from './between.ts';

/** `Frame (77 bytes):`, `Unmasked data (5 bytes):` */
const TITLE = /^\s*(\S.*) \(\d+ bytes?\):\s*$/;
/** `    1   0.000000    127.0.0.1 → 127.0.0.1    TCP 74 …`, with `-P`. */
const SUMMARY = /^\s*\d+\s+(\d+\.\d{3,9})\s+\S+ (?:→|->) \S+ /;

/** Lines are short that say something; a longer one is none of them. */
const LONGEST = 1000;

/** Between dumps, `tshark -x` names what it made of a packet (a payload unmasked, a message joined) and, with `-P`, the time. */
export function betweenPackets({ text }: Passage): Between {
  let frames = false;
  let derived = false;
  let time: number | null = null;
  return {
    line({ from, end }) {
      const line = text.slice(from, Math.min(end, from + LONGEST));
      const title = TITLE.exec(line)?.[1];
      const summary = SUMMARY.exec(line)?.[1];
      if (summary !== undefined) time = Number(summary);
      frames ||= title === 'Frame';
      derived = frames && title !== undefined && title !== 'Frame';
      return frames && title !== undefined ? true : summary !== undefined || isAllBlank(line);
    },
    get derived() {
      return derived;
    },
    get time() {
      return time;
    },
  };
}
