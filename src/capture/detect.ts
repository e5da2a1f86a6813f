import type { InputKind, ReasonId } from '../trace/input.ts';
import { createNoteList } from './note-list.ts';
import { splitParts } from './parts.ts';
import { candidatesFor, type Candidate } from './recognise.ts';
import { isAllBlank } from './text/characters.ts';
import { textOf } from './text/utf8.ts';

export interface Detection {
  readonly kind: InputKind;
  readonly reason: ReasonId;
  /** False where another kind fits too, or where not all of the text fits. */
  readonly certain: boolean;
  /** Other kinds that it could be, the likelier first. */
  readonly alternatives: readonly InputKind[];
}

const NOT_TEXT: Detection = { kind: 'binary', reason: 'not-text', certain: true, alternatives: [] };
const NOTHING: Detection = { kind: 'hex', reason: 'nothing', certain: false, alternatives: [] };
export const HTTP_TEXT: Detection = {
  kind: 'http-text',
  reason: 'http-start-line',
  certain: true,
  alternatives: [],
};

/** Tells what a text or a file holds, without reading its bytes. */
export function detect(content: string | Uint8Array): Detection {
  if (typeof content === 'string') return detectText(content).detection;
  const text = textOf(content);
  return text === null ? NOT_TEXT : asFile(detectText(text));
}

/** A file whose text fits no format well is not taken for text. */
function asFile({ detection, poor }: TextDetection): Detection {
  if (detection.reason === 'nothing' || poor) return NOT_TEXT;
  return { ...detection, alternatives: [...detection.alternatives, 'binary'] };
}

interface TextDetection {
  readonly detection: Detection;
  readonly poor: boolean;
}

function detectText(text: string): TextDetection {
  if (isAllBlank(text)) return { detection: NOTHING, poor: false };
  const parts = splitParts(text, true, createNoteList());
  if (parts.some((part) => part.form === 'head')) return { detection: HTTP_TEXT, poor: false };
  const candidates = candidatesFor(parts);
  return { detection: detectionOf(candidates), poor: candidates[0]?.fit === 'poor' };
}

/** What the candidates amount to, the best first. */
export function detectionOf(candidates: readonly Candidate[]): Detection {
  const [best, ...others] = candidates;
  if (best === undefined) return NOTHING;
  const certain = best.fit === 'certain';
  const fitting = others.filter(({ fit }) => fit !== 'poor' || !certain);
  const alternatives = fitting.map(({ format }) => format.kind);
  return { kind: best.format.kind, reason: best.reason, certain, alternatives };
}
