import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { Annotation } from '../../../src/codec/annotation.ts';
import type { FieldKey } from '../../../src/views/bytes/field-key.ts';
import { renderView, stubWords } from '../words.ts';
import { HELLO, requestHead, textFrame, unmaskedFrame, WITH_RSV2 } from './frames.ts';
import './resize-observer.ts';
import BitDiagram from '../../../src/views/bytes/BitDiagram.svelte';
import SharedChoice from './SharedChoice.svelte';

function show(annotation: Annotation, start: FieldKey | null = null, locale: 'en' | 'zh' = 'en') {
  render(SharedChoice, { annotation, words: stubWords(locale), start });
  return userEvent.setup();
}

const diagram = () => screen.getByRole('listbox', { name: 'Bits of the frame' });
const hex = () => screen.getByRole('listbox', { name: 'Bytes in hex' });
const cell = (name: RegExp) => within(diagram()).getByRole('option', { name });
const chosen = (box: HTMLElement) =>
  within(box)
    .queryAllByRole('option', { selected: true })
    .map((option) => option.getAttribute('aria-label')?.split(',')[0]);

/** The digits of a row of the diagram, each at its column. */
function rowOf(row: number): string {
  const columns = Array.from<string>({ length: 32 }).fill(' ');
  for (const place of diagram().querySelectorAll<HTMLElement>('.place')) {
    const [at, from] = place.style.gridArea.split('/').map(Number);
    if (at !== row) continue;
    place.querySelectorAll('.digits > span').forEach((digit, i) => {
      columns[from! - 1 + i] = digit.textContent.trim();
    });
  }
  return columns.join('').trimEnd();
}

describe('the masked Hello of RFC 6455 §5.7', () => {
  it('is drawn bit for bit, 32 in a row', () => {
    show(HELLO);
    expect(rowOf(1)).toBe('10000001' + '10000101' + '00110111' + '11111010');
    expect(rowOf(2)).toBe('00100001' + '00111101' + '01111111' + '10011111');
    expect(rowOf(3)).toBe('01001101' + '01010001' + '01011000');
  });

  it('has one option a field, named with its value', () => {
    show(HELLO);
    const names = within(diagram())
      .getAllByRole('option')
      .map((option) => option.getAttribute('aria-label'));
    expect(names).toEqual([
      'FIN, 1, last fragment of its message',
      'RSV1, 0, not used',
      'RSV2, 0, not used',
      'RSV3, 0, not used',
      'Opcode, 0x1, text frame',
      'Mask, 1, the payload is masked',
      'Payload length, 5, 5 bytes',
      'Masking key, 37 fa 21 3d',
      'Payload (masked), 7f 9f 4d 51 58, 5 bytes, masked',
    ]);
  });

  it('shows its bytes with the unmasked ones among the options', () => {
    show(HELLO);
    expect(
      within(hex()).getByRole('option', { name: /Payload \(unmasked\), Hello/ }),
    ).toBeVisible();
    expect(hex().textContent.replace(/\s+/g, '')).toContain('818537fa213d7f9f4d5158');
  });

  it('speaks Chinese', () => {
    show(HELLO, null, 'zh');
    const box = screen.getByRole('listbox', { name: '帧的比特图' });
    expect(within(box).getByRole('option', { name: '操作码：0x1，文本帧' })).toBeVisible();
    expect(within(box).getAllByText('载荷（已掩码）').length).toBeGreaterThan(0);
    expect(screen.getByRole('button', { name: /FIN.*消息的最后一个分片/ })).toBeVisible();
  });
});

describe('one choice', () => {
  it('is shared by bits, bytes and words', async () => {
    const user = show(HELLO);
    await user.click(cell(/^Opcode/));
    expect(chosen(diagram())).toEqual(['Opcode']);
    expect(chosen(hex())).toEqual(['Opcode']);
    expect(screen.getByRole('button', { name: /Opcode/ })).toHaveAttribute('aria-pressed', 'true');
    const card = screen.getByRole('region', { name: 'The chosen field' });
    expect(card).toHaveTextContent('Opcode 0x1');
    expect(card).toHaveTextContent('What ws.opcode is for.');
    expect(card).toHaveTextContent('bits 4–7 of byte 0 · offset 195');
    expect(within(card).getByRole('link')).toHaveAttribute(
      'href',
      'https://www.rfc-editor.org/rfc/rfc6455#section-5.2',
    );
  });

  it('is made in the list as well, and undone there', async () => {
    const user = show(HELLO);
    const button = screen.getByRole('button', { name: /Masking key/ });
    await user.click(button);
    expect(chosen(diagram())).toEqual(['Masking key']);
    await user.click(button);
    expect(chosen(diagram())).toEqual([]);
  });

  it('follows the pointer before a click', async () => {
    const user = show(HELLO);
    await user.hover(cell(/^Mask,/));
    expect(screen.getByRole('region', { name: 'The chosen field' })).toHaveTextContent('Mask 1');
    expect(hex().querySelectorAll('.segment.near')).toHaveLength(1);
    await user.unhover(diagram());
    expect(screen.queryByRole('region', { name: 'The chosen field' })).toBeNull();
  });
});

