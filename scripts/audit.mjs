import { spawnSync } from 'node:child_process';
import { ROOT } from './run.mjs';

/** Known holes of the packages; fails for a serious one. Where the registry does not answer, it says so and passes. */
const asked = spawnSync('npm', ['audit', '--json', '--audit-level=high'], {
  cwd: ROOT,
  encoding: 'utf8',
  shell: process.platform === 'win32',
});
const report = readReport(asked.stdout);
const counts = report?.metadata?.vulnerabilities;
if (counts === undefined) {
  console.warn(
    `audit: the registry did not answer (${report?.message ?? asked.status}); not checked`,
  );
} else {
  console.log(
    `audit: ${counts.total} known holes, ${counts.high + counts.critical} of them serious`,
  );
  for (const [name, { severity }] of Object.entries(report.vulnerabilities))
    console.log(`audit: ${name}, ${severity}`);
  process.exitCode = counts.high + counts.critical === 0 ? 0 : 1;
}

function readReport(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
