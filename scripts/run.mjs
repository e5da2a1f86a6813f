import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));

const STOPPING = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Runs a program to its end and yields its exit code; it is stopped when this process is. */
export function run(command, args, { env = process.env, shell = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: 'inherit', env, shell });
    let asked = null;
    const stop = (signal) => {
      asked = signal;
      child.kill(signal);
    };
    const done = (code) => {
      for (const signal of STOPPING) process.off(signal, stop);
      resolve(code);
    };
    for (const signal of STOPPING) process.on(signal, stop);
    child.on('error', (error) => {
      console.error(`${command}: ${error.message}`);
      done(127);
    });
    child.on('close', (code) => {
      done(code ?? 1);
      // However the child took the signal, nothing more is to be run.
      if (asked) process.kill(process.pid, asked);
    });
  });
}

/**
 * Stops this process when npm is gone: a signal to npm ends the shell between the two and would
 * leave this process behind.
 */
export function stopWithNpm() {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const watch = () => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM');
  };
  setInterval(watch, 500).unref();
}

/** Runs an installed package's program with this Node; no shell, so it is the same on every system. */
export const runTool = (name, args, options) =>
  run(process.execPath, [programOf(name), ...args], options);

/** `vite`, or `dependency-cruiser:depcruise` where the program is named otherwise. */
function programOf(name) {
  const [pack, program = pack.split('/').at(-1)] = name.split(':');
  const folder = join(ROOT, 'node_modules', pack);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(folder, typeof bin === 'string' ? bin : bin[program]);
}

/**
 * The environment tools run in. NODE_ENV goes because each tool sets the one it needs and a global
 * `production` would give the tests a Svelte that cannot be tested.
 */
export function toolEnvironment(extra = {}) {
  const env = { ...process.env, ...extra };
  delete env.NODE_ENV;
  return env;
}
