/**
 * A thread that decodes inputs one after another. Before each it writes the run's number where the watching
 * thread sees it: a loop that never ends can be noticed only from outside.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { tsImport } from 'tsx/esm/api';

const { seed, runs, first, step, place, checks, only } = workerData;
const { inputOf, levelOf, LEVELS } = await tsImport('./fuzz-inputs.ts', import.meta.url);

/** The most that typed arrays may hold after a run: 64 MiB of one message, and copies of it on the way. */
const MOST_MEMORY = 512 * 1024 * 1024;
const LOOK_EVERY = 1000;

if (only === undefined) await decodeAll();
else parentPort.postMessage({ shown: show(only) });

async function decodeAll() {
  const { check } = await tsImport(checks, import.meta.url);
  const counts = Object.fromEntries(LEVELS.map((level) => [level, 0]));
  for (let run = first; run < runs; run += step) {
    const input = inputOf(seed, run);
    const level = levelOf(run);
    Atomics.store(place, 0, run + 1);
    try {
      await check(input, level);
      if (run % LOOK_EVERY < step) checkMemory();
    } catch (error) {
      parentPort.postMessage({ failed: { run, why: error.stack, ...show(run) } });
      return;
    }
    counts[level]++;
  }
  parentPort.postMessage({ counts });
}

function checkMemory() {
  const { arrayBuffers } = process.memoryUsage();
  if (arrayBuffers > MOST_MEMORY) throw new Error(`typed arrays hold ${arrayBuffers} bytes`);
}

/** An input so that it can be read and given again. */
function show(run) {
  const { content, options } = inputOf(seed, run);
  const text = typeof content === 'string';
  const hex = Buffer.from(content, text ? 'utf16le' : undefined).toString('hex');
  return { options, notation: text ? 'text, UTF-16LE in hex' : 'bytes in hex', hex };
}
