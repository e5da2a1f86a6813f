import { render } from '@testing-library/svelte';
import { flushSync } from 'svelte';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Turns } from '../../../src/views/common/turns.ts';
import Grows from './Grows.svelte';
import GrowsInTurns from './GrowsInTurns.svelte';
import Parts from './Parts.svelte';

/** The next picture, and what comes right after it. */
async function picture(): Promise<void> {
  vi.advanceTimersToNextFrame();
  await vi.advanceTimersToNextTimerAsync();
}
const textOf = (element: HTMLElement) => element.textContent.replace(/\s+/g, ' ').trim();

describe('what is shown in turns', () => {
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  it('comes part by part, in the order of the page, each in a picture of its own', async () => {
    vi.useFakeTimers();
    const { container } = render(Parts, { inTurns: true });
    expect(textOf(container)).toBe('');
    await picture();
    expect(textOf(container)).toBe('first');
    await picture();
    expect(textOf(container)).toBe('first second');
    await picture();
    expect(textOf(container)).toBe('first second third');
  });

  it('comes where nobody looks, and nothing is painted', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
    const { container } = render(Parts, { inTurns: true });
    await vi.runAllTimersAsync();
    expect(textOf(container)).toBe('first second third');
  });

  it('is there at once where nobody takes turns', () => {
    const { container } = render(Parts, { inTurns: false });
    expect(textOf(container)).toBe('first second third');
  });

  it('is there as soon as it is to be printed', () => {
    const { container } = render(Parts, { inTurns: true });
    dispatchEvent(new Event('beforeprint'));
    flushSync();
    expect(textOf(container)).toBe('first second third');
  });

  it('comes no more once it is gone, and keeps nobody waiting', async () => {
    vi.useFakeTimers();
    const turns = new Turns();
    const seen: string[] = [];
    const leave = turns.take(() => seen.push('gone'));
    turns.take(() => seen.push('next'));
    leave();
    await picture();
    expect(seen).toEqual(['next']);
    // A queue that has run empty begins anew.
    turns.take(() => seen.push('later'));
    await picture();
    expect(seen).toEqual(['next', 'later']);
  });

  it('is shown at once from the end on: what waits, and what comes later', () => {
    const turns = new Turns();
    const seen: string[] = [];
    turns.take(() => seen.push('first'));
    turns.take(() => {
      seen.push('second');
      turns.take(() => seen.push('within'));
    });
    turns.end();
    turns.take(() => seen.push('later'));
    expect(seen).toEqual(['first', 'second', 'within', 'later']);
    expect(turns.over).toBe(true);
  });
});

describe('a list that is much to draw', () => {
  afterEach(() => void vi.useRealTimers());

  it('grows, a step in each picture, until all of it is there', async () => {
    vi.useFakeTimers();
    const { container } = render(GrowsInTurns);
    expect(textOf(container)).toBe('a');
    await picture();
    expect(textOf(container)).toBe('abc');
    await picture();
    expect(textOf(container)).toBe('abcdef');
  });

  it('is whole at once where nobody takes turns, and on paper', () => {
    expect(textOf(render(Grows).container)).toBe('abcdef');
    const { container } = render(GrowsInTurns);
    dispatchEvent(new Event('beforeprint'));
    flushSync();
    expect(textOf(container)).toBe('abcdef');
  });
});
