import {
  createCaptureReader,
  isCaptureFile,
  type CaptureResult,
} from '../capture/packets/reader.ts';
import type { OpenSource } from './api.ts';
import type { Work } from './work.ts';

/** Read from the file at once: the next slice is on its way while one is taken in. */
const SLICE = 4 * 1024 * 1024;

/** Taken in between two breaths, a few milliseconds of work; compressed bytes may stand for hundreds of times as many. */
const STEP = 256 * 1024;
const GZIP_STEP = 16 * 1024;

const MAGIC_BYTES = 4;

/** What kind of capture file a source is, by its first bytes or because it was chosen; null where it is none. */
export async function captureFormat({
  content,
  kind,
}: OpenSource): Promise<ReturnType<typeof isCaptureFile>> {
  if (typeof content === 'string') return null;
  const magic = isCaptureFile(await bytesIn(content, 0, MAGIC_BYTES));
  if (kind === 'pcap' || kind === 'pcapng') return magic ?? kind;
  return kind === undefined ? magic : null;
}

/** Reads a capture file slice by slice; `before` counts the bytes of the sources before it. */
export async function readCapture(
  file: Blob,
  gzip: boolean,
  before: number,
  { breath, tally }: Work,
): Promise<CaptureResult> {
  const reader = createCaptureReader({ total: file.size });
  const step = gzip ? GZIP_STEP : STEP;
  let coming = sliceAt(file, 0);
  for (let at = 0; at < file.size; at += SLICE) {
    const slice = await coming;
    coming = sliceAt(file, at + SLICE);
    for (let from = 0; from < slice.length; from += step) {
      reader.push(slice.subarray(from, from + step));
      tally.read(before + reader.bytes, reader.packets);
      await breath();
    }
  }
  return reader.finish();
}

function sliceAt(file: Blob, at: number): Promise<Uint8Array> {
  const slice = bytesIn(file, at, at + SLICE);
  // It may be on its way when the opening is given up: nobody waits for it then.
  slice.catch(() => {});
  return slice;
}

const bytesIn = async (file: Blob, from: number, to: number): Promise<Uint8Array> =>
  new Uint8Array(await file.slice(from, to).arrayBuffer());
