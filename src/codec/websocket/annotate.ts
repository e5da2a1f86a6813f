import {
  bitRange,
  type Annotation,
  type BitRange,
  type ByteSource,
  type Field,
  type FieldValue,
} from '../annotation.ts';
import type { FieldId } from '../ids.ts';
import { messageSources, payloadFields, PAYLOAD_CLIP } from './annotate-payload.ts';
import { violationsOf, type FrameJudgement } from './annotate-violations.ts';
import {
  createHead,
  exactLength,
  FIXED_FIELDS,
  headerLengthOf,
  LENGTH7,
  MASK,
  maskOf,
  OPCODE,
  opcodeName,
  readHead,
  section,
  shiftOf,
  type BitField,
  type FrameHead,
} from './layout.ts';
import { mask } from './mask.ts';

/**
 * One frame as a tree of fields, RFC 6455 §5.2. `bytes` begin at the frame and may end inside it or run on.
 * Judges nothing: the verdicts come from the scan, so the two cannot disagree.
 */
export function annotateFrame(bytes: Uint8Array, judgement: FrameJudgement = {}): Annotation {
  const head = createHead();
  const base = judgement.base ?? 0;
  if (!readHead(bytes, 0, bytes.length, head)) return annotateCutHeader(bytes, base);

  const present = Math.min(head.payloadLength, bytes.length - head.payloadAt);
  const clipped = Math.min(present, PAYLOAD_CLIP);
  const wire = bytes.slice(0, head.payloadAt + clipped);
  const sources: ByteSource[] = [
    { id: 'wire', bytes: wire, base, length: head.payloadAt + present },
  ];
  const onWire = wire.subarray(head.payloadAt);
  const masked = head.maskAt >= 0;
  const payload = masked ? mask(onWire, wire.subarray(head.maskAt, head.maskAt + 4)) : onWire;
  if (masked && present > 0) {
    sources.push({ id: 'unmasked', bytes: payload, base: 0, length: present });
  }
  const complete = present === head.payloadLength;
  const { message } = judgement;
  sources.push(...messageSources(message));
  const fields = [
    ...headerFields(wire, head),
    ...payloadFields(head, payload, present, complete, message),
  ];
  const root = group('ws.frame', bitRange('wire', 0, (head.payloadAt + present) * 8), fields);
  return {
    unit: 'ws.frame',
    sources,
    root,
    violations: violationsOf(judgement, head, root),
    complete,
  };
}

const group = (id: FieldId, range: BitRange, children: readonly Field[]): Field => ({
  id,
  range,
  value: { kind: 'group' },
  ref: section('5.2'),
  children,
});

function fixedField(bytes: Uint8Array, field: BitField): Field {
  const value = (bytes[field.bit >> 3]! & maskOf(field)) >> shiftOf(field);
  return {
    id: field.id,
    range: bitRange('wire', field.bit, field.bit + field.width),
    value: fixedValue(field, value),
    ref: field.ref,
  };
}

function fixedValue(field: BitField, value: number): FieldValue {
  if (field === OPCODE) return { kind: 'enum', value, name: opcodeName(value) };
  if (field === LENGTH7) return { kind: 'uint', value };
  return { kind: 'flag', value: value === 1 };
}

function headerFields(wire: Uint8Array, head: FrameHead): Field[] {
  const fields = FIXED_FIELDS.map((field) => fixedField(wire, field));
  if (head.extended !== 0) {
    fields.push({
      id: head.extended === 16 ? 'ws.length16' : 'ws.length64',
      range: bitRange('wire', 16, 16 + head.extended),
      value: { kind: 'uint', value: exactLength(head) },
      ref: section('5.2'),
    });
  }
  if (head.maskAt >= 0) {
    fields.push({
      id: 'ws.masking-key',
      range: bitRange('wire', head.maskAt * 8, head.payloadAt * 8),
      value: { kind: 'bytes', length: 4 },
      ref: section('5.3'),
    });
  }
  return fields;
}

/** What can be said of a frame whose header is cut: the fixed fields that are there, then bare bytes of the next. */
function annotateCutHeader(bytes: Uint8Array, base: number): Annotation {
  const present = bytes.length * 8;
  const fields = FIXED_FIELDS.filter((field) => field.bit + field.width <= present).map((field) =>
    fixedField(bytes, field),
  );
  if (bytes.length > 2) fields.push(...cutFields(bytes));
  return {
    unit: 'ws.frame',
    sources: [{ id: 'wire', bytes: bytes.slice(), base, length: bytes.length }],
    root: group('ws.frame', bitRange('wire', 0, present), fields),
    violations: [],
    complete: false,
  };
}

function cutFields(bytes: Uint8Array): Field[] {
  const b1 = bytes[1]!;
  const hasKey = (b1 & maskOf(MASK)) !== 0;
  const keyAt = headerLengthOf(b1) - (hasKey ? 4 : 0);
  const field = (id: FieldId, from: number, to: number, ref: string): Field => ({
    id,
    range: bitRange('wire', from * 8, to * 8),
    value: { kind: 'bytes', length: to - from },
    ref: section(ref),
  });
  const lengthEnd = Math.min(keyAt, bytes.length);
  const fields: Field[] = [];
  if (lengthEnd > 2) {
    fields.push(field(keyAt === 4 ? 'ws.length16' : 'ws.length64', 2, lengthEnd, '5.2'));
  }
  if (bytes.length > keyAt) fields.push(field('ws.masking-key', keyAt, bytes.length, '5.3'));
  return fields;
}
