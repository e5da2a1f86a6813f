import { screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import * as fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { Locale } from '../../../src/i18n/words.ts';
import {
  bytesOfPairs,
  EMPTY_FORM,
  filtersIn,
  readForm,
} from '../../../src/views/capture/find-form.ts';
import FindBar from '../../../src/views/capture/FindBar.svelte';
import Jump from '../../../src/views/capture/Jump.svelte';
import { readTarget } from '../../../src/views/capture/jump-target.ts';
import { renderView } from '../words.ts';

describe('what was typed to find rows', () => {
  const read = (part: object) => readForm({ ...EMPTY_FORM, ...part });

  it('is nothing where nothing was typed', () => {
    expect(read({})).toEqual({ query: null, wrong: new Map() });
    expect(read({ hex: ' ', from: ' ', minLength: '' }).query).toBeNull();
  });

  it('is every part that was', () => {
    const { query, wrong } = read({
      ...{ text: 'news', hex: '81 05', direction: 'client-to-server', kinds: ['ping', 'pong'] },
      ...{ minLength: '0x10', maxLength: '200', rule: 'error', from: '1.5', to: '.75e' },
    });
    expect(query).toEqual({
      ...{ text: 'news', bytes: Uint8Array.of(0x81, 5), direction: 'client-to-server' },
      ...{ kinds: ['ping', 'pong'], minLength: 16, maxLength: 200, rule: 'error', from: 1.5 },
    });
    expect([...wrong]).toEqual([['to', 'number']]);
  });

  it('is told where it contradicts itself', () => {
    const { query, wrong } = read({ minLength: '9', maxLength: '3', from: '2', to: '1', hex: '8' });
    expect(query).toEqual({ minLength: 9, from: 2 });
    expect([...wrong]).toEqual([
      ['hex', 'hex'],
      ['maxLength', 'range'],
      ['to', 'range'],
    ]);
  });

  it('counts as many filters as there are beside the text', () => {
    expect(filtersIn({ ...EMPTY_FORM, text: 'a' })).toBe(0);
    expect(filtersIn({ ...EMPTY_FORM, minLength: '1', maxLength: '2', kinds: ['ping'] })).toBe(2);
  });

  it('reads pairs of digits however they stand, and nothing else', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 20 }),
        fc.constantFrom('', ' ', '  ', '\n', ' 0x'),
        (bytes, between) => {
          const pairs = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'));
          expect(bytesOfPairs(pairs.join(between))).toEqual(bytes);
        },
      ),
    );
    for (const wrong of ['8', '81 0', 'xy', '81,05', '😀']) expect(bytesOfPairs(wrong)).toBeNull();
  });

  it('never throws', () => {
    const any = fc.string({ maxLength: 6 });
    fc.assert(
      fc.property(any, any, any, any, any, (hex, minLength, maxLength, from, to) => {
        const { query } = read({ hex, minLength, maxLength, from, to });
        for (const value of Object.values(query ?? {}))
          if (typeof value === 'number') expect(value).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe('the bar to find rows', () => {
  function show(rest: object = {}, locale: Locale = 'en') {
    const given = {
      ...{ all: 1_000_000, found: null, looked: null, failed: false, timed: true, only: true },
      onquery: vi.fn(),
      ononly: vi.fn(),
      onstep: vi.fn(),
      ...rest,
    };
    renderView(FindBar, given, locale);
    return { ...given, user: userEvent.setup() };
  }
  const box = () => screen.getByRole('textbox', { name: 'Find text' });

  it('looks for text as it is typed, goes from match to match, and forgets with Escape', async () => {
    const { user, onquery, onstep } = show();
    await user.type(box(), 'news');
    expect(onquery).toHaveBeenLastCalledWith({ text: 'news' });
    await user.keyboard('{Enter}{Shift>}{Enter}{/Shift}');
    expect(onstep.mock.calls).toEqual([[1], [-1]]);
    await user.click(screen.getByRole('button', { name: 'Next match' }));
    expect(onstep).toHaveBeenLastCalledWith(1);
    await user.type(box(), '{Escape}');
    expect(onquery).toHaveBeenLastCalledWith(null);
    expect(box()).toHaveValue('');
    expect(box()).toHaveFocus();
  });

  it('counts, to the ear too', () => {
    show({ found: 37 });
    expect(screen.getByText('37 of 1,000,000')).toBeVisible();
    expect(screen.getByRole('status')).toHaveTextContent('37 rows match of 1,000,000');
  });

  it('says how far it is, and that it failed', () => {
    show({ looked: 250_000, found: 3 });
    expect(screen.getAllByText('Looking … 25 %')[0]).toBeVisible();
    show({ failed: true });
    expect(screen.getAllByText(/The search failed/)[0]).toBeVisible();
  });

  it('filters by all else behind a button, which counts what is set', async () => {
    const { user, onquery } = show();
    const more = screen.getByRole('button', { name: /^Filter/ });
    expect(screen.queryByRole('group', { name: 'Kinds' })).toBeNull();
    await user.click(more);
    expect(more).toHaveAttribute('aria-expanded', 'true');
    const kinds = within(screen.getByRole('group', { name: 'Kinds' }));
    await user.click(kinds.getByRole('checkbox', { name: 'Pong' }));
    await user.click(kinds.getByRole('checkbox', { name: 'Ping' }));
    expect(onquery).toHaveBeenLastCalledWith({ kinds: ['ping', 'pong'] });
    await user.selectOptions(screen.getByLabelText('Direction'), 'client → server');
    await user.selectOptions(screen.getByLabelText('Problems'), 'any error');
    await user.type(screen.getByLabelText('Find bytes, in hex'), '8105');
    await user.type(screen.getByLabelText('Length from, in bytes'), '126');
    await user.type(screen.getByLabelText('Time to, in seconds'), '2.5');
    expect(onquery).toHaveBeenLastCalledWith({
      ...{ kinds: ['ping', 'pong'], direction: 'client-to-server', rule: 'error' },
      ...{ bytes: Uint8Array.of(0x81, 5), minLength: 126, to: 2.5 },
    });
    expect(more).toHaveAccessibleName('Filter 6 filters set');
  });

  it('says which field it does not understand', async () => {
    const { user } = show();
    await user.click(screen.getByRole('button', { name: 'Filter' }));
    const hex = screen.getByLabelText('Find bytes, in hex');
    await user.type(hex, '8');
    expect(hex).toBeInvalid();
    expect(hex).toHaveAccessibleDescription(/Pairs of hexadecimal digits/);
  });

  it('asks for no time where there is none', async () => {
    const { user } = show({ timed: false }, 'zh');
    await user.click(screen.getByRole('button', { name: '筛选' }));
    expect(screen.queryByLabelText(/时间/)).toBeNull();
    expect(screen.getByRole('group', { name: '种类' })).toBeVisible();
  });

  it('shows matches alone, or marked among all', async () => {
    const { user, ononly } = show();
    await user.type(box(), 'a');
    await user.selectOptions(screen.getByLabelText('Show'), 'all, matches marked');
    expect(ononly).toHaveBeenCalledWith(false);
  });
});

describe('a place to go to', () => {
  it.each([
    ['frame', '1,204', { frame: 1203 }],
    ['frame', '#7', { frame: 6 }],
    ['frame', '0', null],
    ['up', '0x1f4', { direction: 'client-to-server', offset: 500 }],
    ['down', ' 12 ', { direction: 'server-to-client', offset: 12 }],
    ['down', '-1', null],
    ['time', '1.5', { time: 1.5 }],
    ['time', '0x10', null],
    ['frame', '1.5', null],
    ['frame', '', null],
    ['frame', '9'.repeat(20), null],
  ] as const)('%s %s', (kind, typed, target) => {
    expect(readTarget(kind, typed)).toEqual(target);
  });

  it('is typed in a panel that closes when it was found', async () => {
    const user = userEvent.setup();
    const onjump = vi.fn(() => Promise.resolve(true));
    renderView(Jump, { timed: true, onjump });
    await user.click(screen.getByRole('button', { name: 'Go to' }));
    expect(screen.getByLabelText('Number')).toHaveFocus();
    await user.keyboard('12{Enter}');
    expect(onjump).toHaveBeenCalledWith({ frame: 11 });
    expect(screen.queryByRole('group')).toBeNull();
  });

  it('that is not there, or no number, is told', async () => {
    const user = userEvent.setup();
    renderView(Jump, { timed: false, onjump: () => Promise.resolve(false) });
    await user.click(screen.getByRole('button', { name: 'Go to' }));
    await user.selectOptions(screen.getByRole('combobox'), 'byte, server → client');
    const box = screen.getByLabelText('Number');
    await user.type(box, 'x{Enter}');
    expect(screen.getByRole('alert')).toHaveTextContent('A number, please');
    await user.clear(box);
    await user.type(box, '99{Enter}');
    expect(screen.getByRole('alert')).toHaveTextContent('no such place');
    expect(box).toBeInvalid();
  });
});
