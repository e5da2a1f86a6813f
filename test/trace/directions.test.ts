import { describe, expect, it } from 'vitest';
import { hexOf } from '../../src/codec/bytes.ts';
import { describe as describeTrace } from '../../src/trace/describe.ts';
import { readPaste } from '../../src/capture/paste.ts';
import type { Source } from '../../src/capture/reading.ts';
import { decodeReport } from '../../src/trace/report.ts';
import type { Report } from '../../src/trace/report-format.ts';
import { REQUEST, RESPONSE } from '../vectors/handshake.ts';
import { twice } from '../vectors/rfc6455.ts';
import {
  conversationOf,
  fromClient,
  fromServer,
  joined,
  latin1,
  onlyOne,
  reportOf,
} from './wire.ts';

const noteIds = (report: Report) => report.input.notes.map(({ id }) => id);

describe('frames without a direction', () => {
  const mixed = joined(fromServer('a'), fromClient('b'), fromServer('c'), fromClient('d'));

  it('go where their MASK bit says, frame by frame, and a note says so', async () => {
    const report = await decodeReport(hexOf(mixed));
    const { frames, messages, violations } = onlyOne(report);
    expect(frames.map(({ direction, offset }) => [direction, offset])).toEqual([
      ['server-to-client', 0],
      ['client-to-server', 0],
      ['server-to-client', 3],
      ['client-to-server', 7],
    ]);
    expect(messages.map(({ text }) => text)).toEqual(['a', 'b', 'c', 'd']);
    expect(violations.map(({ rule }) => rule)).toEqual(['ws/masking-key-reused']);
    expect(report.input.notes).toContainEqual({
      id: 'input/direction-guessed',
      at: 0,
      detail: 'both',
    });
  });

  it('go where the caller says, and no note is needed', async () => {
    for (const direction of ['client-to-server', 'server-to-client'] as const) {
      const report = await decodeReport(mixed, { kind: 'binary', direction });
      const { frames, violations } = onlyOne(report);
      expect(new Set(frames.map((frame) => frame.direction))).toEqual(new Set([direction]));
      expect(frames.map(({ offset }) => offset)).toEqual([0, 3, 10, 13]);
      const rule =
        direction === 'client-to-server' ? 'ws/client-frame-unmasked' : 'ws/server-frame-masked';
      expect(violations.filter((violation) => violation.rule === rule)).toHaveLength(2);
      expect(noteIds(report)).toEqual([]);
    }
  });

  it('that are marked keep their marks, whatever the caller says', async () => {
    const report = await decodeReport(`> ${hexOf(fromServer('a'))}`, {
      direction: 'server-to-client',
    });
    expect(onlyOne(report).frames[0]?.direction).toBe('client-to-server');
    expect(noteIds(report)).toContain('input/direction-marked');
    expect(noteIds(report)).not.toContain('input/direction-guessed');
  });

  it('follow a request and a response that tell their own', async () => {
    const bytes = joined(latin1(REQUEST), latin1(RESPONSE), fromClient('a'), fromServer('b'));
    for (const [, input] of twice(bytes)) {
      const { handshake, messages } = onlyOne(await decodeReport(input));
      expect(handshake?.acceptMatches).toBe(true);
      expect(messages.map(({ direction }) => direction)).toEqual([
        'client-to-server',
        'server-to-client',
      ]);
    }
  });
});

describe('numbers of frames and messages', () => {
  it('count over both directions, in the order seen', async () => {
    const { frames, messages } = await reportOf([
      ['>', fromClient('a', { fin: false })],
      ['<', fromServer('b')],
      ['<', fromServer('p', { opcode: 9 })],
      ['>', fromClient('c', { opcode: 0, maskKey: Uint8Array.of(1, 2, 3, 4) })],
      ['<', fromServer('x', { opcode: 3 })],
      ['>', fromClient('d', { maskKey: Uint8Array.of(4, 3, 2, 1) })],
    ]);
    expect(frames.map(({ index, message }) => [index, message])).toEqual([
      [0, 0],
      [1, 1],
      [2, null],
      [3, 0],
      [4, null],
      [5, 2],
    ]);
    expect(messages.map(({ index, frames, text }) => [index, frames, text])).toEqual([
      [0, [0, 3], 'ac'],
      [1, [1], 'b'],
      [2, [5], 'd'],
    ]);
  });
});

describe('two panes', () => {
  const client = hexOf(joined(latin1(REQUEST), fromClient('a'), fromClient('c', { opcode: 2 })));
  const server = hexOf(joined(latin1(RESPONSE), fromServer('b')));
  const sources = [
    { content: client, direction: 'client-to-server' },
    { content: server, direction: 'server-to-client' },
  ] as const;

  async function reportOfPanes(panes: readonly Source[]): Promise<Report> {
    const { trace } = readPaste(panes);
    return describeTrace(trace, [await conversationOf(panes)], () => Promise.resolve());
  }

  it('put the handshake first, then each direction, and say that the order is not known', async () => {
    for (const panes of [sources, sources.toReversed()]) {
      const report = await reportOfPanes(panes);
      const { frames, handshake } = onlyOne(report);
      expect(handshake?.acceptMatches).toBe(true);
      expect(frames.map(({ direction }) => direction)).toEqual([
        'client-to-server',
        'client-to-server',
        'server-to-client',
      ]);
      expect(noteIds(report)).toContain('input/order-unknown');
    }
  });

  it('may be empty, one or both', async () => {
    const empty = { content: '', direction: 'server-to-client' } as const;
    expect(onlyOne(await reportOfPanes([sources[0], empty])).frames).toHaveLength(2);
    expect(onlyOne(await reportOfPanes([empty, empty])).frames).toEqual([]);
  });
});
