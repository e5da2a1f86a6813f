import type { ByteSource, Field, FieldValue, SourceId } from '../annotation.ts';
import { bitRange } from '../annotation.ts';
import { uint16 } from '../bytes.ts';
import { textOf } from '../utf8.ts';
import { readClose } from './close.ts';
import { exactLength, isFinal, Opcode, opcodeOf, section, type FrameHead } from './layout.ts';

/** What an annotation carries of a payload, in bytes; the rest is read in pages. A frame may be the whole 100 MB. */
export const PAYLOAD_CLIP = 64 * 1024;

/** The bytes of a message that no single frame shows. */
export interface MessageSources {
  /** The unmasked payloads of all fragments; null where there is but one. */
  readonly joined: Uint8Array | null;
  /** What the joined payload inflates to; null where it is not compressed. */
  readonly inflated: Uint8Array | null;
  readonly text: boolean;
}

/** The payload as it travelled; what it says once unmasked hangs below it. An empty payload is no field. */
export function payloadFields(
  head: FrameHead,
  payload: Uint8Array,
  present: number,
  complete: boolean,
  message: MessageSources | undefined,
): Field[] {
  if (present === 0) return [];
  const masked = head.maskAt >= 0;
  const source = masked ? 'unmasked' : 'wire';
  const from = masked ? 0 : head.payloadAt * 8;
  const compressed = message !== undefined && message.inflated !== null;
  const said: FieldValue = compressed
    ? { kind: 'bytes', length: exactLength(head) }
    : payloadValue(head, payload, complete);
  const inside =
    opcodeOf(head.b0) === Opcode.close && complete
      ? closeFields(payload, source, from)
      : messageFields(message);
  const plain: Field = {
    id: 'ws.payload',
    range: bitRange(source, from, from + present * 8),
    value: said,
    ref: section('5.2'),
    ...(inside.length > 0 ? { children: inside } : {}),
  };
  if (!masked) return [plain];
  const start = head.payloadAt * 8;
  return [
    {
      id: 'ws.payload',
      range: bitRange('wire', start, start + present * 8),
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
      range: bitRange(source, from, from + 16),
      value: { kind: 'uint', value: uint16(payload, 0) },
      ref: section('5.5.1'),
    },
  ];
  if (payload.length > 2) {
    fields.push({
      id: 'ws.close-reason',
      range: bitRange(source, from + 16, from + payload.length * 8),
      value: { kind: 'text', value: body.reason },
      ref: section('5.5.1'),
    });
  }
  return fields;
}

export function messageSources(message: MessageSources | undefined): ByteSource[] {
  const source = (id: SourceId, bytes: Uint8Array | null): ByteSource[] =>
    bytes === null || bytes.length === 0
      ? []
      : [{ id, bytes: bytes.slice(0, PAYLOAD_CLIP), base: 0, length: bytes.length }];
  return message === undefined
    ? []
    : [...source('joined', message.joined), ...source('inflated', message.inflated)];
}

/** What the whole message says: joined from its fragments, and inflated where it was compressed. */
function messageFields(message: MessageSources | undefined): Field[] {
  if (message === undefined) return [];
  const field = (source: SourceId, bytes: Uint8Array | null, text: boolean): Field[] =>
    bytes === null || bytes.length === 0
      ? []
      : [
          {
            id: 'ws.payload',
            range: bitRange(source, 0, bytes.length * 8),
            value: saidBy(bytes, text),
            ref: source === 'joined' ? section('5.4') : { doc: 'rfc7692', section: '7.2.2' },
          },
        ];
  const { joined, inflated, text } = message;
  return [
    ...field('joined', joined, text && inflated === null),
    ...field('inflated', inflated, text),
  ];
}

function saidBy(bytes: Uint8Array, text: boolean): FieldValue {
  const said = text && bytes.length <= PAYLOAD_CLIP ? textOf(bytes) : null;
  return said === null ? { kind: 'bytes', length: bytes.length } : { kind: 'text', value: said };
}
