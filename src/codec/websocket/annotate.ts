import type {
  Annotation,
  BitRange,
  ByteSource,
  Field,
  FieldValue,
  SourceId,
  Violation,
} from '../annotation.ts';
import { uint16 } from '../bytes.ts';
import { rulesIn } from '../codec.ts';
import type { FieldId } from '../ids.ts';
import { textOf } from '../utf8.ts';
import { CLOSE_RULES, closeRange, readClose } from './close.ts';
import {
  createHead,
  exactLength,
  FIXED_FIELDS,
  headerLengthOf,
  isFinal,
  LENGTH7,
  MASK,
  maskOf,
  Opcode,
  OPCODE,
  opcodeName,
  opcodeOf,
  readHead,
  section,
  shiftOf,
  type BitField,
  type FrameHead,
} from './layout.ts';
import { mask } from './mask.ts';
import { FRAME_RULES } from './rules.ts';

/** What an annotation carries of a payload, in bytes; the rest is read in pages. A frame may be the whole 100 MB. */
export const PAYLOAD_CLIP = 64 * 1024;

export interface FrameJudgement {
  /** Bits of FRAME_RULES, as the scan stored them. */
  readonly verdict?: number;
  /** Bits of CLOSE_RULES, for a Close frame. */
  readonly closeVerdict?: number;
  /** Offset of the frame in its direction's stream. */
  readonly base?: number;
}

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
  const fields = [...headerFields(wire, head), ...payloadFields(head, payload, present, complete)];
  const root = group('ws.frame', range('wire', 0, (head.payloadAt + present) * 8), fields);
  return {
    unit: 'ws.frame',
    sources,
    root,
    violations: violationsOf(judgement, head, root, payload),
    complete,
  };
}

const range = (source: SourceId, start: number, end: number): BitRange => ({ source, start, end });

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
    range: range('wire', field.bit, field.bit + field.width),
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
      range: range('wire', 16, 16 + head.extended),
      value: { kind: 'uint', value: exactLength(head) },
      ref: section('5.2'),
    });
  }
  if (head.maskAt >= 0) {
    fields.push({
      id: 'ws.masking-key',
      range: range('wire', head.maskAt * 8, head.payloadAt * 8),
      value: { kind: 'bytes', length: 4 },
      ref: section('5.3'),
    });
  }
  return fields;
}

/** The payload as it travelled; what it says once unmasked hangs below it. An empty payload is no field. */
function payloadFields(
  head: FrameHead,
  payload: Uint8Array,
  present: number,
  complete: boolean,
): Field[] {
  if (present === 0) return [];
  const masked = head.maskAt >= 0;
  const source = masked ? 'unmasked' : 'wire';
  const from = masked ? 0 : head.payloadAt * 8;
  const said = payloadValue(head, payload, complete);
  const inside =
    opcodeOf(head.b0) === Opcode.close && complete ? closeFields(payload, source, from) : [];
  const plain: Field = {
    id: 'ws.payload',
    range: range(source, from, from + present * 8),
    value: said,
    ref: section('5.2'),
    ...(inside.length > 0 ? { children: inside } : {}),
  };
  if (!masked) return [plain];
  const start = head.payloadAt * 8;
  return [
    {
      id: 'ws.payload',
      range: range('wire', start, start + present * 8),
      value: { kind: 'bytes', length: exactLength(head) },
      ref: section('5.3'),
      children: [plain],
    },
  ];
}

function payloadValue(head: FrameHead, payload: Uint8Array, complete: boolean): FieldValue {
  const whole = complete && payload.length === head.payloadLength;
  const text =
    whole && opcodeOf(head.b0) === Opcode.text && isFinal(head.b0) ? textOf(payload) : null;
  return text === null
    ? { kind: 'bytes', length: exactLength(head) }
    : { kind: 'text', value: text };
}

function closeFields(payload: Uint8Array, source: SourceId, from: number): Field[] {
  if (payload.length < 2) return [];
  const body = readClose(payload);
  const fields: Field[] = [
    {
      id: 'ws.close-code',
      range: range(source, from, from + 16),
      value: { kind: 'uint', value: uint16(payload, 0) },
      ref: section('5.5.1'),
    },
  ];
  if (payload.length > 2) {
    fields.push({
      id: 'ws.close-reason',
      range: range(source, from + 16, from + payload.length * 8),
      value: { kind: 'text', value: body.reason },
      ref: section('5.5.1'),
    });
  }
  return fields;
}

function violationsOf(
  judgement: FrameJudgement,
  head: FrameHead,
  root: Field,
  payload: Uint8Array,
): Violation[] {
  const onHeader = rulesIn(FRAME_RULES, judgement.verdict ?? 0).map((rule) => {
    const field = fieldBroken(rule.field, root);
    return {
      rule: rule.id,
      field: field.id,
      range: field.range,
      severity: rule.severity,
      ref: rule.ref,
      closeCode: rule.closeCode,
      status: null,
    };
  });
  const masked = head.maskAt >= 0;
  const from = masked ? 0 : head.payloadAt * 8;
  const onClose = rulesIn(CLOSE_RULES, judgement.closeVerdict ?? 0).map((rule) => {
    const { start, end } = closeRange(rule, payload);
    return {
      rule: rule.id,
      field: rule.field,
      range: range(masked ? 'unmasked' : 'wire', from + start, from + end),
      severity: rule.severity,
      ref: rule.ref,
      closeCode: rule.closeCode,
      status: null,
    };
  });
  return [...onHeader, ...onClose];
}

/** The field a rule names. A rule on the length points at the form that was used; one on an absent field, at the frame. */
function fieldBroken(id: FieldId, root: Field): Field {
  const children = root.children ?? [];
  const named = (wanted: FieldId) => children.find((field) => field.id === wanted);
  if (id === 'ws.length7' || id === 'ws.length64' || id === 'ws.length16') {
    return named('ws.length64') ?? named('ws.length16') ?? named('ws.length7') ?? root;
  }
  return named(id) ?? root;
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
    root: group('ws.frame', range('wire', 0, present), fields),
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
    range: range('wire', from * 8, to * 8),
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
