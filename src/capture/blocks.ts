import { isRemark, sectionHeadOf, traceRowOf } from './curl/sections.ts';
import { isPacketHead } from './dump/tcpdump.ts';
import { curlTrace } from './formats/curl-trace.ts';
import type { Format } from './formats/format.ts';
import { endOfLiteral } from './formats/literal.ts';
import { boundaryOf, pem } from './formats/pem.ts';
import { tcpdump } from './formats/tcpdump.ts';
import type { Part } from './parts.ts';
import { candidatesFor, type Candidate } from './recognise.ts';
import { skipBlanks } from './text/characters.ts';
import { createLine, readLine, type Line } from './text/lines.ts';

/** Lines that are written in one notation, or in none. */
export interface Block {
  readonly part: Part;
  readonly start: number;
  end: number;
  readonly candidate: Candidate | null;
}

/** A longer text is no paste of several things, and is read in the format that fits it best. */
const LONGEST = 1 << 18;

/** More lines of a paragraph are not looked at one by one: the rest is one block. */
const MOST_UNITS = 4000;

/** Cuts notations that no format fits whole into blocks of one each: by empty lines, and where need be line by line. */
export function blocksOf(parts: readonly Part[]): readonly Block[] {
  if (parts.reduce((sum, { start, end }) => sum + end - start, 0) > LONGEST) return [];
  return parts.flatMap((part) =>
    merged(paragraphsOf(part).flatMap(blocksOfParagraph).map(onlySure)),
  );
}

/** Among other things, what only may be bytes is taken for words. */
const onlySure = (block: Block): Block =>
  block.candidate?.fit === 'certain' ? block : { ...block, candidate: null };

/** Neighbours in one format are one block, what no format fits between them included. */
function merged(blocks: readonly Block[]): Block[] {
  const all: Block[] = [];
  for (const block of blocks) {
    const same = all.findLastIndex(({ candidate }) => candidate !== null);
    if (block.candidate !== null && all[same]?.candidate?.format === block.candidate.format) {
      all.length = same + 1;
      all[same].end = block.end;
    } else all.push({ ...block });
  }
  return all;
}

function blocksOfParagraph(paragraph: Block): Block[] {
  const best = candidatesIn(paragraph)[0];
  if (best?.fit === 'certain') return [{ ...paragraph, candidate: best }];
  let before: Format | null = null;
  return unitsOf(paragraph).map((unit) => {
    const candidates = candidatesIn(unit).filter(({ fit }) => fit !== 'poor');
    // The last line of base64 may look like hex, and goes on with what came before it.
    const candidate =
      unit.candidate ?? candidates.find(({ format }) => format === before) ?? candidates[0] ?? null;
    before = candidate?.format ?? null;
    return { ...unit, candidate };
  });
}

const candidatesIn = ({ part, start, end }: Block): Candidate[] =>
  candidatesFor([{ ...part, start, end }]);

/** The stretches of a part between its empty lines. */
function paragraphsOf(part: Part): Block[] {
  const paragraphs: Block[] = [];
  let open: Block | null = null;
  for (const { from, start, end, next } of linesOf(part, part.start)) {
    if (skipBlanks(part.text, start, end) === end) open = null;
    else if (open === null)
      paragraphs.push((open = { part, start: from, end: next, candidate: null }));
    else open.end = next;
  }
  return paragraphs;
}

/** The lines of a paragraph; those that only make sense together are one unit. */
function unitsOf({ part, start, end }: Block): Block[] {
  const units: Block[] = [];
  for (let at = start; at < end;) {
    const line = lineAt(part, at);
    const rest = units.length === MOST_UNITS ? { end, candidate: null } : null;
    const unit = { part, start: at, ...(rest ?? together(part, line, end)) };
    units.push(unit);
    at = unit.end;
  }
  return units;
}

const lineAt = (part: Part, at: number): Line => {
  const line = createLine();
  readLine(line, part.text, at, part.end, part.marks, part.dress);
  return line;
};

function* linesOf(part: Part, from: number, end = part.end): Generator<Line> {
  for (let at = from; at < end;) {
    const line = lineAt(part, at);
    if (line.skipped === null) yield line;
    at = line.next;
  }
}

function find(part: Part, from: number, end: number, is: (line: Line) => boolean): Line | null {
  for (const line of linesOf(part, from, end)) if (is(line)) return line;
  return null;
}

const sure = (format: Format, reason: Candidate['reason']): Candidate => ({
  format,
  fit: 'certain',
  reason,
});

/** How far the unit goes that a line begins, and in which format that alone says it is. */
function together(part: Part, line: Line, end: number): Pick<Block, 'end' | 'candidate'> {
  const { text } = part;
  if (boundaryOf(text, line) === 'BEGIN') {
    const close = find(part, line.next, end, (each) => boundaryOf(text, each) === 'END');
    return { end: close?.next ?? end, candidate: sure(pem, 'pem-lines') };
  }
  if (sectionHeadOf(text, line) !== null) {
    const isOther = (each: Line) =>
      sectionHeadOf(text, each) === null &&
      traceRowOf(text, each) === null &&
      !isRemark(text, each);
    const other = find(part, line.next, end, isOther);
    return { end: other?.from ?? end, candidate: sure(curlTrace, 'curl-trace-lines') };
  }
  if (isPacketHead(text, line)) return { end: line.next, candidate: sure(tcpdump, 'tcpdump-rows') };
  return { end: Math.min(end, endOfLiteral(part, line.from)), candidate: null };
}
