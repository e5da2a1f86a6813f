import { isAllBlank } from './characters.ts';
import { skipLogPrefix, skipTalk } from './log-prefix.ts';
import { readMark } from './marks.ts';
import { answersName, commandAt, resultAt } from './prompts.ts';

/** What surrounds the bytes in a text: what a logger or a shell put before the lines. */
export interface Dress {
  /** Lines begin with times and levels. */
  readonly prefixes: boolean;
  /** After a prefix, words introduce the bytes. Not so in a head, where `Host:` is none. */
  readonly labels: boolean;
  /** Commands are left out where something answers them, else they are all there is. */
  readonly prompts: 'none' | 'skip' | 'strip';
  /** `> name` is a command too. */
  readonly names: boolean;
}

export const PLAIN: Dress = { prefixes: false, labels: false, prompts: 'none', names: false };

/** Stand in the place of a position: the line holds no bytes. */
export const COMMAND = -1;
export const TALK = -2;

/** So much is looked at to know it. */
const SAMPLE = 1 << 16;

export function dressOf(text: string): Dress {
  const sample = text.slice(0, SAMPLE);
  const names = answersName(sample);
  const lines = sample.split(/\r\n?|\n/).filter((line) => !isAllBlank(line));
  const prefixes = lines.some((line) => skipLogPrefix(line, 0, line.length) > 0);
  // Where both directions are marked, `>` is no prompt.
  const marked = lines.some(
    (line) => readMark(line, 0, line.length, 'any')?.direction === 'server-to-client',
  );
  const commands = lines.filter(
    (line) => commandAt(line, 0, line.length, names) >= 0 && !(marked && /^\s*>/.test(line)),
  );
  const results = lines.some((line) => resultAt(line, 0) > 0);
  if (!prefixes && !results && commands.length === 0) return PLAIN;
  const prompts = commands.length === 0 && !results ? 'none' : 'skip';
  const alone = commands.length === lines.length;
  return { prefixes, labels: prefixes, prompts: alone ? 'strip' : prompts, names };
}

/** Where a line's own text begins, or `COMMAND` or `TALK`. */
export function undress(text: string, from: number, end: number, dress: Dress): number {
  let at = from;
  if (dress.prompts !== 'none') {
    const command = commandAt(text, from, end, dress.names);
    if (command >= 0) return dress.prompts === 'strip' ? command : COMMAND;
    at = resultAt(text, from);
  }
  if (!dress.prefixes) return at;
  const own = skipLogPrefix(text, at, end);
  if (own === at || !dress.labels) return own;
  const bytes = skipTalk(text, own, end);
  return bytes === end && bytes > own ? TALK : bytes;
}
