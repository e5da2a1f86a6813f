import { screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import type { Locale } from '../../../src/i18n/words.ts';
import { listEntries } from '../../../src/reference/entries.ts';
import SearchBox from '../../../src/views/reference/SearchBox.svelte';
import { entryWords } from '../../reference/words.ts';
import { renderEntry } from './render.ts';

function show(locale: Locale = 'en') {
  const other = locale === 'en' ? 'zh' : 'en';
  const loadOthers = vi.fn(() => Promise.resolve([entryWords(other)]));
  renderEntry(SearchBox, { entries: listEntries(), loadOthers }, locale);
  return { loadOthers, user: userEvent.setup(), box: screen.getByRole('searchbox') };
}

const results = () => within(screen.getByRole('list')).getAllByRole('link');

describe('the search', () => {
  it('finds a code by its number, and tells how much it found', async () => {
    const { user, box } = show();
    await user.type(box, '1007');
    expect(results()[0]).toHaveAttribute('href', '/reference/close-codes/#1007');
    expect(screen.getByRole('status')).toHaveTextContent(/^\d+ entries found$/);
  });

  it('finds words of the other language, whose words come when it is first used', async () => {
    const { user, box, loadOthers } = show();
    expect(loadOthers).not.toHaveBeenCalled();
    await user.type(box, '掩码密钥');
    expect(loadOthers).toHaveBeenCalledOnce();
    expect(results()[0]).toHaveAttribute('href', '/reference/frame/#ws.masking-key');
  });

  it('is walked with arrow keys, and left to the box again', async () => {
    const { user, box } = show();
    await user.type(box, 'ws/close-one-byte');
    await user.keyboard('{ArrowDown}');
    expect(results()[0]).toHaveFocus();
    expect(results()[0]).toHaveAttribute('href', '/reference/rules/#ws/close-payload-one-byte');
    await user.keyboard('{ArrowUp}');
    expect(box).toHaveFocus();
    await user.keyboard('{ArrowDown}{Escape}');
    expect(box).toHaveFocus();
  });

  it('goes to the first that was found with Enter', async () => {
    const { user, box } = show();
    await user.type(box, 'masking key');
    const went = vi.fn((event: Event) => event.preventDefault());
    results()[0]!.addEventListener('click', went);
    await user.keyboard('{Enter}');
    expect(went).toHaveBeenCalledOnce();
  });

  it('says so where it finds nothing, and takes anything', async () => {
    const { user, box } = show();
    await user.click(box);
    await user.paste('<b>(((\\ [a-z]+ \u0000 %%% 99999999');
    expect(screen.getByRole('status')).toHaveTextContent('Nothing found. Fewer words find more.');
    expect(screen.queryByRole('list')).toBeNull();
  });
});
