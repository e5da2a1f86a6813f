import type { Words } from '../../i18n/words.ts';
import { FAILURE_KINDS } from '../../simulation/failures.ts';
import { PARAMETER_IDS, PARAMETERS } from '../../simulation/parameters.ts';
import { TRANSPORTS } from '../../simulation/transport.ts';
import { clipped } from './clipped.ts';
import type { EmbedFault } from './options.ts';

/** What does not count, and what would. */
export function faultText({ key, value, expected, race }: EmbedFault, { messages }: Words): string {
  const { faults, expected: ways } = messages.embed;
  const [short, given] = [clipped(key), clipped(value)];
  if (expected === null && race === null) return faults.unknown(short);
  const what = race === 'out-of-range' ? faults.near(short, given) : faults.value(short, given);
  const wanted = expected === null ? expectedOfRace(key, ways) : ways[expected];
  return wanted === null ? what : `${what} ${faults.expected(wanted)}`;
}

function expectedOfRace(key: string, ways: Words['messages']['embed']['expected']): string | null {
  if (key === 'lanes') return ways.lanes(TRANSPORTS.join(', '));
  if (key === 'fail') return ways.fail(FAILURE_KINDS.join(', '));
  const id = PARAMETER_IDS.find((each) => each === key);
  if (id === undefined) return null;
  const parameter = PARAMETERS[id];
  switch (parameter.kind) {
    case 'number':
      return ways.number(String(parameter.min), String(parameter.max));
    case 'list':
      return ways.list(String(parameter.max));
    case 'choice':
      return parameter.choices.join(', ');
  }
}
