import type { Messages } from '../../i18n/words.ts';
import type { Hypothesis } from '../../trace/autopsy/autopsy.ts';

type Said = Messages['autopsy']['evidence'];

/** What says that a reading makes sense, as parts of a sentence; the numbers are those it was judged by. */
export function evidenceOf({ sense, invents }: Hypothesis, said: Said): string[] {
  // Frames that were made up fit, of course.
  if (sense === null || invents) return [];
  const { heads, frames, texts, faults, explained, total, lands } = sense;
  const percent = total === 0 ? 0 : Math.floor((100 * explained) / total);
  return [
    ...(heads > 0 ? [said.heads(heads)] : []),
    ...(frames > 0 ? [said.frames(frames, lands)] : []),
    ...(texts > 0 ? [said.texts(texts)] : []),
    ...(percent < 100 ? [said.share(percent)] : []),
    ...(faults > 0 ? [said.faults(faults)] : []),
  ];
}
