import type { StringVisitor } from './strings.ts';

/** What a scan of a program's text, or of what a program prints, meets. */
export interface LiteralVisitor extends StringVisitor {
  /** Something that only a literal looks like. */
  evidence(): void;
  /** `... 33 more items`: bytes that the text does not show. */
  left(at: number, count: string): void;
  /** A number that is no byte. */
  notByte(at: number, what: string): void;
  /** A string or a number that stands where no bytes are. */
  outside(at: number, what: string): void;
  /** A string that its line ends. */
  unclosed(at: number): void;
  comment(at: number): void;
  /** Text of hexadecimal digits, or base64, that a function decodes. */
  hex(from: number, end: number, limit: number): number;
  base64(from: number, end: number): void;
  endBase64(): void;
}

/** How a text without brackets, or without anything but plain strings, is read all the same. */
export interface Leniency {
  /** Numbers need no brackets. */
  readonly bare: boolean;
  /** Every string counts. */
  readonly strings: boolean;
}