describe('the keyboard', () => {
  it('walks the diagram, which is one tab stop', async () => {
    const user = show(HELLO);
    await user.tab();
    expect(diagram()).toHaveFocus();
    await user.keyboard('{ArrowRight}{ArrowRight}');
    expect(chosen(diagram())).toEqual(['RSV1']);
    expect(diagram()).toHaveAttribute('aria-activedescendant', cell(/^RSV1/).id);
    await user.keyboard('{ArrowDown}');
    expect(chosen(diagram())).toEqual(['Masking key']);
    await user.keyboard('{End}');
    expect(chosen(diagram())).toEqual(['Payload (masked)']);
    await user.keyboard('{Home}');
    expect(chosen(hex())).toEqual(['FIN']);
    await user.keyboard('{Escape}');
    expect(chosen(diagram())).toEqual([]);
    await user.tab();
    expect(hex()).toHaveFocus();
  });

  it('walks the bytes, the unmasked ones too', async () => {
    const user = show(HELLO, 'ws.payload@wire:48');
    hex().focus();
    await user.keyboard('{ArrowRight}');
    expect(chosen(hex())).toEqual(['Payload (unmasked)']);
    expect(chosen(diagram())).toEqual([]);
    await user.keyboard('{Escape}');
    expect(chosen(hex())).toEqual([]);
  });
});

describe('a violation', () => {
  it('is marked in bits, bytes and words, and told in the card', async () => {
    const user = show(WITH_RSV2);
    expect(cell(/^RSV2.*breaks a rule/).querySelector('.wrong svg')).not.toBeNull();
    expect(diagram().querySelectorAll('.piece.wrong')).toHaveLength(1);
    expect(hex().querySelectorAll('.segment.wrong')).toHaveLength(1);
    await user.click(screen.getByRole('button', { name: /RSV2.*breaks a rule/ }));
    const card = screen.getByRole('region', { name: 'The chosen field' });
    expect(card).toHaveTextContent('Error Rule ws/rsv2-set is broken.');
    expect(card).toHaveTextContent('closes with 1002');
  });
});

describe('a long payload', () => {
  it('is clipped and opens as far as the limit', async () => {
    const user = userEvent.setup();
    const annotation = unmaskedFrame(2, new Uint8Array(2000).fill(0x41));
    const noop = () => {};
    const props = { annotation, selected: null, hovered: null, onselect: noop, onhover: noop };
    const { container } = renderView(BitDiagram, props);
    const digits = () => container.querySelectorAll('.digits > span').length;

    expect(screen.getByText('… 1,980 more bytes')).toBeVisible();
    expect(digits()).toBe(24 * 8);
    await user.click(screen.getByText('Show more'));
    expect(digits()).toBe(256 * 8);
    expect(screen.getByText('… 1,748 more bytes')).toBeVisible();
    expect(screen.getByText('Show less')).toHaveAttribute('aria-expanded', 'true');
    await user.click(screen.getByText('Show less'));
    expect(digits()).toBe(24 * 8);
  });
});

describe('a payload of markup', () => {
  it('is text', () => {
    show(textFrame('<img src=x onerror=alert(1)>\u202e'), 'ws.payload@wire:16');
    expect(document.querySelector('img')).toBeNull();
    const card = screen.getByRole('region', { name: 'The chosen field' });
    expect(card).toHaveTextContent('<img src=x onerror=alert(1)>');
    expect(card).toHaveTextContent('U+202E');
    expect(document.body.textContent).not.toContain('\u202e');
  });
});

describe('an HTTP head', () => {
  it('is drawn as text, its line ends visible', async () => {
    const user = show(requestHead());
    const text = screen.getByRole('listbox', { name: 'The message as text' });
    expect(text).toHaveTextContent('GET /chat HTTP/1.1CRLF');
    expect(screen.queryByRole('listbox', { name: 'Bits of the frame' })).toBeNull();
    await user.click(within(text).getByRole('option', { name: 'http.header-name, Host' }));
    expect(screen.getByRole('button', { name: /^http.header-name Host/ })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
  });
});
