import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Preferences, THEME_KEY, THEMES, type Kept } from '../../src/state/preferences.svelte.ts';

function memory(first: Record<string, string> = {}): Kept & { entries: Map<string, string> } {
  const entries = new Map(Object.entries(first));
  return {
    entries,
    getItem: (key) => entries.get(key) ?? null,
    setItem: (key, value) => void entries.set(key, value),
    removeItem: (key) => void entries.delete(key),
  };
}

const page = (): HTMLElement => ({ dataset: {} }) as HTMLElement;
const forbidden = (): Kept => {
  throw new DOMException('denied', 'SecurityError');
};

describe('the theme', () => {
  it('follows the system until one is chosen', () => {
    const preferences = new Preferences(() => memory());
    preferences.restore();
    expect(preferences.theme).toBe('system');
  });

  it('is kept and restored', () => {
    const kept = memory();
    const root = page();
    new Preferences(() => kept).choose('night', root);
    expect(root.dataset['theme']).toBe('night');
    const later = new Preferences(() => kept);
    later.restore();
    expect(later.theme).toBe('night');
  });

  it('leaves nothing behind when it follows the system again', () => {
    const kept = memory({ [THEME_KEY]: 'paper' });
    const root = page();
    root.dataset['theme'] = 'paper';
    new Preferences(() => kept).choose('system', root);
    expect(root.dataset).not.toHaveProperty('theme');
    expect(kept.entries.size).toBe(0);
  });

  it('ignores what it does not know', () => {
    const preferences = new Preferences(() => memory({ [THEME_KEY]: 'sepia' }));
    preferences.restore();
    expect(preferences.theme).toBe('system');
  });

  it('works where storage is forbidden', () => {
    const root = page();
    const preferences = new Preferences(forbidden);
    preferences.restore();
    preferences.choose('paper', root);
    expect(preferences.theme).toBe('paper');
    expect(root.dataset['theme']).toBe('paper');
  });

  it('passes through every theme and comes back', () => {
    const preferences = new Preferences(() => memory());
    const seen = THEMES.map(() => {
      preferences.choose(preferences.next, page());
      return preferences.theme;
    });
    expect(seen).toEqual(['paper', 'night', 'system']);
  });

  it('is read under the same name before the first paint', () => {
    const script = readFileSync(
      new URL('../../src/styles/first-paint.js', import.meta.url),
      'utf8',
    );
    expect(script).toContain(`'${THEME_KEY}'`);
    for (const theme of THEMES.filter((each) => each !== 'system'))
      expect(script).toContain(`'${theme}'`);
  });
});
