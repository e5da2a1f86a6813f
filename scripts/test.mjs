import { parseArgs } from 'node:util';
import { requireBrowser } from './browser.mjs';
import { check } from './check.mjs';
import { fail, prepared } from './install.mjs';
import { add, countPlaywright, countVitest, readReport } from './report.mjs';
import { removeReport, reportPath, summaryLine, triedTwice } from './report.mjs';
import { runTool, stopWithNpm, toolEnvironment } from './run.mjs';

const STAGES = { check, unit, browser };
const ONE_FAILURE = { passed: 0, failed: 1, skipped: 0 };

const { values } = parseArgs({ options: { only: { type: 'string' } } });
const chosen = values.only?.split(',') ?? Object.keys(STAGES);
const unknown = chosen.find((name) => !Object.hasOwn(STAGES, name));
if (unknown !== undefined) {
  fail(`--only=${unknown}: the stages are ${Object.keys(STAGES).join(', ')}.`);
}

process.env.NO_COLOR = '1';
delete process.env.FORCE_COLOR;
stopWithNpm();
let total = { passed: 0, failed: 0, skipped: 0 };
if (await isReady()) for (const name of chosen) total = add(total, await runStage(name));
else total = ONE_FAILURE;
console.log(summaryLine(total));
process.exitCode = total.failed === 0 ? 0 : 1;

/** Before the long stages, so that what is missing is told at once. */
async function isReady() {
  try {
    await prepared();
    if (chosen.includes('browser'))
      process.env.CHROMIUM_PATH = await requireBrowser({ windowless: true });
    return true;
  } catch (error) {
    console.error(error.message);
    return false;
  }
}

async function runStage(name) {
  try {
    return await STAGES[name]();
  } catch (error) {
    console.error(error);
    return ONE_FAILURE;
  }
}

async function unit() {
  removeReport('vitest');
  const reporters = ['--reporter=default', '--reporter=json'];
  const code = await runTool(
    'vitest',
    ['run', ...reporters, `--outputFile.json=${reportPath('vitest')}`],
    { env: toolEnvironment() },
  );
  return readReport('vitest', code, countVitest);
}

async function browser() {
  const built = await runTool('vite', ['build', '--logLevel', 'warn'], { env: toolEnvironment() });
  if (built !== 0) {
    console.error('The build failed, so the browser tests did not run.');
    return ONE_FAILURE;
  }
  removeReport('playwright');
  const env = toolEnvironment({ PLAYWRIGHT_JSON_OUTPUT_FILE: reportPath('playwright') });
  const code = await runTool('@playwright/test:playwright', ['test', '--reporter=list,json'], {
    env,
  });
  return readReport('playwright', code, (report) => {
    for (const name of triedTwice(report)) console.log(`Passed at the second try only: ${name}`);
    return countPlaywright(report);
  });
}
