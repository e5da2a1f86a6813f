import { CR, LF } from '../http/syntax.ts';
import { createInterpreter, type ReadEvent, type StreamOptions } from './event.ts';
import { BOM, bomAt, createLine, readLine } from './layout.ts';

/** Events from bytes that arrive in pieces, cut anywhere. */
export interface EventReader {
  /** Takes the next bytes and gives the events they complete. */
  push(bytes: Uint8Array): ReadEvent[];
  /** The stream has ended: what was held back, and the event it breaks off. */
  end(): ReadEvent[];
  /** Bytes held back because their line is not complete. */
  readonly pending: number;
}

/** Bytes whose line has not ended. Grows by doubling: an object for each arrival would outweigh the bytes. */
function createHeld() {
  let room = new Uint8Array(64);
  let length = 0;

  function append(bytes: Uint8Array): void {
    if (length + bytes.length > room.length) {
      const larger = new Uint8Array(Math.max(2 * room.length, length + bytes.length));
      larger.set(room.subarray(0, length));
      room = larger;
    }
    room.set(bytes, length);
    length += bytes.length;
  }

  /** Lets go of the bytes before `at`; and of the room, where one arrival needed a lot. */
  function drop(at: number): void {
    room = room.slice(at, Math.max(length, at + 64));
    length -= at;
  }

  return {
    append,
    drop,
    get bytes() {
      return room.subarray(0, length);
    },
  };
}

/**
 * Reads an event stream as it arrives: HTML §9.2.6. However the bytes are cut, `push` and `end` give
 * what `readEvents` gives for all of them.
 */
export function createEventReader({ lastEventId = '' }: StreamOptions = {}): EventReader {
  const interpreter = createInterpreter(lastEventId);
  const line = createLine();
  const held = createHeld();
  /** The offset in the stream of the first byte held. */
  let base = 0;
  /** Only the first bytes of a stream can be a byte order mark. */
  let begun = false;

  /** False while the bytes may be the beginning of a byte order mark. */
  function begin(isEnd: boolean): boolean {
    const bom = bomAt(held.bytes, 0, held.bytes.length);
    if (bom === undefined && !isEnd) return false;
    begun = true;
    if (bom === true) {
      interpreter.takeBom();
      held.drop(BOM.length);
      base = BOM.length;
    }
    return true;
  }

  function take(isEnd: boolean): ReadEvent[] {
    if (!begun && !begin(isEnd)) return [];
    const { bytes } = held;
    const events: ReadEvent[] = [];
    let at = 0;
    while (readLine(bytes, at, bytes.length, line)) {
      // A CR at the end of an arrival may be half of a CRLF.
      if (!isEnd && line.end === bytes.length && bytes[line.end - 1] === CR) break;
      const event = interpreter.take(bytes, line, base);
      if (event) events.push(event);
      at = line.end;
    }
    held.drop(at);
    base += at;
    return events;
  }

  return {
    push(bytes) {
      const before = held.bytes;
      const mayEndLine = !begun || before.at(-1) === CR || bytes.includes(LF) || bytes.includes(CR);
      held.append(bytes);
      // Else the line held would be searched again with each arrival.
      return mayEndLine ? take(false) : [];
    },
    end() {
      const events = take(true);
      const rest = interpreter.rest(base, base + held.bytes.length);
      held.drop(held.bytes.length);
      return rest ? [...events, rest] : events;
    },
    get pending() {
      return held.bytes.length;
    },
  };
}
