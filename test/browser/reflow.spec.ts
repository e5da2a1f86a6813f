import { expect, type Page } from '@playwright/test';
import { axeFaults, excessOf } from './looks.ts';
import { PAGES } from './pages.ts';
import { awake, test } from './site-test.ts';

test.use({ serviceWorkers: 'block' });

/** What is pressed is the same in both languages. */
const ENGLISH = PAGES.filter((path) => !path.startsWith('/zh/'));

const TIME = 30_000 + 6_000 * PAGES.length;

/** Opens each page, drawn as far as it draws itself, and gathers what is wrong with it. */
async function faultsOf(
  page: Page,
  look: (path: string) => Promise<readonly string[]>,
  paths: readonly string[] = PAGES,
): Promise<string[]> {
  const faults: string[] = [];
  for (const path of paths) {
    await page.goto(path);
    await awake(page);
    for (const fault of await look(path)) faults.push(`${path}: ${fault}`);
  }
  return faults;
}

test.beforeEach(({}, info) => {
  info.setTimeout(TIME);
});

test('at 400 %, with text twice as large and on a phone each page fits, and can be pressed', async ({
  page,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const faults = await faultsOf(page, async () => {
    const wrong: string[] = [];
    const measure = async (when: string) => {
      const more = await excessOf(page);
      if (more > 0) wrong.push(`${more} pixels too wide ${when}`);
    };
    // A screen of 1280 pixels at 400 %.
    await page.setViewportSize({ width: 320, height: 640 });
    await measure('at 320');
    await page.setViewportSize({ width: 390, height: 844 });
    wrong.push(...(await page.evaluate(smallTargets)));
    wrong.push(...(await page.evaluate(brokenNumbers)));
    const moving = await page.evaluate(lastingMotion);
    wrong.push(...moving.map((what) => `moves although less motion was asked for: ${what}`));
    await page.setViewportSize({ width: 1280, height: 800 });
    // As a reader's setting of the browser does.
    await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
    await page.waitForTimeout(100);
    await measure('with text twice as large');
    return wrong;
  });
  // A few say enough.
  expect(faults.slice(0, 40)).toEqual([]);
});

/** Numbers of which some digits stand on a line of their own. */
function brokenNumbers(): string[] {
  const broken: string[] = [];
  const texts = document.createTreeWalker(document.body, 4);
  for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
    if (!/^\s*\d[\d,.]+\s*$/u.test(text.textContent ?? '')) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const lines = new Set(Array.from(range.getClientRects(), ({ top }) => Math.round(top)));
    if (lines.size > 1) broken.push(`${text.textContent?.trim()} is broken over lines`);
  }
  return broken;
}

function lastingMotion(): string[] {
  return document
    .getAnimations()
    .filter(({ playState, effect }) => {
      const { duration } = effect?.getTiming() ?? {};
      return playState === 'running' && typeof duration === 'number' && duration > 10;
    })
    .map(({ effect }) => (effect as KeyframeEffect | null)?.target?.outerHTML.slice(0, 90) ?? '?');
}

/**
 * WCAG 2.2, 2.5.8: a smaller target needs a circle of 24 pixels that meets no other; links within text are exempt. So
 * are the cells of a figure, which are as wide as what they show: its arrow keys and its list lead to the same fields.
 */
function smallTargets(): string[] {
  const LEAST = 24;
  const selector = 'a[href], button, input, select, textarea, summary';
  const targets = [...document.querySelectorAll<HTMLElement>(selector)].filter(
    (each) =>
      each.checkVisibility({ visibilityProperty: true }) && each.closest('[inert]') === null,
  );
  const boxOf = (each: HTMLElement): DOMRect => {
    // The label of a box or a button of choice is part of it.
    const label = each instanceof HTMLInputElement ? each.labels?.[0] : undefined;
    return (label?.contains(each) ? label : each).getBoundingClientRect();
  };
  const boxes = targets
    .map((each) => ({ each, box: boxOf(each) }))
    .filter(({ box }) => box.width > 0);
  const isInText = (each: HTMLElement): boolean => {
    if (getComputedStyle(each).display !== 'inline') return false;
    const own = each.textContent?.trim() ?? '';
    return (each.parentElement?.textContent?.trim() ?? '') !== own;
  };
  const near = (box: DOMRect, other: DOMRect): boolean => {
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const dx = Math.max(other.left - x, 0, x - other.right);
    const dy = Math.max(other.top - y, 0, y - other.bottom);
    return Math.hypot(dx, dy) < LEAST / 2;
  };
  return boxes
    .filter(({ box }) => box.width < LEAST - 0.5 || box.height < LEAST - 0.5)
    .filter(({ each }) => !isInText(each) && !('bit' in each.dataset))
    .filter(({ each, box }) =>
      boxes.some(
        (other) =>
          other.each !== each &&
          !other.each.contains(each) &&
          !each.contains(other.each) &&
          near(box, other.box),
      ),
    )
    .map(
      ({ each, box }) =>
        `${Math.round(box.width)} × ${Math.round(box.height)} ${each.outerHTML.slice(0, 110)}`,
    );
}

