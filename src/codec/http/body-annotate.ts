import type { Annotation, ByteSource, Field, SourceId, Violation } from '../annotation.ts';
import { UNIT_CLIP } from './chunk-annotate.ts';
import { specRef } from './layout.ts';

/** A body and what it carries; a source that would say the same as the one before it is null. */
export interface BodyParts {
  /** As it travelled. */
  readonly wire: Uint8Array;
  /** Without the chunked coding: RFC 9112 §7.1.3. */
  readonly dechunked: Uint8Array | null;
  /** With the other codings undone: RFC 9110 §8.4. */
  readonly decoded: Uint8Array | null;
}

const REFS = {
  wire: specRef('rfc9112', '6'),
  dechunked: specRef('rfc9112', '7.1.3'),
  decoded: specRef('rfc9110', '8.4'),
} as const;

const fieldOf = (
  id: keyof typeof REFS,
  length: number,
  children: readonly Field[] = [],
): Field => ({
  id: 'http.body',
  range: { source: id satisfies SourceId, start: 0, end: length * 8 },
  value: { kind: 'bytes', length },
  ref: REFS[id],
  ...(children.length > 0 ? { children } : {}),
});

/** A body as one field, with the octets it carries as linked sources: RFC 9112 §6. `base` is where it is in the stream. */
export function annotateBody(
  { wire, dechunked, decoded }: BodyParts,
  base: number,
  complete: boolean,
  violations: readonly Violation[] = [],
): Annotation {
  const linked = [
    ...(dechunked === null ? [] : [['dechunked', dechunked] as const]),
    ...(decoded === null ? [] : [['decoded', decoded] as const]),
  ];
  const sources: ByteSource[] = [['wire', wire] as const, ...linked].map(([id, bytes]) => ({
    id,
    bytes: bytes.slice(0, UNIT_CLIP),
    base: id === 'wire' ? base : 0,
    length: bytes.length,
  }));
  const children = linked.map(([id, bytes]) => fieldOf(id, bytes.length));
  const root = fieldOf('wire', wire.length, children);
  return { unit: 'bytes', sources, root, violations, complete };
}
