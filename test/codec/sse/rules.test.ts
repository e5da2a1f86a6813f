import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { leavesOf, type Field, type Violation } from '../../../src/codec/annotation.ts';
import { bytesOfLatin1, latin1 } from '../../../src/codec/http/syntax.ts';
import { RULE_IDS } from '../../../src/codec/ids.ts';
import { annotateEvent } from '../../../src/codec/sse/annotate.ts';
import { HEAD_RULES, judgeEventStreamHead } from '../../../src/codec/sse/head-rules.ts';
import { judgeEvent } from '../../../src/codec/sse/judge.ts';
import { EVENT_RULES } from '../../../src/codec/sse/rules.ts';
import {
  BROKEN_EVENTS,
  BROKEN_HEADS,
  HTML_EXAMPLES,
  KEPT_EVENTS,
  KEPT_HEADS,
  type EventRow,
  type HeadRow,
} from '../../vectors/sse.ts';
import { headOf } from '../http/heads.ts';
import { eventsOf, inside, streamy } from './streams.ts';

// thousands of streams take longer than five seconds where other tests run beside them
vi.setConfig({ testTimeout: 60_000 });

const textAt = (bytes: Uint8Array, { range }: Violation) =>
  latin1(bytes.subarray(range.start / 8, range.end / 8));

/** The violations of each event, and the bytes they point at. */
const judged = (bytes: Uint8Array, isEnd = true) =>
  eventsOf(bytes).flatMap((event) => {
    const own = bytes.subarray(event.at, event.end);
    return judgeEvent(own, event, { isEnd }).map((violation) => ({
      violation,
      points: textAt(own, violation),
      root: annotateEvent(own, event).root,
    }));
  });

const rulesOf = (bytes: Uint8Array, isEnd?: boolean) =>
  judged(bytes, isEnd).map(({ violation }) => violation.rule);

const judgedHead = ({ request, bytes }: HeadRow): Violation[] =>
  judgeEventStreamHead(request === null ? null : headOf(request), headOf(bytes));

test('the rules are those of the list, each with rows that break and keep it', () => {
  const ids = [...EVENT_RULES, ...HEAD_RULES].map(({ id }) => id);
  const catalogue = RULE_IDS.filter((id) => id.startsWith('sse/'));
  expect(ids.toSorted()).toEqual(catalogue.toSorted());
  for (const rows of [
    [...BROKEN_EVENTS, ...BROKEN_HEADS],
    [...KEPT_EVENTS, ...KEPT_HEADS],
  ]) {
    expect(ids.filter((id) => !rows.some(({ rule }) => rule === id))).toEqual([]);
  }
  expect(BROKEN_EVENTS.length + BROKEN_HEADS.length).toBe(43);
  expect(KEPT_EVENTS.length + KEPT_HEADS.length).toBe(38);
});

test('errors are what the browser fails the connection for against the will of the server', () => {
  const errors = [...EVENT_RULES, ...HEAD_RULES].filter(({ severity }) => severity === 'error');
  expect(errors.map(({ id }) => id)).toEqual([
    'sse/sse-wrong-content-type',
    'sse/sse-status-not-200',
  ]);
});

