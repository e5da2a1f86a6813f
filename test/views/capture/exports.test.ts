import { screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Locale } from '../../../src/i18n/words.ts';
import ExportMenu from '../../../src/views/capture/ExportMenu.svelte';
import type { ShownExports } from '../../../src/views/capture/shown.ts';
import { renderView } from '../words.ts';

afterEach(() => void vi.restoreAllMocks());

const saved: string[] = [];

beforeEach(() => {
  saved.length = 0;
  URL.createObjectURL = vi.fn(() => 'blob:file');
  URL.revokeObjectURL = vi.fn();
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
    this: HTMLAnchorElement,
  ) {
    saved.push(`${this.download} ${this.href}`);
  });
});

function show(
  rest: { out?: Partial<ShownExports>; link?: string; characters?: number | null } = {},
  locale: Locale = 'en',
) {
  const file = () => Promise.resolve(new Blob(['{}']));
  const out: ShownExports = {
    count: 1,
    chosen: { count: 0, has: () => false },
    literal: () => Promise.resolve('81 00'),
    report: vi.fn(file),
    pcapng: vi.fn(file),
    messages: vi.fn(file),
    payload: vi.fn(file),
    ...rest.out,
  };
  const { link = '#hex=8100', characters = 8 } = rest;
  renderView(ExportMenu, { out, connection: 2, row: 7, link, characters }, locale);
  return { user: userEvent.setup(), out };
}

const button = (name: string) => screen.getByRole('button', { name });
const status = () => screen.getByRole('status');

describe('a menu of ways out', () => {
  it('opens, and closes with Escape and the focus back', async () => {
    const { user } = show();
    expect(button('Export')).toHaveAttribute('aria-expanded', 'false');
    await user.click(button('Export'));
    const menu = screen.getByRole('group', { name: 'Export' });
    await user.tab();
    expect(within(menu).getByRole('button', { name: 'JSON report' })).toHaveFocus();
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('group')).toBeNull();
    expect(button('Export')).toHaveFocus();
  });

  it('closes where the focus or a click goes elsewhere', async () => {
    const { user } = show();
    await user.click(button('Export'));
    await user.click(button('Copy link'));
    expect(screen.queryByRole('group')).toBeNull();
  });

  it.each([
    ['JSON report', 'wire101-report.json'],
    ['This connection as .pcapng', 'wire101-connection-3.pcapng'],
    ['Messages as NDJSON', 'wire101-connection-3.ndjson'],
    ['Payload of the row looked at', 'wire101-payload-8.bin'],
  ])('saves: %s', async (name, file) => {
    const { user } = show();
    await user.click(button('Export'));
    await user.click(button(name));
    await waitFor(() => expect(saved).toEqual([`${file} blob:file`]));
    expect(status()).toHaveTextContent(`${file} saved`);
  });

  it('tells that it is at work, and where a file could not be written', async () => {
    let fail = () => {};
    const report = () =>
      new Promise<Blob>((_, reject) => {
        fail = () => reject(new Error('gone'));
      });
    const { user } = show({ out: { report } });
    await user.click(button('Export'));
    await user.click(button('JSON report'));
    expect(status()).toHaveTextContent('Writing …');
    fail();
    await waitFor(() => expect(status()).toHaveTextContent(/could not be written/));
    expect(saved).toEqual([]);
  });
});

describe('rows as text for a program', () => {
  it('are copied, and counted', async () => {
    const literal = vi.fn(() => Promise.resolve('81 00'));
    const { user } = show({ out: { count: 3, literal } });
    await user.click(button('Export'));
    expect(screen.getByRole('heading', { name: 'Copy 3 rows as' })).toBeVisible();
    await user.click(button('Python'));
    await waitFor(() => expect(status()).toHaveTextContent('3 rows copied as Python'));
    expect(literal).toHaveBeenCalledWith('python');
    expect(await navigator.clipboard.readText()).toBe('81 00');
  });

  it('speak Chinese', async () => {
    const { user } = show({ out: { count: 2 } }, 'zh');
    await user.click(button('导出'));
    await user.click(button('十六进制'));
    await waitFor(() => expect(status()).toHaveTextContent('已把 2 行复制为十六进制'));
  });

  it('are refused where they are too many', async () => {
    const { user } = show({ out: { count: 10_001 } });
    await user.click(button('Export'));
    expect(
      screen.getByText('At most 10,000 rows can be copied at once; choose fewer.'),
    ).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Go' })).toBeNull();
  });
});

describe('a link', () => {
  it('is copied whole, with its size', async () => {
    const { user } = show();
    expect(button('Copy link')).toHaveAttribute('title', '9 characters');
    await user.click(button('Copy link'));
    const copied = await navigator.clipboard.readText();
    expect(copied).toBe(new URL('#hex=8100', location.href).href);
    expect(status()).toHaveTextContent(`Link copied, ${copied.length} characters`);
  });

  it('that does not fit says so, and how long it would be', async () => {
    const { user } = show({ link: '', characters: 48_123 });
    await user.click(button('Copy link'));
    expect(status()).toHaveTextContent('The link would have 48,123 characters');
  });

  it('of what is too large to try says so', async () => {
    const { user } = show({ link: '', characters: null });
    await user.click(button('Copy link'));
    expect(status()).toHaveTextContent('The input is too large for a link.');
  });

  it('says where the browser forbids copying', async () => {
    const { user } = show({}, 'zh');
    vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('denied'));
    await user.click(button('复制链接'));
    expect(status()).toHaveTextContent('浏览器不允许复制');
  });
});
