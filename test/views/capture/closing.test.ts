import { screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import type { ComponentProps } from 'svelte';
import type { Locale } from '../../../src/i18n/words.ts';
import type { ApiClose, Closing } from '../../../src/trace/closing.ts';
import { perDirection } from '../../../src/trace/trace.ts';
import ClosingCard from '../../../src/views/capture/ClosingCard.svelte';
import Incomplete from '../../../src/views/capture/Incomplete.svelte';
import { renderView } from '../words.ts';
import { read, sample } from './read.ts';

function show(closing: Closing, locale?: Locale) {
  const onselect = vi.fn<(row: number) => void>();
  renderView(ClosingCard, { closing, onselect }, locale);
  return onselect;
}

/** What the card says of the client, then of the server. */
const sides = (name = 'How it closed') =>
  [...screen.getByRole('region', { name }).querySelectorAll('dl')].map((side) =>
    side.textContent.replace(/\s+/g, ' ').trim(),
  );

const NOT_YET: Closing = {
  sent: perDirection(() => null),
  first: null,
  answered: false,
  api: perDirection(() => null),
};

const lost: ApiClose = { code: 1006, reason: '', wasClean: false };

describe('how a connection closed', () => {
  it('is told for each side: what it sent, who was first, what its API reports', async () => {
    const { summary } = await read(sample('compressed'));
    const onselect = show(summary.closing);
    expect(sides()).toEqual([
      'Client sent 1000 再见 first its API reports 1000 close 1000 clean',
      'Server sent 1000 再见 its API reports 1000 close 1000 clean',
    ]);
    await userEvent.click(screen.getAllByRole('button')[1]!);
    expect(onselect).toHaveBeenCalledWith(summary.closing.sent['server-to-client']!.row);
  });

  it('is open while more may come', () => {
    show({
      ...NOT_YET,
      sent: { ...NOT_YET.sent, 'client-to-server': { row: 3, code: null, reason: '' } },
      first: 'client-to-server',
    });
    expect(sides()).toEqual([
      'Client sent a Close without a code first still open, as far as these bytes go',
      'Server no Close frame still open, as far as these bytes go',
    ]);
  });

  it('is not clean where no Close came, and nobody was first', () => {
    show({ ...NOT_YET, api: perDirection(() => lost) });
    expect(sides()).toEqual([
      'Client no Close frame its API reports 1006 close 1006 not clean',
      'Server no Close frame its API reports 1006 close 1006 not clean',
    ]);
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('shows a reason as text, its hidden characters named', () => {
    show({
      ...NOT_YET,
      sent: {
        ...NOT_YET.sent,
        'server-to-client': { row: 0, code: 4000, reason: '<b>\u202e' },
      },
    });
    expect(document.querySelector('b')).toBeNull();
    expect(screen.getByRole('button')).toHaveTextContent('4000 <b>U+202E');
  });

  it('is told in Chinese', async () => {
    const { summary } = await read(sample('hello'));
    show(summary.closing, 'zh');
    expect(sides('连接怎样关闭')[0]).toMatch(/^客户端 发出 1000 先发 它的 API 报告 1000/);
  });
});

describe('where the bytes end early', () => {
  type Endings = ComponentProps<typeof Incomplete>['endings'];

  function showEndings(endings: Endings, locale?: Locale) {
    const onselect = vi.fn<(row: number) => void>();
    renderView(Incomplete, { endings, onselect }, locale);
    return onselect;
  }

  const none: Endings = { 'client-to-server': null, 'server-to-client': null };

  it.each([
    ['head', null, 20, 'the bytes end inside an HTTP head, after 20 bytes of it.'],
    ['body', 45, 5, 'the bytes end inside an HTTP body: 45 bytes announced, 5 there.'],
    [
      'body',
      '18446744073709551616',
      0,
      'the bytes end inside an HTTP body: 18446744073709551616 bytes announced, 0 there.',
    ],
    ['chunk', 15, 1, 'the bytes end inside a chunk, after 1 byte of it.'],
    ['header', 4, 3, 'the bytes end inside a frame header: 4 are needed, 3 there.'],
    ['payload', 5, 2, 'the bytes end inside a payload: 5 bytes announced, 2 there.'],
  ] as const)('inside a %s, it is said', async (part, need, have, expected) => {
    const ending = { row: 7, part, need, have };
    const onselect = showEndings({ ...none, 'server-to-client': ending });
    const region = within(screen.getByRole('region', { name: 'The stream ends early' }));
    const button = region.getByRole('button');
    expect(button).toHaveTextContent(`server → client: ${expected}`);
    await userEvent.click(button);
    expect(onselect).toHaveBeenCalledWith(7);
  });

  it('in both directions, each is said', () => {
    const ending = { row: 0, part: 'payload', need: 5, have: 2 } as const;
    showEndings({ 'client-to-server': ending, 'server-to-client': ending });
    expect(screen.getAllByRole('button').map((button) => button.textContent.trim())).toEqual([
      expect.stringMatching(/^client → server/),
      expect.stringMatching(/^server → client/),
    ]);
  });

  it.each(['head', 'body', 'chunk', 'header', 'payload'] as const)(
    'inside a %s, it is said in Chinese',
    (part) => {
      showEndings({ ...none, 'client-to-server': { row: 0, part, need: 5, have: 2 } }, 'zh');
      expect(screen.getByRole('button')).toHaveTextContent(/^客户端 → 服务器：字节/);
    },
  );

  it('is not said where they do not', () => {
    showEndings(none);
    expect(screen.queryByRole('region')).toBeNull();
  });

  it('is what the decoder finds in a stream of chunks', async () => {
    const { summary } = await read(
      'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nA\r\nHello',
    );
    const onselect = showEndings(summary.incomplete);
    const button = screen.getByRole('button');
    expect(button).toHaveTextContent('inside a chunk, after 8 bytes of it.');
    await userEvent.click(button);
    expect(onselect).toHaveBeenCalledWith(1);
  });
});
