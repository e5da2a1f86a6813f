import {
  LENGTH_64,
  Opcode,
  isControl,
  isFinal,
  opcodeOf,
} from '../../../src/codec/websocket/layout.ts';
import { isComplete } from '../../../src/codec/websocket/message.ts';
import { concat } from '../../../src/codec/bytes.ts';
import { walkDeflate } from '../../../src/codec/websocket/inflate-walk.ts';
import { FRAME_RULES } from '../../../src/codec/websocket/rules.ts';
import type { Heard } from './oracle-ws.ts';
import { readingOf, type Problem, type Reading } from './oracle-wire101.ts';

/** What of a reading is compared: its problems, and frames before `until`. */
export interface View {
  readonly problems: readonly Problem[];
  readonly until: number;
}

/** A way in which ws and wire101 differ by right. */
export interface Difference {
  readonly name: string;
  /** What leaves it open, or is read otherwise by ws. */
  readonly section: string;
  /** The view of wire101 as ws would have it. */
  readonly apply: (view: View, reading: Reading) => View;
}

const without = (view: View, gone: (problem: Problem) => boolean): View => ({
  ...view,
  problems: view.problems.filter((problem) => !gone(problem)),
});

/** Rules that ws sees in the first two bytes: a control frame that is too long says so in its 7-bit length. */
const FIRST = new Set<string>(
  FRAME_RULES.filter(
    ({ id, sees }) =>
      sees === 'first-bytes' || id === 'ws/control-too-long' || id === 'ws/close-payload-one-byte',
  ).map(({ id }) => id),
);

const compressed = ({ messages }: Reading) => messages.filter((message) => message.compressed);

/** Compares no further than the first frame of a message that `which` says ws takes otherwise. */
const until = (view: View, first: number | undefined): View => ({
  ...view,
  until: Math.min(view.until, first ?? Infinity),
});

export const DIFFERENCES: readonly Difference[] = [
  {
    name: 'ws takes a length in more bytes than needed, but for a control frame',
    section: 'RFC 6455 §5.2: “the minimal number of bytes MUST be used”, and no word on who checks',
    apply: (view, { index }) =>
      without(
        view,
        ({ rule, frame }) =>
          rule.startsWith('ws/length-not-minimal') && !isControl(opcodeOf(index.head[frame]! >> 8)),
      ),
  },
  {
    name: 'ws answers 1009 to a length of 2^63 and more',
    section:
      'RFC 6455 §5.2: the bit MUST be 0, so 1002; §7.4.1: too big to process is 1009 as well',
    apply: (view) => ({
      ...view,
      problems: view.problems.map((problem) =>
        problem.rule === 'ws/length-64-msb-set' ? { ...problem, code: 1009 } : problem,
      ),
    }),
  },
  {
    name: 'ws judges text once its last fragment is whole',
    section: 'RFC 6455 §8.1: a stream that is no UTF-8 fails the connection, and no word on when',
    apply: (view, reading) => waitForEnd(view, reading),
  },
  {
    name: 'of several rules that a frame breaks ws names that of its first two bytes',
    section: 'RFC 6455 §7.1.7: one code fails the connection, and no order of rules',
    apply: (view) => ({
      ...view,
      problems: view.problems.toSorted(
        (a, b) => a.frame - b.frame || Number(FIRST.has(b.rule)) - Number(FIRST.has(a.rule)),
      ),
    }),
  },
  {
    name: 'ws reads nothing after a Close frame',
    section: 'RFC 6455 §5.5.1, §1.4: after a Close no more is expected and data are discarded',
    apply: (view, { index, stream, problems }) => {
      for (let i = 0; i < index.length; i++) {
        const close = opcodeOf(index.head[i]! >> 8) === Opcode.close;
        if (!close || !isComplete(stream.bytes, index, i)) continue;
        if (problems.some(({ frame }) => frame === i)) continue;
        return without(view, ({ frame }) => frame > i);
      }
      return view;
    },
  },
  {
    name: 'ws refuses a frame by the first bytes of a header that is cut',
    section: 'RFC 6455 §5.2: wire101 shows a cut header as cut, and judges whole ones',
    apply: (view, reading) => ({
      ...view,
      problems: [...view.problems, ...problemsOfCutHeader(reading)],
    }),
  },
  {
    name: 'ws inflates fragment by fragment',
    section: 'RFC 7692 §7.2.2: a message is inflated once it is whole',
    apply: (view, reading) =>
      until(
        view,
        compressed(reading).find(
          ({ frames, complete, fault, payload }) =>
            (frames.length > 1 && (fault !== null || isTooBig(reading, payload))) ||
            (!complete && isCutOff(reading, frames)),
        )?.frames[0],
      ),
  },
  {
    name: 'ws counts what a message inflates to',
    section:
      'RFC 6455 §10.4: limits are policy; the one on messages is on bytes as they travel here',
    apply: (view, reading) => ({
      ...view,
      problems: [
        ...view.problems,
        ...compressed(reading)
          .filter(({ payload, complete }) => complete && isTooBig(reading, payload))
          .map(({ frames }) => ({
            frame: frames.at(-1)!,
            rule: 'ws/pmd-inflates-too-big' as const,
            code: 1009,
          })),
      ].toSorted((a, b) => a.frame - b.frame),
    }),
  },
  {
    name: 'ws takes a message that ends inside a block',
    section: 'RFC 7692 §7.2.1: blocks are whole before the tail goes; zlib gives out what it has',
    apply: (view, reading) =>
      until(
        view,
        compressed(reading).find(({ inflation }) => {
          const inflated = inflation?.inflated;
          return inflated !== undefined && inflated.ok && !inflated.whole;
        })?.frames[0],
      ),
  },
  {
    name: 'ws ends a message, and its window, with a final block',
    section: 'RFC 7692 §7.2.3.4: a block with BFINAL set is followed by others like any block',
    apply: (view, reading) =>
      until(view, compressed(reading).find(({ joined }) => hasFinalBlock(joined))?.frames[0]),
  },
  {
    name: 'ws reaches back further than the window, as far as zlib happens to hold',
    section: 'RFC 7692 §7.1.2: no reference beyond the window; zlib checks what it no longer has',
    apply: (view, reading) => {
      const beyond = view.problems.find(({ rule }) => rule === 'ws/pmd-window-exceeded');
      return until(
        view,
        reading.messages.find(({ frames }) => beyond && frames.includes(beyond.frame))?.frames[0],
      );
    },
  },
];

