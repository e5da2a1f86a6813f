import { opcodeName } from '../../codec/websocket/layout.ts';
import type { DraftUnit } from '../../composer/frames/draft.ts';
import type { Messages } from '../../i18n/words.ts';

type Said = Messages['compose'];

/** What a unit is, in a word. */
export function kindOfUnit(unit: DraftUnit, said: Said): string {
  if (unit.kind === 'stump') return said.list.stump;
  return nameOfOpcode(unit.opcode, said);
}

export function nameOfOpcode(opcode: number, said: Said): string {
  const name = opcodeName(opcode) as keyof Said['list']['kinds'] | null;
  return name === null ? said.fields.reserved : said.list.kinds[name];
}
