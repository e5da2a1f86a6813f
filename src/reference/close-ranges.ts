import type { RuleId } from '../codec/ids.ts';
import {
  CLOSE_RULES,
  closeCodeKind,
  encodeClose,
  judgeClose,
  type CloseCodeKind,
} from '../codec/websocket/close.ts';
import { rulesIn } from '../codec/codec.ts';
import type { CloseCodeId } from '../i18n/reference.ts';
import type { Sender } from '../codec/websocket/rules.ts';

/** What the codec says of a code in a Close frame, from either side. */
export interface CodeVerdict {
  readonly kind: CloseCodeKind;
  /** The rule that the code breaks, by who sends it; null where it may. */
  readonly breaks: Readonly<Record<Sender, RuleId | null>>;
}

/** Codes in a row of which the codec says the same. */
export interface CodeRange extends CodeVerdict {
  readonly from: number;
  readonly to: number;
}

const ruleFor = (code: number, sender: Sender): RuleId | null =>
  rulesIn(CLOSE_RULES, judgeClose(encodeClose(code), sender))[0]?.id ?? null;

export const verdictOn = (code: number): CodeVerdict => ({
  kind: closeCodeKind(code),
  breaks: { client: ruleFor(code, 'client'), server: ruleFor(code, 'server') },
});

const isSame = (a: CodeVerdict, b: CodeVerdict): boolean =>
  a.kind === b.kind && a.breaks.client === b.breaks.client && a.breaks.server === b.breaks.server;

/**
 * The codes of an entry as the codec judges them. Halves what it looks at, so what begins and ends alike must be
 * alike throughout: a test asks for each of the 65,536 codes.
 */
export function rangesOfCode(id: CloseCodeId): CodeRange[] {
  const [from, to = from] = id.split('-').map(Number);
  return rangesBetween(from!, to!);
}

/** Who may send at least one code of an entry; what a server may send a client need not. */
export function sendersOf(id: CloseCodeId): 'both' | 'client' | 'none' {
  const may = (side: Sender) => rangesOfCode(id).some(({ breaks }) => breaks[side] === null);
  return may('server') ? 'both' : may('client') ? 'client' : 'none';
}

function rangesBetween(from: number, to: number): CodeRange[] {
  const first = verdictOn(from);
  if (from === to || isSame(first, verdictOn(to))) return [{ from, to, ...first }];
  const middle = (from + to) >> 1;
  const left = rangesBetween(from, middle);
  const right = rangesBetween(middle + 1, to);
  const [last, next] = [left.at(-1)!, right[0]!];
  if (!isSame(last, next)) return [...left, ...right];
  return [...left.slice(0, -1), { ...last, to: next.to }, ...right.slice(1)];
}
