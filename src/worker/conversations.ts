import type { MessageReader } from '../codec/websocket/message-reader.ts';
import { messageReaders, type Conversation } from '../trace/conversation.ts';
import { createPager, type Pager } from '../trace/payload-pages.ts';
import { listProblems, type ProblemList } from '../trace/problems.ts';
import type { Breath } from '../trace/breath.ts';
import { DIRECTIONS, type Direction } from '../trace/trace.ts';
import { createApproach, type Approach } from './approach.ts';
import { drain } from './steps.ts';

/** A conversation, and what is asked of it again and again. */
export interface Held {
  readonly conversation: Conversation;
  readonly problems: ProblemList;
  readonly messages: Readonly<Record<Direction, MessageReader>>;
  readonly approach: Approach;
  readonly pages: Pager;
}

export async function hold(conversation: Conversation, breath: Breath): Promise<Held> {
  const problems = await drain(listProblems(conversation), breath);
  const messages = messageReaders(conversation);
  return {
    ...{ conversation, problems, messages },
    approach: createApproach(conversation, messages),
    pages: createPager(conversation, messages),
  };
}

/** The conversations of all connections: those looked at last are kept, the others are read again when asked for. */
export interface Conversations {
  /** Rejects with a RangeError where there is no such connection. */
  get(connection: number): Promise<Held>;
  /** Keeps what has been read already. */
  keep(connection: number, held: Held): void;
}

/** Memory that kept conversations may take together, in bytes; the last one is kept whatever it takes. */
const MOST_KEPT = 128 * 1024 * 1024;

export function createConversations(
  connections: number,
  read: (connection: number) => Promise<Held>,
  most = MOST_KEPT,
): Conversations {
  /** The one asked for last is the last. */
  const kept = new Map<number, { readonly held: Held; readonly cost: number }>();
  const reading = new Map<number, Promise<Held>>();
  let cost = 0;

  function keep(connection: number, held: Held): void {
    forget(connection);
    kept.set(connection, { held, cost: costOf(held.conversation) });
    cost += kept.get(connection)!.cost;
    for (const oldest of kept.keys()) {
      if (cost <= most || oldest === connection) return;
      forget(oldest);
    }
  }

  function forget(connection: number): void {
    cost -= kept.get(connection)?.cost ?? 0;
    kept.delete(connection);
  }

  async function readAnew(connection: number): Promise<Held> {
    try {
      const held = await read(connection);
      keep(connection, held);
      return held;
    } finally {
      reading.delete(connection);
    }
  }

  return {
    keep,
    async get(connection) {
      if (!(Number.isInteger(connection) && connection >= 0 && connection < connections)) {
        throw new RangeError(`there is no connection ${connection}`);
      }
      const entry = kept.get(connection);
      if (entry !== undefined) {
        kept.delete(connection);
        kept.set(connection, entry);
        return entry.held;
      }
      if (!reading.has(connection)) reading.set(connection, readAnew(connection));
      return reading.get(connection)!;
    },
  };
}

/** Columns of frames and rows, in bytes. */
const COST_OF_ROW = 48;
/** A head with its fields; an event; what every conversation has: objects, as measured. */
const COST_OF_HEAD = 4096;
const COST_OF_EVENT = 256;
const COST_OF_ANY = 24 * 1024;

/** About what a conversation takes besides the bytes of its streams, which are there anyway. */
function costOf({ sides, order }: Conversation): number {
  const units = DIRECTIONS.reduce((sum, direction) => {
    const { http, streams } = sides[direction];
    const contents = [...streams.values()].reduce(
      (bytes, { content, events }) => bytes + content.length + events.length * COST_OF_EVENT,
      0,
    );
    return sum + http.units.length * COST_OF_HEAD + contents;
  }, 0);
  return COST_OF_ANY + units + order.length * COST_OF_ROW;
}
