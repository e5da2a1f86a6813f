import { Z_SYNC_FLUSH, zlibInflateSetDictionary } from 'pako';
import {
  feed,
  finish,
  isAtBlockEnd,
  joined,
  openRaw,
  type InflateFault,
  type Output,
} from './inflate-stream.ts';
import { createWindow, MOST_WINDOW } from './window.ts';

export { TAIL, type InflateFault } from './inflate-stream.ts';

/** What one direction agreed to, RFC 7692 §7.1. */
export interface DeflateSide {
  /** 8 to 15: the window is 2 to this power in bytes. */
  readonly windowBits: number;
  /** True where each message begins with an empty window. */
  readonly noContextTakeover: boolean;
}

export type Inflated =
  /** `whole` is false where the data end inside a block: the sender stripped too much, or too little. */
  | { readonly ok: true; readonly bytes: Uint8Array; readonly whole: boolean }
  /** `bytes` is what came out before the fault. */
  | { readonly ok: false; readonly fault: InflateFault; readonly bytes: Uint8Array };

/** Where one direction stands between two messages: enough to go on from there. At most 32 KiB. */
export interface Checkpoint {
  readonly window: Uint8Array;
  /** True where what stood before `window` is not known. */
  readonly lost: boolean;
}

/** One direction's window. Messages must be given in the order they were sent, compressed ones only. */
export interface Inflater {
  /** How far back the next message may reach, in bytes; the most there is where a part was lost. */
  readonly history: number;
  /** `ended` is false for a message whose last fragment never came: its tail is not put back. */
  readonly inflate: (payload: Uint8Array, ended?: boolean) => Inflated;
  /** Forgets the window: what was not captured would be in it. */
  readonly lose: () => void;
  readonly save: () => Checkpoint;
}

/**
 * Inflates the messages of one direction, RFC 7692 §7.2.2. Never gives more than `most` bytes a message.
 * After a fault the window is unknown up to there: messages that do not reach so far back are right again.
 */
export function createInflater(
  side: DeflateSide,
  most: number,
  checkpoint: Checkpoint | null = null,
): Inflater {
  const raw = openRaw();
  const takeover = !side.noContextTakeover;
  const window = createWindow();
  let lost = false;
  /** True where the message before ended inside a block: the next one begins with a block all the same. */
  let inside = false;

  if (takeover && checkpoint !== null) {
    zlibInflateSetDictionary(raw.stream, checkpoint.window);
    window.push(checkpoint.window);
    lost = checkpoint.lost;
  }

  function begin(): void {
    if (!takeover) raw.forget();
    if (inside) raw.restart();
    inside = true;
  }

  function fail(fault: InflateFault, bytes: Uint8Array): Inflated {
    // Where nothing was lost, there never was what it refers to.
    const named = fault === 'lost-window' && !lost ? 'not-deflate' : fault;
    lose();
    return { ok: false, fault: named, bytes };
  }

  function lose(): void {
    raw.forget();
    window.clear();
    lost = takeover;
  }

  function remember(bytes: Uint8Array): void {
    if (!takeover) return;
    window.push(bytes);
    if (window.length === MOST_WINDOW) lost = false;
  }

  function inflate(payload: Uint8Array, ended = true): Inflated {
    begin();
    const output: Output = { parts: [], total: 0 };
    let fault = feed(raw, payload, Z_SYNC_FLUSH, output, most);
    if (fault === null && ended) fault = finish(raw, output, most);
    const bytes = joined(output);
    if (fault !== null) return fail(fault, bytes.length > most ? bytes.subarray(0, most) : bytes);
    inside = !ended || !isAtBlockEnd(raw);
    remember(bytes);
    return { ok: true, bytes, whole: !inside };
  }

  return {
    get history() {
      return takeover ? (lost ? MOST_WINDOW : window.length) : 0;
    },
    inflate,
    lose,
    save: () => ({ window: window.read(), lost }),
  };
}
