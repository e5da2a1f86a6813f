import { describe, expect, it } from 'vitest';
import { bytesOfHex } from '../../../src/codec/bytes.ts';
import { rulesIn } from '../../../src/codec/codec.ts';
import { CLOSE_RULES, closeCodeKind, judgeClose } from '../../../src/codec/websocket/close.ts';
import { createContext, FRAME_RULES, type Sender } from '../../../src/codec/websocket/rules.ts';
import { createScanner } from '../../../src/codec/websocket/scan.ts';
import { CLOSE_ROWS, FRAME_ROWS, type FrameRow } from '../../vectors/frame-rules.ts';

function verdicts(
  hex: string,
  { sender = 'server', deflate = false }: Partial<FrameRow>,
): string[][] {
  const scanner = createScanner(bytesOfHex(hex), createContext(sender, { deflate }));
  while (scanner.step(100));
  return [...scanner.finish().index.verdict].map((verdict) =>
    rulesIn(FRAME_RULES, verdict).map(({ id }) => id),
  );
}

describe('rules on a frame header', () => {
  it.each(FRAME_ROWS)('$rule is named, and nothing else', (row) => {
    const all = verdicts(row.breaks, row);
    expect(all.at(-1)).toEqual([row.rule]);
    expect(all.slice(0, -1).flat()).toEqual([]);
  });

  it.each(FRAME_ROWS)('$rule is not named where the frame just keeps it', (row) => {
    expect(verdicts(row.keeps, row).flat()).toEqual([]);
  });

  it('each have a row above', () => {
    expect(FRAME_ROWS.map(({ rule }) => rule).sort()).toEqual(
      FRAME_RULES.map(({ id }) => id).sort(),
    );
  });

  it('fit a 32-bit verdict', () => {
    expect(FRAME_RULES.length).toBeLessThanOrEqual(31);
    expect(CLOSE_RULES.length).toBeLessThanOrEqual(31);
  });
});

describe('legal oddities that are not flagged', () => {
  it.each([
    ['an empty text message', '81 00'],
    ['a Ping between two fragments', '01 03 48 65 6c 89 01 70 80 02 6c 6f'],
    ['a character split across fragments', '01 01 e4 80 02 bd a0'],
    ['fragments of length zero', '01 00 00 00 80 05 48 65 6c 6c 6f'],
    ['an unsolicited Pong', '8a 05 48 65 6c 6c 6f'],
    ['an empty Close', '88 00'],
    ['a Close with a private code', '88 02 13 87'],
  ])('%s', (_, hex) => {
    expect(verdicts(hex, {}).flat()).toEqual([]);
  });
});

describe('rules on the body of a Close frame', () => {
  const broken = (hex: string, sender: Sender = 'server') =>
    rulesIn(CLOSE_RULES, judgeClose(bytesOfHex(hex), sender)).map(({ id }) => id);

  it.each(CLOSE_ROWS)('$rule is named, and nothing else', ({ rule, breaks }) => {
    expect(broken(breaks)).toEqual([rule]);
  });

  it.each(CLOSE_ROWS)('$rule is not named where the body just keeps it', ({ keeps }) => {
    expect(broken(keeps)).toEqual([]);
  });

  it('each have a row above', () => {
    expect(CLOSE_ROWS.map(({ rule }) => rule)).toEqual(CLOSE_RULES.map(({ id }) => id));
  });

  it('let a client say 1010, which is its own', () => {
    expect(broken('03 f2', 'client')).toEqual([]);
  });

  it('agree with what each of the 65,536 codes is for', () => {
    const wrong: number[] = [];
    for (let code = 0; code <= 0xffff; code++) {
      const allowed = ['protocol', 'registered', 'library', 'private'].includes(
        closeCodeKind(code),
      );
      const verdict = judgeClose(Uint8Array.of(code >> 8, code & 0xff), 'client');
      if (allowed !== (verdict === 0)) wrong.push(code);
    }
    expect(wrong).toEqual([]);
  });
});
