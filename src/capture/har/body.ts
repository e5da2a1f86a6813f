import type { LogBody } from '../../trace/log/log.ts';
import { createByteBuffer } from '../byte-buffer.ts';
import type { NoteList } from '../note-list.ts';
import { createBase64Scan } from '../text/base64-scan.ts';
import type { Fields } from './fields.ts';

/** `postData` of a request, `content` of a response; null where there is none, or an empty one. */
export function readBody(fields: Fields | null, notes: NoteList): LogBody | null {
  if (fields === null) return null;
  const text = fields.text('text') ?? paramsOf(fields);
  const size = fields.amount('size');
  const mimeType = fields.text('mimeType') ?? '';
  if (text === null) {
    if (size !== null && size > 0) notes.once('input/har-body-left-out', 0, fields.place);
    return size === null || size === 0 ? null : { mimeType, content: null, size };
  }
  if (text === '') return null;
  if (fields.text('encoding')?.toLowerCase() !== 'base64') return { mimeType, content: text, size };
  const bytes = bytesOfBase64(text);
  if (bytes === null) notes.add('input/har-base64', 0, `${fields.place}.text`);
  return { mimeType, content: bytes ?? text, size: size ?? bytes?.length ?? null };
}

/** Some write the fields of a form, and not their text. */
function paramsOf(fields: Fields): string | null {
  const params = fields.has('params') ? fields.objects('params') : [];
  if (params.length === 0) return null;
  return params
    .map((param) => `${param.text('name') ?? ''}=${param.text('value') ?? ''}`)
    .join('&');
}

/** The bytes of base64; null where something in it is none. RFC 4648 §4, §5 */
export function bytesOfBase64(text: string): Uint8Array | null {
  const out = createByteBuffer();
  let faults = 0;
  const fault = () => void faults++;
  const scan = createBase64Scan(text, {
    byte: (value) => out.push(value),
    stray: fault,
    length: fault,
    bits: () => {},
    character: () => {},
    padding: () => {},
  });
  scan.line(0, text.length);
  scan.end();
  return faults === 0 ? out.slice(0, out.length) : null;
}
