import type { FieldId, RuleId } from '../codec/ids.ts';
import type { CloseCodeId, Inline } from '../i18n/reference.ts';

/** The course in its order; a lesson's file is `NN-slug.md`, its address `slug`. */
export const LESSON_SLUGS = [
  'what-websocket-is',
  'request-response',
  'polling',
  'long-polling',
  'streaming',
  'proxies',
  'handshake',
  'frames',
  'masking',
  'messages',
  'closing',
  'compression',
  'security',
  'choosing',
] as const;

export type LessonSlug = (typeof LESSON_SLUGS)[number];

/** A run of a lesson's prose: as in the reference, and links into the reference, the glossary and the course. */
export type LessonInline =
  | Inline
  | { readonly kind: 'term'; readonly text: string; readonly id: string }
  | { readonly kind: 'field'; readonly text: string; readonly id: FieldId }
  | { readonly kind: 'rule'; readonly text: string; readonly id: RuleId }
  | { readonly kind: 'close-code'; readonly text: string; readonly id: CloseCodeId }
  | {
      readonly kind: 'lesson';
      readonly text: string;
      readonly slug: LessonSlug;
      /** Id of a step; null for the lesson. */
      readonly step: string | null;
    };

export type LessonProse = readonly LessonInline[];
