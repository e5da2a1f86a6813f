import type { FieldId } from '../../codec/ids.ts';

/** One class a meaning; each has its colour in the tokens as `--field-<class>`. */
export type FieldClass =
  | 'flag'
  | 'opcode'
  | 'mask'
  | 'length'
  | 'payload'
  | 'http-start'
  | 'header-name'
  | 'header-value'
  | 'neutral';

const CLASSES: Readonly<Record<FieldId, FieldClass>> = {
  'ws.frame': 'neutral',
  'ws.fin': 'flag',
  'ws.rsv1': 'flag',
  'ws.rsv2': 'flag',
  'ws.rsv3': 'flag',
  'ws.opcode': 'opcode',
  'ws.mask': 'mask',
  'ws.length7': 'length',
  'ws.length16': 'length',
  'ws.length64': 'length',
  'ws.masking-key': 'mask',
  'ws.payload': 'payload',
  'ws.close-code': 'payload',
  'ws.close-reason': 'payload',
  'http.request': 'neutral',
  'http.response': 'neutral',
  'http.start-line': 'http-start',
  'http.method': 'http-start',
  'http.target': 'http-start',
  'http.version': 'http-start',
  'http.status': 'http-start',
  'http.reason': 'http-start',
  'http.header': 'header-name',
  'http.header-name': 'header-name',
  'http.header-value': 'header-value',
  'http.separator': 'neutral',
  'http.line-end': 'neutral',
  'http.body': 'payload',
  'chunk.chunk': 'neutral',
  'chunk.size': 'length',
  'chunk.extension': 'header-name',
  'chunk.data': 'payload',
  'chunk.trailer': 'header-value',
  'chunk.line-end': 'neutral',
  'sse.event': 'neutral',
  'sse.bom': 'neutral',
  'sse.line': 'header-name',
  'sse.field-name': 'header-name',
  'sse.separator': 'neutral',
  'sse.value': 'payload',
  'sse.comment': 'header-value',
  'sse.line-end': 'neutral',
  'wire.cut': 'neutral',
  'wire.unexplained': 'neutral',
  'wire.gap': 'neutral',
};

export const fieldClass = (id: FieldId): FieldClass => CLASSES[id];

/** The field's colour as a CSS value. */
export const fieldColour = (id: FieldId): string => `var(--field-${CLASSES[id]})`;
