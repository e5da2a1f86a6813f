import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** Each language and each theme is looked at once: texts differ between languages, colours between themes. */
export const LOOKS = [
  { language: 'English', locale: '', colorScheme: 'light' },
  { language: 'Chinese', locale: '/zh', colorScheme: 'dark' },
] as const;

interface Rules {
  /** These alone. */
  readonly only?: readonly string[];
  /** All but these. */
  readonly without?: readonly string[];
}

/** What axe finds wrong with a page as it is, short enough to read. */
export async function axeFaults(page: Page, { only, without = [] }: Rules = {}): Promise<string[]> {
  const axe = new AxeBuilder({ page })
    // There are no frames to look into, so no second page is needed to gather what was found.
    .setLegacyMode()
    // What is right need not be told, which takes a third of the time.
    .options({ resultTypes: ['violations'] });
  if (only !== undefined) axe.withRules([...only]);
  axe.disableRules([...without]);
  const { violations } = await axe.analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary = '' }) => `${id}: ${html.slice(0, 160)} ${failureSummary}`),
  );
}

/** How much wider than the screen a page is, in pixels. */
export const excessOf = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
