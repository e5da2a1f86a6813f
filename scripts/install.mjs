import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, run } from './run.mjs';

const OLDEST_NODE = [20, 19];

/** Checks Node and installs what is missing; ends the process where that fails. */
export function prepare() {
  return prepared().catch((error) => fail(error.message));
}

/** Checks Node, then installs the locked packages unless they are there already. */
export async function prepared() {
  checkNode();
  if (isInstalled()) return;
  console.log('Installing packages (npm ci) …');
  const code = await npm(['ci', '--include=dev']);
  if (code !== 0) throw new Error(`npm ci failed (exit code ${code}).`);
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_NODE;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  throw new Error(
    `wire101 needs Node ${OLDEST_NODE.join('.')} or newer; this is ${process.versions.node}. See https://nodejs.org/`,
  );
}

/** Whether node_modules holds what package-lock.json asks for. */
export function isInstalled(root = ROOT) {
  const wanted = packagesIn(join(root, 'package-lock.json'));
  const present = packagesIn(join(root, 'node_modules', '.package-lock.json'));
  return Object.entries(wanted).every(([path, pack]) => {
    if (path === '') return true;
    const found = present[path];
    // Optional packages are the ones for other systems.
    if (!found) return pack.optional === true;
    return (
      found.version === pack.version &&
      found.integrity === pack.integrity &&
      existsSync(join(root, path, 'package.json'))
    );
  });
}

function packagesIn(lock) {
  return existsSync(lock) ? JSON.parse(readFileSync(lock, 'utf8')).packages : {};
}

function npm(args) {
  const cli = process.env.npm_execpath;
  if (cli?.endsWith('npm-cli.js')) return run(process.execPath, [cli, ...args]);
  return run('npm', args, { shell: process.platform === 'win32' });
}

export function fail(message) {
  console.error(message);
  process.exit(1);
}
