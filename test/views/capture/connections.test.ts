import { fireEvent, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Locale } from '../../../src/i18n/words.ts';
import type { ConnectionSummary } from '../../../src/trace/connection-summary.ts';
import {
  CONNECTION_COLUMNS,
  inOrder,
  nextOrder,
} from '../../../src/views/capture/connection-order.ts';
import ConnectionTable from '../../../src/views/capture/ConnectionTable.svelte';
import { connectionOf } from '../../state/fake-session.ts';
import { renderView } from '../words.ts';
import '../bytes/resize-observer.ts';

const numbered = (id: number, rest: Partial<ConnectionSummary> = {}) => connectionOf(id, rest);

describe('connections in order', () => {
  const any = fc.array(
    fc.record({
      opened: fc.option(fc.nat(9)),
      closed: fc.option(fc.nat(9)),
      client: fc.option(fc.constantFrom('10.0.0.9:1', '10.0.0.10:1')),
      frames: fc.nat(3),
      errors: fc.nat(2),
      warnings: fc.nat(2),
    }),
  );

  it('are the same ones, whatever they are sorted by; equal ones stay as they were', () => {
    fc.assert(
      fc.property(
        any,
        fc.constantFrom(...CONNECTION_COLUMNS),
        fc.boolean(),
        (rows, column, down) => {
          const connections = rows.map((rest, id) => numbered(id, rest));
          const sorted = inOrder(connections, { column, descending: down });
          expect(new Set(sorted)).toEqual(new Set(connections));
          expect(inOrder(sorted, { column, descending: down })).toEqual(sorted);
        },
      ),
    );
  });

  it('have addresses by their numbers, unknown ones last either way, and errors before warnings', () => {
    const ids = (column: (typeof CONNECTION_COLUMNS)[number], descending: boolean) =>
      inOrder(
        [
          numbered(0, { client: '10.0.0.10:1', warnings: 9 }),
          numbered(1, { client: null, errors: 1 }),
          numbered(2, { client: '10.0.0.9:1' }),
        ],
        { column, descending },
      ).map(({ id }) => id);
    expect(ids('client', false)).toEqual([2, 0, 1]);
    expect(ids('client', true)).toEqual([0, 2, 1]);
    expect(ids('problems', true)).toEqual([1, 0, 2]);
  });

  it('have ports by their numbers too, of each host together, and names without a port before it', () => {
    const servers = ['b.example:80', '[::1]:9', 'b.example:443', '[::1]:10', 'b.example', 'a2:1'];
    const sorted = inOrder(
      servers.map((server, id) => numbered(id, { server })),
      { column: 'server', descending: false },
    );
    expect(sorted.map(({ server }) => server)).toEqual([
      '[::1]:9',
      '[::1]:10',
      'a2:1',
      'b.example',
      'b.example:80',
      'b.example:443',
    ]);
  });

  it('are turned round by a second click, and put back by a third', () => {
    let order = nextOrder({ column: 'id', descending: false }, 'up');
    expect(order).toEqual({ column: 'up', descending: true });
    order = nextOrder(order, 'up');
    expect(order).toEqual({ column: 'up', descending: false });
    expect(nextOrder(order, 'up')).toEqual({ column: 'id', descending: false });
  });
});

