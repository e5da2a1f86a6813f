import { screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it, test, vi } from 'vitest';
import { en } from '../../../src/i18n/en/index.ts';
import { zh } from '../../../src/i18n/zh/index.ts';
import KeptLine from '../../../src/views/capture/KeptLine.svelte';
import { renderView } from '../words.ts';

const OFFERED = { name: 'chat.pcapng', size: 831_488, when: Date.now() };

it('offers what was open last time, to be opened or forgotten', async () => {
  const [onopen, onforget] = [vi.fn(), vi.fn()];
  renderView(KeptLine, { offered: OFFERED, keeping: 'nothing' as const, onopen, onforget });
  expect(screen.getByRole('status')).toHaveTextContent(
    /^Last time: chat\.pcapng, 812 KiB, today \d\d:\d\d$/,
  );
  await userEvent.click(screen.getByRole('button', { name: 'Open it' }));
  await userEvent.click(screen.getByRole('button', { name: 'Forget it' }));
  expect([onopen.mock.calls.length, onforget.mock.calls.length]).toEqual([1, 1]);
});

it('says that it is kept here alone, cookies and all, and lets it be forgotten', () => {
  renderView(KeptLine, {
    ...{ offered: null, keeping: 'kept' as const, onopen: vi.fn(), onforget: vi.fn() },
  });
  expect(screen.getByRole('status')).toHaveTextContent(/in this browser only.*cookies/);
  expect(screen.getByRole('button', { name: 'Forget it' })).toBeEnabled();
  expect(screen.queryByRole('button', { name: 'Open it' })).toBeNull();
});

it.each(['too-large', 'refused', 'forgotten', 'damaged'] as const)(
  'has a word for %s, and nothing to press',
  (keeping) => {
    renderView(KeptLine, { offered: null, keeping, onopen: vi.fn(), onforget: vi.fn() });
    expect(screen.getByRole('status')).not.toHaveTextContent(/^$/);
    expect(screen.queryByRole('button')).toBeNull();
  },
);

test('a moment is told by the calendar of the reader', () => {
  const now = new Date(2026, 10, 22, 0, 5);
  const at = (day: number, hour: number) => new Date(2026, 10, day, hour, 2);
  expect(en.kept.when(at(22, 0), now)).toBe('today 00:02');
  expect(en.kept.when(at(21, 14), now)).toBe('yesterday 14:02');
  expect(en.kept.when(at(3, 14), now)).toBe('Nov 3, 2026, 14:02');
  expect(zh.kept.when(at(21, 14), now)).toBe('昨天 14:02');
  expect(zh.kept.when(at(3, 9), now)).toBe('2026年11月3日 09:02');
});
