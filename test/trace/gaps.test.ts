import { describe, expect, it } from 'vitest';
import { annotateRow } from '../../src/trace/annotate-row.ts';
import { readClosing } from '../../src/trace/closing.ts';
import { messageReaders, type Conversation } from '../../src/trace/conversation.ts';
import { problemRows, problemsOf, streamRange } from '../../src/trace/problems.ts';
import { readRow } from '../../src/trace/row.ts';
import { DIRECTIONS, type Connection, type Direction, type Gap } from '../../src/trace/trace.ts';
import { REQUEST, RESPONSE } from '../vectors/handshake.ts';
import { framesOf, readConnection, withGaps } from './captures.ts';
import { connectionOf, reportOn } from './hand-made.ts';
import { fromClient, fromServer, latin1, type Turn } from './wire.ts';

const ENDPOINTS = { client: '10.0.0.1:5000', server: '10.0.0.2:80' };
const CLOSE = Uint8Array.of(0x03, 0xe8);

let frames = 0;
const key = () => Uint8Array.of(0x37, 0xfa, 0x21, 0x3d + frames++);

/** A small conversation that breaks no rule. */
const TURNS: readonly Turn[] = [
  ['>', latin1(REQUEST)],
  ['<', latin1(RESPONSE)],
  ['>', fromClient('subscribe to the news', { maskKey: key() })],
  ['<', fromServer('{"price":1}')],
  ['<', fromServer('{"pri', { fin: false })],
  ['<', fromServer('ce":2}', { opcode: 0 })],
  ['>', fromClient('ping', { opcode: 9, maskKey: key() })],
  ['<', fromServer('ping', { opcode: 10 })],
  ['<', fromServer('{"price":3}')],
  ['>', fromClient('{"more":true}', { maskKey: key() })],
  ['<', fromServer('{"price":4}')],
  ['<', fromServer(CLOSE, { opcode: 8 })],
  ['>', fromClient(CLOSE, { opcode: 8, maskKey: key() })],
];

const whole = connectionOf(TURNS, { ...ENDPOINTS, end: 'fin' });
const up = (start: number, end: number): Gap => ({ direction: 'client-to-server', start, end });
const down = (start: number, end: number): Gap => ({ direction: 'server-to-client', start, end });

const rowsOf = (conversation: Conversation) =>
  Array.from({ length: conversation.order.length }, (_, row) => readRow(conversation, row));

/** Places of what breaks a rule, as bytes of a stream. */
function violationsOf(conversation: Conversation) {
  return [...problemRows(conversation)].flatMap((row) =>
    problemsOf(conversation, row).map(({ violation }) => {
      const place = conversation.order.place(row);
      const { start, end } = streamRange(conversation, place, violation.range);
      return { rule: violation.rule, direction: place.direction, start: start / 8, end: end / 8 };
    }),
  );
}

const lengthOf = (connection: Connection, direction: Direction) =>
  connection.streams[direction].length;

describe('bytes that were not captured', { timeout: 60_000 }, () => {
  const lengths = [1, 2, 5, 17, 60];

  it('break no rule, wherever they are', async () => {
    for (const direction of DIRECTIONS) {
      for (const length of lengths) {
        for (let start = 0; start < lengthOf(whole, direction); start++) {
          const end = Math.min(start + length, lengthOf(whole, direction));
          const conversation = await readConnection(withGaps(whole, [{ direction, start, end }]));
          expect(violationsOf(conversation), `${direction} ${start} ${length}`).toEqual([]);
        }
      }
    }
  });

  it('leave the frames as they are that do not depend on them', async () => {
    const full = await readConnection(whole);
    for (const direction of DIRECTIONS) {
      const own = framesOf(full, direction);
      for (const length of lengths) {
        for (let start = 0; start < lengthOf(whole, direction); start++) {
          const end = Math.min(start + length, lengthOf(whole, direction));
          const torn = await readConnection(withGaps(whole, [{ direction, start, end }]));
          const other = direction === 'client-to-server' ? 'server-to-client' : 'client-to-server';
          expect(framesOf(torn, other)).toEqual(framesOf(full, other));
          const found = framesOf(torn, direction);
          const ats = new Set(own.map(({ at }) => at));
          // none is invented …
          expect(
            found.filter(({ at }) => !ats.has(at)),
            `${direction} ${start}`,
          ).toEqual([]);
          // … and all before the gap are there.
          const before = own.filter((frame) => endOf(full, direction, frame.at) <= start);
          expect(found.slice(0, before.length)).toEqual(before);
        }
      }
    }
  });

  it('tile the streams together with what was read', async () => {
    for (let start = 0; start < lengthOf(whole, 'server-to-client'); start += 3) {
      const conversation = await readConnection(
        withGaps(whole, [
          down(start, start + 4),
          down(start + 9, start + 12),
          up(start, start + 7),
        ]),
      );
      for (const direction of DIRECTIONS) {
        const covered = new Uint8Array(lengthOf(whole, direction) + 16);
        for (const row of rowsOf(conversation).filter((row) => row.direction === direction)) {
          if (row.kind === 'gap' || row.kind === 'event') continue;
          for (let at = row.at; at < row.at + row.size; at++) covered[at]!++;
          annotateRow(conversation, row.row);
        }
        for (const gap of conversation.sides[direction].captured.gaps) {
          for (let at = gap.start; at < gap.end; at++) covered[at] = 1;
        }
        const bytes = covered.subarray(0, lengthOf(whole, direction));
        expect(
          bytes.every((count) => count === 1),
          `${direction} ${start}`,
        ).toBe(true);
      }
    }
  });
});

