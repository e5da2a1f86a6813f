import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Decoder } from '../../src/state/decoder.svelte.ts';
import { MOST_TYPED, type Held } from '../../src/state/pane.ts';
import type { Summary, UnitDetail } from '../../src/worker/api.ts';
import {
  detailOf,
  fakeWorkers,
  problemIn,
  summaryOf,
  type FakeWorker,
  type Opening,
} from './fake-session.ts';

let decoder: Decoder;
let workers: FakeWorker[];

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(console, 'error').mockImplementation(() => {});
  const fake = fakeWorkers();
  workers = fake.workers;
  decoder = new Decoder(fake.start);
});

afterEach(() => {
  decoder.dispose();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** Lets everything happen that is about to. */
const settle = (milliseconds = 0) => vi.advanceTimersByTimeAsync(milliseconds);
const worker = (): FakeWorker => workers.at(-1)!;
const openings = (): Opening[] => workers.flatMap(({ openings }) => openings);
const contents = () => openings().map(({ request }) => request.sources.map((s) => s.content));

async function answer(summary: Summary): Promise<void> {
  openings().at(-1)!.answer(summary);
  await settle();
}

/** Shows a text and lets the worker answer with so many rows. */
async function shown(text: string, summary: Summary): Promise<void> {
  decoder.input.show(text);
  await settle();
  await answer(summary);
}

function file(name: string, bytes: readonly number[]): Held {
  const content = new Blob([Uint8Array.from(bytes)]);
  return { name, size: bytes.length, content };
}

describe('typing', () => {
  it('is read after a pause, once', async () => {
    decoder.input.type(0, '8');
    await settle(100);
    decoder.input.type(0, '81');
    await settle(100);
    decoder.input.type(0, '81 00');
    expect(decoder.input.panes[0]?.text).toBe('81 00');
    await settle(149);
    expect(openings()).toEqual([]);
    await settle(1);
    expect(contents()).toEqual([['81 00']]);
  });

  it('starts no worker before there is something to read', async () => {
    decoder.input.type(0, '  \n');
    await settle(1000);
    expect(workers).toEqual([]);
    expect(decoder.input.empty).toBe(true);
  });

  it('is superseded by later typing', async () => {
    decoder.input.type(0, '81 00');
    await settle(150);
    decoder.input.type(0, '89 00');
    await settle(150);
    const [first, second] = openings();
    expect(first?.signal.aborted).toBe(true);
    second?.answer(summaryOf(2));
    await settle();
    first?.fail(Object.assign(new Error('superseded'), { name: 'AbortError' }));
    await settle();
    expect(decoder.conversation.summary?.rows).toBe(2);
    expect(decoder.opening.failure).toBeNull();
    expect(workers).toHaveLength(1);
  });

  it('does not show the answer to what was typed before', async () => {
    decoder.input.type(0, '81 00');
    await settle(150);
    decoder.input.type(0, '89 00');
    await settle(150);
    openings()[0]!.answer(summaryOf(7));
    await settle();
    expect(decoder.conversation.summary).toBeNull();
    await answer(summaryOf(2));
    expect(decoder.conversation.summary?.rows).toBe(2);
  });

  it('of a large text holds it aside', async () => {
    const text = '81 00 '.repeat(MOST_TYPED / 6 + 1);
    decoder.input.type(0, text);
    expect(decoder.input.panes[0]).toMatchObject({
      text: '',
      held: { name: null, size: text.length },
    });
    await settle();
    const [content] = contents()[0]!;
    expect(await (content as Blob).text()).toBe(text);
    expect((content as Blob).type).toBe('text/plain');
    expect(decoder.input.position(0, 3)).toBeNull();
  });
});

describe('a file', () => {
  it('is held, and handed on as it is each time', async () => {
    decoder.input.hold(0, file('frames.bin', [0x81, 0x00]));
    await settle();
    const { content } = decoder.input.panes[0]!.held!;
    expect(openings()[0]?.request.sources).toEqual([{ content, fileName: 'frames.bin' }]);
    await answer(summaryOf(1));
    decoder.input.setKind('binary');
    await settle();
    expect(openings()[1]?.request.sources).toEqual([
      { content, fileName: 'frames.bin', kind: 'binary' },
    ]);
  });

  it('that cannot be read says so, and the worker lives on', async () => {
    await shown('81 00 82 00', summaryOf(2));
    decoder.input.hold(0, file('gone.bin', [0x78]));
    await settle();
    // Errors cross a thread by their name alone.
    openings()
      .at(-1)!
      .fail(Object.assign(new Error('gone'), { name: 'NotReadableError' }));
    await settle();
    expect(decoder.opening.failure).toBe('unreadable');
    expect(decoder.opening.progress).toBeNull();
    expect(decoder.input.panes[0]?.held?.name).toBe('gone.bin');
    expect(worker().stopped).toBe(false);
    await decoder.select(1);
    expect(decoder.conversation.detail?.row.row).toBe(1);
  });

  it('taken away leaves nothing', async () => {
    decoder.input.hold(0, file('frames.bin', [0x81, 0x00]));
    await settle();
    await answer(summaryOf(1));
    decoder.input.type(0, '');
    await settle(150);
    expect(decoder.input.empty).toBe(true);
    expect(decoder.conversation.summary).toBeNull();
  });
});

describe('panes', () => {
  it('can be two, one for each direction', async () => {
    decoder.input.setKind('hex');
    decoder.input.setDirection('server-to-client');
    decoder.input.setSplit(true);
    decoder.input.type(0, '81');
    decoder.input.type(1, '82');
    await settle(150);
    expect(openings().at(-1)?.request.sources).toEqual([
      { content: '81', direction: 'client-to-server' },
      { content: '82', direction: 'server-to-client' },
    ]);
    decoder.input.setSplit(false);
    await settle();
    expect(openings().at(-1)?.request.sources).toEqual([
      { content: '81', kind: 'hex', direction: 'server-to-client' },
    ]);
  });

  it('can be cleared, with what was chosen for them', async () => {
    decoder.input.setSplit(true);
    decoder.input.type(0, '81 00');
    decoder.input.setDirection('client-to-server');
    decoder.input.setKind('hex');
    await settle(150);
    await answer(summaryOf(1, { problemRows: 1 }));
    decoder.input.clear();
    await settle();
    expect(decoder.input).toMatchObject({ kind: null, direction: null, empty: true, split: true });
    expect(decoder.conversation).toMatchObject({
      summary: null,
      rows: null,
      row: null,
      detail: null,
    });
    expect(decoder).toMatchObject({ opened: null, address: '' });
    expect(decoder.opening.progress).toBeNull();
  });

  it('say the line and column of a character', () => {
    decoder.input.type(0, 'a\nbc');
    expect(decoder.input.position(0, 3)).toEqual({ line: 2, column: 2 });
    expect(decoder.input.position(5, 0)).toEqual({ line: 1, column: 1 });
  });
});

describe('what is chosen', () => {
  it('goes to the worker, format and direction', async () => {
    decoder.input.show('8100');
    decoder.input.setKind('base64');
    decoder.input.setDirection('server-to-client');
    await settle();
    expect(openings().at(-1)?.request.sources).toEqual([
      { content: '8100', kind: 'base64', direction: 'server-to-client' },
    ]);
    decoder.input.setKind(null);
    decoder.input.setDirection(null);
    await settle();
    expect(openings().at(-1)?.request.sources).toEqual([{ content: '8100' }]);
  });

  it('is forgotten when a sample replaces everything', async () => {
    decoder.input.setSplit(true);
    decoder.input.setKind('base64');
    decoder.input.setDirection('server-to-client');
    await shown('81 00', summaryOf(1));
    expect(decoder.input.split).toBe(false);
    expect(openings().at(-1)?.request.sources).toEqual([{ content: '81 00' }]);
  });
});

describe('what was read', () => {
  it('is looked at from its first error', async () => {
    decoder.input.show('81 00');
    await settle();
    worker().session.problems.mockResolvedValue([problemIn(3, 'warning'), problemIn(5)]);
    await answer(summaryOf(9, { problemRows: 2 }));
    expect(decoder.conversation.problems).toHaveLength(2);
    expect([...decoder.conversation.problemLines.keys()]).toEqual([3, 5]);
    expect(decoder.conversation.row).toBe(5);
    expect(decoder.conversation.detail?.row.row).toBe(5);
    expect(decoder.conversation.problemRowsLeft).toBe(0);
  });

  it('else from its first frame, else from the top', async () => {
    await shown('81 00', summaryOf(9, { firstFrameRow: 2 }));
    expect(decoder.conversation.row).toBe(2);
    await shown('GET', summaryOf(9, { firstFrameRow: null }));
    expect(decoder.conversation.row).toBe(0);
    await shown('nothing', summaryOf(0));
    expect(decoder.conversation).toMatchObject({ row: null, detail: null });
  });

  it('counts the rows with problems that are not listed', async () => {
    await shown('81 00', summaryOf(500, { problemRows: 140 }));
    expect(decoder.conversation.problemRowsLeft).toBe(40);
  });

  it('is shown with how far it is, until it is there', async () => {
    decoder.input.show('81 00');
    await settle();
    openings()[0]!.progress(1, 4);
    expect(decoder.opening.progress).toMatchObject({ done: 1, total: 4 });
    await answer(summaryOf(1));
    expect(decoder.opening.progress).toBeNull();
    openings()[0]!.progress(4, 4);
    expect(decoder.conversation.summary?.rows).toBe(1);
  });
});

describe('selecting', () => {
  it('fetches the row taken apart, and where in it to look', async () => {
    await shown('81 00', summaryOf(9));
    const place = { source: 'wire', start: 2, end: 3 } as const;
    await decoder.select(4, place);
    expect(decoder.conversation).toMatchObject({ row: 4, place });
    expect(decoder.conversation.detail?.row.row).toBe(4);
    await decoder.select(5);
    expect(decoder.conversation.place).toBeNull();
  });

  it('ignores an answer that a later choice has outdated', async () => {
    await shown('81 00', summaryOf(9));
    const answers: ((detail: UnitDetail) => void)[] = [];
    worker().session.annotate.mockImplementation(
      () => new Promise((resolve) => void answers.push(resolve)),
    );
    const [first, second] = [decoder.select(1), decoder.select(2)];
    answers[1]!(detailOf(2));
    await second;
    answers[0]!(detailOf(1));
    await first;
    expect(decoder.conversation.detail?.row.row).toBe(2);
  });

  it('ignores an answer that comes after everything was cleared', async () => {
    await shown('81 00', summaryOf(9));
    let answered: (detail: UnitDetail) => void = () => {};
    worker().session.annotate.mockImplementation(
      () => new Promise((resolve) => (answered = resolve)),
    );
    const selecting = decoder.select(1);
    decoder.input.clear();
    answered(detailOf(1));
    await selecting;
    expect(decoder.conversation.detail).toBeNull();
  });

  it('of a row that is none of what is being opened is no failure', async () => {
    await shown('81 00', summaryOf(900));
    decoder.input.show('89 00');
    await settle();
    worker().session.annotate.mockRejectedValueOnce(new RangeError('there is no row 800'));
    await decoder.select(800);
    expect(decoder.opening.failure).toBeNull();
    await answer(summaryOf(1));
    expect(decoder.conversation.row).toBe(0);
    expect(decoder.opening.failure).toBeNull();
  });

  it('made while the same input is read again is kept', async () => {
    await shown('81 00', summaryOf(9));
    await decoder.select(3);
    void decoder.openAgain();
    await settle();
    await decoder.select(5);
    await answer(summaryOf(9));
    expect(decoder.conversation.row).toBe(5);
    expect(decoder.conversation.detail?.row.row).toBe(5);
  });

  it('made while what was read again is just being shown is kept', async () => {
    await shown('81 00', summaryOf(9));
    void decoder.openAgain();
    await settle();
    let told: (problems: []) => void = () => {};
    worker().session.problems.mockImplementationOnce(
      () => new Promise((resolve) => (told = resolve)),
    );
    await answer(summaryOf(9));
    await decoder.select(5);
    told([]);
    await settle();
    expect(decoder.conversation.row).toBe(5);
    expect(decoder.conversation.detail?.row.row).toBe(5);
  });

  it('that fails otherwise is told', async () => {
    await shown('81 00', summaryOf(9));
    worker().session.annotate.mockRejectedValueOnce(new Error('fault'));
    await decoder.select(3);
    expect(decoder.opening.failure).toBe('crashed');
  });
});

describe('giving up', () => {
  it('leaves what was shown before', async () => {
    await shown('81 00', summaryOf(3));
    decoder.input.type(0, '89 00');
    await settle(150);
    decoder.opening.cancel();
    expect(openings().at(-1)?.signal.aborted).toBe(true);
    openings()
      .at(-1)!
      .fail(Object.assign(new Error('aborted'), { name: 'AbortError' }));
    await settle();
    expect(decoder.opening).toMatchObject({ progress: null, failure: 'cancelled' });
    expect(decoder.conversation.row).toBe(0);
    expect(decoder.conversation.summary?.rows).toBe(3);
    expect(decoder.input.panes[0]?.text).toBe('89 00');
  });

  it('too late shows what was read', async () => {
    await shown('81 00', summaryOf(3));
    decoder.input.show('89 00');
    await settle();
    decoder.opening.cancel();
    // The answer was on its way: the worker holds the new input.
    await answer(summaryOf(5));
    expect(decoder.conversation.summary?.rows).toBe(5);
    expect(decoder.conversation.rows?.count).toBe(5);
    expect(decoder.opening.failure).toBeNull();
  });

  it('after the one before has been opened shows no rows of another input', async () => {
    await shown('81 00', summaryOf(3));
    decoder.input.show('89 00');
    await settle();
    decoder.input.show('8a 00');
    await settle();
    openings()[1]!.answer(summaryOf(5));
    await settle();
    expect(decoder.conversation.summary?.rows).toBe(3);
    decoder.opening.cancel();
    expect(decoder.conversation).toMatchObject({ summary: null, rows: null });
  });
});

describe('a failure', () => {
  it('of the worker is told, loses nothing typed, and the next reading starts a new one', async () => {
    decoder.input.type(0, '81 00');
    await settle(150);
    openings()[0]!.fail(new Error('fault'));
    await settle();
    expect(decoder.opening).toMatchObject({ failure: 'crashed', progress: null });
    expect(decoder.input.panes[0]?.text).toBe('81 00');
    expect(worker().stopped).toBe(true);

    void decoder.open();
    await settle();
    expect(workers).toHaveLength(2);
    expect(decoder.opening.failure).toBeNull();
    expect(contents()).toEqual([['81 00'], ['81 00']]);
    await answer(summaryOf(1));
    expect(decoder.conversation.summary?.rows).toBe(1);
  });

  it('that ends the worker does the same, though it never answers', async () => {
    decoder.input.type(0, '81 00');
    await settle(150);
    worker().die();
    await settle();
    expect(decoder.opening).toMatchObject({ failure: 'crashed', progress: null });
    expect(decoder.input.panes[0]?.text).toBe('81 00');
    // An uncaught error is told, but does not end a worker.
    expect(worker().stopped).toBe(true);
    decoder.input.type(0, '82 00');
    await settle(150);
    expect(workers).toHaveLength(2);
    await answer(summaryOf(1));
    expect(decoder.opening.failure).toBeNull();
  });

  it('of a worker that was replaced is nobody’s concern', async () => {
    decoder.input.show('81 00');
    await settle();
    const old = worker();
    old.die();
    void decoder.open();
    await settle();
    old.die();
    await answer(summaryOf(1));
    expect(decoder.opening.failure).toBeNull();
    expect(decoder.conversation.row).toBe(0);
  });

  it('leaves the choice where it is when no one can be asked', async () => {
    await shown('81 00', summaryOf(9));
    worker().die();
    await decoder.select(4);
    expect(decoder.conversation.row).toBe(0);
    expect(decoder.conversation.detail?.row.row).toBe(0);
  });

  it('to list problems is a failure too', async () => {
    decoder.input.show('81 00');
    await settle();
    worker().session.problems.mockRejectedValue(new Error('fault'));
    await answer(summaryOf(1));
    expect(decoder.opening).toMatchObject({ failure: 'crashed', progress: null });
  });
});

describe('the address', () => {
  it('follows the input, the direction and the row', async () => {
    expect(decoder.address).toBe('');
    await shown('81 00', summaryOf(9));
    expect(decoder.address).toBe('#hex=8100&row=0');
    await decoder.select(4);
    decoder.input.setDirection('server-to-client');
    expect(decoder.address).toBe('#hex=8100&dir=s2c&row=4');
    decoder.input.setSplit(true);
    expect(decoder.address).toMatch(/^#text=ODEgMDA&text=&row=/);
  });

  it('opens the same again, the row too', async () => {
    void decoder.restore('#hex=8100&dir=s2c&row=4');
    await settle();
    await answer(summaryOf(9));
    expect(decoder.conversation.row).toBe(4);
    expect(decoder.input.direction).toBe('server-to-client');
    expect(decoder.address).toBe('#hex=8100&dir=s2c&row=4');
    expect(openings()[0]?.request.sources).toEqual([
      { content: '8100', direction: 'server-to-client' },
    ]);
  });

  it('with a row that is not there opens the first', async () => {
    void decoder.restore('#hex=8100&row=4');
    await settle();
    await answer(summaryOf(2));
    expect(decoder.conversation.row).toBe(0);
  });

  it('of two panes opens two, and of more no more', async () => {
    void decoder.restore('#text=ODE&text=ODI&text=ODM');
    await settle();
    expect(contents()).toEqual([['81', '82']]);
    expect(decoder.input.split).toBe(true);
  });

  it('without an input leaves everything as it is', async () => {
    await shown('81 00', summaryOf(2));
    void decoder.restore('');
    void decoder.restore('#elsewhere');
    await settle();
    expect(decoder.conversation.summary?.rows).toBe(2);
    expect(openings()).toHaveLength(1);
  });
});

it('hands the report on', async () => {
  await shown('81 00', summaryOf(1));
  worker().session.report.mockResolvedValue(new Blob(['{"format":"wire101-report"}']));
  const { signal } = new AbortController();
  expect(await (await decoder.out.report(signal)).text()).toBe('{"format":"wire101-report"}');
  expect(worker().session.report).toHaveBeenCalledWith(signal);
});

it('stops its worker when the page is left', async () => {
  decoder.input.show('81 00');
  await settle();
  decoder.input.type(0, '82 00');
  decoder.dispose();
  await settle(1000);
  expect(worker().stopped).toBe(true);
  expect(openings()[0]?.signal.aborted).toBe(true);
  expect(workers).toHaveLength(1);
});
