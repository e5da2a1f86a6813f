import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './run.mjs';

/** Where a runner writes its JSON report. */
export const reportPath = (runner) => join(ROOT, 'test-results', `${runner}.json`);

export const removeReport = (runner) => rmSync(reportPath(runner), { force: true });

/** Reads a runner's report into counts; a runner that failed without saying so is one failure. */
export function readReport(runner, exitCode, countIn) {
  const path = reportPath(runner);
  const none = { passed: 0, failed: 0, skipped: 0 };
  const count = existsSync(path) ? countIn(JSON.parse(readFileSync(path, 'utf8'))) : none;
  const silent = count.failed === 0 && (exitCode !== 0 || !existsSync(path));
  return silent ? { ...count, failed: 1 } : count;
}

export function countVitest(report) {
  // A file that cannot be loaded has failed and holds no tests.
  const unloaded = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded.length,
    skipped: report.numPendingTests + (report.numTodoTests ?? 0),
  };
}

export function countPlaywright({ stats, errors }) {
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    skipped: stats.skipped,
  };
}

/**
 * The browser tests that passed only when they were tried again: their names, with where they stand.
 * @param {any} report a suite of Playwright's, or the whole
 * @returns {string[]}
 */
export function triedTwice(report) {
  return (report.suites ?? []).flatMap((suite) => [
    ...(suite.specs ?? [])
      .filter(({ tests }) => tests.some(({ status }) => status === 'flaky'))
      .map(({ file, line, title }) => `${file}:${line} ${title}`),
    ...triedTwice(suite),
  ]);
}

export const add = (a, b) => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
});

/** The last line of a run. */
export function summaryLine({ passed, failed, skipped }) {
  const line = `${passed} passed, ${failed} failed`;
  return skipped === 0 ? line : `${line}, ${skipped} skipped`;
}
