import { createEvent, fireEvent, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import type { ComponentProps } from 'svelte';
import { describe, expect, it, vi } from 'vitest';
import type { Locale } from '../../../src/i18n/words.ts';
import { INPUT_KINDS, NOTE_IDS } from '../../../src/trace/input.ts';
import Detected from '../../../src/views/capture/Detected.svelte';
import EmptyState from '../../../src/views/capture/EmptyState.svelte';
import FailureNote from '../../../src/views/capture/FailureNote.svelte';
import Incomplete from '../../../src/views/capture/Incomplete.svelte';
import InputBar from '../../../src/views/capture/InputBar.svelte';
import InputPane from '../../../src/views/capture/InputPane.svelte';
import ReadingBar from '../../../src/views/capture/ReadingBar.svelte';
import { SAMPLES } from '../../../src/views/capture/samples.ts';
import { renderView } from '../words.ts';

const options = (box: HTMLElement) =>
  within(box)
    .getAllByRole('option')
    .map((option) => option.textContent);

describe('a pane', () => {
  function show(rest: Partial<ComponentProps<typeof InputPane>> = {}, locale: Locale = 'en') {
    const props = {
      ...{ label: 'Bytes to decode', caption: null, text: '', held: null, mark: null, ...rest },
      onchange: vi.fn<(text: string) => void>(),
      onfile: vi.fn<(file: File) => void>(),
      onremove: vi.fn<() => void>(),
    };
    return { ...props, ...renderView(InputPane, props, locale), user: userEvent.setup() };
  }
  const box = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Bytes to decode' });

  /** What a drag brings: jsdom has no DataTransfer. */
  async function drop(what: { files?: readonly File[]; text?: string }) {
    const target = box().parentElement!;
    const event = createEvent.drop(target);
    const dataTransfer = { files: what.files ?? [], getData: () => what.text ?? '' };
    Object.defineProperty(event, 'dataTransfer', { value: dataTransfer });
    await fireEvent(target, event);
    return event;
  }

  it('takes what is typed and pasted', async () => {
    const { user, onchange } = show();
    expect(box()).toHaveAttribute('placeholder', '81 85 37 fa 21 3d 7f 9f 4d 51 58');
    await user.click(box());
    await user.paste('81 00');
    expect(onchange).toHaveBeenLastCalledWith('81 00');
    await user.keyboard('ff');
    expect(onchange).toHaveBeenLastCalledWith('81 00ff');
  });

  it('shows its text as it is, and lets no one correct it', () => {
    show({ text: '<b>81</b>\n00' });
    expect(box()).toHaveValue('<b>81</b>\n00');
    expect(box()).toHaveAttribute('spellcheck', 'false');
  });

  it('takes a file that is dropped', async () => {
    const { onfile, onchange } = show({ text: '81' });
    const file = new File(['x'], 'frames.bin');
    await fireEvent.dragOver(box());
    expect(screen.getByText('Drop the file here')).toBeVisible();
    const event = await drop({ files: [file] });
    // Otherwise the browser would leave the page and open the file.
    expect(event.defaultPrevented).toBe(true);
    expect(onfile).toHaveBeenCalledWith(file);
    expect(onchange).not.toHaveBeenCalled();
    expect(screen.queryByText('Drop the file here')).toBeNull();
  });

  it('takes a text that is dropped, but not nothing', async () => {
    const { onchange } = show({ text: '81' });
    await drop({ text: '82 00' });
    expect(onchange).toHaveBeenCalledWith('82 00');
    await drop({});
    expect(onchange).toHaveBeenCalledOnce();
  });

  it('marks the character that a note is about', () => {
    show({ text: '81 0x', mark: { at: 4 } });
    expect(box()).toHaveFocus();
    expect([box().selectionStart, box().selectionEnd]).toEqual([4, 5]);
  });

  it.each([
    ['en', { name: 'frames.bin', size: 1536 }, 'frames.bin, 1.5 KiB', 'Remove'],
    ['en', { name: null, size: 300_000 }, 'Pasted text, 293 KiB', 'Remove'],
    ['zh', { name: null, size: 300_000 }, '粘贴的文本，293 KiB', '移除'],
  ] as const)('in %s names what it holds instead of showing it: %o', async (...given) => {
    const [locale, held, name, remove] = given;
    const { user, onremove } = show({ held }, locale);
    expect(screen.queryByRole('textbox')).toBeNull();
    expect(screen.getByText(name)).toBeVisible();
    await user.click(screen.getByRole('button', { name: remove }));
    expect(onremove).toHaveBeenCalledOnce();
  });

  it('that is one of two is told apart by a caption, without an example', () => {
    show({ caption: 'Client → server' });
    expect(screen.getByText('Client → server')).toBeVisible();
    expect(box()).toHaveAttribute('placeholder', '');
  });
});

describe('the bar', () => {
  function show(rest: Partial<ComponentProps<typeof InputBar>> = {}, locale: Locale = 'en') {
    const props = {
      ...{ split: false, empty: false, ...rest },
      onfile: vi.fn<(file: File) => void>(),
      onsplit: vi.fn<(split: boolean) => void>(),
      onclear: vi.fn<() => void>(),
      onsample: vi.fn<(name: string) => void>(),
    };
    const { container } = renderView(InputBar, props, locale);
    return { ...props, user: userEvent.setup(), container };
  }

  it('opens a file, the same one twice', async () => {
    const { user, onfile, container } = show();
    expect(screen.getByRole('button', { name: 'Open a file' })).toBeEnabled();
    const picker = container.querySelector<HTMLInputElement>('input[type=file]')!;
    const file = new File(['x'], 'frames.bin');
    await user.upload(picker, file);
    expect(onfile).toHaveBeenCalledWith(file);
    expect(picker.value).toBe('');
  });

  it('opens the picker from its button', async () => {
    const { user, container } = show();
    const click = vi.spyOn(container.querySelector<HTMLInputElement>('input')!, 'click');
    await user.click(screen.getByRole('button', { name: 'Open a file' }));
    expect(click).toHaveBeenCalledOnce();
  });

  it('offers every sample, the same one twice', async () => {
    const { user, onsample } = show();
    const box = screen.getByRole('combobox', { name: 'Samples' });
    expect(options(box)).toHaveLength(SAMPLES.length + 1);
    await user.selectOptions(box, 'Handshake and “Hello”');
    expect(box).toHaveValue('');
    await user.selectOptions(box, 'Handshake and “Hello”');
    expect(onsample.mock.calls).toEqual([['hello'], ['hello']]);
  });

  it('splits and joins the panes', async () => {
    const { user, onsplit } = show();
    await user.click(screen.getByRole('button', { name: 'Two panes' }));
    expect(onsplit).toHaveBeenCalledWith(true);
  });

  it('joins what is split', async () => {
    const { user, onsplit } = show({ split: true }, 'zh');
    await user.click(screen.getByRole('button', { name: '合成一栏' }));
    expect(onsplit).toHaveBeenCalledWith(false);
  });

  it('clears what there is', async () => {
    const { user, onclear } = show();
    await user.click(screen.getByRole('button', { name: 'Clear' }));
    expect(onclear).toHaveBeenCalledOnce();
  });

  it('has nothing to clear in an empty input, and says that nothing leaves', () => {
    show({ empty: true });
    expect(screen.getByRole('button', { name: 'Clear' })).toBeDisabled();
    expect(screen.getByText('Nothing you paste leaves this browser.')).toBeVisible();
  });
});

describe('what was detected', () => {
  function show(rest: Partial<ComponentProps<typeof Detected>> = {}, locale: Locale = 'en') {
    const props: ComponentProps<typeof Detected> = {
      ...{ kind: 'hex', reason: 'hex-pairs', bytes: 11, size: 32, notes: [] },
      ...{ chosenKind: null, chosenDirection: null, choosable: true, showable: true },
      where: (at) => `place ${at}`,
      onkind: vi.fn(),
      ondirection: vi.fn(),
      onnote: vi.fn(),
      ...rest,
    };
    renderView(Detected, props, locale);
    return { ...props, user: userEvent.setup() };
  }

  it('is named with its reason and size', () => {
    show();
    expect(screen.getByText(/^Read as/)).toHaveTextContent('Read as hex');
    expect(screen.getByText('11 bytes')).toBeVisible();
    expect(screen.getByText('Groups of hexadecimal digits, set apart.')).toBeVisible();
    expect(screen.queryByRole('list')).toBeNull();
  });

  it('is as large as it is where it holds no bytes of a wire', () => {
    show({ kind: 'har', reason: 'har-log', bytes: 0, size: 2048 });
    expect(screen.getByText('2,048 bytes')).toBeVisible();
  });

  it('is named in Chinese', () => {
    show({ bytes: 1 }, 'zh');
    expect(screen.getByText(/^识别为/)).toBeVisible();
    expect(screen.getByText('1 字节')).toBeVisible();
    expect(screen.getByRole('combobox', { name: '格式' })).toBeVisible();
  });

  it('can be overruled, and taken back', async () => {
    const { user, onkind, ondirection } = show();
    const kind = screen.getByRole('combobox', { name: 'Format' });
    expect(kind).toHaveDisplayValue('hex (detected)');
    expect(options(kind)).toHaveLength(INPUT_KINDS.length + 1);
    await user.selectOptions(kind, 'base64');
    expect(onkind).toHaveBeenLastCalledWith('base64');
    await user.selectOptions(kind, 'hex (detected)');
    expect(onkind).toHaveBeenLastCalledWith(null);
    const direction = screen.getByRole('combobox', { name: 'Direction' });
    await user.selectOptions(direction, 'server → client');
    expect(ondirection).toHaveBeenLastCalledWith('server-to-client');
    await user.selectOptions(direction, 'as the bytes say');
    expect(ondirection).toHaveBeenLastCalledWith(null);
  });

  it('shows what was chosen', () => {
    show({ chosenKind: 'base64', chosenDirection: 'client-to-server' });
    expect(screen.getByRole('combobox', { name: 'Format' })).toHaveDisplayValue('base64');
    const direction = screen.getByRole('combobox', { name: 'Direction' });
    expect(direction).toHaveDisplayValue('client → server');
  });

  it('cannot be overruled where the panes say the direction', () => {
    show({ choosable: false });
    expect(screen.queryByRole('combobox')).toBeNull();
  });

  it('is said with its notes, each with its place', async () => {
    const notes = [
      { id: 'input/odd-nibble', at: 7, detail: '8' },
      { id: 'input/order-unknown', at: 0, detail: '' },
      { id: 'input/stray-character', at: 9, detail: '<b>' },
    ] as const;
    const { user, onnote } = show({ notes });
    const list = within(screen.getByRole('list', { name: '3 notes on the input' }));
    const [odd, order, stray] = list.getAllByRole('listitem');
    expect(odd).toHaveTextContent('“8” at place 7 has no partner');
    expect(within(order!).queryByRole('button')).toBeNull();
    expect(stray).toHaveTextContent('“<b>” at place 9');
    await user.click(list.getByRole('button', { name: 'show (place 7)' }));
    expect(onnote).toHaveBeenCalledWith(notes[0]);
  });

  it('points at no place of what is not shown', () => {
    show({ notes: [{ id: 'input/odd-nibble', at: 7, detail: '8' }], showable: false });
    expect(screen.getByRole('list', { name: '1 note on the input' })).toBeVisible();
    expect(screen.queryByRole('button')).toBeNull();
  });

  it.each(['en', 'zh'] as const)('has words for every note, in %s', (locale) => {
    const detail = 'hex base64';
    show({ notes: NOTE_IDS.map((id) => ({ id, at: 1, detail })) }, locale);
    for (const item of screen.getAllByRole('listitem')) {
      expect(item.textContent.trim()).not.toBe('');
      expect(item).not.toHaveTextContent('undefined');
    }
  });
});

describe('nothing to show', () => {
  it('offers the samples', async () => {
    const onsample = vi.fn<(name: string) => void>();
    renderView(EmptyState, { nothing: 'given', onsample });
    expect(screen.getByRole('heading', { name: 'Nothing to read yet' })).toBeVisible();
    for (const button of screen.getAllByRole('button')) await userEvent.click(button);
    expect(onsample.mock.calls.flat()).toEqual([...SAMPLES]);
  });

  it('says where nothing could be read', () => {
    renderView(EmptyState, { nothing: 'read', onsample: vi.fn() });
    expect(screen.getByText(/^No byte of this input could be read/)).toBeVisible();
  });

  it('speaks Chinese', () => {
    renderView(EmptyState, { nothing: 'given', onsample: vi.fn() }, 'zh');
    expect(screen.getByRole('heading', { name: '还没有内容' })).toBeVisible();
    expect(screen.getByRole('button', { name: 'Chromium 与服务器对话' })).toBeVisible();
  });
});

describe('reading', () => {
  it('says how far it is, and can be given up', async () => {
    const oncancel = vi.fn<() => void>();
    const far = { done: 26_843_546, total: 104_857_600, packets: 250_000, frames: 1 };
    renderView(ReadingBar, { ...far, oncancel });
    expect(screen.getByRole('progressbar', { name: 'Reading' })).toHaveValue(25);
    for (const text of ['25 %', '25.6 MiB of 100 MiB', '250,000 packets', '1 frame'])
      expect(screen.getByText(text)).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(oncancel).toHaveBeenCalledOnce();
  });

  it('of a text has no packets, and of nothing no percentage', () => {
    const far = { done: 0, total: 0, packets: 0, frames: 0 };
    renderView(ReadingBar, { ...far, oncancel: vi.fn() }, 'zh');
    expect(screen.getByText('0%')).toBeVisible();
    expect(screen.queryByText(/数据包|帧/)).toBeNull();
  });
});

describe('a failure', () => {
  it.each([
    ['crashed', 'en', /Your input is still here/, 'Read again'],
    ['unreadable', 'en', /could not be read/, 'Read again'],
    ['crashed', 'zh', /你的输入还在/, '重新读取'],
  ] as const)('%s is told at once, in %s', async (failure, locale, text, again) => {
    const onagain = vi.fn<() => void>();
    renderView(FailureNote, { failure, onagain }, locale);
    expect(screen.getByRole('alert')).toHaveTextContent(text);
    await userEvent.click(screen.getByRole('button', { name: again }));
    expect(onagain).toHaveBeenCalledOnce();
  });

  it('of a link leaves nothing to read again', () => {
    renderView(FailureNote, { failure: 'link', onagain: vi.fn() });
    expect(screen.getByRole('alert')).toHaveTextContent('The link is damaged');
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('that someone wanted is no alarm', () => {
    renderView(FailureNote, { failure: 'cancelled', onagain: vi.fn() });
    expect(screen.queryByRole('alert')).toBeNull();
    expect(screen.getByRole('status')).toHaveTextContent('Your input is still here');
  });
});

describe('a stream that ends early', () => {
  const none = { 'client-to-server': null, 'server-to-client': null };

  it('is told for each direction, and leads there', async () => {
    const onselect = vi.fn<(row: number) => void>();
    const endings = {
      'client-to-server': { row: 4, part: 'header', need: 4, have: 3 },
      'server-to-client': { row: 9, part: 'payload', need: '9223372036854775807', have: 1 },
    } as const;
    renderView(Incomplete, { endings, onselect });
    const region = within(screen.getByRole('region', { name: 'The stream ends early' }));
    const [client, server] = region.getAllByRole('button');
    expect(client).toHaveTextContent('client → server: the bytes end inside a frame header');
    expect(server).toHaveTextContent('9223372036854775807 bytes announced, 1 there');
    await userEvent.click(server!);
    expect(onselect).toHaveBeenCalledWith(9);
  });

  it('inside a head tells what is there of it', () => {
    const ending = { row: 0, part: 'head', need: null, have: 20 } as const;
    const endings = { ...none, 'client-to-server': ending };
    renderView(Incomplete, { endings, onselect: vi.fn() }, 'zh');
    expect(screen.getByRole('button')).toHaveTextContent('20 字节');
  });

  it('is not told where none does', () => {
    renderView(Incomplete, { endings: none, onselect: vi.fn() });
    expect(screen.queryByRole('region')).toBeNull();
  });
});
