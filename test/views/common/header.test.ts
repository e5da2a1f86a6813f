import { fireEvent, render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { stubWords } from '../words.ts';
import Switches from './Switches.svelte';

describe('the theme switch', () => {
  it('says what is chosen and what comes next', async () => {
    const onnext = vi.fn();
    render(Switches, { words: stubWords('en'), onnext });
    const button = screen.getByRole('button', { name: /Theme:\s*Paper/ });
    expect(button).toHaveAttribute('title', 'Change to Night');
    await userEvent.click(button);
    expect(onnext).toHaveBeenCalledOnce();
  });
});

describe('the language switch', () => {
  it('links to the same page in the other language', () => {
    render(Switches, { words: stubWords('en') });
    const link = screen.getByRole('link', { name: '中文' });
    expect(link).toHaveAttribute('href', '/zh/decode/');
    expect(link).toHaveAttribute('hreflang', 'zh-Hans');
    expect(link).toHaveAttribute('lang', 'zh-Hans');
    expect(screen.queryByRole('link', { name: 'EN' })).toBeNull();
  });

  it('takes along what the address holds after the #', async () => {
    history.replaceState(null, '', '#hex=8100');
    render(Switches, { words: stubWords('en') });
    const link = screen.getByRole<HTMLAnchorElement>('link', { name: '中文' });
    link.addEventListener('click', (event) => event.preventDefault());
    await fireEvent.click(link);
    expect(link.hash).toBe('#hex=8100');
  });
});
