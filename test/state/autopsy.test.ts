import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Decoder } from '../../src/state/decoder.svelte.ts';
import { createSession } from '../../src/worker/session.ts';

/** `Hello` from a client, unmasked by a tool that left the key. */
const UNMASKED = '> 81 85 37 fa 21 3d 48 65 6c 6c 6f';
const AS_SENT = '> 81 85 37 fa 21 3d 7f 9f 4d 51 58';

let decoder: Decoder;

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  const pause = () => new Promise<void>((resolve) => setTimeout(resolve));
  decoder = new Decoder(() => ({ session: createSession(pause), stop() {} }));
});

afterEach(() => {
  decoder.dispose();
  vi.restoreAllMocks();
});

/** Opens a text, and waits until it is known what may have happened to it. */
async function opened(text: string): Promise<void> {
  decoder.input.type(0, text);
  await decoder.open();
  await vi.waitFor(() => expect(decoder.autopsy.found).not.toBeNull(), { timeout: 10_000 });
}

const first = () => decoder.autopsy.found!.hypotheses[0]!;

describe('bytes that make no sense', () => {
  it('are tried in place of those given, which come back in every particular', async () => {
    decoder.input.setKind('hex');
    decoder.input.setDirection('client-to-server');
    await opened(UNMASKED);
    const before = decoder.input.kept;
    await decoder.autopsy.try(first());
    expect(decoder.input.panes[0]?.text).toBe(AS_SENT);
    expect(decoder.input.kind).toBeNull();
    expect(decoder.autopsy.tried?.id).toBe('payload-unmasked');
    expect(decoder.autopsy.found).toBeNull();
    expect(decoder.conversation.summary).toMatchObject({ frames: 1, errors: 0 });
    await decoder.autopsy.back();
    expect(decoder.input.kept).toEqual(before);
    expect(decoder.input.panes).toBe(before.panes);
    expect(decoder.autopsy.tried).toBeNull();
    await vi.waitFor(() => expect(decoder.autopsy.found).not.toBeNull(), { timeout: 10_000 });
  });

  it('are in the address as they are tried', async () => {
    await opened(UNMASKED);
    await decoder.autopsy.try(first());
    const { address } = decoder;
    const other = new Decoder(() => ({
      session: createSession(() => Promise.resolve()),
      stop() {},
    }));
    await other.restore(address);
    expect(other.input.panes[0]?.text).toBe(AS_SENT);
    other.dispose();
  });

  it('are tried one after the other; the way back is to what was given first', async () => {
    // Hex of the text of hex of what a tool unmasked.
    const letters = Buffer.from(UNMASKED.slice(2)).toString('hex').replace(/../g, '$& ');
    await opened(letters);
    expect(first().id).toBe('text-of-bytes');
    await decoder.autopsy.try(first());
    await vi.waitFor(() => expect(decoder.autopsy.found).not.toBeNull(), { timeout: 10_000 });
    await decoder.autopsy.try(first());
    expect(decoder.conversation.summary).toMatchObject({ frames: 1, errors: 0 });
    await decoder.autopsy.back();
    expect(decoder.input.panes[0]?.text).toBe(letters);
  });

  it('are a file where they are many, with their direction', async () => {
    const frames = '81 05 48 65 6c 6c 6f '.repeat(6000);
    decoder.input.setDirection('server-to-client');
    await opened(`65 6c 6c 6f ${frames}`);
    expect(first()).toMatchObject({ id: 'frames-later', args: [4] });
    const before = decoder.input.kept;
    await decoder.autopsy.try(first());
    expect(decoder.input.panes[0]?.held).toMatchObject({ name: 'tried.bin', size: 42_000 });
    expect(decoder.input.direction).toBe('server-to-client');
    expect(decoder.conversation.summary).toMatchObject({ frames: 6000, errors: 0 });
    await decoder.autopsy.back();
    expect(decoder.input.kept).toEqual(before);
  });

  it('are no longer a try once something else is typed', async () => {
    await opened(UNMASKED);
    await decoder.autopsy.try(first());
    decoder.input.type(0, '< 81 05 48 65 6c 6c 6f');
    expect(decoder.autopsy.tried).toBeNull();
    await decoder.autopsy.back();
    expect(decoder.input.panes[0]?.text).toBe('< 81 05 48 65 6c 6c 6f');
  });

  it('are tried in another format, and back', async () => {
    decoder.input.setKind('hex');
    await opened(
      Buffer.from(
        '810548656c6c6f8104776972658104776972658802 03e8'.replace(' ', ''),
        'hex',
      ).toString('base64'),
    );
    expect(first().id).toBe('other-format');
    await decoder.autopsy.try(first());
    expect(decoder.input.kind).toBe('base64');
    expect(decoder.autopsy.tried?.id).toBe('other-format');
    await decoder.autopsy.back();
    expect(decoder.input.kind).toBe('hex');
  });
});

describe('bytes that make sense', () => {
  it('are left alone', async () => {
    decoder.input.type(0, AS_SENT);
    await decoder.open();
    await decoder.autopsy.look();
    expect(decoder.autopsy.found).toBeNull();
  });

  it('take away what was said of others', async () => {
    await opened(UNMASKED);
    decoder.input.clear();
    await decoder.open();
    expect(decoder.autopsy.found).toBeNull();
  });
});

it('a try that cannot be made leaves everything as it was, and says so', async () => {
  await opened(UNMASKED);
  await decoder.autopsy.try({ ...first(), id: 'tls' });
  expect(decoder.autopsy.failed).toBe(true);
  expect(decoder.autopsy.trying).toBeNull();
  expect(decoder.input.panes[0]?.text).toBe(UNMASKED);
});
