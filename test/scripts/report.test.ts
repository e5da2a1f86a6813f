import { expect, test } from 'vitest';
import {
  countPlaywright,
  countVitest,
  readReport,
  summaryLine,
  triedTwice,
} from '../../scripts/report.mjs';

test('a runner that leaves no report has failed once', () => {
  const none = { passed: 0, failed: 1, skipped: 0 };
  expect(readReport('no-such-runner', 0, countVitest)).toEqual(none);
  expect(readReport('no-such-runner', 1, countVitest)).toEqual(none);
});

test('a file that cannot be loaded is one failure', () => {
  const count = countVitest({
    numPassedTests: 3,
    numFailedTests: 1,
    numPendingTests: 1,
    numTodoTests: 1,
    testResults: [
      { status: 'failed', assertionResults: [{}] },
      { status: 'failed', assertionResults: [] },
      { status: 'passed', assertionResults: [{}] },
    ],
  });
  expect(count).toEqual({ passed: 3, failed: 2, skipped: 2 });
});

test('an error outside tests is a failure', () => {
  const stats = { expected: 4, unexpected: 1, flaky: 0, skipped: 2 };
  expect(countPlaywright({ stats, errors: [{}] })).toEqual({ passed: 4, failed: 2, skipped: 2 });
});

test('a test that passes at the second try has passed, and is told by name', () => {
  const stats = { expected: 4, unexpected: 0, flaky: 1, skipped: 0 };
  expect(countPlaywright({ stats, errors: [] })).toEqual({ passed: 5, failed: 0, skipped: 0 });
  const spec = (title: string, status: string) => ({
    ...{ title, file: 'race.spec.ts', line: 7 },
    tests: [{ status }],
  });
  const suites = [
    { specs: [spec('one', 'expected')], suites: [{ specs: [spec('another', 'flaky')] }] },
  ];
  expect(triedTwice({ suites })).toEqual(['race.spec.ts:7 another']);
});

test('the last line', () => {
  expect(summaryLine({ passed: 2, failed: 0, skipped: 0 })).toBe('2 passed, 0 failed');
  expect(summaryLine({ passed: 2, failed: 1, skipped: 3 })).toBe('2 passed, 1 failed, 3 skipped');
});
