import { describe, expect, it } from 'vitest';
import { bytesOfHex, concat } from '../../../src/codec/bytes.ts';
import { leavesOf, sourceOf, type Annotation } from '../../../src/codec/annotation.ts';
import { PAYLOAD_CLIP } from '../../../src/codec/websocket/annotate-payload.ts';
import { annotateFrame } from '../../../src/codec/websocket/annotate.ts';
import { decodeFrame, encodeFrame, frameOf } from '../../../src/codec/websocket/encode.ts';
import { createHead, exactLength, readHead } from '../../../src/codec/websocket/layout.ts';
import { createContext } from '../../../src/codec/websocket/rules.ts';
import { createScanner } from '../../../src/codec/websocket/scan.ts';
import { FRAME_VECTORS, twice } from '../../vectors/rfc6455.ts';

const fieldsOf = (annotation: Annotation) =>
  leavesOf(annotation.root).map(({ id, range }) => [id, range.start, range.end]);

const valueOf = (annotation: Annotation, id: string) =>
  annotation.root.children?.find((field) => field.id === id)?.value;

describe.each(FRAME_VECTORS)('RFC 6455 §5.7: $name', ({ wire, fields, sender }) => {
  it.each(twice(wire))('decodes to what the RFC says, %s', (_, bytes) => {
    expect(decodeFrame(bytes)).toEqual(fields);
  });

  it('is encoded to the very bytes the RFC prints', () => {
    expect(encodeFrame(fields)).toEqual(wire);
  });

  it.each(twice(wire))('is scanned as one whole frame, %s', (_, bytes) => {
    const scanner = createScanner(bytes, createContext(sender));
    expect(scanner.step(10)).toBe(false);
    const { index, tail } = scanner.finish();
    expect(tail).toBeNull();
    expect(index.length).toBe(1);
    expect(index.payloadLength[0]).toBe(fields.payload.length);
    expect(index.head[0]).toBe((wire[0]! << 8) | wire[1]!);
  });

  it.each(twice(wire))('is annotated from the first bit to the last, %s', (_, bytes) => {
    const annotation = annotateFrame(bytes);
    expect(annotation.complete).toBe(true);
    expect(valueOf(annotation, 'ws.fin')).toEqual({ kind: 'flag', value: fields.fin });
    expect(valueOf(annotation, 'ws.opcode')).toMatchObject({ value: fields.opcode });
    expect(valueOf(annotation, 'ws.mask')).toEqual({
      kind: 'flag',
      value: fields.maskKey !== null,
    });
    const shown = sourceOf(annotation, fields.maskKey === null ? 'wire' : 'unmasked');
    const payload = shown!.bytes.subarray(shown!.bytes.length - fields.payload.length);
    expect(payload).toEqual(fields.payload.subarray(0, PAYLOAD_CLIP));
  });
});

describe('a masked "Hello"', () => {
  const annotation = annotateFrame(bytesOfHex('81 85 37 fa 21 3d 7f 9f 4d 51 58'));

  it('has its fields where RFC 6455 §5.2 draws them', () => {
    expect(fieldsOf(annotation)).toEqual([
      ['ws.fin', 0, 1],
      ['ws.rsv1', 1, 2],
      ['ws.rsv2', 2, 3],
      ['ws.rsv3', 3, 4],
      ['ws.opcode', 4, 8],
      ['ws.mask', 8, 9],
      ['ws.length7', 9, 16],
      ['ws.masking-key', 16, 48],
      ['ws.payload', 48, 88],
    ]);
  });

  it('says Hello once unmasked', () => {
    const [unmasked] = leavesOf(annotation.root, 'unmasked');
    expect(unmasked).toMatchObject({
      id: 'ws.payload',
      range: { source: 'unmasked', start: 0, end: 40 },
      value: { kind: 'text', value: 'Hello' },
    });
  });
});

