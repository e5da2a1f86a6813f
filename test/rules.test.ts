import { describe, expect, it, test } from 'vitest';
import { FRAMING_RULES, STRAY } from '../src/codec/http/body-rules.ts';
import { CHUNK_RULES } from '../src/codec/http/chunk-rules.ts';
import { RULE_IDS, UNJUDGED, type RuleId } from '../src/codec/ids.ts';
import { HEAD_RULES } from '../src/codec/sse/head-rules.ts';
import { EVENT_RULES } from '../src/codec/sse/rules.ts';
import { CLOSE_RULES } from '../src/codec/websocket/close.ts';
import { DEFLATE_RULES } from '../src/codec/websocket/deflate-rules.ts';
import {
  CONNECT_RULES,
  REQUEST_RULES,
  RESPONSE_RULES,
} from '../src/codec/websocket/handshake-rules.ts';
import { TOO_BIG } from '../src/codec/websocket/message-judge.ts';
import { FRAME_RULES } from '../src/codec/websocket/rules.ts';
import { INFLATED_TEXT, TEXT_RULES } from '../src/codec/websocket/text-rules.ts';
import { CONVERSATION_RULES } from '../src/trace/judge-conversation.ts';
import { decodeReport } from '../src/trace/report.ts';
import type { ReportConnection } from '../src/trace/report-format.ts';
import { CATALOGUE } from './trace/catalogue.ts';
import { directionOf, readTurns, reportOn } from './trace/hand-made.ts';
import { EXAMPLES, type Talk } from './trace/rule-examples.ts';
import { onlyOne, pasteOf } from './trace/wire.ts';

const idsOf = (rules: readonly { readonly id: RuleId }[]): RuleId[] => rules.map(({ id }) => id);

/** Where each rule is written. */
const TABLES: Readonly<Record<string, readonly RuleId[]>> = {
  frames: idsOf(FRAME_RULES),
  'Close bodies': idsOf(CLOSE_RULES),
  texts: TEXT_RULES.map(({ rule }) => rule),
  'compressed messages': idsOf(DEFLATE_RULES),
  'compressed texts': [INFLATED_TEXT.rule],
  'long messages': [TOO_BIG.rule],
  conversations: CONVERSATION_RULES.map(({ rule }) => rule),
  requests: idsOf(REQUEST_RULES),
  tunnels: idsOf(CONNECT_RULES),
  responses: idsOf(RESPONSE_RULES),
  'framing of bodies': idsOf(FRAMING_RULES),
  chunks: idsOf(CHUNK_RULES),
  'what follows no body': [STRAY.rule],
  'heads of event streams': idsOf(HEAD_RULES),
  events: idsOf(EVENT_RULES),
};

describe('the 150 rows of the catalogue', () => {
  it('are rules of one table each', () => {
    expect(Object.values(TABLES).flat().sort()).toEqual([...RULE_IDS].sort());
  });

  it('or have a reason why no rule judges them', () => {
    const unjudged = Object.keys(UNJUDGED);
    expect([RULE_IDS.length, unjudged.length]).toEqual([145, 5]);
    expect(new Set<string>([...RULE_IDS, ...unjudged])).toHaveProperty('size', 150);
    for (const reason of Object.values(UNJUDGED)) expect(reason).toMatch(/\w+ \w+/);
  });

  it('have an example each', () => {
    expect(EXAMPLES.map(({ rule }) => rule).sort()).toEqual([...RULE_IDS].sort());
    expect(Object.keys(CATALOGUE).sort()).toEqual([...RULE_IDS].sort());
  });
});

/** The report of a talk: of a paste, or of a trace where the end of the connection counts. */
async function heard({ turns, extensions, end }: Talk): Promise<ReportConnection> {
  const how = extensions === undefined ? {} : { extensions };
  if (end === undefined) return onlyOne(await decodeReport(pasteOf(...turns), how));
  return reportOn(await readTurns(turns, { end }, how));
}

describe('from bytes to report', { timeout: 60_000 }, () => {
  test.each(EXAMPLES)('$rule', async ({ rule, breaks, keeps }) => {
    const [mark, section, answer] = CATALOGUE[rule];
    const { violations } = await heard(breaks);
    const direction = directionOf(mark);
    const found = violations.filter((violation) => violation.rule === rule);
    expect(found).toHaveLength(1);
    const status = answer !== null && answer < 1000 ? answer : null;
    const closeCode = status === null ? answer : null;
    expect(found[0]).toMatchObject({ rule, direction, section, closeCode, status });
    const { violations: others } = await heard(keeps);
    expect(others.map((violation) => violation.rule)).not.toContain(rule);
  });
});
