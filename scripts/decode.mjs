import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { fail, isInstalled } from './install.mjs';
import { ROOT, stopWithNpm } from './run.mjs';

const USAGE = `npm run --silent decode -- [options] FILE…

Prints the report of each FILE as one line of JSON; - is the standard input.

  --direction=client-to-server|server-to-client  of bytes that do not say it themselves
  --kind=…        what the input is, instead of a guess
  --extensions=…  the Sec-WebSocket-Extensions agreed on, where the input has no handshake`;

stopWithNpm();
const { options, files } = readArguments();
if (!isInstalled()) await install();
const { decodeReport } = await load('src/trace/report.ts');
await checkOptions();
process.stdout.on('error', (error) => {
  // Whoever read the output has had enough, as `head` does.
  if (error.code === 'EPIPE') process.exit();
  throw error;
});
for (const file of files) await decode(file);

function readArguments() {
  const text = { type: 'string' };
  try {
    const { values, positionals } = parseArgs({
      options: { direction: text, kind: text, extensions: text },
      allowPositionals: true,
    });
    if (positionals.length === 0) throw new Error('No file was named.');
    return { options: values, files: positionals };
  } catch (error) {
    return fail(`${error.message}\n\n${USAGE}`);
  }
}

/** Installs what is missing, and says so beside the standard output, which is for JSON alone. */
async function install() {
  const script = `import { prepare } from './scripts/install.mjs'; await prepare();`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: ROOT,
    stdio: ['ignore', process.stderr, process.stderr],
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) process.exit(1);
}

/** The sources as they are: tsx strips their types. */
async function load(path) {
  const { tsImport } = await import('tsx/esm/api');
  return tsImport(`../${path}`, import.meta.url);
}

async function checkOptions() {
  const { DIRECTIONS } = await load('src/trace/trace.ts');
  const { INPUT_KINDS } = await load('src/trace/input.ts');
  const allowed = { direction: DIRECTIONS, kind: INPUT_KINDS };
  for (const [name, values] of Object.entries(allowed)) {
    if (options[name] === undefined || values.includes(options[name])) continue;
    fail(`--${name}=${options[name]}: it is one of ${values.join(', ')}.`);
  }
}

/** What cannot be read is told, and the others are still printed. */
async function decode(file) {
  try {
    const name = file === '-' ? {} : { fileName: file };
    const report = await decodeReport(await read(file), { ...options, ...name });
    if (!process.stdout.write(`${JSON.stringify(report)}\n`)) await once(process.stdout, 'drain');
  } catch (error) {
    console.error(`${file}: ${error.message}`);
    process.exitCode = 1;
  }
}

/** A path is meant from where npm was called: npm itself goes to the folder of package.json. */
async function read(file) {
  if (file === '-') return Buffer.concat(await process.stdin.toArray());
  const { INIT_CWD = '', npm_lifecycle_event: byNpm } = process.env;
  return readFile(resolve(byNpm === undefined ? '' : INIT_CWD, file));
}
