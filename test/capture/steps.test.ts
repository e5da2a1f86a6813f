import { describe, expect, test } from 'vitest';
import { readInput, readInputSteps, sizeOf } from '../../src/capture/read-input.ts';
import { readPaste, readPasteSteps } from '../../src/capture/paste.ts';
import { STRIDE } from '../../src/capture/steps.ts';
import { hexOf, toHexdump, toXxd } from './write.ts';

const bytes = Uint8Array.from({ length: STRIDE }, (_, i) => (i * 7) ^ (i >> 8));
const spaced = hexOf(bytes).replace(/../g, '$& ');
const numbers = Array.from(bytes).join(', ');

/** Texts of some megabytes; most of them are one line. */
const texts: Record<string, string> = {
  'one line of hex': hexOf(bytes),
  'one line of pairs': spaced,
  'pairs in lines': spaced.replace(/.{48}/g, '$&\n'),
  'one line of base64': Buffer.from(bytes).toString('base64'),
  'base64 in lines': Buffer.from(bytes).toString('base64').replace(/.{76}/g, '$&\n'),
  'an xxd dump': toXxd(bytes, 16, 2),
  'a hexdump': toHexdump(bytes),
  'JSON of a Buffer, in one line': JSON.stringify(Buffer.from(bytes)),
  'numbers without brackets': numbers,
  'a string of Python, in one line': `b'${hexOf(bytes).replace(/../g, '\\x$&')}'`,
  'bytes.fromhex of one line': `bytes.fromhex("${hexOf(bytes)}")`,
  'an address': hexOf(bytes).replace(/../g, '%$&'),
  'a data URL': `data:;base64,${Buffer.from(bytes).toString('base64')}`,
  'an armour': `-----BEGIN X-----\n${Buffer.from(bytes).toString('base64')}\n-----END X-----`,
};

describe('a long text is read in steps', () => {
  test.each(Object.entries(texts))('%s', (_name, content) => {
    const steps = readInputSteps({ content });
    const reached: number[] = [];
    let step = steps.next();
    for (; step.done !== true; step = steps.next()) reached.push(step.value);
    // Whoever asks in between can show progress, and give up.
    expect(reached.length).toBeGreaterThanOrEqual(Math.floor(content.length / STRIDE) - 1);
    expect(reached).toEqual(reached.toSorted((a, b) => a - b));
    expect(reached.at(-1)).toBeLessThanOrEqual(sizeOf({ content }));
    const [piece, ...rest] = step.value.pieces;
    expect(Buffer.compare(piece!.bytes, bytes)).toBe(0);
    expect(rest).toEqual([]);
    expect(step.value.notes).toEqual(readInput({ content }).notes);
  });
});

test('two panes are read in steps, as one', () => {
  const frame = (masked: string) => `${masked} `.repeat(STRIDE / 8);
  const sources = [
    { content: frame('81 80 00 00 00 00'), direction: 'client-to-server' },
    { content: frame('81 00'), direction: 'server-to-client' },
  ] as const;
  const steps = readPasteSteps(sources);
  const reached: number[] = [];
  let step = steps.next();
  for (; step.done !== true; step = steps.next()) reached.push(step.value);
  expect(reached).toEqual(reached.toSorted((a, b) => a - b));
  expect(reached.at(-1)).toBeLessThanOrEqual(sources[0].content.length + sources[1].content.length);
  expect(step.value.readings.map(({ pieces }) => pieces.length)).toEqual([1, 1]);
  expect(step.value.trace.input).toEqual(readPaste(sources).trace.input);
});

test('what is given up is not read on', () => {
  const steps = readInputSteps({ content: texts['one line of hex']! });
  expect(steps.next().done).toBe(false);
  steps.return({} as never);
  expect(steps.next().done).toBe(true);
});
