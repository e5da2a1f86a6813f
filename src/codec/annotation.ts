import type { FieldId, RuleId } from './ids.ts';

/** The captured bytes, or bytes computed from them. */
export type SourceId = 'wire' | 'unmasked' | 'joined' | 'inflated' | 'dechunked' | 'decoded';

/** Half-open, in bits from the start of the source; bit 0 is the most significant bit of byte 0, as in RFC figures. */
export interface BitRange {
  readonly source: SourceId;
  readonly start: number;
  readonly end: number;
}

/** `[start, end)` in bits of a source. */
export const bitRange = (source: SourceId, start: number, end: number): BitRange => ({
  source,
  start,
  end,
});

export type SpecDocument =
  | 'rfc1951'
  | 'rfc3629'
  | 'rfc4648'
  | 'rfc6455'
  | 'rfc7692'
  | 'rfc9110'
  | 'rfc9112'
  | 'html'
  | 'websockets';

export interface SpecRef {
  readonly doc: SpecDocument;
  /** Without the sign: `5.2`. */
  readonly section: string;
}

/** The bytes of one source, from the start of the unit; clipped where the unit is long. */
export interface ByteSource {
  readonly id: SourceId;
  readonly bytes: Uint8Array;
  /** Offset of bytes[0] in the direction's stream; 0 for computed sources. */
  readonly base: number;
  /** The whole length in bytes, above `bytes.length` where the source was clipped or ends early. */
  readonly length: number;
}

export type FieldValue =
  | { readonly kind: 'flag'; readonly value: boolean }
  | { readonly kind: 'uint'; readonly value: number | bigint }
  | { readonly kind: 'enum'; readonly value: number; readonly name: string | null }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'bytes'; readonly length: number | bigint }
  | { readonly kind: 'group' };

/** `id` is the key to everything outside the codec: label and explanation per language, colour, deep link. */
export interface Field {
  readonly id: FieldId;
  readonly range: BitRange;
  readonly value: FieldValue;
  readonly ref: SpecRef;
  readonly children?: readonly Field[];
}

export type Severity = 'error' | 'warning';

/** Bad bytes are data: which rule is broken, where, and what a strict receiver answers. */
export interface Violation {
  readonly rule: RuleId;
  readonly field: FieldId;
  readonly range: BitRange;
  readonly severity: Severity;
  readonly ref: SpecRef;
  /** What a strict receiver closes with; null where it would not close. */
  readonly closeCode: number | null;
  /** The HTTP status a strict server answers with; null outside a handshake. */
  readonly status: number | null;
}

/** `bytes` is a run that no codec takes apart: a body, the stump of a head, what nobody can explain. */
export type Unit = 'ws.frame' | 'http.message' | 'http.chunk' | 'sse.event' | 'bytes';

/** One unit of a protocol, taken apart to the bit. */
export interface Annotation {
  readonly unit: Unit;
  readonly sources: readonly ByteSource[];
  readonly root: Field;
  readonly violations: readonly Violation[];
  /** False where the bytes end inside the unit. */
  readonly complete: boolean;
}

/** The fields of a source that hold no smaller field of the same source, in order. */
export function leavesOf(field: Field, source: SourceId = 'wire'): Field[] {
  const inside = (field.children ?? []).flatMap((child) => leavesOf(child, source));
  if (inside.length > 0) return inside;
  return field.range.source === source && field.range.end > field.range.start ? [field] : [];
}

/** The byte source of an annotation, or undefined where it has none of that kind. */
export const sourceOf = (annotation: Annotation, id: SourceId): ByteSource | undefined =>
  annotation.sources.find((source) => source.id === id);
