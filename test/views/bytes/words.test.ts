import { describe, expect, it } from 'vitest';
import { annotateFrame } from '../../../src/codec/websocket/annotate.ts';
import { bytesOfHex } from '../../../src/codec/bytes.ts';
import { fieldOf, type FieldKey } from '../../../src/views/bytes/field-key.ts';
import { listName, spokenField } from '../../../src/views/bytes/field-name.ts';
import { placeInWords } from '../../../src/views/bytes/place.ts';
import { safeRuns, safeText, shorten } from '../../../src/views/bytes/safe-text.ts';
import { specLink } from '../../../src/views/bytes/spec-link.ts';
import { readableText, shownValue } from '../../../src/views/bytes/value.ts';
import { stubWords } from '../words.ts';
import { closeFrame, HELLO, requestHead, textFrame, unmaskedFrame, WITH_RSV2 } from './frames.ts';

const words = stubWords();

function shown(annotation = HELLO, key: FieldKey = 'ws.fin@wire:0'): string[] {
  const { value, note } = shownValue(annotation, fieldOf(annotation, key)!, words);
  return [value, note];
}

describe('values', () => {
  it.each<[FieldKey, string, string]>([
    ['ws.fin@wire:0', '1', 'last fragment of its message'],
    ['ws.rsv1@wire:1', '0', 'not used'],
    ['ws.opcode@wire:4', '0x1', 'text frame'],
    ['ws.mask@wire:8', '1', 'the payload is masked'],
    ['ws.length7@wire:9', '5', '5 bytes'],
    ['ws.masking-key@wire:16', '37 fa 21 3d', ''],
    ['ws.payload@wire:48', '7f 9f 4d 51 58', '5 bytes, masked'],
    ['ws.payload@unmasked:0', 'Hello', '5 bytes'],
  ])('of %s', (key, value, note) => {
    expect(shown(HELLO, key)).toEqual([value, note]);
  });

  it('tell how a long length is written', () => {
    const frame = unmaskedFrame(2, new Uint8Array(300));
    expect(shown(frame, 'ws.length7@wire:9')).toEqual(['126', 'the length is in the next 16 bits']);
    expect(shown(frame, 'ws.length16@wire:16')).toEqual(['300', '300 bytes']);
  });

  it('tell reserved opcodes and the names of close codes', () => {
    expect(shown(unmaskedFrame(0xb, new Uint8Array()), 'ws.opcode@wire:4')).toEqual([
      '0xB',
      'reserved',
    ]);
    expect(shown(closeFrame(), 'ws.close-code@unmasked:0')).toEqual(['1005', 'close 1005']);
  });

  it('tell how much has come of a payload that is cut', () => {
    const cut = annotateFrame(bytesOfHex('818537fa213d7f9f'));
    expect(shown(cut, 'ws.payload@wire:48')).toEqual(['7f 9f', '2 of 5 bytes, masked']);
    expect(shown(cut, 'ws.payload@unmasked:0')).toEqual(['He', '2 of 5 bytes']);
  });

  it('are text where bytes are meant to be read, hex elsewhere', () => {
    expect(readableText(bytesOfHex('e4bda0e5'))).toBe('你');
    expect(readableText(bytesOfHex('ff'))).toBeNull();
    expect(readableText(bytesOfHex('0041'))).toBeNull();
  });

  it('of a header are its own', () => {
    const head = requestHead();
    const header = head.root.children![1]!;
    expect(listName(head, header, words)).toBe('Host');
    expect(shownValue(head, header, words).value).toBe('example.com');
  });
});

describe('what a screen reader says', () => {
  const spoken = (annotation = HELLO, key: FieldKey, locale: 'en' | 'zh' = 'en') =>
    spokenField(annotation, fieldOf(annotation, key)!, stubWords(locale));

  it('is name, value and meaning', () => {
    expect(spoken(HELLO, 'ws.fin@wire:0')).toBe('FIN, 1, last fragment of its message');
    expect(spoken(HELLO, 'ws.opcode@wire:4', 'zh')).toBe('操作码：0x1，文本帧');
  });

  it('tells a broken rule', () => {
    expect(spoken(WITH_RSV2, 'ws.rsv2@wire:2')).toContain('breaks a rule');
    expect(spoken(WITH_RSV2, 'ws.rsv1@wire:1')).not.toContain('breaks a rule');
  });

  it('holds no character that reorders it', () => {
    const spokenText = spoken(textFrame('a\u202eb\u0000'), 'ws.payload@wire:16');
    expect(spokenText).not.toMatch(/[\u202e\u0000]/);
  });
});

describe('places', () => {
  const place = (start: number, end: number, annotation = HELLO) =>
    placeInWords({ source: 'wire', start, end }, annotation, words.messages);

  it('are told in bits, bytes and the offset of the stream', () => {
    expect(place(4, 8)).toBe('bits 4–7 of byte 0 · offset 195 (0xc3) of the stream');
    expect(place(8, 9)).toContain('bit 0 of byte 1 · offset 196');
    expect(place(16, 48)).toContain('bytes 2–5');
    expect(place(0, 8)).toContain('byte 0');
    expect(place(4, 20)).toContain('bit 4 of byte 0 to bit 3 of byte 2');
  });

  it('name the computed bytes', () => {
    const range = { source: 'unmasked', start: 0, end: 16 } as const;
    expect(placeInWords(range, HELLO, words.messages)).toBe('bytes 0–1 of the unmasked payload');
  });
});

describe("somebody's text", () => {
  it('shows what cannot be seen', () => {
    expect(safeRuns('a\u0000\u202eb')).toEqual([
      { kind: 'plain', text: 'a' },
      { kind: 'mark', text: 'NUL' },
      { kind: 'mark', text: 'U+202E' },
      { kind: 'plain', text: 'b' },
    ]);
    expect(safeText('x\ud800y')).toBe('x U+D800 y');
  });

  it('leaves letters, line-building joiners and pictures alone', () => {
    const text = '你好 👩‍👩‍👧 नमस्ते';
    expect(safeRuns(text)).toEqual([{ kind: 'plain', text }]);
  });

  it('is never cut through a character', () => {
    expect(shorten('a😀b', 2)).toBe('a…');
    expect(shorten('ab', 2)).toBe('ab');
  });
});

describe('links to the standards', () => {
  it('go to the section', () => {
    expect(specLink({ doc: 'rfc6455', section: '5.2' })).toEqual({
      label: 'RFC 6455 §5.2',
      short: '§5.2',
      href: 'https://www.rfc-editor.org/rfc/rfc6455#section-5.2',
    });
    expect(specLink({ doc: 'html', section: '9.2' }).href).toBe(
      'https://html.spec.whatwg.org/multipage/server-sent-events.html',
    );
    expect(specLink({ doc: 'websockets', section: '3' }).label).toBe('WebSockets §3');
  });
});
