import { isDigit, isLetter, skipBlanks, trimEnd } from '../text/characters.ts';

/** The longest method looked for; registered methods are far shorter. */
const LONGEST_METHOD = 24;

export type StartLine = 'request' | 'response';

/** Whether a line is an HTTP request line or a status line. RFC 9112 §3, §4 */
export function startLineOf(text: string, start: number, end: number): StartLine | null {
  const from = text.charCodeAt(start) === 0xfeff ? start + 1 : start;
  if (isVersion(text, from, end)) return 'response';
  const stop = trimEnd(text, from, end);
  return isRequest(text, from, stop) ? 'request' : null;
}

/** `HTTP/1.1 ` and a digit of the status. */
function isVersion(text: string, start: number, end: number): boolean {
  const at = versionEnd(text, start);
  if (at < 0 || at >= end) return false;
  const status = skipBlanks(text, at, end);
  return status > at && status < end && isDigit(text.charCodeAt(status));
}

/** A method of letters, a target, and a version that ends the line. */
function isRequest(text: string, start: number, end: number): boolean {
  let at = start;
  while (at < end && at - start <= LONGEST_METHOD && isMethodCharacter(text.charCodeAt(at))) at++;
  if (at === start || text[at] !== ' ') return false;
  const version = text.lastIndexOf(' ', end);
  if (version <= at || end - version > 10 || versionEnd(text, version + 1) !== end) return false;
  return !PACKET.test(text.slice(start, Math.min(end, start + LONGEST_PACKET)));
}

/** What tcpdump says of a packet may end with the request line in it. */
const PACKET = /^IP6? \S+ > \S+: /;
const LONGEST_PACKET = 200;

const isMethodCharacter = (code: number): boolean => isLetter(code) || code === 0x2d;

/** The end of `HTTP/1.1` or `HTTP/2`, or −1. */
function versionEnd(text: string, start: number): number {
  if (!text.startsWith('HTTP/', start) || !isDigit(text.charCodeAt(start + 5))) return -1;
  if (text[start + 6] !== '.') return start + 6;
  return isDigit(text.charCodeAt(start + 7)) ? start + 8 : -1;
}
