import { readdirSync, readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { encodeFrame } from '../../src/codec/websocket/encode.ts';
import { INPUT_KINDS } from '../../src/trace/input.ts';
import { decodeReport } from '../../src/trace/report.ts';
import type { Report } from '../../src/trace/report-format.ts';
import { BROKEN, KEPT } from '../vectors/handshake.ts';
import { FRAME_VECTORS, twice } from '../vectors/rfc6455.ts';
import { anyConversation, anyFrame, hostileBytes } from '../arbitraries.ts';
import { expectValid, faultsOf, SCHEMA } from './schema.ts';
import { latin1, pasteOf } from './wire.ts';

const SAMPLES = new URL('../../public/samples/', import.meta.url);
const samples = readdirSync(SAMPLES).map((name): [string, Buffer] => [
  name,
  readFileSync(new URL(name, SAMPLES)),
]);

describe('valid reports', { timeout: 60_000 }, () => {
  test.each(samples)('of the sample %s', async (fileName, content) => {
    const report = expectValid(await decodeReport(content, { fileName }));
    expect(report.totals.frames + report.totals.exchanges).toBeGreaterThan(0);
    expect(report.totals.unexplained).toBe(0);
  });

  test.each(FRAME_VECTORS)('of $name', async ({ wire }) => {
    for (const [, bytes] of twice(wire)) {
      expectValid(await decodeReport(bytes, { kind: 'binary' }));
    }
  });

  test.each([...BROKEN, ...KEPT])('of the handshake “$name” ($rule)', async (heads) => {
    expectValid(await decodeReport(latin1(heads.request + (heads.response ?? ''))));
  });

  it('of a compressed text that is found wrong in an empty last fragment', async () => {
    // A fragment that inflates to half a character, and a final one without payload.
    const bytes = Uint8Array.of(0x41, 0x81, 0, 0, 0, 0, 0x6a, 0x80, 0x80, 0, 0, 0, 0);
    const report = expectValid(
      await decodeReport(bytes, { kind: 'binary', extensions: 'permessage-deflate' }),
    );
    const [side] = report.connections;
    const found = side!.violations.find(({ rule }) => rule === 'ws/pmd-invalid-utf8-after-inflate');
    expect(found, 'the whole empty frame').toMatchObject({ offset: 7, bit: 0, length: 48 });
  });

  it('of any frames', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyFrame, { maxLength: 4 }), async (frames) => {
        expectValid(
          await decodeReport(pasteOf(...frames.map((frame) => ['>', encodeFrame(frame)] as const))),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('of any conversation, cut anywhere, with or without an extension', async () => {
    const extensions = fc.constantFrom(null, 'permessage-deflate', 'permessage-deflate; x');
    await fc.assert(
      fc.asyncProperty(anyConversation, fc.nat(40), extensions, async (bytes, cut, extensions) => {
        const whole = bytes.subarray(0, Math.max(bytes.length - cut, 0));
        expectValid(await decodeReport(whole, { kind: 'binary', extensions }));
      }),
      { numRuns: 400 },
    );
  });

  it('of any bytes and any text, as any kind', async () => {
    const content = fc.oneof(hostileBytes, fc.string({ unit: 'binary' }));
    await fc.assert(
      fc.asyncProperty(
        content,
        fc.constantFrom(undefined, ...INPUT_KINDS),
        async (content, kind) => {
          expectValid(await decodeReport(content, kind === undefined ? {} : { kind }));
        },
      ),
      { numRuns: 800 },
    );
  });
});

describe('the schema', { timeout: 60_000 }, () => {
  const valid = async (): Promise<Report> => decodeReport('> 81 85 37 fa 21 3d 7f 9f 4d 51 58');

  it('lets properties be added, at every place', async () => {
    const more = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(more)
        : typeof value === 'object' && value !== null
          ? { ...Object.fromEntries(Object.entries(value).map(([k, v]) => [k, more(v)])), added: 1 }
          : value;
    expect(faultsOf(more(await valid()))).toEqual([]);
  });

  it('requires every property', async () => {
    const missing: string[] = [];
    const without = async (path: readonly (string | number)[]): Promise<void> => {
      const report = JSON.parse(JSON.stringify(await valid())) as Record<string, unknown>;
      let at: unknown = report;
      for (const key of path.slice(0, -1)) at = (at as Record<string | number, unknown>)[key];
      delete (at as Record<string | number, unknown>)[path.at(-1)!];
      if (faultsOf(report).length === 0) missing.push(path.join('.'));
    };
    for (const path of pathsOf(await valid())) await without(path);
    expect(missing).toEqual([]);
  });

  it('names every kind of input as an example', () => {
    const { input } = SCHEMA.$defs as { input: { properties: { kind: { examples: string[] } } } };
    expect(input.properties.kind.examples).toEqual(expect.arrayContaining([...INPUT_KINDS]));
  });
});

/** Where every property of a value stands; elements of lists may go. */
function pathsOf(value: unknown, path: readonly (string | number)[] = []): (string | number)[][] {
  if (Array.isArray(value)) return value.flatMap((one, i) => pathsOf(one, [...path, i]));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => [
    [...path, key],
    ...pathsOf(one, [...path, key]),
  ]);
}
