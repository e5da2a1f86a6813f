import { screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { CLOSE_CODE_IDS } from '../../../src/i18n/reference.ts';
import { RULE_BOOK } from '../../../src/reference/rule-book.ts';
import CloseCodeEntries from '../../../src/views/reference/CloseCodeEntries.svelte';
import FieldEntries from '../../../src/views/reference/FieldEntries.svelte';
import FrameLayout from '../../../src/views/reference/FrameLayout.svelte';
import LengthTable from '../../../src/views/reference/LengthTable.svelte';
import OpcodeEntries from '../../../src/views/reference/OpcodeEntries.svelte';
import RuleEntry from '../../../src/views/reference/RuleEntry.svelte';
import '../bytes/resize-observer.ts';
import { renderEntry } from './render.ts';

const ruleCalled = (id: string) => RULE_BOOK.find(({ rule }) => rule === id)!;
const entry = (id: string): HTMLElement => document.getElementById(id)!;

describe('a rule', () => {
  it('has an address, a section, an answer, and what was recorded', () => {
    renderEntry(RuleEntry, { rule: ruleCalled('ws/rsv2-set') });
    expect(screen.getByRole('article')).toHaveAttribute('id', 'ws/rsv2-set');
    expect(screen.getByRole('link', { name: /Address of/ })).toHaveAttribute(
      'href',
      '#ws/rsv2-set',
    );
    expect(screen.getByRole('link', { name: 'RFC 6455 §5.2' })).toHaveAttribute(
      'href',
      'https://www.rfc-editor.org/rfc/rfc6455#section-5.2',
    );
    expect(screen.getByText('A strict receiver closes with 1002.')).toBeVisible();
    expect(screen.getByText(/Recorded: ws [\d.]+ as client/)).toHaveTextContent(
      'closes with 1002 and complains: Invalid WebSocket frame: RSV2 and RSV3 must be clear',
    );
  });

  it('leads to its example, and to the twin that keeps it', () => {
    renderEntry(RuleEntry, { rule: ruleCalled('ws/rsv2-set') });
    const link = (name: string) => screen.getByRole('link', { name });
    expect(link('Open an example of ws/rsv2-set')).toHaveAttribute(
      'href',
      '/decode/#example=ws/rsv2-set',
    );
    expect(link('Open the legal twin of ws/rsv2-set')).toHaveAttribute(
      'href',
      '/decode/#example=ws/rsv2-set&twin',
    );
  });

  it('that a real endpoint lets pass is said to be let pass', () => {
    renderEntry(RuleEntry, { rule: ruleCalled('ws/length-not-minimal-16') });
    expect(screen.getByText(/Recorded/)).toHaveTextContent('takes it without complaint.');
  });

  it('of a handshake has no recording, and says what a server answers', () => {
    renderEntry(RuleEntry, { rule: ruleCalled('ws/req-version-unsupported') });
    expect(screen.queryByText(/Recorded/)).toBeNull();
    expect(screen.getByText('A strict server answers 426 to a request like this.')).toBeVisible();
  });

  it('is told in Chinese', () => {
    renderEntry(RuleEntry, { rule: ruleCalled('ws/rsv2-set') }, 'zh');
    expect(screen.getByText('严格的接收方以 1002 关闭。')).toBeVisible();
    expect(screen.getByRole('heading')).toHaveTextContent('RSV2 被置位。');
  });
});

describe('the close codes', () => {
  it('say who may send each, and what a real endpoint answers', () => {
    renderEntry(CloseCodeEntries, {});
    expect(screen.getAllByRole('article').map(({ id }) => id)).toEqual([...CLOSE_CODE_IDS]);
    expect(entry('1000')).toHaveTextContent('From a client: may be sent');
    expect(entry('1000')).toHaveTextContent(/ws [\d.]+ answers: the same code/);
    expect(entry('1010')).toHaveTextContent('From a client: may be sent');
    expect(entry('1010')).toHaveTextContent('From a server: odd');
    expect(entry('1006')).toHaveTextContent('From a server: may not be sent');
    expect(entry('1006')).toHaveTextContent(/answers: 1002/);
    const rows = within(entry('0-999')).getAllByRole('listitem');
    expect(rows.map((row) => within(row).getByRole('link').textContent)).toEqual([
      'ws/close-code-0',
      'ws/close-code-below-1000',
    ]);
  });
});

describe('the frame', () => {
  it('is drawn with the length form that is chosen, masked or not', async () => {
    const user = userEvent.setup();
    renderEntry(FrameLayout, {});
    const options = () =>
      screen.getAllByRole('option').map((option) => option.getAttribute('aria-label'));
    expect(options()).toContainEqual(expect.stringMatching(/^Masking key/));
    await user.click(screen.getByRole('radio', { name: '7 + 64 bits' }));
    expect(options()).toContainEqual(expect.stringMatching(/^Payload length, 64 bits, 65999/));
    await user.click(screen.getByRole('checkbox', { name: 'masked, as from a client' }));
    expect(options()).not.toContainEqual(expect.stringMatching(/^Masking key/));
  });

  it('explains the field that is chosen', async () => {
    const user = userEvent.setup();
    renderEntry(FrameLayout, {});
    await user.click(screen.getByRole('option', { name: /^FIN/ }));
    const detail = screen.getByRole('region', { name: 'The chosen field' });
    expect(detail).toHaveTextContent('Is this the last fragment of its message?');
    expect(within(detail).getByRole('link', { name: 'In the reference' })).toHaveAttribute(
      'href',
      '/reference/frame/#ws.fin',
    );
  });

  it('has its fields with their bits and their rules', () => {
    renderEntry(FieldEntries, { group: 'ws' });
    expect(entry('ws.opcode')).toHaveTextContent('bits 4–7');
    expect(within(entry('ws.rsv2')).getByRole('link', { name: 'ws/rsv2-set' })).toHaveAttribute(
      'href',
      '/reference/rules/#ws/rsv2-set',
    );
  });

  it('has sixteen opcodes and three lengths', () => {
    renderEntry(OpcodeEntries, {});
    expect(entry('opcode-ping')).toHaveTextContent('0x9');
    expect(entry('opcode-reserved-control')).toHaveTextContent('0xb–f');
    renderEntry(LengthTable, {});
    expect(screen.getAllByRole('rowheader').map(({ textContent }) => textContent)).toEqual([
      '7 bits',
      '7 + 16 bits',
      '7 + 64 bits',
    ]);
  });
});
