import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run, runTool } from './run.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

/** Chromium without a window, which Playwright takes by itself too: the same tests take three quarters of the time. */
const WINDOWLESS = 'chromium-headless-shell';

const HELP = `No Chromium was found and none could be installed. Do one of these:
  - install Chromium or Google Chrome
  - set CHROMIUM_PATH to the program of one
  - run: npx playwright install --with-deps chromium`;

/** A Chromium, one without a window before others if so asked; or null. Throws when CHROMIUM_PATH is set and wrong. */
export async function findBrowser({ windowless = false } = {}) {
  const asked = process.env.CHROMIUM_PATH;
  if (asked) {
    if (runs(asked)) return asked;
    throw new Error(`CHROMIUM_PATH is ${asked}, which is not a browser that runs.`);
  }
  const names = windowless ? [WINDOWLESS, ...NAMES] : NAMES;
  for (const path of [...onPath(names), ...usualPlaces(), await downloaded()]) {
    if (path && runs(path)) return path;
  }
  return null;
}

/**
 * Finds a Chromium as `findBrowser` does, or installs one.
 * @returns {Promise<string>} The path of its program.
 */
export async function requireBrowser(wanted = { windowless: false }) {
  const found = (await findBrowser(wanted)) ?? (await installed(wanted));
  if (!found) throw new Error(HELP);
  return found;
}

async function installed(wanted) {
  console.log('No Chromium found, installing one …');
  if (isRoot() && existsSync('/etc/debian_version')) {
    await run('apt-get', ['update']);
    // Not every relative of Debian has the one without a window.
    for (const name of wanted.windowless ? [WINDOWLESS, 'chromium'] : ['chromium']) {
      const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
      await run('apt-get', ['install', '-y', '--no-install-recommends', name], { env });
      const found = await findBrowser(wanted);
      if (found) return found;
    }
  }
  const dependencies = isRoot() ? ['--with-deps'] : [];
  await runTool('playwright', ['install', ...dependencies, 'chromium']);
  return findBrowser(wanted);
}

const isRoot = () => process.getuid?.() === 0;

function onPath(names) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const ending = process.platform === 'win32' ? '.exe' : '';
  return names.flatMap((name) => folders.map((folder) => join(folder, name + ending)));
}

function usualPlaces() {
  const { HOME = '', LOCALAPPDATA = '', PROGRAMFILES = '' } = process.env;
  const windows = 'Google/Chrome/Application/chrome.exe';
  const mac = [
    'Google Chrome.app/Contents/MacOS/Google Chrome',
    'Chromium.app/Contents/MacOS/Chromium',
  ];
  switch (process.platform) {
    case 'darwin':
      return ['/Applications', join(HOME, 'Applications')].flatMap((folder) =>
        mac.map((app) => join(folder, app)),
      );
    case 'win32':
      return [PROGRAMFILES, process.env['PROGRAMFILES(X86)'] ?? '', LOCALAPPDATA]
        .filter(Boolean)
        .map((folder) => join(folder, windows));
    default:
      return [
        '/usr/bin/chromium',
        '/usr/lib/chromium/chromium',
        '/usr/bin/google-chrome',
        '/opt/google/chrome/chrome',
        '/snap/bin/chromium',
      ];
  }
}

/** Where Playwright keeps the browser it downloads, whether or not it has. */
async function downloaded() {
  try {
    const { chromium } = await import('@playwright/test');
    return chromium.executablePath();
  } catch {
    return null;
  }
}

/** Ubuntu's `chromium-browser` may be a stub that only says to use snap, so ask it for its version. */
function runs(path) {
  if (!existsSync(path)) return false;
  // On Windows `--version` opens a window.
  if (process.platform === 'win32') return true;
  return spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 30_000 }).status === 0;
}
