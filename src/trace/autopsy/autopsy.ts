import { finish } from '../../codec/finish.ts';
import { previewOf, type PreviewFrame } from './preview.ts';
import { senseOf, senseOfAll, type Sense } from './sense.ts';
import { firstOf, type Strand } from './strand.ts';
import type { HypothesisId, OtherReading, Proposal, Steps, Suspicion, Tools } from './suspicion.ts';
import { SUSPICIONS } from './suspicions/index.ts';

/** What may have happened to bytes, and what says so: plain data. */
export interface Hypothesis {
  readonly id: HypothesisId;
  /** Numbers and names that its words hold. */
  readonly args: readonly (number | string)[];
  /** What speaks for it, what believing it costs taken off. */
  readonly bits: number;
  /** The sense of what comes out of a part; null where nothing can be undone. */
  readonly sense: Sense | null;
  /** True where frames were made up around what was found. */
  readonly invents: boolean;
  /** The first frames that would be read. */
  readonly preview: readonly PreviewFrame[];
}

/** What was found of bytes that make no sense. */
export interface Autopsy {
  /** Bytes looked at, of so many. */
  readonly looked: number;
  readonly total: number;
  /** The likeliest first, none without evidence. */
  readonly hypotheses: readonly Hypothesis[];
}

/** So much must speak for a hypothesis, in bits: one in 4096 is mistaken about random bytes. */
const ENOUGH = 12;
/** And so much more than for the bytes as they stand. */
const BETTER = 6;
/** What weighs less than this share of the best is not worth a look. */
const WORTH = 0.25;
const MOST_LISTED = 5;

/** The best proposal for a strand, and what it comes to. */
interface Verdict {
  readonly proposal: Proposal;
  readonly result: readonly Strand[];
  readonly sense: Sense | null;
  /** Without the cost of its suspicion. */
  readonly bits: number;
}

/** Tries every suspicion on a part of the strands, which are `total` bytes with all that follows; pauses between two. */
export function* examine(
  strands: readonly Strand[],
  tools: Tools,
  total = lengthOf(strands),
): Steps<Autopsy> {
  const parts = strands.map(firstOf);
  const found = tools.readings.map(inOtherFormat);
  for (const suspicion of SUSPICIONS) {
    found.push(...suspect(suspicion, parts, tools));
    yield;
  }
  return {
    looked: lengthOf(parts),
    total,
    hypotheses: rank(found, parts),
  };
}

/** Those that beat the bytes as they stand, and chance, the likeliest first. */
function rank(found: readonly Hypothesis[], asTheyStand: readonly Strand[]): Hypothesis[] {
  const least = Math.max(ENOUGH, senseOfAll(asTheyStand).bits + BETTER);
  const beating = found.filter(({ bits }) => bits >= least).toSorted((a, b) => b.bits - a.bits);
  const best = beating[0]?.bits ?? 0;
  return beating.filter(({ bits }) => bits >= best * WORTH).slice(0, MOST_LISTED);
}

/** To be read in another format costs little: there is a list to choose it from. */
const OTHER_FORMAT = 3;

function inOtherFormat({ kind, strands }: OtherReading): Hypothesis {
  const parts = strands.map(firstOf);
  const sense = senseOfAll(parts);
  const bits = sense.bits - OTHER_FORMAT;
  const preview = previewOf(parts);
  return { id: 'other-format', args: [kind], bits, sense, invents: false, preview };
}

/** A suspicion about all strands together: it is held of those that make more sense so. */
function suspect(suspicion: Suspicion, parts: readonly Strand[], tools: Tools): Hypothesis[] {
  const verdicts = parts.map((part) => improve(suspicion, part, tools));
  const held = verdicts.flatMap((verdict) => verdict ?? []).toSorted((a, b) => b.bits - a.bits);
  const told = held.find(({ sense }) => sense !== null) ?? held[0];
  if (told === undefined) return [];
  const others = parts.filter((_, i) => verdicts[i] === null).map((part) => senseOf(part).bits);
  const bits = [...held.map((verdict) => verdict.bits), ...others].reduce((sum, n) => sum + n, 0);
  const result = parts.flatMap((part, i) => verdicts[i]?.result ?? [part]);
  const { args, invents } = told.proposal;
  return [
    {
      ...{ id: suspicion.id, args, invents },
      bits: bits - suspicion.prior,
      sense: told.sense === null ? null : senseOfAll(result),
      preview: told.sense === null ? [] : previewOf(result),
    },
  ];
}

/** The best way to hold a suspicion of a strand; null where the strand makes no less sense as it stands. */
function improve(suspicion: Suspicion, part: Strand, tools: Tools): Verdict | null {
  let best: Verdict | null = null;
  for (const proposal of suspicion.propose(part, tools)) {
    const verdict = weigh(proposal, part);
    if (verdict.bits > (best?.bits ?? senseOf(part).bits)) best = verdict;
  }
  return best;
}

function weigh(proposal: Proposal, { bytes }: Strand): Verdict {
  const { own, invents, treat } = proposal;
  // Explained, and nothing of it is left to be read.
  if (treat === null) return { proposal, result: [], sense: null, bits: own };
  const result = finish(treat(bytes));
  const sense = senseOfAll(result.map(firstOf));
  // What is proved by itself is not disproved by what comes out: something may have happened to that as well.
  const gained = invents ? 0 : own > 0 ? Math.max(sense.bits, 0) : sense.bits;
  return { proposal, result, sense, bits: own + gained };
}

/**
 * All of the strands as a hypothesis has them, by its id: what was found of a part is done to the whole. Null where
 * nothing of them can be undone so.
 */
export function* treat(
  id: HypothesisId,
  strands: readonly Strand[],
  tools: Tools,
): Steps<readonly Strand[] | null> {
  const suspicion = SUSPICIONS.find((each) => each.id === id);
  if (suspicion === undefined) return null;
  const treated: Strand[] = [];
  let changed = false;
  for (const strand of strands) {
    const verdict = improve(suspicion, firstOf(strand), tools);
    if (verdict === null) treated.push(strand);
    else if (verdict.proposal.treat !== null) {
      changed = true;
      treated.push(...(yield* verdict.proposal.treat(strand.bytes)));
    }
  }
  return changed ? treated : null;
}

const lengthOf = (strands: readonly Strand[]): number =>
  strands.reduce((sum, { bytes }) => sum + bytes.length, 0);
