export const TAB = 0x09;
export const LF = 0x0a;
export const CR = 0x0d;

/** White space of any script, zero-width spaces and the byte order mark. */
export function isBlank(code: number): boolean {
  if (code <= 0x20) return code === 0x20 || (code >= TAB && code <= CR);
  if (code < 0x85) return false;
  return (
    code === 0x85 ||
    code === 0xa0 ||
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200f) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    (code >= 0x205f && code <= 0x2060) ||
    code === 0x3000 ||
    code === 0xfeff
  );
}

export const isFullWidth = (code: number): boolean => code >= 0xff01 && code <= 0xff5e;

/** The code at a position, a full-width form taken for the ASCII it stands for. */
export function plainAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return isFullWidth(code) ? code - 0xfee0 : code;
}

/** 0–15, or −1 for what is no hexadecimal digit. */
export function hexValue(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}

export const isHexAt = (text: string, at: number, end: number): boolean =>
  at < end && hexValue(plainAt(text, at)) >= 0;

export const isLetter = (code: number): boolean => {
  const lower = code | 0x20;
  return code < 0x80 && lower >= 0x61 && lower <= 0x7a;
};

export const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;

/** The first position that is not blank. */
export function skipBlanks(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && isBlank(text.charCodeAt(at))) at++;
  return at;
}

/** The end of a stretch without the blanks that close it. */
export function trimEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && isBlank(text.charCodeAt(at - 1))) at--;
  return at;
}

/** At most 24 characters of a stretch, for the detail of a note. */
export const clip = (text: string, start: number, end: number): string =>
  end - start > 24 ? `${text.slice(start, start + 23)}…` : text.slice(start, end);

export const isAllBlank = (text: string): boolean =>
  skipBlanks(text, 0, text.length) === text.length;

/** The first full-width form of a stretch, or −1. */
export function findFullWidth(text: string, start: number, end: number): number {
  const at = text.slice(start, end).search(/[\uff01-\uff5e]/);
  return at < 0 ? -1 : start + at;
}
