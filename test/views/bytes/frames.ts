import type { Annotation, BitRange, Field, Violation } from '../../../src/codec/annotation.ts';
import { bytesOfHex } from '../../../src/codec/bytes.ts';
import { utf8Of } from '../../../src/codec/utf8.ts';
import { annotateFrame } from '../../../src/codec/websocket/annotate.ts';

const REF = { doc: 'rfc6455', section: '5.2' } as const;

const wire = (start: number, end: number): BitRange => ({ source: 'wire', start, end });

const flag = (id: Field['id'], bit: number, value: boolean): Field => ({
  id,
  range: wire(bit, bit + 1),
  value: { kind: 'flag', value },
  ref: REF,
});

/** The single-frame masked text message "Hello" of RFC 6455 §5.7, written out by hand. */
export const HELLO: Annotation = {
  unit: 'ws.frame',
  sources: [
    { id: 'wire', bytes: bytesOfHex('818537fa213d7f9f4d5158'), base: 195, length: 11 },
    { id: 'unmasked', bytes: bytesOfHex('48656c6c6f'), base: 0, length: 5 },
  ],
  root: {
    id: 'ws.frame',
    range: wire(0, 88),
    value: { kind: 'group' },
    ref: REF,
    children: [
      flag('ws.fin', 0, true),
      flag('ws.rsv1', 1, false),
      flag('ws.rsv2', 2, false),
      flag('ws.rsv3', 3, false),
      {
        id: 'ws.opcode',
        range: wire(4, 8),
        value: { kind: 'enum', value: 1, name: 'text' },
        ref: REF,
      },
      flag('ws.mask', 8, true),
      { id: 'ws.length7', range: wire(9, 16), value: { kind: 'uint', value: 5 }, ref: REF },
      { id: 'ws.masking-key', range: wire(16, 48), value: { kind: 'bytes', length: 4 }, ref: REF },
      {
        id: 'ws.payload',
        range: wire(48, 88),
        value: { kind: 'bytes', length: 5 },
        ref: REF,
        children: [
          {
            id: 'ws.payload',
            range: { source: 'unmasked', start: 0, end: 40 },
            value: { kind: 'text', value: 'Hello' },
            ref: REF,
          },
        ],
      },
    ],
  },
  violations: [],
  complete: true,
};

const broken = (
  field: Violation['field'],
  range: BitRange,
  rule: Violation['rule'],
): Violation => ({
  rule,
  field,
  range,
  severity: 'error',
  ref: REF,
  closeCode: 1002,
  status: null,
});

/** Hello with a bit that no extension asked for. */
export const WITH_RSV2: Annotation = {
  ...HELLO,
  violations: [broken('ws.rsv2', wire(2, 3), 'ws/rsv2-set')],
};

/** A Close frame from a client whose code must not be on the wire. */
export function closeFrame(): Annotation {
  const annotation = annotateFrame(bytesOfHex('888201020304 02ef'));
  const range: BitRange = { source: 'unmasked', start: 0, end: 16 };
  const violation = broken('ws.close-code', range, 'ws/close-code-1005-on-wire');
  return { ...annotation, violations: [violation] };
}

/** An unmasked frame with this payload. */
export function unmaskedFrame(opcode: number, payload: Uint8Array): Annotation {
  const length = payload.length;
  const header = length < 126 ? [length] : [126, length >> 8, length & 0xff];
  return annotateFrame(Uint8Array.from([0x80 | opcode, ...header, ...payload]));
}

export const textFrame = (text: string): Annotation => unmaskedFrame(1, utf8Of(text));

const HEAD = 'GET /chat HTTP/1.1\r\nHost: example.com\r\n\r\n';

/** A small request head. */
export function requestHead(): Annotation {
  const bytes = utf8Of(HEAD);
  const leaf = (id: Field['id'], from: number, to: number): Field => ({
    id,
    range: wire(from * 8, to * 8),
    value: { kind: 'text', value: HEAD.slice(from, to) },
    ref: REF,
  });
  const group = (id: Field['id'], children: readonly Field[]): Field => ({
    id,
    range: wire(children[0]!.range.start, children[children.length - 1]!.range.end),
    value: { kind: 'group' },
    ref: REF,
    children,
  });
  const root = group('http.request', [
    group('http.start-line', [
      leaf('http.method', 0, 3),
      leaf('http.separator', 3, 4),
      leaf('http.target', 4, 9),
      leaf('http.separator', 9, 10),
      leaf('http.version', 10, 18),
      leaf('http.line-end', 18, 20),
    ]),
    group('http.header', [
      leaf('http.header-name', 20, 24),
      leaf('http.separator', 24, 26),
      leaf('http.header-value', 26, 37),
      leaf('http.line-end', 37, 39),
    ]),
    leaf('http.line-end', 39, 41),
  ]);
  return {
    unit: 'http.message',
    sources: [{ id: 'wire', bytes, base: 0, length: bytes.length }],
    root,
    violations: [],
    complete: true,
  };
}
