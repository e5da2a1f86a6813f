import '../bytes/resize-observer.ts';
import { screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import type { Remark } from '../../../src/composer/compare/remarks.ts';
import Compare from '../../../src/views/capture/Compare.svelte';
import CompareMenu from '../../../src/views/capture/CompareMenu.svelte';
import { sayRemark } from '../../../src/views/capture/remark-words.ts';
import { renderView, stubWords } from '../words.ts';
import { read } from './read.ts';

describe('two units', () => {
  it('stand side by side, and their differences are put in words', async () => {
    const { unit } = await read('> 81 85 37 fa 21 3d 7f 9f 4d 51 58\n< 81 05 48 65 6c 70 21');
    const [one, other] = [await unit(0), await unit(1)];
    const onclose = vi.fn<() => void>();
    renderView(Compare, {
      compare: { units: { one, other }, conversations: null, share: null, failed: false },
      ...{ onpair: () => {}, onback: () => {}, onclose },
    });
    const said = within(screen.getByRole('region', { name: 'Differences in words' }));
    expect(said.getByText('A is masked, the other is not.')).toBeVisible();
    expect(said.getByText('The payloads differ from byte 3 on.')).toBeVisible();
    expect(screen.getByRole('row', { name: /^Mask .*differs/ })).toBeVisible();
    expect(screen.getByRole('row', { name: /^FIN 1/ })).not.toHaveTextContent('differs');
    await userEvent.click(screen.getByRole('button', { name: 'Close comparison' }));
    expect(onclose).toHaveBeenCalledOnce();
  });

  it('a comparison that failed says so', () => {
    renderView(Compare, {
      compare: { units: null, conversations: null, share: null, failed: true },
      ...{ onpair: () => {}, onback: () => {}, onclose: () => {} },
    });
    expect(screen.getByRole('alert')).toHaveTextContent('could not be compared');
  });
});

describe('what can be compared', () => {
  function menu(chosen: number) {
    const acts = { onrows: vi.fn<() => void>(), ontext: vi.fn<() => void>() };
    renderView(CompareMenu, {
      ...{ connection: 0, connections: [], chosen, text: '', onconnections: () => {} },
      ...acts,
    });
    return acts;
  }

  it('two rows, once two are chosen', async () => {
    menu(1);
    const user = userEvent.setup();
    await user.click(screen.getByRole('button', { name: 'Compare' }));
    expect(screen.getByRole('button', { name: 'The two chosen rows' })).toBeDisabled();
    expect(screen.getByText(/Choose a second row/)).toBeVisible();
  });

  it('other bytes, once there are some', async () => {
    const { ontext } = menu(2);
    const user = userEvent.setup();
    await user.click(screen.getByRole('button', { name: 'Compare' }));
    expect(screen.getByRole('button', { name: 'Compare with these bytes' })).toBeDisabled();
    await user.type(screen.getByRole('textbox'), '81 00');
    await user.click(screen.getByRole('button', { name: 'Compare with these bytes' }));
    expect(ontext).toHaveBeenCalledOnce();
  });
});

describe('every difference has words', () => {
  const remarks: readonly Remark[] = [
    { id: 'identical' },
    { id: 'kind', one: 'frame', other: 'request' },
    { id: 'direction', one: 'client-to-server', other: 'server-to-client' },
    { id: 'opcode', one: 1, other: 11 },
    { id: 'close-code', one: 1000, other: 1001 },
    { id: 'flag', field: 'ws.fin', one: true, other: false },
    { id: 'flag', field: 'ws.mask', one: false, other: true },
    { id: 'mask-key' },
    { id: 'length-form', one: 7, other: 16 },
    { id: 'length', one: 1, other: 2n ** 63n },
    { id: 'same-payload', clipped: true },
    { id: 'payload-from', at: 3 },
    { id: 'payload-goes-on', at: 3, longer: 'one' },
    { id: 'compressed', one: true, other: false },
    { id: 'fragments', one: 1, other: 2 },
    { id: 'same-message', clipped: false },
    { id: 'message-from', at: 0 },
    { id: 'header', name: 'host', only: null },
    { id: 'header', name: 'host', only: 'other' },
    { id: 'part', field: 'http.target' },
    { id: 'rule', rule: 'ws/rsv2-set', only: 'one' },
  ];

  it.each(['en', 'zh'] as const)('in %s', (locale) => {
    const said = remarks.map((remark) => sayRemark(remark, stubWords(locale)));
    expect(new Set(said).size).toBe(remarks.length);
    for (const sentence of said) expect(sentence).not.toMatch(/undefined|null|\[object/);
  });
});
