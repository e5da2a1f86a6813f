import { fireEvent, render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import type { Locale } from '../../../src/i18n/words.ts';
import { Conversation } from '../../../src/state/conversation.svelte.ts';
import { Notes } from '../../../src/state/notes.svelte.ts';
import { SessionSource } from '../../../src/state/session-source.ts';
import RowLine from '../../../src/views/capture/RowLine.svelte';
import { isNoteKey } from '../../../src/views/notes/note-key.ts';
import { nameOfPlace } from '../../../src/views/notes/note-words.ts';
import type { NotedPlace } from '../../../src/views/notes/shown.ts';
import { read } from '../capture/read.ts';
import { renderView, stubWords } from '../words.ts';
import NotedRow from './NotedRow.svelte';

const PLACE = { connection: 0, row: 2 };

function show(
  texts: Readonly<Record<number, string>> = {},
  { locale = 'en', ...rest }: { locale?: Locale; connections?: number; lost?: number } = {},
) {
  const source = new SessionSource(() => {
    throw new Error('nothing is asked of a worker here');
  }, vi.fn());
  const notes = new Notes(source, new Conversation(source), vi.fn());
  for (const [row, text] of Object.entries(texts))
    notes.write({ connection: 0, row: Number(row) }, text);
  const onvisit = vi.fn<(place: NotedPlace) => void>();
  const { rerender } = render(NotedRow, {
    ...{ words: stubWords(locale), notes, place: PLACE, onvisit, ...rest },
  });
  const look = (place: NotedPlace) => rerender({ place });
  return { notes, onvisit, look, user: userEvent.setup() };
}

const button = (name: string | RegExp) => screen.getByRole('button', { name });
const box = () => screen.getByRole('textbox', { name: 'Note' });
const list = () => screen.getByRole('region', { name: 'Notes' });

describe('a note', () => {
  it('is written where it stands, kept as it is typed, and closed by Escape with the focus back', async () => {
    const { notes, user } = show();
    await user.click(button('Add a note'));
    expect(box()).toHaveFocus();
    await user.keyboard(' why?{Enter}no ');
    expect(notes.textOf(PLACE)).toBe(' why?\nno ');
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('textbox')).toBeNull();
    expect(button('Edit note')).toHaveFocus();
    const shown = within(screen.getByRole('group', { name: 'Note on this row' }));
    expect(shown.getByText('why?')).toBeVisible();
    expect(shown.getByText('no')).toBeVisible();
  });

  it('is closed by Done and by Ctrl+Enter too', async () => {
    const { user } = show({ 2: 'said' });
    await user.click(button('Edit note'));
    expect(box()).toHaveValue('said');
    await user.click(button('Done'));
    expect(screen.queryByRole('textbox')).toBeNull();
    await user.click(button('Edit note'));
    await user.keyboard('{Control>}{Enter}{/Control}');
    expect(screen.queryByRole('textbox')).toBeNull();
  });

  it('emptied by hand keeps its box, and can be written anew', async () => {
    const { notes, user } = show({ 2: 'said' });
    await user.click(button('Edit note'));
    await user.clear(box());
    expect(notes.has(PLACE)).toBe(false);
    await user.keyboard('again');
    expect(box()).toHaveValue('again');
    expect(notes.textOf(PLACE)).toBe('again');
  });

  it('is removed, with a way back, and the focus on what is left', async () => {
    const { notes, user } = show({ 2: 'said' });
    await user.click(button('Remove note'));
    expect(notes.has(PLACE)).toBe(false);
    expect(button('Add a note')).toHaveFocus();
    expect(screen.getByRole('status')).toHaveTextContent('A note was removed.');
    await user.click(button('Bring back'));
    expect(notes.textOf(PLACE)).toBe('said');
    expect(within(list()).getByRole('button', { name: /^Row 3/ })).toHaveFocus();
  });

  it('is written no more once another row is looked at', async () => {
    const { notes, user, look } = show();
    await user.click(button('Add a note'));
    await user.keyboard('half');
    await look({ connection: 0, row: 3 });
    expect(screen.queryByRole('textbox')).toBeNull();
    await look(PLACE);
    expect(screen.queryByRole('textbox')).toBeNull();
    expect(notes.textOf(PLACE)).toBe('half');
  });

  it('that is longer than a link carries says so, and loses nothing', async () => {
    const { notes, user } = show();
    await user.click(button('Add a note'));
    await fireEvent.input(box(), { target: { value: 'a'.repeat(501) } });
    expect(box()).toHaveAccessibleDescription(/A link carries the first 500 characters of a note/);
    expect(notes.textOf(PLACE)).toHaveLength(501);
  });

  it('beyond fifty is not begun, and why is said', () => {
    show(Object.fromEntries(Array.from({ length: 50 }, (_, i) => [i + 10, 'a'])));
    expect(button('Add a note')).toBeDisabled();
    expect(list()).toHaveTextContent('A link carries 50 notes. Remove one to write another.');
  });

  it('is text, whatever it says', () => {
    const hostile = '<img src=x onerror=alert(1)>\n<script>alert(1)</script>\n\u202egnp.exe\u2066';
    show({ 2: hostile });
    expect(document.querySelector('img, script[src], .note script')).toBeNull();
    expect(screen.getAllByText(/<img src=x/)).toHaveLength(2);
    // What turns text around is named, and none of it reaches beyond the note.
    expect(document.body.textContent).not.toMatch(/[\u202e\u2066]/);
    expect(screen.getAllByText('U+202E')).toHaveLength(2);
    for (const mark of screen.getAllByText('U+202E'))
      expect(mark.closest('.text')).toHaveAttribute('dir', 'auto');
  });

  it('speaks Chinese', async () => {
    const { user } = show({ 2: '这里' }, { locale: 'zh' });
    await user.click(button('修改批注'));
    expect(screen.getByRole('textbox', { name: '批注' })).toHaveValue('这里');
    expect(screen.getByRole('region', { name: '批注' })).toHaveTextContent('1 条批注');
  });
});

