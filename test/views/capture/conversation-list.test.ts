import { fireEvent, render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Row } from '../../../src/trace/row.ts';
import { ROW_HEIGHT } from '../../../src/views/capture/window.ts';
import ConversationList from '../../../src/views/capture/ConversationList.svelte';
import { renderView, stubWords } from '../words.ts';
import '../bytes/resize-observer.ts';
import { read, sample } from './read.ts';
import SelectingList from './SelectingList.svelte';

/** Megabytes and long lists take seconds where the machine is busy. */
vi.setConfig({ testTimeout: 60_000 });

const VIEW = 10 * ROW_HEIGHT;

/** A list of frames that differ in their number only. */
const numbered = (row: number): Row => ({
  row,
  kind: 'frame',
  direction: 'server-to-client',
  at: row * 2,
  size: 2,
  complete: true,
  missing: 0,
  time: null,
  errors: 0,
  warnings: 0,
  startLine: null,
  acceptMatches: null,
  preview: null,
  frame: {
    ...{ number: row, opcode: 9, fin: true, compressed: false, masked: false, payloadLength: 0 },
    ...{ message: null, preview: { kind: 'text', text: '', clipped: false } },
  },
});

function show(count: number, get: (row: number) => Row | undefined = numbered, selected = 0) {
  const onselect = vi.fn<(row: number) => void>();
  const onwant = vi.fn<(from: number, to: number) => void>();
  const words = stubWords('en');
  const { rerender } = render(SelectingList, {
    ...{ words, count, get, start: selected, onselect, onwant },
  });
  const rerenderIn = (locale: 'en' | 'zh') => rerender({ words: stubWords(locale) });
  return { user: userEvent.setup(), onselect, onwant, rerenderIn };
}

// Not by role, which is tested once below and takes long where it is asked often.
const list = () => document.querySelector('ul')!;
const buttons = () => [...list().querySelectorAll('button')];
const spoken = () => buttons().map((button) => button.getAttribute('aria-label'));
const current = () => buttons().filter((button) => button.hasAttribute('aria-current'));
const inTabOrder = () => buttons().filter((button) => button.tabIndex === 0);
const rowOf = (button: Element | null) => Number((button as HTMLElement).dataset['row']);
/** How far a row is from the top of the view, in pixels. */
const place = (button: Element) =>
  Number.parseFloat(button.closest('li')!.style.top) - list().scrollTop;

// jsdom lays nothing out.
beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(VIEW);
});
afterEach(() => void vi.restoreAllMocks());

