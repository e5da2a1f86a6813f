/** Bytes a line: what fits a phone. */
const LINE = 8;

export interface DumpLine {
  readonly hex: string;
  /** ASCII, a dot for what cannot be read. */
  readonly text: string;
}

const readable = (byte: number): string =>
  byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·';

/** Bytes in lines, as hex and as what can be read in them. */
export function dumpOf(bytes: Uint8Array): DumpLine[] {
  return Array.from({ length: Math.ceil(bytes.length / LINE) }, (_, i) => {
    const line = [...bytes.subarray(i * LINE, (i + 1) * LINE)];
    return {
      hex: line.map((byte) => byte.toString(16).padStart(2, '0')).join(' '),
      text: line.map(readable).join(''),
    };
  });
}

/** Whether bytes are a message of HTTP, which is read as text. */
export const isHttp = (bytes: Uint8Array): boolean =>
  /^(?:[A-Z]+ \S+ HTTP\/|HTTP\/\d)/u.test(String.fromCharCode(...bytes.subarray(0, 64)));