describe('the table of connections', () => {
  beforeEach(() => {
    vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(216);
  });
  afterEach(() => void vi.restoreAllMocks());

  function show(
    connections: readonly ConnectionSummary[],
    rest: { count?: number; chosen?: number } = {},
    locale: Locale = 'en',
  ) {
    const onchoose = vi.fn<(connection: number) => void>();
    const { count = connections.length, chosen = 0 } = rest;
    const props = { count, connections, chosen, onchoose };
    const { change } = renderView(ConnectionTable, props, locale);
    return { onchoose, user: userEvent.setup(), change };
  }
  const lines = () => screen.getAllByRole('row').slice(1);
  const told = (line: HTMLElement) =>
    within(line)
      .getAllByRole('gridcell')
      .map((cell) => cell.textContent.replace(/\s+/g, ' ').trim());

  it('says of each who, what kind, when, how much, what is wrong and how it ended', () => {
    show([
      numbered(0, {
        ...{ traffic: 'long-polling', protocol: 'http', exchanges: 12, frames: 0, messages: 0 },
        ...{ opened: 0.25, closed: 90.25, end: 'rst' },
        bytes: { 'client-to-server': 2048, 'server-to-client': 100 },
      }),
      numbered(1, {
        ...{ frames: 3, messages: 1, errors: 1, warnings: 2 },
        ending: { first: 'server-to-client', code: 1006, reason: '', answered: false },
      }),
    ]);
    expect(screen.getByRole('heading', { name: '2 connections' })).toBeVisible();
    expect(screen.getByRole('grid', { name: 'Connections' })).toHaveAttribute('aria-rowcount', '3');
    expect(told(lines()[0]!)).toEqual([
      ...['1', 'Long polling', '10.0.0.1:50000', '10.0.0.2:80', '0.25 s', '1 min 30 s'],
      ...['12 exchanges', '↑2 KiB', '↓100 B', 'none', 'reset'],
    ]);
    const broken = told(lines()[1]!);
    expect(broken[6]).toBe('3 frames, 1 message');
    expect(broken[9]).toMatch(/^1 error, 2 warnings/);
    expect(broken[10]).toBe('Close 1006, by the server, unanswered');
  });

  it('tells of the one looked at how often it asks, and how long it waits', () => {
    const { numbers } = numbered(0);
    show([
      numbered(0, {
        ...{ traffic: 'long-polling', missing: 40 },
        numbers: {
          ...numbers,
          ...{ requests: 12, emptyAnswers: 3, meanInterval: 24.1234, meanHold: 0.5, events: 9 },
          overhead: 871.4,
        },
      }),
    ]);
    const list = within(screen.getByRole('list', { name: 'This connection' }));
    expect(list.getAllByRole('listitem').map((item) => item.textContent)).toEqual([
      ...['Long polling', '12 requests', '3 empty answers', 'asks every 24.1 s'],
      ...['answers held for 500 ms', '9 pieces of news', '871 bytes besides each'],
      '40 bytes not captured',
    ]);
  });

  it('speaks Chinese', () => {
    show([numbered(0, { traffic: 'event-stream' }), numbered(1)], {}, 'zh');
    expect(told(lines()[0]!)[1]).toBe('事件流');
    expect(screen.getByRole('columnheader', { name: /开始/ })).toBeVisible();
  });

  it('is sorted by a click on a column', async () => {
    const { user } = show([numbered(0), numbered(1, { errors: 2 }), numbered(2, { errors: 5 })]);
    const column = screen.getByRole('columnheader', { name: /Problems/ });
    await user.click(within(column).getByRole('button'));
    expect(column).toHaveAttribute('aria-sort', 'descending');
    expect(lines().map((line) => told(line)[0])).toEqual(['3', '2', '1']);
  });

  it('shows the conversation of the one that is clicked, and says which it is', async () => {
    const { user, onchoose } = show([numbered(0), numbered(1)], { chosen: 1 });
    expect(lines().map((line) => line.getAttribute('aria-selected'))).toEqual(['false', 'true']);
    await user.click(lines()[0]!);
    expect(onchoose).toHaveBeenCalledWith(0);
  });

  it('is one stop of the Tab key; arrows move, Enter chooses', async () => {
    const many = Array.from({ length: 30 }, (_, id) => numbered(id));
    const { user, onchoose } = show(many);
    for (let i = 0; i <= CONNECTION_COLUMNS.length; i++) await user.tab();
    expect(lines()[0]).toHaveFocus();
    await user.keyboard('{ArrowDown}{ArrowDown}');
    expect(document.activeElement).toHaveAttribute('aria-rowindex', '4');
    expect(onchoose).not.toHaveBeenCalled();
    await user.keyboard('{End}{Enter}');
    expect(onchoose).toHaveBeenLastCalledWith(29);
    await user.keyboard('{Home} ');
    expect(onchoose).toHaveBeenLastCalledWith(0);
  });

  it('draws only those in view, and says which have not come yet', () => {
    const first = Array.from({ length: 3 }, (_, id) => numbered(id));
    show(first, { count: 20_000 });
    expect(lines().length).toBeLessThan(15);
    expect(lines()[5]).toHaveTextContent('loading …');
  });

  it('shows the one looked at, and stays where it is read while it grows and is sorted', async () => {
    const many = (count: number) => Array.from({ length: count }, (_, id) => numbered(id));
    const { user, change } = show(many(30), { chosen: 20 });
    const rows = screen.getAllByRole('rowgroup').at(-1)!;
    const there = rows.scrollTop;
    expect(there).toBeGreaterThan(0);
    rows.scrollTop = 36;
    await fireEvent.scroll(rows);
    await change({ connections: many(60), count: 60 });
    expect(screen.getByRole('grid')).toHaveAttribute('aria-rowcount', '61');
    expect(rows.scrollTop).toBe(36);
    await change({ connections: many(60), count: 60, chosen: 21 });
    expect(rows.scrollTop).toBe(there + 36);
    const column = screen.getByRole('columnheader', { name: /Problems/ });
    await user.click(within(column).getByRole('button'));
    expect(rows.scrollTop).toBe(0);
    // Another input, of which the same is looked at.
    await change({ connections: [], count: 0, chosen: 20 });
    await change({ connections: many(30), chosen: 20 });
    expect(rows.scrollTop).toBe(there);
  });

  it('shows text of others as text', () => {
    show([numbered(0, { client: '<img src=x onerror=alert(1)>' }), numbered(1)]);
    expect(document.querySelector('img')).toBeNull();
  });
});