describe('the list of notes', () => {
  it('leads to each row, and says which is looked at', async () => {
    const { onvisit, user } = show({ 2: 'here', 4: 'there\nand more' });
    const there = within(list()).getByRole('button', { name: /^Row 5/ });
    expect(there).toHaveTextContent('there and more');
    await user.click(there);
    expect(onvisit).toHaveBeenCalledWith(expect.objectContaining({ connection: 0, row: 4 }));
    expect(within(list()).getByRole('button', { name: /^Row 3/ })).toHaveAttribute(
      'aria-current',
      'true',
    );
  });

  it('names the connection where there are several, and rows that are not there', () => {
    show({ 2: 'here', 40: 'gone' }, { connections: 2 });
    expect(within(list()).getByRole('button', { name: /^Connection 1 · Row 3/ })).toBeEnabled();
    expect(
      within(list()).getByRole('button', { name: /^Connection 1 · Row 41 \(not there\)/ }),
    ).toBeDisabled();
  });

  it('says what of a link was lost', () => {
    show({}, { lost: 2 });
    expect(list()).toHaveTextContent('2 notes or changed bytes of the link could not be read');
  });

  it('is not there while there is nothing to say', () => {
    show();
    expect(screen.queryByRole('region', { name: 'Notes' })).toBeNull();
  });
});

it('a row is called after what it is', async () => {
  const { rows } = await read('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
  const { messages } = stubWords('en');
  expect(nameOfPlace({ connection: 2, row: 0 }, rows[0], true, messages)).toBe(
    'Connection 3 · Row 1 · GET',
  );
  const { rows: frames } = await read('< 81 00\n< 89 00');
  expect(nameOfPlace({ connection: 0, row: 1 }, frames[1], false, messages)).toBe('Frame 2');
});

it('a row with a note carries a sign, not a colour alone', async () => {
  const { rows } = await read('< 81 00');
  const { container } = renderView(RowLine, { row: rows[0]!, noted: true });
  expect(container.querySelectorAll('.noted svg')).toHaveLength(1);
});

describe('the key', () => {
  const pressed = (target: Element, rest: KeyboardEventInit = {}): boolean => {
    document.body.append(target);
    let found = false;
    const listen = (event: KeyboardEvent): boolean => (found = isNoteKey(event));
    document.body.addEventListener('keydown', listen);
    target.dispatchEvent(new KeyboardEvent('keydown', { key: 'n', bubbles: true, ...rest }));
    document.body.removeEventListener('keydown', listen);
    target.remove();
    return found;
  };
  const element = (name: string) => document.createElement(name);

  it('is N by itself', () => {
    expect(pressed(element('button'))).toBe(true);
    expect(pressed(element('button'), { key: 'm' })).toBe(false);
    expect(pressed(element('button'), { ctrlKey: true })).toBe(false);
    expect(pressed(element('button'), { metaKey: true })).toBe(false);
  });

  it('leaves alone what is typed', () => {
    for (const name of ['input', 'textarea', 'select']) expect(pressed(element(name))).toBe(false);
  });
});
