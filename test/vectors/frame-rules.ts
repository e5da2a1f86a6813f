import type { RuleId } from '../../src/codec/ids.ts';
import type { Sender } from '../../src/codec/websocket/rules.ts';

/** Frames of one direction, in hex. */
export interface FrameRow {
  readonly rule: RuleId;
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

export const FRAME_ROWS: readonly FrameRow[] = [
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
  { rule: 'ws/ping-after-close', breaks: '88 02 03 e8 89 00', keeps: '88 02 03 e8 8a 00' },
  { rule: 'ws/second-close', breaks: '88 02 03 e8 88 02 03 e9', keeps: '88 02 03 e8' },
];

/** The payload of a Close frame, in hex. */
export type CloseRow = Pick<FrameRow, 'rule' | 'sender' | 'breaks' | 'keeps'>;

export const CLOSE_ROWS: readonly CloseRow[] = [
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

/** Fragments, the last of them final; `at` is the fragment and the byte in it that breaks the rule. */
export interface TextRow {
  readonly rule: RuleId;
  readonly breaks: readonly string[];
  readonly at: readonly [fragment: number, byte: number];
  readonly keeps: readonly string[];
  /** Rules named beside it. */
  readonly also?: readonly string[];
}

export const TEXT_ROWS: readonly TextRow[] = [
  { rule: 'ws/text-invalid-utf8', breaks: ['48 c3 28'], at: [0, 2], keeps: ['48 c3 a8'] },
  { rule: 'ws/text-utf8-overlong', breaks: ['c0 af'], at: [0, 0], keeps: ['c2 80'] },
  { rule: 'ws/text-utf8-surrogate', breaks: ['ed a0 80'], at: [0, 1], keeps: ['ed 9f bf'] },
  {
    rule: 'ws/text-utf8-above-10ffff',
    breaks: ['f4 90 80 80'],
    at: [0, 1],
    keeps: ['f4 8f bf bf'],
  },
  { rule: 'ws/text-utf8-truncated', breaks: ['48 e4 bd'], at: [0, 1], keeps: ['48 e4 bd a0'] },
  {
    rule: 'ws/text-utf8-bad-in-fragment',
    breaks: ['48 c3 28', '48'],
    at: [0, 2],
    keeps: ['48 c3', 'a8'],
    also: ['ws/text-invalid-utf8'],
  },
];
