export type Theme = 'system' | 'paper' | 'night';

export const THEMES: readonly Theme[] = ['system', 'paper', 'night'];

/** Read by src/styles/first-paint.js too. */
export const THEME_KEY = 'wire101.theme';

/** What of `Storage` is used; any call may throw where the visitor forbids storage. */
export type Kept = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** What the visitor chose for every page. The page shows 'system' until `restore` has read the choice. */
export class Preferences {
  theme = $state<Theme>('system');
  readonly #kept: () => Kept;

  /** `kept` is asked for on each use: reading `localStorage` is itself what may throw. */
  constructor(kept: () => Kept) {
    this.#kept = kept;
  }

  get next(): Theme {
    return THEMES[(THEMES.indexOf(this.theme) + 1) % THEMES.length] ?? 'system';
  }

  restore(): void {
    this.#attempt((kept) => {
      const theme = kept.getItem(THEME_KEY);
      this.theme = THEMES.find((each) => each === theme) ?? 'system';
    });
  }

  choose(theme: Theme, root: HTMLElement): void {
    this.theme = theme;
    if (theme === 'system') delete root.dataset['theme'];
    else root.dataset['theme'] = theme;
    this.#attempt((kept) => {
      if (theme === 'system') kept.removeItem(THEME_KEY);
      else kept.setItem(THEME_KEY, theme);
    });
  }

  #attempt(use: (kept: Kept) => void): void {
    try {
      use(this.#kept());
    } catch {
      // Without storage the choice lasts until the page is left.
    }
  }
}
