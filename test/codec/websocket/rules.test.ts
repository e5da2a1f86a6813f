import { describe, expect, it } from 'vitest';
import { bytesOfHex } from '../../../src/codec/bytes.ts';
import { rulesIn } from '../../../src/codec/codec.ts';
import { CLOSE_RULES, closeCodeKind, judgeClose } from '../../../src/codec/websocket/close.ts';
import { createContext, FRAME_RULES, type Sender } from '../../../src/codec/websocket/rules.ts';
import { createScanner } from '../../../src/codec/websocket/scan.ts';

interface Row {
  readonly rule: string;
  readonly sender?: Sender;
  readonly deflate?: boolean;
  /** Frames of which the last breaks the rule, and no other. */
  readonly breaks: string;
  /** Frames that come close and break nothing. */
  readonly keeps: string;
}

const KEY = '37 fa 21 3d';
const HELLO = '81 05 48 65 6c 6c 6f';
const MASKED = `81 85 ${KEY} 7f 9f 4d 51 58`;
const zeros = (n: number) => '00 '.repeat(n);

const ROWS: readonly Row[] = [
  { rule: 'ws/rsv1-without-extension', breaks: 'c1 05 48 65 6c 6c 6f', keeps: HELLO },
  { rule: 'ws/rsv2-set', breaks: 'a1 05 48 65 6c 6c 6f', keeps: HELLO },
  { rule: 'ws/rsv3-set', breaks: '91 05 48 65 6c 6c 6f', keeps: HELLO },
  { rule: 'ws/opcode-reserved-data', breaks: '83 00', keeps: '82 00' },
  { rule: 'ws/opcode-reserved-control', breaks: '8b 00', keeps: '8a 00' },
  { rule: 'ws/client-frame-unmasked', sender: 'client', breaks: HELLO, keeps: MASKED },
  { rule: 'ws/server-frame-masked', breaks: MASKED, keeps: HELLO },
  {
    rule: 'ws/length-not-minimal-16',
    breaks: `82 7e 00 7d ${zeros(125)}`,
    keeps: `82 7e 00 7e ${zeros(126)}`,
  },
  {
    rule: 'ws/length-not-minimal-64',
    breaks: `82 7f 00 00 00 00 00 00 ff ff ${zeros(65_535)}`,
    keeps: `82 7f 00 00 00 00 00 01 00 00 ${zeros(65_536)}`,
  },
  {
    rule: 'ws/length-64-msb-set',
    breaks: '82 7f 80 00 00 00 00 00 00 00',
    keeps: '82 7f 00 00 00 00 00 01 00 00',
  },
  {
    rule: 'ws/frame-too-big',
    breaks: '82 7f 00 00 10 00 00 00 00 00',
    keeps: '82 7f 00 00 00 00 80 00 00 00',
  },
  { rule: 'ws/control-fragmented', breaks: '09 00', keeps: '89 00' },
  {
    rule: 'ws/control-too-long',
    breaks: `89 7e 00 7e ${zeros(126)}`,
    keeps: `89 7d ${zeros(125)}`,
  },
  { rule: 'ws/continuation-without-start', breaks: '80 00', keeps: '01 00 80 00' },
  { rule: 'ws/data-frame-inside-fragmented', breaks: '01 00 81 00', keeps: '01 00 89 00 80 00' },
  {
    rule: 'ws/masking-key-zero',
    sender: 'client',
    breaks: `81 85 00 00 00 00 48 65 6c 6c 6f`,
    keeps: `81 85 00 00 00 01 48 65 6c 6d 6f`,
  },
  {
    rule: 'ws/masking-key-reused',
    sender: 'client',
    breaks: `${MASKED} 81 82 ${KEY} 7f 93`,
    keeps: `${MASKED} 81 82 37 fa 21 3e 7f 93`,
  },
  { rule: 'ws/pmd-rsv1-on-control', deflate: true, breaks: 'c9 00', keeps: '89 00' },
  {
    rule: 'ws/pmd-rsv1-on-continuation',
    deflate: true,
    breaks: '41 03 f2 48 cd c0 04 c9 c9 07 00',
    keeps: '41 03 f2 48 cd 80 04 c9 c9 07 00',
  },
  { rule: 'ws/close-payload-one-byte', breaks: '88 01 03', keeps: '88 02 03 e8' },
  {
    rule: 'ws/message-unfinished-at-close',
    breaks: '01 03 48 65 6c 88 02 03 e8',
    keeps: '81 03 48 65 6c 88 02 03 e8',
  },
  { rule: 'ws/data-after-close', breaks: `88 02 03 e8 ${HELLO}`, keeps: `${HELLO} 88 02 03 e8` },
  { rule: 'ws/ping-after-close', breaks: '88 02 03 e8 89 00', keeps: '89 00 88 02 03 e8' },
  { rule: 'ws/second-close', breaks: '88 02 03 e8 88 02 03 e9', keeps: '88 02 03 e8' },
];

function verdicts(hex: string, { sender = 'server', deflate = false }: Partial<Row>): string[][] {
  const scanner = createScanner(bytesOfHex(hex), createContext(sender, { deflate }));
  while (scanner.step(100));
  return [...scanner.finish().index.verdict].map((verdict) =>
    rulesIn(FRAME_RULES, verdict).map(({ id }) => id),
  );
}

describe('rules on a frame header', () => {
  it.each(ROWS)('$rule is named, and nothing else', (row) => {
    const all = verdicts(row.breaks, row);
    expect(all.at(-1)).toEqual([row.rule]);
    expect(all.slice(0, -1).flat()).toEqual([]);
  });

  it.each(ROWS)('$rule is not named where the frame just keeps it', (row) => {
    expect(verdicts(row.keeps, row).flat()).toEqual([]);
  });

  it('each have a row above', () => {
    expect(ROWS.map(({ rule }) => rule).sort()).toEqual(FRAME_RULES.map(({ id }) => id).sort());
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

const CLOSE_ROWS: readonly (Pick<Row, 'rule' | 'breaks' | 'keeps'> & { sender?: Sender })[] = [
  { rule: 'ws/close-code-0', breaks: '00 00', keeps: '03 e8' },
  { rule: 'ws/close-code-below-1000', breaks: '03 e7', keeps: '03 e8' },
  { rule: 'ws/close-code-1004', breaks: '03 ec', keeps: '03 eb' },
  { rule: 'ws/close-code-1005-on-wire', breaks: '03 ed', keeps: '03 ef' },
  { rule: 'ws/close-code-1006-on-wire', breaks: '03 ee', keeps: '03 ef' },
  { rule: 'ws/close-code-1015-on-wire', breaks: '03 f7', keeps: '03 f6' },
  { rule: 'ws/close-code-1016', breaks: '03 f8', keeps: '03 f6' },
  { rule: 'ws/close-code-2999', breaks: '0b b7', keeps: '0b b8' },
  { rule: 'ws/close-code-5000', breaks: '13 88', keeps: '13 87' },
  { rule: 'ws/close-1010-from-server', breaks: '03 f2', keeps: '03 f3' },
  {
    rule: 'ws/close-reason-too-long',
    breaks: `03 e8 ${'61 '.repeat(124)}`,
    keeps: `03 e8 ${'61 '.repeat(123)}`,
  },
  { rule: 'ws/close-reason-invalid-utf8', breaks: '03 e8 c3 28', keeps: '03 e8 c3 a9' },
];

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
