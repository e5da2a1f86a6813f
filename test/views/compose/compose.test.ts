import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { PLAIN_DEFLATE } from '../../../src/composer/frames/draft.ts';
import { workshop } from '../../../src/composer/frames/workshop.ts';
import { Composer } from '../../../src/state/composer.svelte.ts';
import { draftOfLines, KEY, linesOf } from '../../composer/frames/drafts.ts';
import { stubWords } from '../words.ts';
import '../bytes/resize-observer.ts';
import Composing from './Composing.svelte';

function compose(...lines: readonly string[]) {
  const composer = new Composer(
    () => ({ workshop, stop: () => {} }),
    () => KEY,
  );
  if (lines.length > 0) composer.open(draftOfLines(...lines));
  const onexample = vi.fn();
  render(Composing, { composer, words: stubWords('en'), onexample });
  return { composer, onexample, user: userEvent.setup() };
}

const bit = (name: string) => screen.getByRole('button', { name });
const hex = () => screen.getByRole('textbox', { name: /^Bytes in hex/ });
const box = (name: string) => screen.getByRole('checkbox', { name });
const text = () => screen.getByRole('textbox', { name: 'Payload as text' });
const frames = () => screen.getByRole('region', { name: 'Frames of the conversation' });
const rules = () => screen.findByRole('region', { name: 'What is wrong here' });

describe('one frame, in three notations', () => {
  it('follows a bit that is flipped, by pointer and by key', async () => {
    const { composer, user } = compose();
    await user.click(bit('FIN, bit 0 of byte 0'));
    expect(hex()).toHaveValue('01 85 37 fa 21 3d 7f 9f 4d 51 58');
    expect(box('FIN')).not.toBeChecked();
    expect(bit('FIN, bit 0 of byte 0')).toHaveAttribute('aria-pressed', 'false');
    await user.keyboard('{ArrowRight} ');
    expect(bit('RSV1, bit 1 of byte 0')).toHaveFocus();
    expect(box('RSV1')).toBeChecked();
    expect(linesOf(composer.draft)).toEqual(['> 418537fa213d7f9f4d5158']);
  });

  it('has one tab stop for all bits, and arrow keys between them', async () => {
    const { user } = compose();
    const bits = within(screen.getByRole('group', { name: 'Bits of the frame' }));
    const stops = bits.getAllByRole('button').filter(({ tabIndex }) => tabIndex === 0);
    expect(stops).toHaveLength(1);
    stops[0]!.focus();
    await user.keyboard('{ArrowDown}{End}{ArrowRight}');
    expect(bit('Payload (masked), bit 7 of byte 10')).toHaveFocus();
    await user.keyboard('{Home}');
    expect(bit('FIN, bit 0 of byte 0')).toHaveFocus();
  });

  it('follows bytes that are typed, and keeps what is no hex, telling where', async () => {
    const { composer, user } = compose('< 810548656c6c6f');
    await user.clear(hex());
    await user.type(hex(), '89 01 6');
    expect(await screen.findByRole('alert')).toHaveTextContent(/Half a byte/);
    await user.type(hex(), 'g');
    expect(screen.getByRole('alert')).toHaveTextContent('“g” is no hex digit (character 8)');
    expect(hex()).toHaveValue('89 01 6g');
    await user.type(hex(), '{Backspace}1');
    expect(screen.queryByRole('alert')).toBeNull();
    expect(linesOf(composer.draft)).toEqual(['< 890161']);
    expect(screen.getByRole('combobox', { name: 'Opcode' })).toHaveDisplayValue('9 · Ping');
  });

  it('brings the bytes back on Escape', async () => {
    const { user } = compose('< 8900');
    await user.type(hex(), 'x');
    await user.keyboard('{Escape}');
    expect(hex()).toHaveValue('89 00');
  });

  it('follows fields: opcode, masking, key, length form', async () => {
    const { user } = compose();
    await user.selectOptions(screen.getByRole('combobox', { name: 'Opcode' }), '2 · Binary');
    await user.click(screen.getByRole('radio', { name: '64 bits' }));
    const key = screen.getByRole('textbox', { name: 'Masking key' });
    await user.clear(key);
    await user.type(key, '00000000');
    expect(hex()).toHaveValue('82 ff 00 00 00 00 00 00 00 05 00 00 00 00 48 65 6c 6c 6f');
    await user.click(box('masked'));
    expect(hex()).toHaveValue('82 7f 00 00 00 00 00 00 00 05 48 65 6c 6c 6f');
  });

  it('announces 2^63 bytes when it is told to, and takes it back', async () => {
    const { user } = compose('< 8100');
    const length = screen.getByRole('textbox', { name: 'Announces' });
    await user.clear(length);
    await user.type(length, '2^63');
    expect(hex()).toHaveValue('81 7f 80 00 00 00 00 00 00 00');
    expect(await rules()).toHaveTextContent('Rule ws/length-64-msb-set is broken.');
    await user.click(screen.getByRole('button', { name: 'As many as follow' }));
    expect(hex()).toHaveValue('81 00');
  });

  it('takes text as it is typed, and shows markup as text', async () => {
    const { composer, user } = compose('< 8100');
    await user.type(text(), '<img src=x onerror=alert(1)>');
    expect(document.querySelector('img')).toBeNull();
    expect(within(frames()).getByRole('button', { current: true })).toHaveTextContent(
      '<img src=x onerror=aler',
    );
    expect(linesOf(composer.draft)[0]).toMatch(/^< 811c3c696d67/);
  });

  it('takes a code and a reason of a Close', async () => {
    const { user } = compose('< 880203e8');
    const code = screen.getByRole('combobox', { name: 'Close code' });
    await user.clear(code);
    await user.type(code, '1005');
    await user.type(screen.getByRole('textbox', { name: 'Reason' }), 'x');
    expect(hex()).toHaveValue('88 03 03 ed 78');
    expect(await rules()).toHaveTextContent('ws/close-code-1005-on-wire');
  });

  it('takes a file, and does not put a long one into a box', async () => {
    const { user } = compose('< 8200');
    await user.click(screen.getByRole('radio', { name: 'File' }));
    const file = new File([new Uint8Array(100_000)], 'image.bin');
    await user.upload(screen.getByLabelText('Choose a file'), file);
    expect(await screen.findByText('image.bin, 100,000 bytes')).toBeVisible();
    expect((hex() as HTMLTextAreaElement).value.length).toBeLessThan(4000);
    expect(screen.getByText(/more, which stay as they are/)).toBeVisible();
  });

  it('says of a stump how much is missing until it is a frame', async () => {
    const { user } = compose('< 81');
    expect(screen.getByText(/1 byte more, and this is a frame/)).toBeVisible();
    await user.click(bit('FIN, bit 0 of byte 0'));
    expect(hex()).toHaveValue('01');
  });
});

