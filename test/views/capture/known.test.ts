import { screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import FailureNote from '../../../src/views/capture/FailureNote.svelte';
import KnownNote from '../../../src/views/capture/KnownNote.svelte';
import { renderView } from '../words.ts';

describe('what is known besides the bytes', () => {
  it('is told, and can be done without', async () => {
    const onforget = vi.fn();
    renderView(KnownNote, { extensions: 'permessage-deflate', ended: true, onforget });
    expect(screen.getByText('permessage-deflate')).toBeVisible();
    expect(screen.getByText('The connection ended after these bytes')).toBeVisible();
    await userEvent.click(
      screen.getByRole('button', { name: 'Forget what was known besides the bytes' }),
    );
    expect(onforget).toHaveBeenCalledOnce();
  });

  it('is told in Chinese, and only what there is', () => {
    renderView(KnownNote, { extensions: undefined, ended: true, onforget: vi.fn() }, 'zh');
    expect(screen.getByText('这些字节之后连接已经结束')).toBeVisible();
    expect(screen.queryByText(/握手时商定/)).toBeNull();
  });
});

describe('an example that is not there', () => {
  it.each(['no-example', 'unloaded'] as const)('for %s offers nothing to read again', (failure) => {
    renderView(FailureNote, { failure, onagain: vi.fn() });
    expect(screen.getByRole('alert')).toHaveTextContent(/example/);
    expect(screen.queryByRole('button')).toBeNull();
  });
});
