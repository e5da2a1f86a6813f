import { screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import type { ComponentProps } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PayloadPage } from '../../../src/trace/payload-pages.ts';
import PayloadPager from '../../../src/views/capture/PayloadPager.svelte';
import { renderView } from '../words.ts';
import '../bytes/resize-observer.ts';

beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(240);
});
afterEach(() => void vi.restoreAllMocks());

/** Bytes that say where they are: the number of their page. */
const paged = (length: number) => (from: number, to: number) =>
  Promise.resolve({
    bytes: new Uint8Array(to - from).fill(0x41 + from / 65_536),
    length,
    missing: [],
  });

function show(
  length: number,
  read: (from: number, to: number) => Promise<PayloadPage> = paged(length),
  rest: Partial<ComponentProps<typeof PayloadPager>> = {},
) {
  const spied = vi.fn(read);
  renderView(PayloadPager, { length, read: spied, ...rest });
  return { read: spied, user: userEvent.setup() };
}

const button = (name: string | RegExp) => screen.getByRole('button', { name });

describe('a long payload', () => {
  it('comes page by page, when it is asked for', async () => {
    const { user, read } = show(150_000);
    expect(read).not.toHaveBeenCalled();
    await user.click(button('Show all 146 KiB in pages'));
    expect(screen.getByRole('status')).toHaveTextContent('bytes 0–65,535 of 150,000');
    expect(button('Previous 64 KiB')).toBeDisabled();
    await user.click(button('Next 64 KiB'));
    await user.click(button('Next 64 KiB'));
    expect(screen.getByRole('status')).toHaveTextContent('bytes 131,072–149,999 of 150,000');
    expect(read.mock.calls.at(-1)).toEqual([131_072, 150_000]);
    expect(button('Next 64 KiB')).toBeDisabled();
    const hex = screen.getByRole('region', { name: 'Hex' });
    expect(hex).toHaveTextContent('00020000');
    expect(hex).toHaveTextContent('43 43 43');
    await user.click(button('Previous 64 KiB'));
    expect(hex).toHaveTextContent('42 42 42');
  });

  it('draws only the lines in view', async () => {
    const { user } = show(65_536);
    await user.click(button(/Show all/));
    expect(screen.getByRole('region', { name: 'Hex' }).querySelectorAll('p').length).toBeLessThan(
      20,
    );
  });

  it('is text too, and never markup', async () => {
    const bytes = new TextEncoder().encode('<img src=x onerror=alert(1)>'.padEnd(5000));
    const { user } = show(5000, (from, to) =>
      Promise.resolve({ bytes: bytes.slice(from, to), length: 5000, missing: [] }),
    );
    await user.click(button(/Show all/));
    await user.click(button('Text'));
    expect(screen.getByRole('region', { name: 'Text' })).toHaveTextContent('<img src=x');
    expect(document.querySelector('img')).toBeNull();
    await user.click(button('Hex'));
    expect(screen.getByRole('region', { name: 'Hex' })).toBeVisible();
  });

  it('that cannot be read says so', async () => {
    const { user } = show(5000, () => Promise.reject(new Error('gone')));
    await user.click(button(/Show all/));
    expect(screen.getByRole('alert')).toHaveTextContent('could not be read');
  });

  it('shows bytes that were not captured as missing, and makes none up', async () => {
    const bytes = new TextEncoder().encode('ab\0\0\0fg'.padEnd(5000, '.'));
    const page = { bytes, length: 5000, missing: [{ start: 2, end: 5 }] };
    const { user } = show(5000, () => Promise.resolve(page), { part: 'body', missing: 3 });
    await user.click(button(/Show all/));
    expect(screen.getByRole('heading', { name: 'The whole body' })).toBeVisible();
    expect(screen.getByRole('region', { name: 'Hex' })).toHaveTextContent('61 62 ?? ?? ?? 66 67');
    expect(screen.getByText(/^3 bytes of it not captured: \?\? stands for each/)).toBeVisible();
    await user.click(button('Text'));
    expect(screen.getByRole('region', { name: 'Text' })).toHaveTextContent(
      'ab[3 bytes not captured]fg',
    );
  });

  it('says that what is coded ends before what was not captured', async () => {
    const page = { bytes: new Uint8Array(9), length: 9, missing: [] };
    const { user } = show(0, () => Promise.resolve(page), {
      ...{ length: null, part: 'message', missing: 7, ends: true },
    });
    await user.click(button('Undo the codings and show all in pages'));
    expect(screen.getByRole('status')).toHaveTextContent('bytes 0–8 of 9');
    expect(screen.getByText(/^7 bytes of it not captured: what comes after/)).toBeVisible();
  });
});
