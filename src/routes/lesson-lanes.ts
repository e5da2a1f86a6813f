import type { Words } from '../i18n/words.ts';
import type { ParameterId } from '../simulation/parameters.ts';
import type { LaneSetup } from '../simulation/setup.ts';
import type { LaneName } from '../views/race/lane-name.ts';
import type { LaneResult } from '../worker/laboratory-api.ts';
import { nameOf } from './race-lanes.ts';

/** What a lane changes, in words. */
function changesText({ changes }: LaneSetup, { messages }: Words): string {
  const { choices, names } = messages.race.parameters;
  const named: Readonly<Record<string, Readonly<Record<string, string>> | undefined>> = choices;
  return Object.entries(changes)
    .map(([id, value]) =>
      messages.learn.element.timeline.change(
        names[id as ParameterId].label,
        named[id]?.[String(value)] ?? String(value),
      ),
    )
    .join(' · ');
}

/** A lane's name in a lesson; of several of one transport, each says in what it differs. */
export function nameInLesson(
  result: Pick<LaneResult, 'id' | 'transport'>,
  lane: LaneSetup | undefined,
  lanes: readonly LaneSetup[],
  words: Words,
): LaneName {
  const named = nameOf(result, words);
  const several = lanes.filter(({ transport }) => transport === result.transport);
  if (lane === undefined || several.length < 2) return named;
  const { name } = words.messages.race.transports[result.transport];
  return { ...named, name: [name, changesText(lane, words)].filter(Boolean).join(' · ') };
}
