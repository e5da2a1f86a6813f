import type { Direction } from '../../trace/trace.ts';

export type JumpKind = 'frame' | 'up' | 'down' | 'time';

/** A row to go to: of a frame by its number from 0, of a byte of a direction, or of a time. */
export type JumpTarget =
  | { readonly frame: number }
  | { readonly direction: Direction; readonly offset: number }
  | { readonly time: number };

const WHOLE = /^(?:\d{1,15}|0x[0-9a-f]{1,12})$/i;
const DECIMAL = /^(?:\d{1,15}(?:\.\d*)?|\.\d+)$/;

/** What was typed, as a target; frames are counted from 1 on the page. Null where it is no number. */
export function readTarget(kind: JumpKind, typed: string): JumpTarget | null {
  const text = typed
    .trim()
    .replace(/^#/, '')
    .replaceAll(/[,_\s]/g, '');
  if (kind === 'time') return DECIMAL.test(text) ? { time: Number(text) } : null;
  if (!WHOLE.test(text)) return null;
  const value = Number(text);
  switch (kind) {
    case 'frame':
      return value >= 1 ? { frame: value - 1 } : null;
    case 'up':
      return { direction: 'client-to-server', offset: value };
    case 'down':
      return { direction: 'server-to-client', offset: value };
  }
}
