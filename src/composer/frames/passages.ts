import { opcodeName } from '../../codec/websocket/layout.ts';
import { literalOf, type LiteralFormat, type Passage } from '../../trace/literals.ts';
import type { Draft, DraftUnit } from './draft.ts';
import { bytesOfUnit } from './units.ts';

/** So many bytes are written out as source text: more is for a file. */
export const MOST_COPIED = 64 * 1024;

/** A unit as bytes to be written out, described by ids and numbers alone: a payload has no place in a comment. */
export const passageOf = (unit: DraftUnit, number: number): Passage => ({
  name: `frame_${number + 1}`,
  comment: `frame ${number + 1}: ${wordsOf(unit).join(', ')}`,
  bytes: bytesOfUnit(unit),
});

const wordsOf = (unit: DraftUnit): string[] => [
  unit.direction,
  ...(unit.kind === 'stump'
    ? ['cut']
    : [
        opcodeName(unit.opcode) ?? `opcode 0x${unit.opcode.toString(16)}`,
        ...(unit.fin ? ['FIN'] : []),
        ...(unit.maskKey === null ? [] : ['masked']),
      ]),
  `${bytesOfUnit(unit).length} bytes`,
];

/** All frames of a draft as source text. */
export const literalOfDraft = ({ units }: Draft, format: LiteralFormat): string =>
  units.map((unit, i) => literalOf(passageOf(unit, i), format)).join('\n');
