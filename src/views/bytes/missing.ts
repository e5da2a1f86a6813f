import type { Annotation, Field } from '../../codec/annotation.ts';
import type { FieldId } from '../../codec/ids.ts';
import { wirePayload } from './light.ts';

/** How many bytes of its payload a frame that is not complete still lacks; null where its header is cut. */
export function missingBytes(annotation: Annotation): bigint | null {
  const { complete, root } = annotation;
  if (complete) return null;
  const named = (id: FieldId): Field | undefined => root.children?.find((child) => child.id === id);
  const key = named('ws.masking-key');
  const masked = named('ws.mask')?.value;
  const keyBits = key ? key.range.end - key.range.start : 0;
  if (masked?.kind !== 'flag' || (masked.value && keyBits < 32)) return null;
  const length = (named('ws.length64') ?? named('ws.length16') ?? named('ws.length7'))?.value;
  if (length?.kind !== 'uint') return null;
  const payload = wirePayload(annotation);
  const present = payload ? (payload.range.end - payload.range.start) / 8 : 0;
  return BigInt(length.value) - BigInt(present);
}
