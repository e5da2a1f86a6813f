import { createHash } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { MOST_INFLATED } from '../../src/codec/websocket/message.ts';
import { TEXT_CLIP } from '../../src/trace/describe-messages.ts';
import { decodeReport } from '../../src/trace/report.ts';
import { twice } from '../vectors/rfc6455.ts';
import { fromClient, fromServer, onlyOne, utf8 } from './wire.ts';

const BINARY = { kind: 'binary' } as const;

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe('the text of a message', () => {
  it.each([
    ['as long as it may be', 'a'.repeat(TEXT_CLIP), TEXT_CLIP, undefined],
    ['one byte longer', 'a'.repeat(TEXT_CLIP + 1), TEXT_CLIP, true],
    [
      'a character of 2 bytes over the border',
      `${'a'.repeat(TEXT_CLIP - 1)}é`,
      TEXT_CLIP - 1,
      true,
    ],
    [
      'a character of 3 bytes over the border',
      `${'a'.repeat(TEXT_CLIP - 2)}你`,
      TEXT_CLIP - 2,
      true,
    ],
    [
      'a character of 4 bytes over the border',
      `${'a'.repeat(TEXT_CLIP - 1)}😀`,
      TEXT_CLIP - 1,
      true,
    ],
    ['a character of 4 bytes up to the border', `${'a'.repeat(TEXT_CLIP - 4)}😀b`, TEXT_CLIP, true],
  ])('%s', async (_name, text, bytes, textClipped) => {
    const payload = utf8(text);
    const { messages } = onlyOne(await decodeReport(fromServer(payload, { opcode: 1 }), BINARY));
    const [message] = messages;
    expect(message).toMatchObject({ length: payload.length, sha256: sha256(payload) });
    expect(message?.textClipped).toBe(textClipped);
    expect(utf8(message?.text ?? '')).toEqual(payload.subarray(0, bytes));
  });

  it('is null where it is not UTF-8, however late', async () => {
    const payload = new Uint8Array(TEXT_CLIP + 10).fill(0x61);
    payload[TEXT_CLIP + 5] = 0xff;
    const { messages } = onlyOne(await decodeReport(fromServer(payload, { opcode: 1 }), BINARY));
    expect(messages).toMatchObject([{ text: null, length: payload.length }]);
    expect(messages[0]).not.toHaveProperty('textClipped');
  });

  it('keeps a byte order mark, and is left out of binary messages', async () => {
    const marked = onlyOne(await decodeReport(fromServer('\ufeffa'), BINARY));
    expect(marked.messages[0]?.text).toBe('\ufeffa');
    const binary = onlyOne(await decodeReport(fromServer(utf8('a')), BINARY));
    expect(binary.messages[0]).toMatchObject({ kind: 'binary', length: 1 });
    expect(binary.messages[0]).not.toHaveProperty('text');
  });
});

describe('a message that inflates to too much', () => {
  it('is given up, and memory stays bounded', async () => {
    const payload = deflateRawSync(new Uint8Array(MOST_INFLATED + 1)).subarray(0, -1);
    const bytes = fromServer(payload, { rsv1: true });
    const before = process.memoryUsage().arrayBuffers;
    const { messages } = onlyOne(
      await decodeReport(bytes, { ...BINARY, extensions: 'permessage-deflate' }),
    );
    expect(messages).toMatchObject([
      { compressed: true, wireLength: payload.length, length: null, sha256: null, complete: true },
    ]);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(6 * MOST_INFLATED);
  }, 60_000);
});

describe('the input', () => {
  it('may be a view into a larger buffer', async () => {
    const bytes = fromClient('Hello');
    const reports = await Promise.all(twice(bytes).map(([, input]) => decodeReport(input, BINARY)));
    expect(reports[1]).toEqual(reports[0]);
    expect(onlyOne(reports[1]!).messages[0]?.text).toBe('Hello');
  });

  it('is left as it was', async () => {
    const bytes = fromClient('Hello');
    const before = bytes.slice();
    await decodeReport(bytes, BINARY);
    expect(bytes).toEqual(before);
  });
});

/** Empty Pings: nothing but headers to read. */
const many = new Uint8Array(400_000).map((_, i) => (i % 2 === 0 ? 0x89 : 0));

describe('giving up', { timeout: 60_000 }, () => {
  const isAbort: unknown = expect.objectContaining({ name: 'AbortError' });

  it('before it begins', async () => {
    const reading = decodeReport('81 00', { signal: AbortSignal.abort() });
    await expect(reading).rejects.toEqual(isAbort);
  });

  it('while it reads, from the callback', async () => {
    const controller = new AbortController();
    const seen: number[] = [];
    const progress = (done: number) => {
      seen.push(done);
      if (done > 0) controller.abort();
    };
    const reading = decodeReport(many, { ...BINARY, signal: controller.signal, progress });
    await expect(reading).rejects.toEqual(isAbort);
    expect(seen.at(-1)).toBeLessThan(many.length);
  });

  it('while it describes, from outside, where progress lets other work in', async () => {
    const controller = new AbortController();
    let calls = 0;
    const progress = async (done: number, total: number) => {
      calls++;
      if (done === total) setImmediate(() => controller.abort());
      await new Promise(setImmediate);
    };
    const reading = decodeReport(many, { ...BINARY, signal: controller.signal, progress });
    await expect(reading).rejects.toEqual(isAbort);
    expect(calls).toBeLessThan(20);
  });

  it('for a reason of its own', async () => {
    const reason = new RangeError('enough');
    const reading = decodeReport('81 00', { signal: AbortSignal.abort(reason) });
    await expect(reading).rejects.toBe(reason);
  });
});

describe('progress', { timeout: 60_000 }, () => {
  it('grows from nothing to all, in bytes', async () => {
    const seen: [number, number][] = [];
    await decodeReport(many, { ...BINARY, progress: (done, total) => seen.push([done, total]) });
    const done = seen.map(([done]) => done);
    expect(done[0]).toBe(0);
    expect(done.at(-1)).toBe(many.length);
    expect(done).toEqual(done.toSorted((a, b) => a - b));
    expect(new Set(done).size).toBeGreaterThan(3);
    expect(seen.every(([, total]) => total === many.length)).toBe(true);
  });

  it('is told of a small input too', async () => {
    const seen: number[] = [];
    await decodeReport('81 00', { progress: (done) => seen.push(done) });
    expect(seen).toEqual([0, 2]);
  });
});