/** What Tab comes to, one after the other: how it shows the focus, and whether it can be seen. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const { activeElement } = document;
    if (!(activeElement instanceof HTMLElement || activeElement instanceof SVGElement)) return null;
    if (activeElement === document.body) return null;
    const style = getComputedStyle(activeElement);
    const box = activeElement.getBoundingClientRect();
    const outlined = style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 1;
    // A frame around the whole may show it instead, and a list draws it on the option.
    const framed = activeElement.closest('[class]')?.matches(':focus-within') === true;
    const frame = activeElement.parentElement && getComputedStyle(activeElement.parentElement);
    const pointed = activeElement.getAttribute('aria-activedescendant');
    const inView =
      box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
    return {
      name: activeElement.outerHTML.slice(0, 100),
      shown:
        outlined ||
        style.boxShadow !== 'none' ||
        (framed && (pointed !== null || (frame !== null && frame.outlineStyle !== 'none'))),
      inView,
    };
  });

test('Tab comes to everything in view, one after the other, and shows where it is', async ({
  page,
}) => {
  test.setTimeout(TIME + 120_000);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const faults = await faultsOf(
    page,
    async () => {
      const wrong: string[] = [];
      let stops = 0;
      for (; stops < 80; stops++) {
        await page.keyboard.press('Tab');
        // What comes into view with the focus is there with the next picture.
        if (stops === 0) await page.evaluate(() => new Promise(requestAnimationFrame));
        const at = await focused(page);
        if (at === null || (stops > 0 && at.name.includes('"skip'))) break;
        if (stops === 0 && !at.name.includes('skip')) wrong.push(`first comes ${at.name}`);
        if (!at.shown) wrong.push(`no focus shown: ${at.name}`);
        if (!at.inView) wrong.push(`out of view: ${at.name}`);
      }
      if (stops < 8) wrong.push(`only ${stops} stops`);
      return wrong;
    },
    ENGLISH,
  );
  // A few say enough.
  expect(faults.slice(0, 40)).toEqual([]);
});

test('with forced colours the focus and the page one is on still show', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
  const faults = await faultsOf(page, async () => {
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    const at = await focused(page);
    const wrong = at?.shown === true ? [] : ['no focus shown'];
    const [current, other] = await page.evaluate(() => {
      const look = (link: Element | null) => {
        if (link === null) return null;
        const { textDecorationLine, fontWeight, borderBottomColor, backgroundColor, color } =
          getComputedStyle(link);
        return [textDecorationLine, fontWeight, borderBottomColor, backgroundColor, color].join();
      };
      const links = 'header nav a';
      return [
        look(document.querySelector(`${links}[aria-current]`)),
        look(document.querySelector(`${links}:not([aria-current])`)),
      ];
    });
    if (current !== null && current === other) wrong.push('the current page looks like any other');
    const pressed = await page.evaluate(() => {
      const look = (button: Element) => {
        const { backgroundColor, borderColor, borderWidth, color, outlineStyle, fontWeight } =
          getComputedStyle(button);
        return [backgroundColor, borderColor, borderWidth, color, outlineStyle, fontWeight].join();
      };
      return [...document.querySelectorAll('button[aria-pressed="true"]')].flatMap((button) => {
        const twin = button.parentElement?.parentElement?.querySelector(
          'button[aria-pressed="false"]',
        );
        return twin && look(twin) === look(button) ? [button.outerHTML.slice(0, 90)] : [];
      });
    });
    return [...wrong, ...pressed.map((button) => `pressed looks like not pressed: ${button}`)];
  });
  // A few say enough.
  expect(faults.slice(0, 40)).toEqual([]);
});

for (const language of ['English', 'Chinese'] as const)
  test(`no page in ${language} breaks a rule of axe`, async ({ page }) => {
    test.setTimeout(TIME + 5_000 * PAGES.length);
    const faults = await faultsOf(
      page,
      async (path) => {
        await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
        // Every figure of a lesson has its own chosen field, and a caption that tells it from the others.
        const without = path.includes('/learn/') ? ['landmark-unique'] : [];
        const light = await axeFaults(page, { without });
        // Colours alone differ between the themes, and they are the same in both languages.
        if (language === 'Chinese') return light;
        await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
        // What the reference holds out of sight keeps its colours until it is seen.
        if (path.includes('/reference/')) {
          await page.reload();
          await awake(page);
        }
        const dark = await axeFaults(page, { only: ['color-contrast'] });
        return [...light, ...dark.map((fault) => `in dark: ${fault}`)];
      },
      PAGES.filter((path) => ENGLISH.includes(path) === (language === 'English')),
    );
    expect(faults.slice(0, 40)).toEqual([]);
  });
