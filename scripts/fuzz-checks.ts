import { readPaste } from '../src/capture/paste.ts';
import { leavesOf } from '../src/codec/annotation.ts';
import { readHttpHead } from '../src/codec/http/message.ts';
import { annotateFrame } from '../src/codec/websocket/annotate.ts';
import { createMessageReader } from '../src/codec/websocket/message-reader.ts';
import { startsMessage } from '../src/codec/websocket/message.ts';
import { createContext } from '../src/codec/websocket/rules.ts';
import { createScanner } from '../src/codec/websocket/scan.ts';
import { annotateRow } from '../src/trace/annotate-row.ts';
import { readConversation } from '../src/trace/conversation.ts';
import { countProblems } from '../src/trace/problems.ts';
import { decodeReport } from '../src/trace/report.ts';
import { readRow } from '../src/trace/row.ts';
import { DIRECTIONS, perDirection } from '../src/trace/trace.ts';
import type { FuzzInput, Level } from './fuzz-inputs.ts';

/** Gives an input to the decoder and looks at what must hold for every one. @throws where it does not. */
export async function check(input: FuzzInput, level: Level): Promise<void> {
  const { content } = input;
  if (level === 'report') return checkReport(input);
  if (level === 'paste') checkPaste(input);
  else if (typeof content !== 'string') checkBytes(content, 'client-to-server');
}

function checkPaste({ content, options }: FuzzInput): void {
  const { streams } = readPaste([{ content, ...options }]).trace.connections[0]!;
  for (const direction of DIRECTIONS) {
    if (streams[direction].length > 0) checkBytes(streams[direction], direction);
  }
}

/** Of a stream of frames, which are all the same to what takes them apart one by one. */
const MOST_TAKEN_APART = 6;

/** The codecs alone: a scan, each frame taken apart, each message read. */
function checkBytes(bytes: Uint8Array, direction: (typeof DIRECTIONS)[number]): void {
  readHttpHead(bytes, 0, bytes.length);
  const context = createContext(direction === 'client-to-server' ? 'client' : 'server', {
    deflate: true,
  });
  const scanner = createScanner(bytes, context);
  while (scanner.step(64));
  const { index, tail } = scanner.finish();
  const side = { windowBits: 12, noContextTakeover: false };
  const messages = createMessageReader(bytes, index, side, 1 << 20);
  for (let frame = 0; frame < index.length; frame++) {
    const at = index.at[frame]!;
    const end = index.at[frame + 1] ?? (tail?.part === 'header' ? tail.at : bytes.length);
    if (frame < MOST_TAKEN_APART) checkFrame(bytes.subarray(at, end), index.verdict[frame]!);
    if (startsMessage(index, frame)) messages.read(frame);
  }
  if (tail !== null) annotateFrame(bytes.subarray(tail.at));
}

function checkFrame(bytes: Uint8Array, verdict: number): void {
  const { root } = annotateFrame(bytes, { verdict });
  must(tiles(leavesOf(root), bytes.length), 'the fields of a frame tile it');
}

const tiles = (
  leaves: readonly { readonly range: { readonly start: number; readonly end: number } }[],
  length: number,
): boolean => {
  let at = 0;
  for (const { range } of leaves) {
    if (range.start !== at) return false;
    at = range.end;
  }
  return at === length * 8;
};

/** All the way: a report, every row of it, and every row taken apart. */
async function checkReport({ content, options }: FuzzInput): Promise<void> {
  const report = await decodeReport(content, options);
  const { trace } = readPaste([{ content, ...options }]);
  const conversation = await readConversation(trace.connections[0]!, options, () =>
    Promise.resolve(),
  );
  const ends = perDirection(() => 0);
  let problems = 0;
  for (let row = 0; row < conversation.order.length; row++) {
    const { direction, at, size } = readRow(conversation, row);
    must(at === ends[direction] && size > 0, 'rows tile the stream');
    ends[direction] = at + size;
    const annotation = annotateRow(conversation, row);
    must(tiles(leavesOf(annotation.root), size), 'the fields of a row tile it');
    const { errors, warnings } = countProblems(conversation, conversation.order.place(row));
    must(errors + warnings === annotation.violations.length, 'counted problems are named');
    problems += errors + warnings;
  }
  for (const direction of DIRECTIONS) {
    const { length } = conversation.sides[direction].bytes;
    must(ends[direction] === length, 'rows reach the end of the stream');
    must(report.totals.bytes[direction] === length, 'the report counts every byte');
  }
  must(report.connections[0]!.violations.length === problems, 'every problem is reported');
}

function must(holds: boolean, law: string): void {
  if (!holds) throw new Error(`does not hold: ${law}`);
}
