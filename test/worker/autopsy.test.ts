import { describe, expect, it, vi } from 'vitest';
import { concat, hexOf } from '../../src/codec/bytes.ts';
import type { HypothesisId } from '../../src/trace/autopsy/suspicion.ts';
import type { OpenSource, Session } from '../../src/worker/api.ts';
import { fromClient, fromServer } from '../trace/wire.ts';
import { DAMAGED, http2Frame, SAID } from './damage.ts';
import {
  direct,
  never,
  open,
  overChannel,
  pause,
  rejection,
  repeated,
  sourcesOf,
  type Given,
} from './sessions.ts';

vi.setConfig({ testTimeout: 60_000 });

async function examined(session: Session, ...given: readonly Given[]) {
  await open(session, ...given);
  return session.autopsy(0, never());
}

/** The input after a try, as the page would open it. */
async function tried(session: Session, id: HypothesisId, given: Given): Promise<OpenSource[]> {
  const treated = await session.treat(0, id, never());
  if ('kind' in treated) return [{ ...sourcesOf([given])[0]!, kind: treated.kind }];
  return treated.given.map(({ content, direction }) => ({
    content,
    ...(content instanceof Blob ? { fileName: 'tried.bin' } : {}),
    ...(direction === null ? {} : { direction }),
  }));
}

/** What the messages of a connection say: texts, and bytes as hex. */
async function messagesIn(session: Session): Promise<string[]> {
  const { rows } = await session.conversation(0);
  const said: string[] = [];
  for (const row of await session.rows(0, 0, rows)) {
    if (row.frame === null) continue;
    const { bytes } = await session.payload(0, row.row, 'message', 0, 10_000);
    said.push(row.frame.opcode === 1 ? new TextDecoder().decode(bytes) : hexOf(bytes));
  }
  return said;
}

describe('bytes that make no sense', () => {
  it.each(DAMAGED)('are told what happened to them: $name', async ({ id, given, reads }) => {
    const session = direct();
    const autopsy = await examined(session, given);
    const ids = autopsy?.hypotheses.map((each) => `${each.id} ${Math.round(each.bits)}`);
    expect(autopsy?.hypotheses[0]?.id, ids?.join(', ')).toBe(id);
    if (reads === null) {
      expect(autopsy?.hypotheses[0]?.sense).toBeNull();
      expect(await rejection(session.treat(0, id, never()))).toBe('RangeError');
      return;
    }
    await session.open({ sources: await tried(session, id, given) }, never(), () => {});
    expect(await messagesIn(session)).toEqual(reads);
    const { errors } = await session.conversation(0);
    expect(errors).toBe(0);
    expect(await session.autopsy(0, never())).toBeNull();
  });

  it('are shown with what would be read', async () => {
    const autopsy = await examined(direct(), { content: '> 81 85 37 fa 21 3d 48 65 6c 6c 6f' });
    expect(autopsy?.hypotheses[0]).toMatchObject({
      preview: [{ opcode: 1, length: 5, text: 'Hello' }],
      sense: { frames: 1, texts: 1, faults: 0, lands: true },
      invents: false,
    });
  });

  it('say that a frame was made up', async () => {
    const autopsy = await examined(direct(), {
      content: hexOf(new TextEncoder().encode(SAID[0])),
    });
    expect(autopsy?.hypotheses[0]).toMatchObject({ id: 'payload-only', invents: true });
  });

  it('are undone in both directions, which stay apart', async () => {
    const client = concat(SAID.map((text) => fromClient(text))).subarray(3);
    const server = concat(SAID.map((text) => fromServer(text))).subarray(5);
    const session = direct();
    const given = [
      { content: hexOf(client), direction: 'client-to-server' },
      { content: hexOf(server), direction: 'server-to-client' },
    ] as const;
    const autopsy = await examined(session, ...given);
    expect(autopsy?.hypotheses[0]?.id).toBe('frames-later');
    await session.open(
      { sources: await tried(session, 'frames-later', given[0]) },
      never(),
      () => {},
    );
    expect(await messagesIn(session)).toEqual([...SAID.slice(1), ...SAID.slice(1)]);
  });
});

describe('a WebSocket over HTTP/2', () => {
  it('is taken out of both directions; one that carries none leaves nothing', async () => {
    const settings = http2Frame(4, 0, new Uint8Array());
    const answer = http2Frame(1, 1, Uint8Array.of(0x88), 4);
    const client = concat([settings, ...SAID.map((text) => http2Frame(0, 1, fromClient(text)))]);
    const server = concat([settings, answer]);
    const session = direct();
    const given = [
      { content: hexOf(client), direction: 'client-to-server' },
      { content: hexOf(server), direction: 'server-to-client' },
    ] as const;
    const autopsy = await examined(session, ...given);
    expect(autopsy?.hypotheses[0]).toMatchObject({ id: 'http2', sense: { frames: 3 } });
    await session.open({ sources: await tried(session, 'http2', given[0]) }, never(), () => {});
    expect(await messagesIn(session)).toEqual(SAID);
  });
});

describe('a large input', () => {
  it('is judged by its beginning, and undone to its end', async () => {
    const frames = concat(
      Array.from({ length: 6000 }, (_, i) => fromServer(`message number ${i}`)),
    );
    const bytes = concat([fromServer('lost').subarray(3), frames]);
    const session = direct();
    const autopsy = await examined(session, {
      content: bytes as Uint8Array<ArrayBuffer>,
      direction: 'server-to-client',
    });
    expect(autopsy).toMatchObject({ looked: 65_536, total: bytes.length });
    expect(autopsy?.hypotheses[0]).toMatchObject({ id: 'frames-later', args: [3] });
    const sources = await tried(session, 'frames-later', { content: '' });
    expect(sources[0]?.content).toBeInstanceOf(Blob);
    await session.open({ sources }, never(), () => {});
    expect(await session.conversation(0)).toMatchObject({ frames: 6000, errors: 0 });
  });

  it('is given up when told to', async () => {
    const session = direct();
    const frames = repeated([0x81, 0x06, 0x48, 0x65, 0x6c, 0x6c, 0x6f, 0x21], 400_000);
    const content = frames.map((_, i) => frames[i ^ 1]!);
    await examined(session, { content, direction: 'server-to-client' });
    const given = new AbortController();
    const treating = session.treat(0, 'words-swapped', given.signal);
    await pause();
    given.abort();
    expect(await rejection(treating)).toBe('AbortError');
  });
});

describe('where nothing is to be said', () => {
  it.each([
    ['nothing at all', { content: '' }],
    ['one frame with a reserved opcode', { content: '83 05 48 65 6c 6c 6f' }],
    ['a text that is no UTF-8', { content: '81 03 ff fe fd' }],
    ['one client frame that is not masked', { content: '> 81 05 48 65 6c 6c 6f' }],
    ['a frame that is cut', { content: '81 7e 04 00 48 65' }],
    ['words', { content: 'Hello there' }],
  ])('says nothing: %s', async (_name, given) => {
    expect((await examined(direct(), given))?.hypotheses ?? []).toEqual([]);
  });

  it('answers for a connection behind a channel as well', async () => {
    const session = overChannel();
    const autopsy = await examined(session, { content: '> 81 85 37 fa 21 3d 48 65 6c 6c 6f' });
    expect(autopsy?.hypotheses[0]?.id).toBe('payload-unmasked');
    expect(await session.treat(0, 'payload-unmasked', never())).toEqual({
      given: [{ direction: null, content: '> 81 85 37 fa 21 3d 7f 9f 4d 51 58' }],
    });
  });
});
