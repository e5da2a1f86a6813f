import type { Detection } from './detection.ts';
import { isHar } from './har/recognise.ts';
import { createNoteList } from './note-list.ts';
import { planText } from './plan.ts';
import { finish } from './steps.ts';
import { textOf } from './text/utf8.ts';

export const NOT_TEXT: Detection = {
  kind: 'binary',
  reason: 'not-text',
  certain: true,
  alternatives: [],
};

export const HAR: Detection = {
  kind: 'har',
  reason: 'har-log',
  certain: true,
  alternatives: [],
};

/** Tells what a text or a file holds, without reading its bytes. */
export function detect(content: string | Uint8Array): Detection {
  const text = typeof content === 'string' ? content : textOf(content);
  if (text === null) return NOT_TEXT;
  if (isHar(text)) return HAR;
  const { detection, poor } = finish(planText(text, undefined, createNoteList()));
  if (typeof content === 'string') return detection;
  // A file whose text fits no format well is not taken for text.
  if (detection.reason === 'nothing' || poor) return NOT_TEXT;
  return { ...detection, alternatives: [...detection.alternatives, 'binary'] };
}
