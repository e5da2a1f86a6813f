import { spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { decodeReport } from '../../src/trace/report.ts';
import type { Report } from '../../src/trace/report-format.ts';
import { faultsOf } from './schema.ts';

const SCRIPT = fileURLToPath(new URL('../../scripts/decode.mjs', import.meta.url));
const SAMPLES = fileURLToPath(new URL('../../public/samples/', import.meta.url));
const HELLO = join(SAMPLES, 'hello.txt');
const BROKEN = join(SAMPLES, 'broken.txt');
const PATIENCE = 60_000;

const folder = mkdtempSync(join(tmpdir(), 'wire101-decode-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Ran {
  readonly code: number | null;
  readonly lines: string[];
  readonly errors: string;
}

interface Surroundings {
  readonly input?: string | Uint8Array;
  readonly cwd?: string;
  readonly env?: Record<string, string>;
}

function run(
  args: string[],
  { input = '', cwd = folder, env = {} }: Surroundings = {},
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [SCRIPT, ...args], {
      cwd,
      env: { ...process.env, npm_lifecycle_event: undefined, ...env },
    });
    let printed = '';
    let errors = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, lines: printed.split('\n'), errors }));
    child.stdin.on('error', () => undefined).end(input);
  });
}

const readReport = (line: string | undefined): Report => JSON.parse(line ?? '') as Report;

describe('decode prints', { timeout: PATIENCE }, () => {
  it('one report a line for each file, in their order, and nothing else', async () => {
    const { code, lines, errors } = await run([HELLO, BROKEN, HELLO]);
    expect({ code, errors, end: lines.at(-1) }).toEqual({ code: 0, errors: '', end: '' });
    const reports = lines.slice(0, -1).map(readReport);
    expect(reports.flatMap(faultsOf)).toEqual([]);
    const expected = await decodeReport(readFileSync(HELLO), { fileName: HELLO });
    expect(reports[0]).toEqual(JSON.parse(JSON.stringify(expected)));
    expect(reports[2]).toEqual(reports[0]);
    expect(reports[1]?.connections[0]?.violations.length).toBeGreaterThan(5);
  });

  it('the report of the standard input', async () => {
    const { code, lines } = await run(['-'], { input: '81 05 48 65 6c 6c 6f' });
    expect(code).toBe(0);
    expect(readReport(lines[0]).connections[0]?.messages[0]?.text).toBe('Hello');
  });

  it('what the options say of bytes that do not say it', async () => {
    const input = Uint8Array.from([0xc1, 0x07, 0xf2, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0x00]);
    const { lines } = await run(
      ['--kind=binary', '--direction=client-to-server', '--extensions=permessage-deflate', '-'],
      { input },
    );
    const report = readReport(lines[0]);
    expect(report.input).toMatchObject({ kind: 'binary', notes: [] });
    expect(report.connections[0]?.messages[0]).toMatchObject({
      direction: 'client-to-server',
      compressed: true,
      text: 'Hello',
    });
  });

  it('a large report whole', async () => {
    const file = join(folder, 'large');
    writeFileSync(file, Buffer.alloc(1 << 16).fill(Uint8Array.of(0x81, 0x00)));
    const { lines } = await run(['--kind=binary', file]);
    expect(readReport(lines[0]).totals.frames).toBe(1 << 15);
  });

  it('files named from where npm was called', async () => {
    copyFileSync(HELLO, join(folder, 'here.txt'));
    const env = { npm_lifecycle_event: 'decode', INIT_CWD: folder };
    const { code, lines } = await run(['here.txt'], { cwd: SAMPLES, env });
    expect(code).toBe(0);
    expect(readReport(lines[0]).totals.frames).toBe(4);
  });
});

describe('decode fails', { timeout: PATIENCE }, () => {
  it('for a file that cannot be read, and still prints the others', async () => {
    const { code, lines, errors } = await run([HELLO, 'not-there.bin', folder, BROKEN]);
    expect(code).toBe(1);
    expect(lines.slice(0, -1).map((line) => readReport(line).totals.frames)).toEqual([4, 13]);
    expect(errors).toMatch(/^not-there\.bin: .*\n.*: EISDIR.*\n$/);
  });

  it.each([
    ['no file', [], /No file was named[^]*npm run --silent decode/],
    ['a wrong direction', ['--direction=up', HELLO], /client-to-server, server-to-client/],
    ['a wrong kind', ['--kind=jpeg', HELLO], /one of hex, /],
    ['an unknown option', ['--wrong', HELLO], /--wrong/],
  ])('for %s, with nothing printed', async (_name, args, message) => {
    const { code, lines, errors } = await run(args);
    expect({ code, lines }).toEqual({ code: 1, lines: [''] });
    expect(errors).toMatch(message);
  });
});
