import { hexOf } from '../codec/bytes.ts';

/** Notations in which bytes can be pasted into a test or a program. */
export const LITERAL_FORMATS = ['hex', 'c', 'python', 'javascript', 'go'] as const;

export type LiteralFormat = (typeof LITERAL_FORMATS)[number];

/** Bytes to be written out. */
export interface Passage {
  /** An identifier in every one of the languages: `frame_3`. */
  readonly name: string;
  /** One line of ids and numbers. What comes from the wire has no place in it: it could end a comment. */
  readonly comment: string;
  readonly bytes: Uint8Array;
}

interface Notation {
  readonly perLine: number;
  readonly comment: (text: string) => string;
  readonly line: (bytes: Uint8Array) => string;
  readonly open: (passage: Passage) => string;
  readonly close: string;
}

/** How each byte is written as a number, and in a string. */
const NUMBERS = Array.from({ length: 256 }, (_, byte) => `0x${hexOf(Uint8Array.of(byte))},`);
const ESCAPES = Array.from({ length: 256 }, (_, byte) => `\\x${hexOf(Uint8Array.of(byte))}`);

const numbers = (indent: string) => (bytes: Uint8Array) =>
  `${indent}${Array.from(bytes, (byte) => NUMBERS[byte]).join(' ')}\n`;

const slashes = (text: string) => `// ${text}\n`;
const hash = (text: string) => `# ${text}\n`;

const NOTATIONS: Record<LiteralFormat, Notation> = {
  hex: {
    perLine: Infinity,
    comment: hash,
    line: (bytes) => `${hexOf(bytes).replace(/..(?=.)/g, '$& ')}\n`,
    open: () => '',
    close: '',
  },
  c: {
    perLine: 12,
    comment: (text) => `/* ${text} */\n`,
    line: numbers('    '),
    open: ({ name, bytes }) => `static const unsigned char ${name}[${bytes.length}] = {\n`,
    close: '};\n',
  },
  python: {
    perLine: 16,
    comment: hash,
    line: (bytes) => `    b"${Array.from(bytes, (byte) => ESCAPES[byte]).join('')}"\n`,
    open: ({ name }) => `${name} = (\n`,
    close: ')\n',
  },
  javascript: {
    perLine: 12,
    comment: slashes,
    line: numbers('  '),
    open: ({ name }) => `const ${name} = new Uint8Array([\n`,
    close: ']);\n',
  },
  go: {
    perLine: 12,
    comment: slashes,
    line: numbers('\t'),
    open: ({ name }) => `var ${name} = []byte{\n`,
    close: '}\n',
  },
};

/** Bytes as source text: a definition under a comment. What has no bytes is a comment alone. */
export function literalOf(passage: Passage, format: LiteralFormat): string {
  const notation = NOTATIONS[format];
  const { comment, bytes } = passage;
  if (bytes.length === 0) return notation.comment(comment);
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += notation.perLine) {
    lines.push(notation.line(bytes.subarray(at, at + notation.perLine)));
  }
  return notation.comment(comment) + notation.open(passage) + lines.join('') + notation.close;
}
