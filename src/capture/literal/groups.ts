import type { Mode } from './words.ts';

/** The brackets that are open, and what the innermost holds. */
export interface Groups {
  readonly mode: Mode;
  readonly depth: number;
  /** A name, a type or `=` stands before the list. */
  readonly declared: boolean;
  /** The numbers of the list are hexadecimal, without `0x`. */
  readonly hex: boolean;
  /** Strings in it are decoded. */
  readonly decodes: boolean;
  openList(close: string, mode: Mode, declared: boolean, hex: boolean): void;
  /** `mode` is null where no name stands before the parenthesis. */
  openCall(mode: Mode | null): void;
  openPairs(): void;
  /** A semicolon: braces around it hold statements. */
  statement(): void;
  /** Closes the innermost group that this closes, and those inside it; false where there is none. */
  close(character: string): boolean;
}

interface Group {
  readonly close: string;
  readonly declared: boolean;
  readonly hex: boolean;
  mode: Mode;
}

/** Deeper brackets are not looked at: what is nested so is no list of bytes. */
const DEEPEST = 64;

export function createGroups(bare: boolean): Groups {
  const base: Group = { close: '', mode: bare ? 'list' : 'code', declared: false, hex: false };
  const stack: Group[] = [];
  let top = base;
  const open = (group: Group) => {
    if (stack.length === DEEPEST) stack.shift();
    stack.push(group);
    top = group;
  };
  return {
    get mode() {
      return top.mode;
    },
    get depth() {
      return stack.length;
    },
    get declared() {
      return top.declared;
    },
    get hex() {
      return top.hex;
    },
    get decodes() {
      return top.mode === 'hex' || top.mode === 'base64';
    },
    openList: (close, mode, declared, hex) => open({ close, mode, declared, hex }),
    openCall(mode) {
      const list = mode === 'list' || (mode === null && top.mode === 'list');
      open({ close: ')', mode: list ? 'list' : (mode ?? 'code'), declared: list, hex: false });
    },
    openPairs: () => open({ close: '>', mode: 'pairs', declared: true, hex: false }),
    statement() {
      if (top.close === '}') top.mode = 'code';
    },
    close(character) {
      const at = stack.findLastIndex(({ close }) => close === character);
      if (at < 0) return false;
      stack.length = at;
      top = stack.at(-1) ?? base;
      return true;
    },
  };
}
