import { execFile, execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { promisify } from 'node:util';

/** Runs a tool and gives what it printed. */
export const run = (tool: string, args: readonly string[]): string =>
  execFileSync(tool, args, {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    stdio: ['ignore', 'pipe', 'ignore'],
  });

/** Runs a tool that talks to this process, which must not wait for it meanwhile. */
export const runBeside = promisify(execFile);

export function hasTool(tool: string): boolean {
  try {
    run(tool, ['--version']);
    return true;
  } catch {
    return false;
  }
}

const asRoot = process.getuid?.() === 0 ? ['-Z', 'root'] : [];

/** Starts tcpdump; resolves when it listens, with what stops it. Null where it is missing or may not capture. */
export async function startCapture(args: readonly string[]): Promise<(() => Promise<void>) | null> {
  const tool = spawn('tcpdump', ['-U', ...asRoot, ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = new Promise<void>((done) => {
    tool.on('error', () => done());
    tool.on('exit', () => done());
  });
  const listening = await Promise.race([listens(tool), ended.then(() => false)]);
  if (!listening) return null;
  return () => {
    tool.kill('SIGINT');
    return ended;
  };
}

const listens = (tool: ChildProcess): Promise<boolean> =>
  new Promise((done) => {
    tool.stderr!.on('data', (text: Buffer) => {
      if (text.toString().includes('listening on')) done(true);
    });
  });

/** Whether this machine lets its user capture. */
export async function mayCapture(): Promise<boolean> {
  const stop = await startCapture(['-i', 'lo', '-w', '/dev/null']);
  await stop?.();
  return stop !== null;
}
