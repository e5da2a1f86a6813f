import type { InputKind } from '../trace/input.ts';
import { blocksOf, type Block } from './blocks.ts';
import type { Detection } from './detection.ts';
import { settleBodies } from './http/rest.ts';
import type { NoteList } from './note-list.ts';
import { splitParts, type Part } from './parts.ts';
import { candidatesFor, formatOf, type Candidate } from './recognise.ts';
import type { Steps } from './steps.ts';
import { clip } from './text/characters.ts';

/** What a text is made of, and in which formats: all that is known before it is read. */
export interface Plan {
  readonly parts: readonly Part[];
  readonly detection: Detection;
  /** The notation of the bytes after HTTP text; null where there is none. */
  readonly inner: InputKind | null;
  /** No format fits well. */
  readonly poor: boolean;
}

const NOTHING: Detection = { kind: 'hex', reason: 'nothing', certain: false, alternatives: [] };
const HTTP_TEXT: Detection = {
  kind: 'http-text',
  reason: 'http-start-line',
  certain: true,
  alternatives: [],
};

/** Cuts a text into parts and finds the format of each; `kind` forces one. */
export function* planText(text: string, kind: InputKind | undefined, notes: NoteList): Steps<Plan> {
  const all = yield* splitParts(text, kind === undefined || kind === 'http-text', notes);
  const heads = all.some((part) => part.form === 'head');
  if (heads) yield* settleBodies(all, notes);
  else if (kind === 'http-text') for (const part of all) part.form = 'body';
  const notations = all.filter((part) => part.form === 'notation');
  const choice =
    kind === undefined || kind === 'http-text'
      ? choose(notations, notes)
      : force(notations, kind, notes);
  if (kind === 'http-text' && !heads) notes.add('input/not-this-kind', 0, kind);
  const found = heads ? HTTP_TEXT : choice.detection;
  return {
    parts: all.flatMap((part) => choice.parts.get(part) ?? [part]),
    detection: kind === 'http-text' ? chosen(kind) : kind === undefined ? found : choice.detection,
    inner: heads && notations.length > 0 && choice.known ? choice.detection.kind : null,
    poor: !heads && choice.poor,
  };
}

const chosen = (kind: InputKind): Detection => ({
  kind,
  reason: 'chosen',
  certain: true,
  alternatives: [],
});

interface Choice {
  readonly detection: Detection;
  readonly known: boolean;
  readonly poor: boolean;
  /** What stands in the place of a notation: its blocks, each with its format. */
  readonly parts: ReadonlyMap<Part, readonly Part[]>;
}

/** Every notation in the format that was asked for. */
function force(notations: readonly Part[], kind: InputKind, notes: NoteList): Choice {
  const candidates = candidatesFor(notations);
  const format = formatOf(kind) ?? null;
  const fits = candidates.some((candidate) => candidate.format === format);
  if (!fits && notations.length > 0) notes.add('input/not-this-kind', notations[0]!.at, kind);
  for (const part of notations) part.format = format;
  const alternatives = candidates.flatMap((each) =>
    each.format === format ? [] : [each.format.kind],
  );
  const detection = { ...chosen(kind), alternatives };
  return { detection, known: format !== null, poor: false, parts: new Map() };
}

/** The one format that fits all notations, or a format for each block of them. */
function choose(notations: readonly Part[], notes: NoteList): Choice {
  const candidates = candidatesFor(notations);
  const best = candidates[0];
  if (best?.fit !== 'certain' && notations.length > 0) {
    const blocks = blocksOf(notations);
    if (isBetter(blocks, best)) return byBlocks(blocks, best, notes);
  }
  for (const part of notations) part.format = best?.format ?? null;
  const detection = detectionOf(candidates);
  const { kind, alternatives, certain } = detection;
  if (notations.length > 0 && !certain) {
    const at = notations[0]!.at;
    if (best === undefined) notes.add('input/not-recognised', at);
    else notes.add('input/kind-guessed', at, [kind, ...alternatives].join(' '));
  }
  return { detection, known: best !== undefined, poor: best?.fit === 'poor', parts: new Map() };
}

/** Blocks are better where nothing fits the whole, or where they are of several kinds. */
function isBetter(blocks: readonly Block[], best: Candidate | undefined): boolean {
  const kinds = new Set(blocks.flatMap(({ candidate }) => candidate?.format.kind ?? []));
  return best === undefined || best.fit === 'poor' ? kinds.size > 0 : kinds.size > 1;
}

function byBlocks(blocks: readonly Block[], best: Candidate | undefined, notes: NoteList): Choice {
  const parts = new Map<Part, Part[]>();
  const sizes = new Map<Candidate, number>();
  for (const { part, start, end, candidate } of blocks) {
    const own = parts.get(part) ?? [];
    parts.set(part, own);
    if (candidate === null)
      notes.add('input/skipped-line', start, clip(part.text, start, end).trimEnd());
    else {
      own.push({
        ...part,
        start,
        end,
        at: Math.max(start, start === part.start ? part.at : start),
        format: candidate.format,
      });
      sizes.set(candidate, end - start);
    }
  }
  const found = [...sizes.keys()].toSorted((a, b) => sizes.get(b)! - sizes.get(a)!);
  const kinds = [...new Set(found.map(({ format }) => format.kind))];
  const first = blocks.find(({ candidate }) => candidate !== null)!;
  const inOrder = [...new Set(blocks.flatMap(({ candidate }) => candidate?.format.kind ?? []))];
  if (kinds.length > 1) notes.add('input/several-kinds', first.start, inOrder.join(' '));
  const certain = blocks.every(({ candidate }) => candidate !== null);
  const detection = {
    kind: kinds[0]!,
    reason: found[0]!.reason,
    certain,
    alternatives: kinds.slice(1),
  };
  return { detection, known: true, poor: best === undefined || best.fit === 'poor', parts };
}

/** What the candidates amount to, the best first. */
function detectionOf(candidates: readonly Candidate[]): Detection {
  const [best, ...others] = candidates;
  if (best === undefined) return NOTHING;
  const certain = best.fit === 'certain';
  const fitting = others.filter(({ fit }) => fit !== 'poor' || !certain);
  const alternatives = fitting.map(({ format }) => format.kind);
  return { kind: best.format.kind, reason: best.reason, certain, alternatives };
}
