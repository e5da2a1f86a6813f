import type { Annotation } from '../../codec/annotation.ts';
import type { FieldKey } from './field-key.ts';

/** What every view of an annotation takes: the one choice they share, and how to change it. */
export interface ViewProps {
  annotation: Annotation;
  selected: FieldKey | null;
  hovered: FieldKey | null;
  onselect: (key: FieldKey | null) => void;
  onhover: (key: FieldKey | null) => void;
}
