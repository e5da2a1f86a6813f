import type { Annotation, Field, SpecRef } from '../codec/annotation.ts';
import { annotateBody } from '../codec/http/body-annotate.ts';
import { annotateHead } from '../codec/http/annotate.ts';
import { annotateChunk } from '../codec/http/chunk-annotate.ts';
import { readPartialChunk } from '../codec/http/chunk.ts';
import { readHttpHead } from '../codec/http/message.ts';
import { FIELD_IDS, type FieldId } from '../codec/ids.ts';
import { annotateEvent } from '../codec/sse/annotate.ts';
import { readEvents } from '../codec/sse/event.ts';
import { utf8Of } from '../codec/utf8.ts';
import { annotateFrame } from '../codec/websocket/annotate.ts';
import { encodeClose } from '../codec/websocket/close.ts';
import { encodeFrame, frameOf } from '../codec/websocket/encode.ts';
import { Opcode } from '../codec/websocket/layout.ts';
import { frameWith } from './frames.ts';
import { groupOf } from './places.ts';

/** A field, and the section that defines it. */
export interface KnownField {
  readonly id: FieldId;
  readonly ref: SpecRef;
}

const closing = (): Annotation =>
  annotateFrame(
    encodeFrame(
      frameOf(encodeClose(1000, utf8Of('bye')), { sender: 'server', opcode: Opcode.close }),
    ),
  );

function headOf(text: string): Annotation {
  const bytes = utf8Of(text);
  return annotateHead(bytes, readHttpHead(bytes, 0, bytes.length)!);
}

function chunkOf(text: string): Annotation {
  const bytes = utf8Of(text);
  return annotateChunk(bytes, readPartialChunk(bytes, 0, bytes.length));
}

function eventOf(text: string): Annotation {
  const bytes = utf8Of(text);
  return annotateEvent(bytes, readEvents(bytes).next().value!);
}

/** Units that have between them every field there is. */
const units = (): Annotation[] => [
  frameWith(0, true),
  frameWith(16, true),
  frameWith(64, true),
  closing(),
  headOf('GET / HTTP/1.1\r\nHost: example.com\r\n\r\n'),
  headOf('HTTP/1.1 200 OK\r\n\r\n'),
  annotateBody({ wire: utf8Of('news'), dechunked: null, decoded: null }, 0, true),
  chunkOf('4;a=b\r\nnews\r\n'),
  chunkOf('0\r\nExpires: 0\r\n\r\n'),
  eventOf('\uFEFF: hello\ndata: news\n\n'),
];

const fieldsIn = (field: Field): Field[] => [field, ...(field.children ?? []).flatMap(fieldsIn)];

/** Every field of a protocol with its section, as the annotations name it. */
export function knownFields(): KnownField[] {
  const refs = new Map<FieldId, SpecRef>();
  for (const { root } of units())
    for (const { id, ref } of fieldsIn(root)) if (!refs.has(id)) refs.set(id, ref);
  return FIELD_IDS.flatMap((id) => {
    const ref = refs.get(id);
    return ref === undefined || groupOf(id) === null ? [] : [{ id, ref }];
  });
}
