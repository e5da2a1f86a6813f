import { specName } from '../codec/spec.ts';
import type { Conversation } from './conversation.ts';
import type { Breath } from './breath.ts';
import type { RowPlace } from './order.ts';
import { problemRows, problemsOf, streamRange, type Problem } from './problems.ts';
import type { ReportViolation } from './report-format.ts';

const STEP = 1024;

/** Every rule broken, the first one first. */
export async function describeViolations(
  conversation: Conversation,
  breath: Breath,
): Promise<ReportViolation[]> {
  const violations: ReportViolation[] = [];
  const rows = problemRows(conversation);
  for (let i = 0; i < rows.length; i++) {
    if (i % STEP === STEP - 1) await breath();
    const place = conversation.order.place(rows[i]!);
    for (const problem of problemsOf(conversation, rows[i]!)) {
      violations.push(describeViolation(conversation, place, problem));
    }
  }
  return violations;
}

function describeViolation(
  conversation: Conversation,
  place: RowPlace,
  { violation }: Problem,
): ReportViolation {
  const { direction, unit } = place;
  const range = streamRange(conversation, place, violation.range);
  return {
    rule: violation.rule,
    severity: violation.severity,
    direction,
    frame: place.kind === 'frame' ? conversation.order.frameNumber(direction, unit) : null,
    exchange: ofHttp(place) ? exchangeNumber(conversation, place) : null,
    offset: Math.floor(range.start / 8),
    bit: range.start % 8,
    length: range.end - range.start,
    section: specName(violation.ref),
    closeCode: violation.closeCode,
    status: violation.status,
  };
}

const ofHttp = ({ kind }: RowPlace): boolean =>
  kind === 'head' || kind === 'body' || kind === 'chunk' || kind === 'event';

function exchangeNumber(conversation: Conversation, { direction, unit }: RowPlace): number | null {
  const head = conversation.sides[direction].http.units[unit]!;
  return conversation.exchangeNumbers.get(head) ?? null;
}