describe('a conversation', () => {
  it('is a list of rows, each a button that says it', async () => {
    const { rows } = await read(sample('hello'));
    const { rerenderIn } = show(rows.length, (row) => rows[row]);
    expect(spoken()).toEqual([
      expect.stringMatching(/^client to server, GET, \/chat/),
      expect.stringMatching(/^server to client, 101, accept matches/),
      '#1, client to server, text, Hello, 11 B',
      '#2, server to client, text, Hello, 7 B',
      '#3, client to server, close, 1000, 8 B',
      '#4, server to client, close, 1000, 4 B',
    ]);
    const inList = within(screen.getByRole('list', { name: 'Conversation' }));
    expect(inList.getAllByRole('button')).toEqual(buttons());
    expect(inList.getByRole('button', { name: /^#1, / })).toHaveTextContent('→');
    await rerenderIn('zh');
    expect(screen.getByRole('list', { name: '会话' })).toBeVisible();
    expect(
      screen.getByRole('button', { name: '#1, 客户端到服务器, 文本, Hello, 11 B' }),
    ).toBeVisible();
  });

  it('says how to move, and how long it is', () => {
    show(25);
    expect(list()).toHaveAccessibleDescription('Up and down arrow keys move from row to row.');
    const [first] = within(list()).getAllByRole('listitem');
    expect(first).toHaveAttribute('aria-setsize', '25');
    expect(first).toHaveAttribute('aria-posinset', '1');
  });

  it('shows a row that has not come yet as such', () => {
    show(3, () => undefined);
    expect(spoken()).toEqual(['…', '…', '…']);
  });

  it('shows markup of others as text', async () => {
    const { rows } = await read(sample('broken'));
    show(rows.length, (row) => rows[row], rows.length - 1);
    expect(document.querySelector('img')).toBeNull();
    expect(list()).toHaveTextContent('<img src=x onerror=alert(1)>');
  });

  it('is empty without rows', async () => {
    const { onselect, user } = show(0);
    expect(buttons()).toEqual([]);
    await user.tab();
    expect(onselect).not.toHaveBeenCalled();
  });
});

describe('a long conversation', () => {
  it('draws only the rows in view, and asks only for them', () => {
    const { onwant } = show(100_000);
    expect(buttons().length).toBeLessThan(15);
    expect(onwant).toHaveBeenLastCalledWith(0, buttons().length);
  });

  it('draws others as it is scrolled', async () => {
    const { onwant } = show(100_000);
    list().scrollTop = 500 * ROW_HEIGHT;
    await fireEvent.scroll(list());
    const drawn = buttons().map(rowOf);
    expect(drawn[0]).toBe(500);
    expect(drawn).toContain(509);
    expect(drawn.length).toBeLessThan(15);
    expect(onwant).toHaveBeenLastCalledWith(drawn[0], drawn.at(-1)! + 1);
    expect(place(buttons()[0]!)).toBe(0);
  });
});

describe('the choice', () => {
  it('is marked, and is the one row in the tab order', async () => {
    const { user, onselect } = show(100, numbered, 3);
    expect(current().map(rowOf)).toEqual([3]);
    expect(inTabOrder().map(rowOf)).toEqual([3]);
    await user.click(screen.getByRole('button', { name: /^#6,/ }));
    expect(onselect).toHaveBeenCalledWith(5);
    expect(current().map(rowOf)).toEqual([5]);
  });

  it('that is out of view leaves the first row drawn in the tab order', async () => {
    show(1000, numbered, 3);
    list().scrollTop = 500 * ROW_HEIGHT;
    await fireEvent.scroll(list());
    expect(current()).toEqual([]);
    expect(inTabOrder().map(rowOf)).toEqual([500]);
  });

  it('is brought into view, with what is around it', () => {
    show(1000, numbered, 700);
    expect(current().map(rowOf)).toEqual([700]);
    expect(place(current()[0]!)).toBe((VIEW - ROW_HEIGHT) / 2);
  });
});

describe.each([50, 100_000, 1_000_000])('the keys, in a list of %i', (count) => {
  const last = count - 1;

  it.each([
    ['{ArrowDown}', 5, 6],
    ['{ArrowUp}', 5, 4],
    ['{ArrowUp}', 0, 0],
    ['{PageDown}', 5, 14],
    ['{PageUp}', 20, 11],
    ['{PageUp}', 2, 0],
    ['{Home}', 30, 0],
    ['{End}', 5, last],
    ['{ArrowDown}', last, last],
    ['{ArrowUp}', last, last - 1],
    ['{PageUp}', last, last - 9],
    ['{End}{ArrowUp}{ArrowUp}', 0, last - 2],
    ['{End}{Home}{ArrowDown}', 7, 1],
  ])('%s from row %i goes to row %i', async (keys, from, to) => {
    const { user, onselect } = show(count, numbered, from);
    await user.tab();
    expect(rowOf(document.activeElement)).toBe(from);
    await user.keyboard(keys);
    expect(onselect).toHaveBeenLastCalledWith(to);
    expect(rowOf(document.activeElement)).toBe(to);
    expect(current()).toEqual([document.activeElement]);
    expect(place(document.activeElement!)).toBeGreaterThanOrEqual(-0.01);
    expect(place(document.activeElement!)).toBeLessThanOrEqual(VIEW - ROW_HEIGHT + 0.01);
  });

  it('walk up row by row past the top of the view', async () => {
    const { user } = show(count, numbered, 30);
    await user.tab();
    await user.keyboard('{ArrowUp}'.repeat(15));
    expect(rowOf(document.activeElement)).toBe(15);
  });
});

it('leaves other keys to the page', async () => {
  const { user, onselect } = show(10, numbered, 2);
  await user.tab();
  await user.keyboard('x{ArrowRight}{Escape}');
  expect(onselect).not.toHaveBeenCalled();
});

describe('many rows', () => {
  function showMany(count = 100, rest: object = {}) {
    const onselect = vi.fn();
    const onall = vi.fn();
    const onnone = vi.fn();
    renderView(ConversationList, {
      ...{ count, get: numbered, onwant: () => {}, selected: 3, onselect, onall, onnone, ...rest },
    });
    return { user: userEvent.setup(), onselect, onall, onnone };
  }

  it('are chosen with Shift and Control, by the pointer', async () => {
    const { user, onselect } = showMany();
    await user.keyboard('{Shift>}');
    await user.click(screen.getByRole('button', { name: /^#6,/ }));
    expect(onselect).toHaveBeenLastCalledWith(5, 'through');
    await user.keyboard('{/Shift}{Control>}');
    await user.click(screen.getByRole('button', { name: /^#8,/ }));
    expect(onselect).toHaveBeenLastCalledWith(7, 'beside');
    await user.keyboard('{/Control}');
    await user.click(screen.getByRole('button', { name: /^#2,/ }));
    expect(onselect).toHaveBeenLastCalledWith(1, 'alone');
  });

  it('are chosen by the keys', async () => {
    const { user, onselect, onall, onnone } = showMany();
    await user.tab();
    await user.keyboard('{Shift>}{ArrowDown}{/Shift}');
    expect(onselect).toHaveBeenLastCalledWith(4, 'through');
    await user.keyboard('{Control>}a{/Control}');
    expect(onall).toHaveBeenCalledOnce();
    await user.keyboard('{Escape}');
    expect(onnone).toHaveBeenCalledOnce();
  });

  it('are told from others, by the ear too', () => {
    const isChosen = (row: number) => row === 1 || row === 2;
    showMany(100, { isChosen, isMarked: (row: number) => row === 2 });
    const names = buttons().map((button) => button.getAttribute('aria-label') ?? '');
    expect(names[0]).not.toMatch(/chosen|matches/);
    expect(names[1]).toMatch(/, chosen with others$/);
    expect(names[2]).toMatch(/, matches what is looked for, chosen with others$/);
    expect(list()).toHaveAccessibleDescription(/Shift with an arrow key/);
  });
});

describe('a list of some rows only', () => {
  it.each([
    ['{ArrowDown}', 400],
    ['{ArrowUp}', 40],
  ])('goes on from a row that is not in it: %s', async (key, to) => {
    const rows = [4, 40, 400, 4000];
    const onselect = vi.fn();
    renderView(ConversationList, {
      ...{ count: rows.length, get: (place: number) => numbered(rows[place]!), onwant: () => {} },
      rowAt: (place: number) => rows[place] ?? -1,
      placeOf: (row: number) => rows.filter((each) => each < row).length,
      ...{ selected: 100, onselect },
    });
    const user = userEvent.setup();
    await user.tab();
    await user.keyboard(key);
    expect(onselect).toHaveBeenLastCalledWith(to, 'alone');
  });

  it('knows them by their numbers', async () => {
    const rows = [4, 40, 400, 4000];
    const onselect = vi.fn();
    renderView(ConversationList, {
      count: rows.length,
      get: (place: number) => numbered(rows[place]!),
      onwant: () => {},
      rowAt: (place: number) => rows[place] ?? -1,
      placeOf: (row: number) => rows.filter((each) => each < row).length,
      selected: 40,
      onselect,
    });
    expect(current().map(rowOf)).toEqual([40]);
    const user = userEvent.setup();
    await user.tab();
    await user.keyboard('{ArrowDown}');
    expect(onselect).toHaveBeenLastCalledWith(400, 'alone');
  });
});

describe('a list that grows', () => {
  const grow = async (from: number, to: number, scrolled: number) => {
    const words = stubWords('en');
    const props = { words, get: numbered, start: 0, onwant: () => {}, onselect: () => {} };
    const { rerender } = render(SelectingList, { ...props, count: from });
    list().scrollTop = scrolled;
    await fireEvent.scroll(list());
    const before = buttons().map(rowOf);
    await rerender({ count: to });
    return { before, after: buttons().map(rowOf) };
  };

  it('stays where it is, whatever is chosen elsewhere', async () => {
    const { before, after } = await grow(1000, 5000, 500 * ROW_HEIGHT);
    expect(after).toEqual(before);
  });

  it('stays where it is when scrolling begins to go by fraction', async () => {
    const { before, after } = await grow(100_000, 1_000_000, 5000 * ROW_HEIGHT);
    expect(Math.abs(after[0]! - before[0]!)).toBeLessThanOrEqual(5);
  });
});
