import { readInput } from '../capture/read-input.ts';
import { concat } from '../codec/bytes.ts';
import { examine, treat, type Autopsy } from '../trace/autopsy/autopsy.ts';
import { makesNoSense } from '../trace/autopsy/makes-no-sense.ts';
import { LOOKED_AT, strandsOf, type Strand } from '../trace/autopsy/strand.ts';
import type { HypothesisId, OtherReading, Tools } from '../trace/autopsy/suspicion.ts';
import { writeStrands, type Treated } from '../trace/autopsy/treated.ts';
import type { Breath } from '../trace/breath.ts';
import type { InputKind } from '../trace/input.ts';
import { isCapture } from '../trace/torn.ts';
import type { Held } from './conversations.ts';
import type { Open } from './opening.ts';
import { drain } from './steps.ts';

/** What may have happened to a connection's bytes; null where they make sense. */
export async function examineHeld(held: Held, open: Open, breath: Breath): Promise<Autopsy | null> {
  const strands = strandsIn(held, open);
  if (!makesNoSense(held.conversation, strands)) return null;
  return drain(examine(strands, await toolsFor(open)), breath);
}

/** @throws RangeError where a hypothesis undoes nothing of these bytes. */
export async function treatHeld(
  held: Held,
  open: Open,
  id: HypothesisId,
  breath: Breath,
): Promise<Treated> {
  const tools = await toolsFor(open);
  if (id === 'other-format') {
    const { hypotheses } = await drain(examine(strandsIn(held, open), tools), breath);
    const kind = hypotheses.find((each) => each.id === id)?.args[0];
    if (kind !== undefined) return { kind: kind as InputKind };
  }
  const treated = await drain(treat(id, strandsIn(held, open), tools), breath);
  if (treated === null) throw new RangeError(`nothing to undo: ${id}`);
  return writeStrands(treated);
}

const strandsIn = ({ conversation }: Held, { opened }: Open): Strand[] => {
  const { connection } = conversation;
  const guessed = opened.sources.some(({ notes }) =>
    notes.some(({ id }) => id === 'input/direction-guessed'),
  );
  return strandsOf(connection, guessed && !isCapture(connection));
};

async function toolsFor(open: Open): Promise<Tools> {
  return { readText, readings: await otherReadings(open) };
}

function readText(bytes: Uint8Array): readonly Strand[] | null {
  const { kind, pieces } = readInput({ content: bytes });
  return kind === 'binary' || pieces.length === 0 ? null : pieces;
}

/** Formats whose letters are those of the other as well. */
const ALIKE: readonly InputKind[] = ['hex', 'base64'];

/** The beginning of the one text that was pasted, in the formats it could be in as well. */
async function otherReadings({ request, opened }: Open): Promise<readonly OtherReading[]> {
  const [source] = request.sources;
  const kind = opened.sources[0]?.kind;
  if (source === undefined || request.sources.length > 1 || source.fileName !== undefined)
    return [];
  const { content } = source;
  const text =
    typeof content === 'string'
      ? content.slice(0, LOOKED_AT)
      : await content.slice(0, LOOKED_AT).text();
  return ALIKE.filter((other) => other !== kind).map((other) => {
    const { pieces } = readInput({ content: text, kind: other });
    const directed = pieces.every(({ direction }) => direction !== null);
    const together = { direction: null, bytes: concat(pieces.map(({ bytes }) => bytes)) };
    return { kind: other, strands: directed ? pieces : [together] };
  });
}
