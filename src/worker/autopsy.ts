import { readInput, readInputSteps } from '../capture/read-input.ts';
import { concat } from '../codec/bytes.ts';
import { examine, treat, type Autopsy } from '../trace/autopsy/autopsy.ts';
import { makesNoSense } from '../trace/autopsy/makes-no-sense.ts';
import { LOOKED_AT, strandsOf, type Strand } from '../trace/autopsy/strand.ts';
import type { HypothesisId, OtherReading, Steps, Tools } from '../trace/autopsy/suspicion.ts';
import { writeStrands, type Treated } from '../trace/autopsy/treated.ts';
import type { Breath } from '../trace/breath.ts';
import type { InputKind } from '../trace/input.ts';
import { isCapture } from '../trace/torn.ts';
import type { Held } from './conversations.ts';
import type { Open } from './opening.ts';
import { streamLength } from './sources.ts';
import { drain } from './steps.ts';

/** What may have happened to a connection's bytes; null where they make sense. */
export async function examineHeld(held: Held, open: Open, breath: Breath): Promise<Autopsy | null> {
  const parts = strandsIn(held, open, LOOKED_AT);
  if (!makesNoSense(held.conversation, parts)) return null;
  const total = streamLength(held.conversation.connection);
  return drain(examine(parts, await toolsFor(open), total), breath);
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
    const [reading] = tools.readings;
    if (reading !== undefined) return { kind: reading.kind };
  }
  const treated = await drain(treat(id, strandsIn(held, open), tools), breath);
  if (treated === null) throw new RangeError(`nothing to undo: ${id}`);
  return writeStrands(treated);
}

function strandsIn({ conversation }: Held, { opened }: Open, most?: number): Strand[] {
  const { connection } = conversation;
  const guessed = opened.sources.some(({ notes }) =>
    notes.some(({ id }) => id === 'input/direction-guessed'),
  );
  return strandsOf(connection, guessed && !isCapture(connection), most);
}

async function toolsFor(open: Open): Promise<Tools> {
  return { readText, readings: await otherReadings(open) };
}

export function* readText(bytes: Uint8Array): Steps<readonly Strand[] | null> {
  const reading = readInputSteps({ content: bytes });
  for (;;) {
    const step = reading.next();
    if (step.done !== true) {
      yield;
      continue;
    }
    const { kind, pieces } = step.value;
    return kind === 'binary' || pieces.length === 0 ? null : pieces;
  }
}

/** Formats whose letters are those of the other as well. */
const ALIKE: readonly InputKind[] = ['hex', 'base64'];

/** The beginning of the one text that was pasted, in the other of these formats. */
async function otherReadings({ request, opened }: Open): Promise<readonly OtherReading[]> {
  const [source] = request.sources;
  const kind = opened.sources[0]?.kind;
  if (source === undefined || request.sources.length > 1 || source.fileName !== undefined)
    return [];
  if (kind === undefined || !ALIKE.includes(kind)) return [];
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