const endOf = ({ sides }: Conversation, direction: Direction, at: number): number => {
  const { frames, bytes } = sides[direction];
  const frame = frames.at.indexOf(at);
  return frames.at[frame + 1] ?? bytes.length;
};

/** Where the frame of a turn begins in its direction's stream. */
function startOf(turn: number): number {
  const mark = TURNS[turn]![0];
  return TURNS.slice(0, turn)
    .filter(([way]) => way === mark)
    .reduce((sum, [, bytes]) => sum + bytes.length, 0);
}

describe('a gap inside a payload', () => {
  const at = startOf(3);
  const torn = withGaps(whole, [down(at + 6, at + 9)]);

  it('leaves the frames after it exact, and says how many bytes are missing', async () => {
    const conversation = await readConnection(torn);
    const frames = rowsOf(conversation).filter(({ frame }) => frame !== null);
    expect(frames).toHaveLength(11);
    expect(frames.filter(({ missing }) => missing > 0)).toMatchObject([{ at, missing: 3 }]);
    expect(frames.find((row) => row.at === at && row.missing > 0)?.frame?.preview).toMatchObject({
      text: '{"pr',
      clipped: true,
    });
    const gap = rowsOf(conversation).find(({ kind }) => kind === 'gap');
    expect(gap).toMatchObject({ at: at + 6, size: 3, missing: 3, direction: 'server-to-client' });
    expect(conversation.notes).toEqual([
      {
        id: 'conversation/gap',
        direction: 'server-to-client',
        at: at + 6,
        detail: '1 3',
      },
    ]);
  });

  it('is told in the report: the text before it, and what is missing', async () => {
    const report = await reportOn(await readConnection(torn));
    expect(report.gaps).toEqual([{ direction: 'server-to-client', offset: at + 6, length: 3 }]);
    expect(report.frames.filter(({ missing }) => missing !== undefined)).toMatchObject([
      { offset: at, payloadLength: 11, missing: 3, complete: true },
    ]);
    expect(report.messages.filter(({ missing }) => missing !== undefined)).toMatchObject([
      { text: '{"pr', length: 4, wireLength: 8, missing: 3, complete: false },
    ]);
    expect(report.violations).toEqual([]);
  });

  it('is not shown as zeros', async () => {
    const conversation = await readConnection(torn);
    const row = rowsOf(conversation).find(({ missing, frame }) => missing > 0 && frame !== null);
    const annotation = annotateRow(conversation, row!.row);
    expect(annotation.complete).toBe(false);
    expect(annotation.sources[0]!.bytes).toEqual(
      torn.streams['server-to-client'].slice(at, at + 6),
    );
    const reader = messageReaders(conversation)['server-to-client'];
    expect(reader.read(0)).toMatchObject({ missing: 3, complete: false, wireLength: 8 });
  });

  it('of a text hides what its end breaks, but not what comes before the gap', async () => {
    const turns = TURNS.slice(0, 2);
    const bad = fromServer(Uint8Array.of(0x41, 0xff, 0x42, 0x43, 0x44, 0xff), { opcode: 1 });
    const connection = connectionOf([...turns, ['<', bad]], ENDPOINTS);
    const start = latin1(RESPONSE).length;
    const rules = async (gap: Gap) =>
      violationsOf(await readConnection(withGaps(connection, [gap]))).map(({ rule }) => rule);
    expect(await rules(down(start + 5, start + 6))).toEqual(['ws/text-invalid-utf8']);
    expect(await rules(down(start + 3, start + 4))).toEqual([]);
  });
});

describe('a gap over a header', () => {
  const at = startOf(8);

  it('is searched behind for frames, and says what was passed over', async () => {
    const conversation = await readConnection(withGaps(whole, [down(at - 3, at + 1)]));
    const rows = rowsOf(conversation).filter(({ direction }) => direction === 'server-to-client');
    expect(rows.slice(-5).map(({ kind, at, size }) => [kind, at, size])).toEqual([
      ['frame', startOf(7), 6],
      ['gap', at - 3, 4],
      ['unexplained', at + 1, 12],
      ['frame', startOf(10), 13],
      ['frame', startOf(11), 4],
    ]);
    expect(conversation.notes.map(({ id, at, detail }) => [id, at, detail])).toEqual([
      ['conversation/gap', at - 3, '1 4'],
      ['conversation/resynchronised', startOf(10), '1 12'],
    ]);
    expect((await reportOn(conversation)).frames).toHaveLength(10);
  });

  it('at the end of a stream, and nothing is said of a Close that may have been there', async () => {
    const end = lengthOf(whole, 'client-to-server');
    const conversation = await readConnection(withGaps(whole, [up(end - 8, end)]));
    expect(violationsOf(conversation)).toEqual([]);
    const closing = readClosing(conversation);
    expect(closing.answered).toBe(false);
    expect(closing.api['server-to-client']).toBeNull();
    expect(closing.api['client-to-server']).toMatchObject({ code: 1000 });
  });
});
