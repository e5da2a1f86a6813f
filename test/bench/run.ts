import { createHash } from 'node:crypto';
import { createCopies, READERS, type Reader } from './peers.ts';
import { createStream, type Stream, type StreamOptions } from './streams.ts';

/** Streams large enough that a run takes tens of milliseconds. */
const STREAMS: readonly StreamOptions[] = [
  { name: 'small, masked', messages: 200_000, size: 20, masked: true },
  { name: 'small', messages: 200_000, size: 20 },
  { name: 'small, Chinese', messages: 200_000, size: 30, chinese: true },
  { name: '1 KiB, masked', messages: 20_000, size: 1024, masked: true },
  { name: '1 KiB', messages: 20_000, size: 1024 },
  { name: '64 KiB, masked', messages: 500, size: 65_536, masked: true },
  { name: '64 KiB', messages: 500, size: 65_536 },
  { name: 'fragmented, masked', messages: 20_000, size: 200, fragments: 8, masked: true },
  { name: 'compressed, masked', messages: 20_000, size: 200, masked: true, compressed: true },
];

const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 9);

/** Rounds before those that count, in which code is compiled. */
const WARMING = 3;

interface Times {
  readonly reader: Reader;
  readonly milliseconds: number[];
}

/** Proves, before anything is timed, that all who deliver messages deliver the same. */
async function checkAlike(stream: Stream, readers: readonly Reader[]): Promise<void> {
  const digests = new Map<string, string[]>();
  const copyOf = createCopies(stream);
  for (const reader of readers) {
    const hash = createHash('sha256');
    await reader.read(copyOf(), (payload) => hash.update(`${payload.length}:`).update(payload));
    if (reader.delivers === 'frames') continue;
    const digest = hash.digest('hex');
    digests.set(digest, [...(digests.get(digest) ?? []), reader.name]);
  }
  if (digests.size > 1)
    throw new Error(`messages differ: ${JSON.stringify([...digests.values()])}`);
}

/** Rounds in which each reads once: what disturbs the machine disturbs all alike. */
async function measure(stream: Stream, readers: readonly Reader[]): Promise<Times[]> {
  const copyOf = createCopies(stream);
  const times = readers.map((reader): Times => ({ reader, milliseconds: [] }));
  for (let round = -WARMING; round < ROUNDS; round++) {
    for (const { reader, milliseconds } of times) {
      const copy = copyOf();
      const start = performance.now();
      const delivered = await reader.read(copy);
      const took = performance.now() - start;
      const expected = reader.delivers === 'frames' ? stream.frames : stream.messages;
      if (delivered.messages !== expected) throw new Error(`${reader.name} lost messages`);
      if (round >= 0) milliseconds.push(took);
    }
  }
  return times;
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

function report(stream: Stream, times: readonly Times[]): void {
  const peer = median(times.find(({ reader }) => reader.name === 'ws')!.milliseconds);
  const megabytes = (stream.bytes.length / 1e6).toFixed(1);
  console.log(`\n${stream.name}: ${stream.frames} frames, ${megabytes} MB`);
  for (const { reader, milliseconds } of times) {
    const middle = median(milliseconds);
    const ratio = `${(peer / middle).toFixed(1)} × ws`;
    console.log(
      `  ${reader.name.padEnd(18)} ${middle.toFixed(1).padStart(8)} ms  ${ratio.padStart(10)}`,
    );
  }
}

console.log(`Medians of ${ROUNDS} interleaved rounds; the ratio is how many times as fast as ws.`);
for (const options of STREAMS) {
  const stream = createStream(options);
  const readers = READERS.filter((reader) => reader.can(stream));
  await checkAlike(stream, readers);
  report(stream, await measure(stream, readers));
}