describe('a conversation', () => {
  it('is added to, walked, turned round, undone', async () => {
    const { composer, user } = compose();
    await user.click(screen.getByRole('button', { name: 'Ping' }));
    expect(screen.getByRole('heading', { name: /Frame 2 · Ping, client → server/ })).toBeVisible();
    await user.click(screen.getByRole('radio', { name: 'server' }));
    expect(linesOf(composer.draft)[1]).toBe('< 890548656c6c6f');
    const list = within(screen.getByRole('region', { name: 'Frames of the conversation' }));
    list.getByRole('button', { name: /Ping/, current: true }).focus();
    await user.keyboard('{ArrowUp}');
    expect(list.getByRole('button', { current: true })).toHaveTextContent('Text');
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    expect(composer.draft.units).toHaveLength(1);
    expect(screen.getByRole('button', { name: 'Undo' })).toBeDisabled();
  });

  it('cuts a message at marks that keys move, and joins it', async () => {
    const { composer, user } = compose('< 810548656c6c6f');
    await user.click(screen.getByRole('button', { name: 'Cut it' }));
    expect(linesOf(composer.draft)).toEqual(['< 01024865', '< 80036c6c6f']);
    const mark = screen.getByRole('slider', { name: 'Mark 1' });
    expect(mark).toHaveAttribute('aria-valuetext', 'after 2 of 5 bytes');
    mark.focus();
    await user.keyboard('{ArrowRight}{ArrowRight}');
    expect(linesOf(composer.draft)).toEqual(['< 010448656c6c', '< 80016f']);
    await user.keyboard('{Delete}');
    expect(linesOf(composer.draft)).toEqual(['< 810548656c6c6f']);
  });

  it('compresses a message and shows both forms', async () => {
    const { composer, user } = compose('< 810548656c6c6f');
    await user.click(box('permessage-deflate'));
    await user.click(box('Compress this message'));
    expect(linesOf(composer.draft)).toEqual(['< c107f248cdc9c90700']);
    expect(screen.getByText('5 bytes become 7 bytes, 140 %')).toBeVisible();
    await user.type(text(), 's');
    expect(screen.getByText(/^6 bytes become/)).toBeVisible();
    await user.click(box('Compress this message'));
    expect(linesOf(composer.draft)).toEqual(['< 810648656c6c6f73']);
  });

  it('takes what was compressed elsewhere as plain text', async () => {
    const { composer, user } = compose();
    composer.open({ ...draftOfLines('< c107f248cdc9c90700'), deflate: PLAIN_DEFLATE });
    await user.click(await screen.findByRole('button', { name: 'Edit it plain' }));
    expect(await screen.findByRole('textbox', { name: 'Payload as text' })).toHaveValue('Hello');
  });

  it('says what a receiver reads instead, and takes that', async () => {
    const { composer, user } = compose('< 810248', '< 8900');
    const note = await screen.findByRole('region', { name: /A receiver reads other frames/ });
    expect(note).toHaveTextContent('← text, byte 0, 4 bytes');
    await user.click(within(note).getByRole('button', { name: 'Cut it as a receiver does' }));
    expect(linesOf(composer.draft)).toEqual(['< 81024889', '< 00']);
  });

  it('starts from an example, which can be put right', async () => {
    const { composer, onexample, user } = compose();
    const presets = screen.getByRole('combobox', { name: 'Start from' });
    await user.selectOptions(presets, 'Rule ws/rsv2-set is broken.');
    expect(onexample).toHaveBeenCalledWith('ws/rsv2-set', true);
    composer.open(draftOfLines('< a100'), { rule: 'ws/rsv2-set', breaks: true });
    await user.click(await screen.findByRole('button', { name: 'Put it right' }));
    expect(onexample).toHaveBeenLastCalledWith('ws/rsv2-set', false);
    await user.selectOptions(presets, 'RFC 6455 §5.7 · Ping and its Pong');
    expect(composer.draft.units).toHaveLength(2);
  });

  it('is copied as source text and as programs', async () => {
    const { user } = compose();
    await user.click(screen.getByRole('button', { name: 'Copy and export' }));
    await user.click(screen.getByRole('button', { name: 'C' }));
    expect(await navigator.clipboard.readText()).toContain(
      'static const unsigned char frame_1[11]',
    );
    await user.click(screen.getByRole('button', { name: 'Copy and export' }));
    await user.click(screen.getByRole('button', { name: 'Python, as the client' }));
    expect(await navigator.clipboard.readText()).toContain('import socket');
  });
});
