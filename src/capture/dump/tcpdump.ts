import type { Line, Passage } from '../text/lines.ts';
import type { Between } from './between.ts';

/** What begins the line that tcpdump prints of a packet; without a time where it was told `-t`. */
const HEAD =
  /^\s*(?:(?:\d{4}-\d\d-\d\d )?(\d\d):(\d\d):(\d\d\.\d+)|(\d{6,})(\.\d+))?\s*(?:\S+\s+(?:In|Out|B|M|P)\s+)?(?:IP6?|ARP|UNIX|[\da-f:]{17})\b/;

const LONGEST = 200;

/** What the rest of such a line says: addresses, a length, or the header of IP. */
const SAYS = / > |, length \d|\(tos /;

export function isPacketHead(text: string, { from, end }: Line): boolean {
  const line = text.slice(from, Math.min(end, from + LONGEST));
  return HEAD.test(line) && SAYS.test(line);
}

const SPACED = /^ (\d\d):(\d\d):(\d\d\.\d+) /gm;
const SAMPLE = 1 << 16;

/** With `-ttt` a time counts from the packet before, with `-ttttt` from the first: both begin with a space, one goes back. */
function countsFromBefore({ text, start, end }: Passage): boolean {
  let last = -1;
  for (const [, hours, minutes, seconds] of text
    .slice(start, Math.min(end, start + SAMPLE))
    .matchAll(SPACED)) {
    const time = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
    if (time < last) return true;
    last = time;
  }
  return false;
}

const DAY = 86_400;

/** Between dumps, tcpdump prints a line of what it knows of the packet and, with `-v`, more lines, set in. */
export function betweenHeads(passage: Passage): Between {
  const { text } = passage;
  let days = 0;
  let time: number | null = null;
  let epoch: number | null = null;
  const adds = countsFromBefore(passage);
  return {
    line({ from, end }) {
      const line = text.slice(from, Math.min(end, from + LONGEST));
      const head = HEAD.exec(line);
      if (head === null) return line.trim() === '' || /^\s/.test(line);
      // Seconds since 1970 leave no digits for nanoseconds: counted from the first one they do.
      epoch ??= head[4] === undefined ? null : Number(head[4]);
      const seconds = secondsOf(head, epoch ?? 0);
      if (adds && seconds !== null) {
        time = (time ?? 0) + seconds;
        return true;
      }
      // A clock that goes back by more than half a day has passed midnight.
      if (seconds !== null && time !== null && seconds + days < time - DAY / 2) days += DAY;
      time = seconds === null ? null : seconds + days;
      return true;
    },
    derived: false,
    get time() {
      return time;
    },
  };
}

function secondsOf(
  [, hours, minutes, seconds, whole, fraction]: RegExpExecArray,
  epoch: number,
): number | null {
  if (whole !== undefined) return Number(whole) - epoch + Number(fraction);
  if (hours === undefined) return null;
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}
