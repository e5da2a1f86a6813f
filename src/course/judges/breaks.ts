import { RULE_IDS } from '../../codec/ids.ts';
import { readEvidence } from './evidence.ts';
import { checkOf, NUMBER, numberIn, piecesIn, SENDER } from './judge.ts';
import type { Judge } from './judge.ts';
import { brokenIn, framesIn, sentBy } from './seen.ts';
import { NOTHING, verdictOf } from './verdict.ts';
import type { Did } from './verdict.ts';

/** Ids of rules, with blanks between. */
const RULES = new RegExp(`^(${RULE_IDS.join('|')})( (${RULE_IDS.join('|')}))*$`, 'u');

/** Bytes that break these rules and no other. */
export const breaksJudge: Judge = {
  answerAs: 'hex',
  check: checkOf({ sender: SENDER, rules: RULES, 'most?': NUMBER }),
  async judge(answer, parameters) {
    const pieces = piecesIn(answer);
    if (pieces.length === 0) return NOTHING;
    const { connection, size } = await readEvidence(pieces);
    const broken = connection.violations.map(({ rule }) => rule);
    const wanted = (parameters['rules'] ?? '').split(' ');
    const { whole, did } = framesIn(pieces);
    const exactly = [...new Set(broken)].sort().join(' ') === [...wanted].sort().join(' ');
    return verdictOf(
      [...did, ...brokenIn(connection)],
      [
        whole ? null : 'whole',
        sentBy(pieces, parameters) ? null : 'sender',
        exactly ? null : 'these-rules',
        size > (numberIn(parameters, 'most') ?? Infinity) ? 'shorter' : null,
      ],
    );
  },
};

/** Bytes that make a strict receiver close with this code, at the first thing that is wrong. RFC 6455 §7.1.7 */
export const closesJudge: Judge = {
  answerAs: 'hex',
  check: checkOf({ sender: SENDER, code: NUMBER, 'most?': NUMBER }),
  async judge(answer, parameters) {
    const pieces = piecesIn(answer);
    if (pieces.length === 0) return NOTHING;
    const { connection, size } = await readEvidence(pieces);
    const first = connection.violations.find(({ closeCode }) => closeCode !== null);
    const code = first?.closeCode ?? null;
    const did: Did[] = [
      ...(first ? [{ id: 'broken', rule: first.rule } as const] : []),
      { id: 'closed-with', code },
      { id: 'bytes', count: size },
    ];
    return verdictOf(did, [
      sentBy(pieces, parameters) ? null : 'sender',
      code === numberIn(parameters, 'code') ? null : 'close-code',
      size > (numberIn(parameters, 'most') ?? Infinity) ? 'shorter' : null,
    ]);
  },
};
