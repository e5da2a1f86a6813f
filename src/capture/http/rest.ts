import type { InputKind } from '../../trace/input.ts';
import type { NoteList } from '../note-list.ts';
import type { Part } from '../parts.ts';
import { candidatesFor } from '../recognise.ts';
import { STRIDE, type Steps } from '../steps.ts';

/**
 * Settles what follows a head. An announced body that is a dump beyond doubt is a dump; and
 * without an upgrade, what looks like no notation of bytes is the body itself.
 */
export function* settleBodies(parts: readonly Part[], notes: NoteList): Steps {
  let head: Part | null = null;
  let last = 0;
  for (const part of parts) {
    if (part.start - last >= STRIDE) yield (last = part.start);
    if (part.form === 'head') head = part;
    else if (part.form === 'body') part.form = isDump(part) ? 'notation' : 'body';
    else if (head !== null && part.facts?.upgrades === false && !isNotation(part)) {
      part.form = 'body';
      part.direction ??= head.direction;
      notes.add('input/body-as-text', part.at);
    }
  }
}

const DUMPS: ReadonlySet<InputKind> = new Set(['xxd', 'hexdump', 'od', 'tcpdump']);

function isDump(part: Part): boolean {
  const best = candidatesFor([part])[0];
  return best?.fit === 'certain' && DUMPS.has(best.format.kind);
}

function isNotation(part: Part): boolean {
  const best = candidatesFor([part])[0];
  return best !== undefined && best.fit !== 'poor' && best.format.kind !== 'base64';
}
