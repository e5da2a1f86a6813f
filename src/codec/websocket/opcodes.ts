import { isControl, opcodeName, type Opcode } from './layout.ts';

/** The named opcodes, and the two ranges that are kept for later. */
export type OpcodeId = keyof typeof Opcode | 'reserved-data' | 'reserved-control';

/** One row of the table of opcodes. */
export interface OpcodeRange {
  readonly id: OpcodeId;
  readonly from: number;
  readonly to: number;
  readonly control: boolean;
}

const MOST = 0xf;

export function opcodeId(opcode: number): OpcodeId {
  const name = opcodeName(opcode) as keyof typeof Opcode | null;
  return name ?? (isControl(opcode) ? 'reserved-control' : 'reserved-data');
}

/** All sixteen opcodes, RFC 6455 §5.2, §11.8: those that mean the same are one row. */
export const OPCODE_RANGES: readonly OpcodeRange[] = rangesOf();

function rangesOf(): OpcodeRange[] {
  const ranges: OpcodeRange[] = [];
  for (let opcode = 0; opcode <= MOST; opcode++) {
    const id = opcodeId(opcode);
    const last = ranges.at(-1);
    if (last?.id === id) ranges[ranges.length - 1] = { ...last, to: opcode };
    else ranges.push({ id, from: opcode, to: opcode, control: isControl(opcode) });
  }
  return ranges;
}

/** `8`, `b–f`: hexadecimal, as the bits are read. */
export const opcodeDigits = ({ from, to }: OpcodeRange): string =>
  from === to ? from.toString(16) : `${from.toString(16)}–${to.toString(16)}`;
