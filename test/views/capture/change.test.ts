import { screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import type { Direction } from '../../../src/trace/trace.ts';
import ByteEditor from '../../../src/views/capture/ByteEditor.svelte';
import type { ShownWhatIf, WhatIfDeeds } from '../../../src/views/capture/shown-change.ts';
import WhatIfOutcome from '../../../src/views/capture/WhatIfOutcome.svelte';
import WhatIfPanel from '../../../src/views/capture/WhatIfPanel.svelte';
import { renderView } from '../words.ts';
import { read } from './read.ts';

const DOWN: Direction = 'server-to-client';

const deeds = () => ({
  onturn: vi.fn<WhatIfDeeds['onturn']>(),
  onedit: vi.fn<WhatIfDeeds['onedit']>(),
  onundo: vi.fn<WhatIfDeeds['onundo']>(),
  onredo: vi.fn<WhatIfDeeds['onredo']>(),
  onkeep: vi.fn<WhatIfDeeds['onkeep']>(),
  onlook: vi.fn<WhatIfDeeds['onlook']>(),
  onrow: vi.fn<WhatIfDeeds['onrow']>(),
});

/** Three texts from a server, and what one other byte makes of them. */
const TEXTS = '< 81 05 48 65 6c 6c 6f\n< 81 04 77 69 72 65\n< 81 06 57 65 62 53 30 31';

async function shown(offset: number, was: number, byte: number): Promise<ShownWhatIf> {
  const { session, rows } = await read(TEXTS);
  const edits = [{ direction: DOWN, offset, was, byte }];
  const changed = await session.change(0, edits, new AbortController().signal, () => {});
  const others = await session.rows(changed.connection, 0, changed.summary.rows);
  return {
    ...{ on: true, changed, detail: null, edits },
    originals: new Map(rows.map((row) => [row.row, row])),
    rows: new Map(others.map((row) => [row.row, row])),
    ...{ canUndo: true, canRedo: false, share: null, failed: false },
  };
}

describe('what follows from a change', () => {
  it('is told in words, with the rules that are broken now and what both peers say', async () => {
    renderView(WhatIfOutcome, { whatIf: await shown(0, 0x81, 0x01), deeds: deeds() });
    const follows = within(screen.getByRole('region', { name: 'What follows' }));
    expect(
      follows.getByText(/1 row is other than before; 1 row is judged otherwise/),
    ).toBeVisible();
    expect(follows.getByText(/nothing is out of step/)).toBeVisible();
    expect(follows.getByText(/ws\/data-frame-inside-fragmented is broken/)).toBeVisible();
    const answer = screen.getByRole('row', { name: /^The client answers/ });
    expect(answer).toHaveTextContent('takes all of it');
    expect(answer).toHaveTextContent('Close 1002, at frame 2');
  });

  it('says where frames are lost, what the receiver waits for, and what is gone', async () => {
    const acts = deeds();
    renderView(WhatIfOutcome, { whatIf: await shown(1, 0x05, 0x7d), deeds: acts });
    expect(screen.getByText(/never in step again/)).toBeVisible();
    expect(screen.getByText(/waits for 125 bytes, of which 19 come/)).toBeVisible();
    const rows = within(screen.getByRole('table', { name: 'Rows that are not the same' }));
    expect(rows.getAllByText('gone')).toHaveLength(2);
    await userEvent.click(rows.getByRole('button', { name: /^Original: #2/ }));
    expect(acts.onlook).toHaveBeenCalledWith({ direction: DOWN, offset: 7 });
  });

  it('is undone with a button or one key, but not while somebody types', async () => {
    const acts = deeds();
    renderView(WhatIfPanel, { whatIf: await shown(0, 0x81, 0x01), deeds: acts });
    const user = userEvent.setup();
    expect(screen.getByText('byte 0: 81 → 01')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    await user.keyboard('{Control>}z{/Control}');
    expect(acts.onundo).toHaveBeenCalledTimes(2);
    const field = document.body.appendChild(document.createElement('textarea'));
    field.focus();
    await user.keyboard('{Control>}z{/Control}');
    field.remove();
    expect(acts.onundo).toHaveBeenCalledTimes(2);
    await user.click(screen.getByRole('button', { name: 'Keep the original' }));
    expect(acts.onkeep).toHaveBeenCalledOnce();
  });

  it('is told in Chinese', async () => {
    renderView(WhatIfOutcome, { whatIf: await shown(1, 0x05, 0x7d), deeds: deeds() }, 'zh');
    expect(screen.getByRole('region', { name: '结果会怎样' })).toHaveTextContent('再也没有对齐');
    expect(screen.getByRole('row', { name: /^客户端的回应/ })).toBeVisible();
  });
});

describe('bytes to type over', () => {
  function editor() {
    const onbyte = vi.fn<(index: number, byte: number) => void>();
    renderView(ByteEditor, {
      ...{ bytes: Uint8Array.of(0x81, 0x05, 0x48), base: 7, length: 3 },
      ...{ isChanged: () => false, onbyte },
    });
    return onbyte;
  }

  it('two digits replace a byte and lead to the next', async () => {
    const onbyte = editor();
    const user = userEvent.setup();
    await user.click(screen.getByRole('button', { name: 'byte 7: 81' }));
    await user.keyboard('0');
    expect(onbyte).not.toHaveBeenCalled();
    await user.keyboard('A');
    expect(onbyte).toHaveBeenLastCalledWith(0, 0x0a);
    expect(screen.getByRole('button', { name: 'byte 8: 05' })).toHaveFocus();
    await user.keyboard('{ArrowRight}ff');
    expect(onbyte).toHaveBeenLastCalledWith(2, 0xff);
  });

  it('half a byte is given up with Escape, and the same byte is no change', async () => {
    const onbyte = editor();
    const user = userEvent.setup();
    await user.click(screen.getByRole('button', { name: 'byte 7: 81' }));
    await user.keyboard('0{Escape}81');
    expect(onbyte).not.toHaveBeenCalled();
  });
});
