import type { Prose, Reference } from '../i18n/reference.ts';
import { RULE_BOOK, type BookRule, type RuleGroup } from './rule-book.ts';

/** What code in prose names: `Upgrade: websocket` is about Upgrade, `client_max_window_bits=10` about the bits. */
const namesIn = (prose: Prose): string[] =>
  prose.flatMap(({ kind, text }) => (kind === 'code' ? [text.split(/[:=]/u)[0]!.trim()] : []));

/** The rules of some groups whose words name a header, a parameter or a field as code. */
export function rulesNaming(
  name: string,
  groups: readonly RuleGroup[],
  rules: Reference['rules'],
): readonly BookRule[] {
  const wanted = name.toLowerCase();
  return RULE_BOOK.filter(({ rule, group }) => {
    if (!groups.includes(group)) return false;
    const { wrong, fix } = rules[rule];
    return [...namesIn(wrong), ...namesIn(fix)].some((each) => each.toLowerCase() === wanted);
  });
}
