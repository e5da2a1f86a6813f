import type { Prose } from '../i18n/reference.ts';
import { CourseError } from './error.ts';
import type { CompiledReference } from './reference.ts';

/** Stops where two languages do not quote the same code and link to the same places. */
export function checkTwins(
  original: CompiledReference,
  translation: CompiledReference,
  file: string,
): void {
  const twins = new Map(entriesOf(translation));
  for (const [id, words] of entriesOf(original)) {
    const twin = twins.get(id) ?? {};
    for (const [part, prose] of proseOf(words)) {
      const here = anchors(new Map(proseOf(twin)).get(part) ?? []);
      const difference = firstDifference(anchors(prose), here);
      if (difference) {
        const problem = `"${id}", ${part}: ${difference} is not in both languages`;
        throw new CourseError(problem, file, translation.lines.get(id) ?? 1);
      }
    }
  }
}

const entriesOf = ({ words }: CompiledReference): [string, object][] =>
  Object.entries(words as Readonly<Record<string, object>>);

const proseOf = (words: object): [string, Prose][] =>
  Object.entries(words).filter((entry): entry is [string, Prose] => Array.isArray(entry[1]));

/** What a translation keeps: code and addresses, in whatever order the sentence needs. */
function anchors(prose: Prose): Set<string> {
  const kept = prose.flatMap((inline) => {
    if (inline.kind === 'code') return [`\`${inline.text}\``];
    return inline.kind === 'link' ? [inline.href] : [];
  });
  return new Set(kept);
}

const firstDifference = (a: Set<string>, b: Set<string>): string | undefined =>
  [...a].find((anchor) => !b.has(anchor)) ?? [...b].find((anchor) => !a.has(anchor));