/** The frame that ends a message; one that never comes ends nothing. */
function waitForEnd(view: View, { index, messages, stream }: Reading): View {
  const problems = view.problems.flatMap((problem) => {
    if (!problem.rule.startsWith('ws/text-')) return [problem];
    const message = messages.find(({ frames }) => frames.includes(problem.frame));
    const last = message?.frames.at(-1);
    if (!message?.complete || last === undefined) return [];
    // A data frame in between has begun another message: this one has no end.
    return isFinal(index.head[last]! >> 8) && isComplete(stream.bytes, index, last)
      ? [{ ...problem, frame: last }]
      : [];
  });
  // What the frame itself breaks is seen before what the message is.
  return {
    ...view,
    problems: problems.toSorted((a, b) => a.frame - b.frame || order(a) - order(b)),
  };
}

const order = ({ rule }: Problem): number => (rule.startsWith('ws/text-') ? 1 : 0);

/** With any rest of the header: what the bytes that are there break without it. */
function problemsOfCutHeader({ stream, tail, index }: Reading): Problem[] {
  if (tail?.part !== 'header' || tail.have < 2) return [];
  const missing = Number(tail.need) - tail.have;
  const bytes = concat([stream.bytes, new Uint8Array(missing).fill(1)]);
  const long = (bytes[tail.at + 1]! & LENGTH_64) === LENGTH_64 ? 10 : 4;
  const { problems } = readingOf({ ...stream, bytes });
  return problems.filter(
    ({ frame, rule }) => frame === index.length && (FIRST.has(rule) || tail.have >= long),
  );
}

/** True for a message of which fragments came and the last did not. */
const isCutOff = ({ index, stream }: Reading, frames: readonly number[]): boolean =>
  frames.some(
    (frame) => isComplete(stream.bytes, index, frame) && !isFinal(index.head[frame]! >> 8),
  );

const isTooBig = ({ stream }: Reading, payload: Uint8Array): boolean =>
  payload.length > stream.most;

const hasFinalBlock = (payload: Uint8Array): boolean =>
  walkDeflate(payload, { windowBits: 15, historyLength: 1 << 15 }).blocks.some(
    ({ final }) => final,
  );

/** What a receiver would have given out that keeps to a view. */
function heardIn({ problems, until }: View, { events }: Reading): Heard {
  const first = problems.find(({ frame }) => frame < until);
  const end = Math.min(first?.frame ?? Infinity, until);
  const before = events.filter(({ frame }) => frame < end).map(({ event }) => event);
  // After a Close that is right nothing is given out.
  const close = before.findIndex((event) => event.startsWith('close '));
  return { events: close < 0 ? before : before.slice(0, close + 1), code: first?.code ?? null };
}

/** Whether ws heard what wire101 reads in that view. */
function isAlike(view: View, reading: Reading, ws: Heard): boolean {
  const ours = heardIn(view, reading);
  const whole = view.until === Infinity || ours.code !== null;
  const same = ours.events.every((event, i) => event === ws.events[i]);
  return same && (!whole || (ours.events.length === ws.events.length && ours.code === ws.code));
}

/** The fewest differences that explain what ws heard, by place; null where they do not. */
export function explain(reading: Reading, ws: Heard): readonly number[] | null {
  const view = (chosen: readonly number[]): View =>
    chosen.reduce<View>((seen, i) => DIFFERENCES[i]!.apply(seen, reading), {
      problems: reading.problems,
      until: Infinity,
    });
  const holds = (chosen: readonly number[]) => isAlike(view(chosen), reading, ws);
  const all = DIFFERENCES.map((_, i) => i);
  if (holds([])) return [];
  const single = all.find((i) => holds([i]));
  if (single !== undefined) return [single];
  if (!holds(all)) return null;
  return all.reduce((kept, i) => {
    const fewer = kept.filter((other) => other !== i);
    return holds(fewer) ? fewer : kept;
  }, all);
}
