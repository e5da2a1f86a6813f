import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, test, vi } from 'vitest';
import { readInput } from '../../src/capture/read-input.ts';
import { bytesOfHex, concat, hexOf } from '../../src/codec/bytes.ts';
import {
  LITERAL_FORMATS,
  literalOf,
  type LiteralFormat,
  type Passage,
} from '../../src/trace/literals.ts';
import { passageOf } from '../../src/trace/row-literals.ts';
import { head } from '../vectors/http.ts';
import { readTurns } from './hand-made.ts';
import { fromClient, fromServer, latin1 } from './wire.ts';

/** Compilers are slow to start where the machine is busy. */
vi.setConfig({ testTimeout: 60_000 });

const HELLO: Passage = {
  name: 'frame_0',
  comment: 'frame 0: server-to-client, text, FIN, 7 bytes at 0',
  bytes: bytesOfHex('81 05 48 65 6c 6c 6f'),
};
const EVERY: Passage = {
  name: 'frame_1',
  comment: 'frame 1: server-to-client, binary, FIN, 256 bytes at 7',
  bytes: Uint8Array.from({ length: 256 }, (_, byte) => byte),
};
const BOTH = [HELLO, EVERY];
const BYTES = hexOf(concat(BOTH.map(({ bytes }) => bytes)));

const bothIn = (format: LiteralFormat): string =>
  BOTH.map((passage) => literalOf(passage, format)).join('\n');

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'wire101-literals-'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}

const isThere = (tool: string): boolean => {
  try {
    execFileSync(tool, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

const run = (tool: string, ...args: string[]): string =>
  execFileSync(tool, args, { encoding: 'utf8' }).trim();

describe('bytes, pasted into a program, are the same bytes', () => {
  it('in JavaScript', () => {
    const file = join(folder(), 'literal.mjs');
    const print = `console.log(Buffer.concat([frame_0, frame_1]).toString('hex'));`;
    writeFileSync(file, bothIn('javascript') + print);
    expect(run(process.execPath, file)).toBe(BYTES);
  });

  it.skipIf(!isThere('python3'))('in Python', () => {
    const file = join(folder(), 'literal.py');
    writeFileSync(file, `${bothIn('python')}print((frame_0 + frame_1).hex())\n`);
    expect(run('python3', file)).toBe(BYTES);
  });

  it.skipIf(!isThere('cc'))('in C, without a warning', () => {
    const path = folder();
    const print = (name: string) =>
      `for (unsigned i = 0; i < sizeof ${name}; i++) printf("%02x", ${name}[i]);`;
    const main = `int main(void) { ${print('frame_0')} ${print('frame_1')} return 0; }\n`;
    writeFileSync(join(path, 'a.c'), `#include <stdio.h>\n${bothIn('c')}${main}`);
    run('cc', '-Wall', '-Wextra', '-pedantic', '-Werror', join(path, 'a.c'), '-o', join(path, 'a'));
    expect(run(join(path, 'a'))).toBe(BYTES);
  });

  it('in Go, as gofmt would write it', () => {
    expect(literalOf(HELLO, 'go')).toBe(
      [
        '// frame 0: server-to-client, text, FIN, 7 bytes at 0',
        'var frame_0 = []byte{',
        '\t0x81, 0x05, 0x48, 0x65, 0x6c, 0x6c, 0x6f,',
        '}',
        '',
      ].join('\n'),
    );
    const lines = literalOf(EVERY, 'go').split('\n');
    const bytes = lines.filter((line) => line.startsWith('\t')).join(' ');
    expect(bytes.match(/0x[0-9a-f]{2},/g)?.map((byte) => parseInt(byte, 16))).toEqual([
      ...EVERY.bytes,
    ]);
    expect(lines.every((line) => !/\s$/.test(line))).toBe(true);
  });

  it('in hex, on one line, as it is read here', () => {
    expect(literalOf(HELLO, 'hex')).toBe(`# ${HELLO.comment}\n81 05 48 65 6c 6c 6f\n`);
    const { pieces } = readInput({ content: bothIn('hex') });
    expect(hexOf(concat(pieces.map(({ bytes }) => bytes)))).toBe(BYTES);
  });
});

test.each(LITERAL_FORMATS)('what has no bytes is a comment alone, in %s', (format) => {
  const text = literalOf({ ...HELLO, bytes: new Uint8Array() }, format);
  expect(text.trim().split('\n')).toHaveLength(1);
  expect(text).toContain(HELLO.comment);
});

test('rows are described by ids and numbers, never by what came over the wire', async () => {
  const evil = head('GET /*/**/x HTTP/1.1', 'Host: a.example', 'X: */ system("x"); //');
  const conversation = await readTurns(
    [
      ['>', latin1(evil)],
      ['>', fromClient('hi', { opcode: 2, fin: false })],
      ['<', fromServer('?', { opcode: 0xb }).subarray(0, 2)],
    ],
    { gaps: [] },
  );
  const passages = Array.from({ length: conversation.order.length }, (_, row) =>
    passageOf(conversation, row),
  );
  expect(passages[0]!.comment).toBe(`row 0: client-to-server, head, ${evil.length} bytes at 0`);
  for (const { comment, name } of passages) {
    expect(comment).toMatch(/^(frame|row) \d+: [a-z0-9 ,-]+$/i);
    expect(name).toMatch(/^(frame|row)_\d+$/);
  }
});

test('a frame says its opcode, its bits, and where it stands', async () => {
  const conversation = await readTurns([
    ['>', fromClient('hi', { opcode: 2, fin: false })],
    ['<', fromServer('hello').subarray(0, 4)],
    ['>', fromClient('', { opcode: 0xb })],
  ]);
  expect([0, 1, 2].map((row) => passageOf(conversation, row).comment)).toEqual([
    'frame 0: client-to-server, binary, masked, 8 bytes at 0',
    'frame 1: server-to-client, text, FIN, 4 bytes at 0, cut',
    'frame 2: client-to-server, opcode 0xb, FIN, masked, 6 bytes at 8',
  ]);
});