describe('rules on an event', () => {
  const onPiece = (root: Field, { range }: Violation) =>
    [root, ...(root.children ?? []), ...leavesOf(root)].filter(
      (field) => field.range.start <= range.start && field.range.end >= range.end,
    );

  test.each(BROKEN_EVENTS)('$rule is named, and nothing else: $name', (row: EventRow) => {
    for (const bytes of [bytesOfLatin1(row.bytes), inside(bytesOfLatin1(row.bytes))]) {
      const all = judged(bytes);
      expect(all.map(({ violation, points }) => [violation.rule, points])).toEqual([
        [row.rule, row.points],
      ]);
      const rule = EVENT_RULES.find(({ id }) => id === row.rule)!;
      const { violation, root } = all[0]!;
      expect(violation).toMatchObject({
        range: { source: 'wire' },
        ref: { doc: 'html', section: rule.ref.section },
        severity: 'warning',
        closeCode: null,
        status: null,
      });
      // it lies in a field of that name, or before the value where that is empty
      const ids = onPiece(root, violation).map(({ id }) => id);
      expect(ids).toContain(row.points === 'retry:' ? 'sse.line' : violation.field);
    }
  });

  test.each(KEPT_EVENTS)('$rule is just kept: $name', ({ bytes }) => {
    expect(rulesOf(bytesOfLatin1(bytes))).toEqual([]);
  });

  test('while more may come nothing is missing, and a line that is cut is not judged', () => {
    for (const text of ['data: lost\n', 'data: a\nda', 'data: a\nretry: 1e', 'data: \xe4\xbd']) {
      expect(rulesOf(bytesOfLatin1(text), false)).toEqual([]);
      expect(rulesOf(bytesOfLatin1(text), true)).toContain('sse/sse-missing-final-blank-line');
    }
    expect(rulesOf(bytesOfLatin1('data: \xe4\xbd'))).toContain('sse/sse-invalid-utf8');
  });

  test('a rule that several lines break is named once an event, at the first', () => {
    const bytes = bytesOfLatin1('Data: a\nID: b\n\nData: c\ndata : d\nDATA : e\n\n');
    expect(judged(bytes).map(({ violation: { rule }, points }) => [rule, points])).toEqual([
      ['sse/sse-field-name-case', 'Data'],
      ['sse/sse-field-name-case', 'Data'],
      ['sse/sse-space-before-colon', ' '],
    ]);
  });

  test('bytes that are not UTF-8 are in the piece they are in', () => {
    const fieldOf = (text: string) =>
      judged(bytesOfLatin1(text)).find(({ violation }) => violation.rule === 'sse/sse-invalid-utf8')
        ?.violation.field;
    expect(fieldOf('data: \xff\n\n')).toBe('sse.value');
    expect(fieldOf('\xff: a\n\n')).toBe('sse.field-name');
    expect(fieldOf('data: a\n:\xff\n\n')).toBe('sse.comment');
  });

  test('the bytes pointed at are those a decoder replaces first', () => {
    const byte = fc.constantFrom(
      ...[0x20, 0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf],
      ...[0xe0, 0xe4, 0xed, 0xef, 0xf0, 0xf1, 0xf4, 0xf5, 0xff],
    );
    fc.assert(
      fc.property(fc.array(byte, { maxLength: 8 }), (value) => {
        const bytes = Uint8Array.of(...bytesOfLatin1('data:'), ...value, 10, 10);
        const fault = judged(bytes).find(
          ({ violation: { rule } }) => rule === 'sse/sse-invalid-utf8',
        );
        const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
        expect(fault !== undefined).toBe(text.includes('\ufffd'));
        if (!fault) return;
        const { start, end } = fault.violation.range;
        const decode = (part: Uint8Array) => new TextDecoder('utf-8', { fatal: true }).decode(part);
        expect(decode(bytes.subarray(0, start / 8))).toBe(text.slice(0, text.indexOf('\ufffd')));
        expect(new TextDecoder().decode(bytes.subarray(start / 8, end / 8))).toBe('\ufffd');
      }),
      { numRuns: 3000 },
    );
  });

  test('the examples of HTML §9.2 break nothing but where their author shows it', () => {
    const broken = HTML_EXAMPLES.map(({ bytes }) => rulesOf(bytesOfLatin1(bytes)));
    const missing = 'sse/sse-missing-final-blank-line';
    expect(broken).toEqual([[], [], [], [missing, 'sse/sse-double-space'], [missing], []]);
  });

  test('whatever bytes come, ranges lie inside their event, in the order of the rules', () => {
    fc.assert(
      fc.property(streamy, (bytes) => {
        for (const event of eventsOf(bytes)) {
          const own = bytes.subarray(event.at);
          const violations = judgeEvent(own, event, { isEnd: true });
          for (const { range } of violations) {
            expect(range.start).toBeGreaterThanOrEqual(0);
            expect(range.end).toBeGreaterThan(range.start);
            expect(range.end).toBeLessThanOrEqual((event.end - event.at) * 8);
          }
          const order = EVENT_RULES.map(({ id }) => id).filter((id) =>
            violations.some(({ rule }) => rule === id),
          );
          expect(violations.map(({ rule }) => rule)).toEqual(order);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('rules on the head of the response', () => {
  test.each(BROKEN_HEADS)('$rule is named, and nothing else: $name', (row) => {
    const violations = judgedHead(row);
    expect(
      violations.map((violation) => [violation.rule, textAt(bytesOfLatin1(row.bytes), violation)]),
    ).toEqual([[row.rule, row.points]]);
    const { field, ref, severity } = HEAD_RULES.find(({ id }) => id === row.rule)!;
    expect(violations[0]).toMatchObject({
      field: row.points.startsWith('HTTP/') ? 'http.start-line' : field,
      range: { source: 'wire' },
      ref,
      severity,
      closeCode: null,
      status: null,
    });
  });

  test.each(KEPT_HEADS)('$rule is just kept: $name', (row) => {
    expect(judgedHead(row)).toEqual([]);
  });

  test('a request is not a response', () => {
    const request = headOf('GET / HTTP/1.1\r\nContent-Type: text/event-stream\r\n\r\n');
    expect(judgeEventStreamHead(null, request)).toEqual([]);
  });
});
