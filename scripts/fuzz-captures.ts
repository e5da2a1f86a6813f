import { createCaptureReader, isCaptureFile } from '../src/capture/packets/reader.ts';
import { readInput } from '../src/capture/read-input.ts';
import { decodeReport } from '../src/trace/report.ts';
import { plain, readFile } from '../test/capture/packets/files.ts';
import { must } from './fuzz-laws.ts';

/** A sequence number that was hit may ask for a gap of megabytes, which takes long to compare. */
const SMALL = { gapBytes: 4096 };

/** A capture file gives the same connections in one piece and in three, and a report. */
export async function checkCapture(file: Uint8Array, cuts: readonly number[]): Promise<void> {
  if (!isCaptureFile(file)) {
    // The reader says what is wrong with what it was given all the same.
    const reader = createCaptureReader();
    reader.push(file);
    reader.finish();
    return;
  }
  const [first = 0, second = 0] = [...cuts].sort((a, b) => a - b);
  const pieces = [file.subarray(0, first), file.subarray(first, second), file.subarray(second)];
  const whole = JSON.stringify(plain(readFile([file], SMALL)));
  must(
    JSON.stringify(plain(readFile(pieces, SMALL))) === whole,
    'a capture reads the same however cut',
  );
  const { connections, input } = await decodeReport(file);
  // What begins as gzip does and holds no capture is read as the bytes it is.
  if (file[0] === 0x1f && input.kind === 'binary') return;
  must(connections.length === readFile([file]).connections.length, 'a report has every connection');
}

/** A network log is read or refused with a note; where it is forced, too. */
export async function checkHar(text: string, forced: boolean): Promise<void> {
  const { notes } = readInput({ content: text, ...(forced ? { kind: 'har' as const } : {}) });
  must(
    notes.every(({ at }) => at === null || (at >= 0 && at <= text.length)),
    'a note points into the text',
  );
  await decodeReport(text, forced ? { kind: 'har' } : {});
}
