import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** Between two looks at a thread, in milliseconds. */
const LOOK_EVERY = 100;
/** What one input may take, in milliseconds of processor time: a busy machine is no hang. */
const MOST_TIME = 2000;
/** Of the garbage-collected heap of a thread; without end, memory is a failure too. */
const MOST_HEAP = 512;

/** The module whose `check` is given every input. */
const CHECKS = new URL('./fuzz-checks.ts', import.meta.url).href;

/**
 * Decodes so many inputs on so many threads.
 * Yields how many went how far, or what failed: a thrown error, a law broken, a hang, a thread that died.
 *
 * @typedef {{ run: number, why: string, options?: object, notation?: string, hex?: string }} Failure
 * @param {{ seed: number, runs: number, threads: number, checks?: string }} task
 * @returns {Promise<{ failed: Failure | null, counts: Record<string, number>, seconds: number }>}
 */
export async function fuzz({ seed, runs, threads, checks = CHECKS }) {
  const places = Array.from({ length: threads }, () => new Int32Array(new SharedArrayBuffer(4)));
  const started = performance.now();
  const workers = places.map((place, first) =>
    start({ seed, runs, first, step: threads, place, checks }),
  );
  try {
    const ended = await Promise.all(
      workers.map((worker, i) => watch(worker, places[i], { seed, threads })),
    );
    const failed = ended.find((end) => end.failed)?.failed ?? null;
    return { failed, counts: sumOf(ended), seconds: (performance.now() - started) / 1000 };
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

const start = (workerData) =>
  new Worker(new URL('./fuzz-worker.mjs', import.meta.url), {
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP },
  });

/** Waits for a thread to end, to fail, or to stand still. */
async function watch(worker, place, { seed, threads }) {
  const watcher = new AbortController();
  const { signal } = watcher;
  try {
    const message = once(worker, 'message', { signal }).then(([message]) => message);
    const exit = once(worker, 'exit', { signal }).then(([code]) => `the thread ended with ${code}`);
    const end = await Promise.race([message, exit, standsStill(place, threads, signal)]).catch(
      (error) => `${error.message}`,
    );
    if (typeof end !== 'string') return end;
    return { failed: await describe(seed, Atomics.load(place, 0) - 1, end) };
  } finally {
    watcher.abort();
  }
}

/** Resolves once a thread has had its time for one input. Only the time of all threads is known; each has its share. */
function standsStill(place, threads, signal) {
  let before = 0;
  let since = 0;
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      const now = Atomics.load(place, 0);
      const time = processorTime();
      if (now !== before || now === 0) since = time;
      before = now;
      if (time - since > MOST_TIME * threads) resolve(`takes more than ${MOST_TIME / 1000} s`);
    }, LOOK_EVERY);
    signal.addEventListener('abort', () => clearInterval(timer));
  });
}

function processorTime() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** What a thread that cannot tell was busy with. */
async function describe(seed, run, why) {
  if (run < 0) return { run, why };
  const worker = start({ seed, only: run });
  const [{ shown }] = await once(worker, 'message');
  await worker.terminate();
  return { run, why, ...shown };
}

function sumOf(ended) {
  const sum = {};
  for (const { counts = {} } of ended) {
    for (const [level, count] of Object.entries(counts)) sum[level] = (sum[level] ?? 0) + count;
  }
  return sum;
}
