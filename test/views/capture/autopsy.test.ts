import { screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import type { Autopsy as Found, Hypothesis } from '../../../src/trace/autopsy/autopsy.ts';
import { HYPOTHESIS_IDS } from '../../../src/trace/autopsy/suspicion.ts';
import Autopsy from '../../../src/views/capture/Autopsy.svelte';
import { renderView } from '../words.ts';

const SENSE = {
  ...{ bits: 60, heads: 0, frames: 3, texts: 2, faults: 0, explained: 50, total: 50, lands: true },
};

const later: Hypothesis = {
  ...{ id: 'frames-later', args: [7], bits: 43.4, sense: SENSE, invents: false },
  preview: [
    { opcode: 1, length: 5, text: 'Hello' },
    { opcode: 2, length: 1, text: null },
  ],
};

const replaced: Hypothesis = {
  ...{ id: 'replaced', args: [3], bits: 30, sense: null, invents: false, preview: [] },
};

const found = (...hypotheses: Hypothesis[]): Found => ({ looked: 57, total: 57, hypotheses });

const props = {
  found: null as Found | null,
  tried: null as Hypothesis | null,
  trying: null as Hypothesis | null,
  failed: false,
  ontry: () => Promise.resolve(),
  onback: () => Promise.resolve(),
};

const region = () => screen.getByRole('region', { name: 'What may have happened' });

describe('an autopsy', () => {
  it('lists what may have happened, in order, with numbers and a preview', () => {
    renderView(Autopsy, { ...props, found: found(later, replaced) });
    const [first, second] = within(region()).getAllByRole('article');
    expect(first).toHaveTextContent('Frames begin at byte 7');
    expect(first).toHaveTextContent(
      '3 frames fit end to end, the last just to the end of the bytes',
    );
    expect(first).toHaveTextContent('2 texts are readable UTF-8');
    expect(first).toHaveTextContent('evidence: 43 bits');
    const read = within(first!).getByRole('list', { name: 'Would be read as' });
    expect(
      within(read)
        .getAllByRole('listitem')
        .map((item) => item.textContent),
    ).toEqual(['text, 5 bytes: “Hello”', 'binary, 1 byte']);
    expect(second).toHaveTextContent('beyond repair');
    expect(second).toHaveTextContent('Get the bytes again');
    expect(within(second!).queryByRole('button')).toBeNull();
  });

  it('tries one by the keyboard', async () => {
    const ontry = vi.fn(() => Promise.resolve());
    renderView(Autopsy, { ...props, found: found(later), ontry });
    await userEvent.tab();
    expect(screen.getByRole('button', { name: 'Try: Frames begin at byte 7' })).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    expect(ontry).toHaveBeenCalledExactlyOnceWith(later);
  });

  it('says what is tried, and leads back', async () => {
    const onback = vi.fn(() => Promise.resolve());
    renderView(Autopsy, { ...props, tried: later, onback });
    expect(screen.getByRole('status')).toHaveTextContent('You are trying: Frames begin at byte 7.');
    await userEvent.click(screen.getByRole('button', { name: 'Back to the bytes as they were' }));
    expect(onback).toHaveBeenCalledOnce();
  });

  it('says that a frame is made up, and does not count it as evidence', () => {
    const json: Hypothesis = { ...later, id: 'payload-only', args: ['json'], invents: true };
    renderView(Autopsy, { ...props, found: found(json) });
    expect(region()).toHaveTextContent('The frame around it is made up');
    expect(region()).not.toHaveTextContent('3 frames fit');
  });

  it('says how much was looked at', () => {
    renderView(Autopsy, { ...props, found: { ...found(later), looked: 65_536, total: 1_000_000 } });
    expect(region()).toHaveTextContent('The first 65,536 of 1,000,000 bytes were looked at');
  });

  it('says that a try is being made, or failed', () => {
    const { unmount } = renderView(Autopsy, { ...props, found: found(later), trying: later });
    expect(screen.getByRole('status')).toHaveTextContent('Making the bytes');
    expect(screen.getByRole('button', { name: /^Try/ })).toBeDisabled();
    unmount();
    renderView(Autopsy, { ...props, found: found(later), failed: true });
    expect(screen.getByRole('status')).toHaveTextContent('What you gave is as it was');
  });

  it('is no landmark where there is nothing to say', () => {
    renderView(Autopsy, props);
    expect(screen.queryByRole('region')).toBeNull();
  });

  it.each(['en', 'zh'] as const)(
    'has words for everything that can have happened, %s',
    (locale) => {
      const all = HYPOTHESIS_IDS.map((id): Hypothesis => ({ ...later, id, args: [2, 3, 4, 5] }));
      renderView(Autopsy, { ...props, found: found(...all) }, locale);
      const titles = screen.getAllByRole('heading', { level: 3 }).map((each) => each.textContent);
      expect(new Set(titles).size).toBe(HYPOTHESIS_IDS.length);
      for (const title of titles) expect(title).not.toMatch(/undefined|NaN|^$/);
    },
  );
});
