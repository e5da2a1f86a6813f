import { readPaste } from '../src/capture/paste.ts';
import { leavesOf } from '../src/codec/annotation.ts';
import { readHttpHead } from '../src/codec/http/message.ts';
import { annotateFrame } from '../src/codec/websocket/annotate.ts';
import { createContext } from '../src/codec/websocket/rules.ts';
import { createScanner } from '../src/codec/websocket/scan.ts';
import { annotateRow } from '../src/trace/annotate-row.ts';
import { readConversation } from '../src/trace/conversation.ts';
import { countProblems } from '../src/trace/problems.ts';
import { decodeReport } from '../src/trace/report.ts';
import { readRow } from '../src/trace/row.ts';
import { DIRECTIONS, perDirection } from '../src/trace/trace.ts';
import { checkAddress } from './fuzz-addresses.ts';
import { checkCapture, checkHar } from './fuzz-captures.ts';
import type { FuzzInput, Level } from './fuzz-inputs.ts';
import { must, tiles } from './fuzz-laws.ts';
import { checkDeflate, checkMessages } from './fuzz-messages.ts';
import { checkEvents, checkHandshake, checkHttp } from './fuzz-protocols.ts';

/** Gives an input to the decoder and looks at what must hold for every one. @throws where it does not. */
export async function check(input: FuzzInput, level: Level): Promise<void> {
  if (level === 'report') return checkReport(input);
  if (level === 'paste') return checkPaste(input);
  if (typeof input.content === 'string') return checkText(level, input.content, input.turn);
  return checkWire(level, input.content, input.turn);
}

async function checkText(level: Level, text: string, turn: number): Promise<void> {
  if (level === 'address') return checkAddress(text);
  if (level === 'har') return checkHar(text, turn % 2 === 0);
}

function checkWire(level: Level, content: Uint8Array, turn: number): Promise<void> | void {
  const at = (i: number) => (turn * (i + 1)) % (content.length + 1);
  switch (level) {
    case 'capture':
      return checkCapture(content, [at(0), at(1)]);
    case 'http':
      return checkHttp(content, turn);
    case 'sse':
      return checkEvents(content, [at(0), at(1), at(2)]);
    case 'handshake':
      return checkHandshake(content, turn);
    case 'deflate': {
      const [first, second] = [at(0), at(1)].sort((a, b) => a - b) as [number, number];
      const parts = [content.subarray(0, first), content.subarray(first, second)];
      return checkDeflate([...parts, content.subarray(second), content], turn);
    }
    case 'frames':
      return checkBytes(content, DIRECTIONS[turn % 2]!, turn);
  }
}

function checkPaste({ content, options }: FuzzInput): void {
  const { streams } = readPaste([{ content, ...options }]).trace.connections[0]!;
  for (const direction of DIRECTIONS) {
    if (streams[direction].length > 0) checkBytes(streams[direction], direction);
  }
}

/** Of a stream of frames, which are all the same to what takes them apart one by one. */
const MOST_TAKEN_APART = 6;

/** The codecs alone: a scan, each frame taken apart, each message read and judged. */
function checkBytes(bytes: Uint8Array, direction: (typeof DIRECTIONS)[number], turn = 0): void {
  readHttpHead(bytes, 0, bytes.length);
  const sender = direction === 'client-to-server' ? 'client' : 'server';
  const side = turn % 4 === 0 ? null : { windowBits: 12, noContextTakeover: turn % 4 === 1 };
  const context = createContext(sender, { deflate: side !== null });
  const scanner = createScanner(bytes, context);
  while (scanner.step(64));
  const { index, tail } = scanner.finish();
  for (let frame = 0; frame < Math.min(index.length, MOST_TAKEN_APART); frame++) {
    const at = index.at[frame]!;
    const end = index.at[frame + 1] ?? (tail?.part === 'header' ? tail.at : bytes.length);
    checkFrame(bytes.subarray(at, end), index.verdict[frame]!);
  }
  // Judging and reading in several ways takes most of the time: a quarter of the inputs.
  if (turn % 16 < 4) checkMessages(bytes, index, sender, side);
  if (tail !== null) annotateFrame(bytes.subarray(tail.at));
}

function checkFrame(bytes: Uint8Array, verdict: number): void {
  const { root } = annotateFrame(bytes, { verdict });
  must(tiles(leavesOf(root), bytes.length), 'the fields of a frame tile it');
}

/** All the way: a report, every row of it, and every row taken apart. */
async function checkReport({ content, options }: FuzzInput): Promise<void> {
  const report = await decodeReport(content, options);
  // A capture goes through a door of its own; what is checked below is a paste.
  if (report.input.kind === 'pcap' || report.input.kind === 'pcapng') return;
  const { trace } = readPaste([{ content, ...options }]);
  const conversation = await readConversation(trace.connections[0]!, options, () =>
    Promise.resolve(),
  );
  const ends = perDirection(() => 0);
  let problems = 0;
  for (let row = 0; row < conversation.order.length; row++) {
    const { kind, direction, at, size } = readRow(conversation, row);
    // An event lies on the chunks that bring it.
    must(size > 0 && (kind === 'event' || at === ends[direction]), 'rows tile the stream');
    if (kind !== 'event') ends[direction] = at + size;
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
  // A mutated capture file may hold no connection at all.
  const reported = report.connections.reduce((sum, { violations }) => sum + violations.length, 0);
  must(reported === problems, 'every problem is reported');
}