describe('lengths', () => {
  const read = (hex: string) => {
    const head = createHead();
    const bytes = bytesOfHex(hex);
    expect(readHead(bytes, 0, bytes.length, head)).toBe(true);
    return head;
  };

  it.each([
    ['81 00', 0],
    ['81 7d', 125],
    ['81 7e 00 7e', 126],
    ['81 7e ff ff', 65_535],
    ['81 7f 00 00 00 00 00 01 00 00', 65_536],
    ['81 7f 00 1f ff ff ff ff ff ff', Number.MAX_SAFE_INTEGER],
    ['81 7f 7f ff ff ff ff ff ff ff', 2n ** 63n - 1n],
    ['81 7f 80 00 00 00 00 00 00 00', 2n ** 63n],
    ['81 7f ff ff ff ff ff ff ff ff', 2n ** 64n - 1n],
  ])('%s announces exactly %s bytes', (hex, length) => {
    expect(exactLength(read(hex))).toBe(length);
  });

  it('above 2^32 saturate in the index and stay exact in the frame', () => {
    const bytes = bytesOfHex('82 7f 7f ff ff ff ff ff ff ff 00');
    const scanner = createScanner(bytes, createContext('server'));
    scanner.step(1);
    const { index, tail } = scanner.finish();
    expect(index.payloadLength[0]).toBe(0xffff_ffff);
    expect(tail).toEqual({ at: 0, part: 'payload', need: '9223372036854775807', have: 1 });
    expect(valueOf(annotateFrame(bytes), 'ws.length64')).toEqual({
      kind: 'uint',
      value: 2n ** 63n - 1n,
    });
  });

  it('that do not hold the payload are refused when encoding', () => {
    const fields = { ...frameOf(new Uint8Array(126), { sender: 'server' }), extended: 0 as const };
    expect(() => encodeFrame(fields)).toThrow(RangeError);
  });
});

describe('a stream cut after any byte', () => {
  const whole = bytesOfHex('81 fe 00 7e 37 fa 21 3d');
  const stream = concat([bytesOfHex('81 00'), whole, new Uint8Array(126)]);

  it('says which part is cut, and how much of it there is', () => {
    const tails = Array.from({ length: stream.length + 1 }, (_, end) => {
      const scanner = createScanner(stream.subarray(0, end), createContext('client'));
      while (scanner.step(1));
      return scanner.finish().tail;
    });
    expect(tails[0]).toBeNull();
    expect(tails[1]).toEqual({ at: 0, part: 'header', need: 2, have: 1 });
    expect(tails[2]).toBeNull();
    expect(tails[3]).toEqual({ at: 2, part: 'header', need: 2, have: 1 });
    expect(tails[4]).toEqual({ at: 2, part: 'header', need: 8, have: 2 });
    expect(tails[9]).toEqual({ at: 2, part: 'header', need: 8, have: 7 });
    expect(tails[10]).toEqual({ at: 2, part: 'payload', need: 126, have: 0 });
    expect(tails.at(-2)).toEqual({ at: 2, part: 'payload', need: 126, have: 125 });
    expect(tails.at(-1)).toBeNull();
  });

  it('is annotated as far as it goes', () => {
    const cut = annotateFrame(whole.subarray(0, 6));
    expect(cut.complete).toBe(false);
    expect(fieldsOf(cut).slice(-2)).toEqual([
      ['ws.length16', 16, 32],
      ['ws.masking-key', 32, 48],
    ]);
    expect(fieldsOf(annotateFrame(whole.subarray(0, 1)))).toHaveLength(5);
  });
});

describe('a frame of 100 MB', () => {
  it('is annotated without carrying its payload', () => {
    const bytes = new Uint8Array(100_000_010);
    bytes.set(bytesOfHex('82 7f 00 00 00 00 05 f5 e1 00'));
    const annotation = annotateFrame(bytes);
    const wire = sourceOf(annotation, 'wire')!;
    expect(wire.bytes.length).toBe(10 + PAYLOAD_CLIP);
    expect(wire.length).toBe(100_000_010);
    expect(annotation.root.range.end).toBe(100_000_010 * 8);
  });
});

describe('the legal way to say something', () => {
  it('is the shortest length, masked from a client and plain from a server', () => {
    const key = Uint8Array.of(1, 2, 3, 4);
    expect(frameOf('hi', { sender: 'client', maskKey: key })).toMatchObject({
      opcode: 1,
      extended: 0,
      maskKey: key,
    });
    expect(frameOf(new Uint8Array(70_000), { sender: 'server' })).toMatchObject({
      opcode: 2,
      extended: 64,
      maskKey: null,
    });
    expect(() => frameOf('hi', { sender: 'client' })).toThrow(/masks every frame/);
  });
});
