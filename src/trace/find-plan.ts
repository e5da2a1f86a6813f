import type { Severity } from '../codec/annotation.ts';
import type { RuleId } from '../codec/ids.ts';
import { Opcode } from '../codec/websocket/layout.ts';
import { FRAME_RULES } from '../codec/websocket/rules.ts';
import { utf8Of } from '../codec/utf8.ts';
import { createSearcher, type Searcher } from './find-bytes.ts';
import type { Query, QueryKind } from './query.ts';

/** A query as what a row is compared with, worked out once. */
export interface Plan {
  readonly query: Query;
  /** Opcodes wanted: bit `n` is opcode `n`. */
  readonly opcodes: number;
  readonly minLength: number;
  readonly maxLength: number;
  /** Rules wanted, as bits of a frame's verdict; null where rules do not matter. */
  readonly verdict: number | null;
  readonly isWanted: (judged: Judged) => boolean;
  readonly timed: boolean;
  readonly isInTime: (time: number | null) => boolean;
  /** Makes a searcher of the text, or of the bytes; null where there are none. */
  readonly text: (() => Searcher) | null;
  readonly bytes: (() => Searcher) | null;
}

interface Judged {
  readonly rule: RuleId;
  readonly severity: Severity;
}

const ALL_OPCODES = 0xffff;
const NAMED: Partial<Record<QueryKind, number>> = Opcode;
const RESERVED = Object.values(Opcode).reduce((bits, opcode) => bits & ~(1 << opcode), ALL_OPCODES);

export function planOf(query: Query): Plan {
  const { kinds, minLength = 0, maxLength = Infinity, rule, from, to, text = '', bytes } = query;
  const isWanted = wantedBy(rule);
  return {
    query,
    opcodes: kinds === undefined ? ALL_OPCODES : opcodesOf(kinds),
    minLength,
    maxLength,
    verdict: rule === undefined ? null : verdictBits(isWanted),
    isWanted,
    timed: from !== undefined || to !== undefined,
    isInTime: (time) => time !== null && time >= (from ?? -Infinity) && time < (to ?? Infinity),
    text: text === '' ? null : () => createSearcher(utf8Of(text), true),
    bytes: bytes === undefined || bytes.length === 0 ? null : () => createSearcher(bytes),
  };
}

const opcodesOf = (kinds: readonly QueryKind[]): number =>
  kinds.reduce((bits, kind) => {
    const opcode = NAMED[kind];
    if (opcode !== undefined) return bits | (1 << opcode);
    return kind === 'reserved' ? bits | RESERVED : bits;
  }, 0);

function wantedBy(rule: Query['rule']): Plan['isWanted'] {
  switch (rule) {
    case undefined:
    case 'any':
      return () => true;
    case 'error':
    case 'warning':
      return ({ severity }) => severity === rule;
    default:
      return (judged) => judged.rule === rule;
  }
}

const verdictBits = (isWanted: Plan['isWanted']): number =>
  FRAME_RULES.reduce(
    (bits, { id, severity }, i) => (isWanted({ rule: id, severity }) ? bits | (1 << i) : bits),
    0,
  );
