import { expect, type Locator, type Page } from '@playwright/test';
import { LESSON_SLUGS } from '../../src/course/lesson-prose.ts';
import { judge as judgeEn } from '../../src/i18n/en/judge.ts';
import { learn as en } from '../../src/i18n/en/learn.ts';
import { judge as judgeZh } from '../../src/i18n/zh/judge.ts';
import { learn as zh } from '../../src/i18n/zh/learn.ts';
import { axeFaults, excessOf } from './looks.ts';
import { awake, test } from './site-test.ts';

/** A lesson is long, and simulates while it is read. */
test.setTimeout(120_000);

const LOCALES = [
  { locale: 'en', base: '', said: en, judge: judgeEn },
  { locale: 'zh', base: '/zh', said: zh, judge: judgeZh },
] as const;

const PATIENT = { timeout: 30_000 };

/** From one thing to the next by the keyboard alone, until it is this. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  const isThere = (): Promise<boolean> =>
    target.evaluate((element) => element === document.activeElement);
  for (let i = 0; i < 120; i++) {
    if (await isThere()) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('the keyboard does not lead there');
}

async function type(page: Page, text: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.insertText(text);
}

const complaintsOf = (page: Page): string[] => {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  return complaints;
};

for (const { locale, base, said, judge } of LOCALES)
  test(`a whole lesson by keyboard, ${locale}, at 390 pixels, with less motion`, async ({
    page,
  }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto(`${base}/learn/masking/`);
    const steps = page.locator('[data-step]');
    const ids = await steps.evaluateAll((all) => all.map(({ id }) => id));
    expect(ids.length).toBeGreaterThan(4);

    await page.keyboard.press('ArrowRight');
    await expect(page).toHaveURL(new RegExp(`#${ids[0]}$`, 'u'));
    const first = steps.first();
    const question = first.locator('.question');
    await tabTo(page, question.getByLabel(said.question.bytes));
    await type(page, '65');
    await page.keyboard.press('Enter');
    await expect(question.getByText(said.question.wrong)).toBeVisible();
    await type(page, '6f');
    await page.keyboard.press('Enter');
    await expect(question.getByText(said.question.right, { exact: true })).toBeVisible();

    const exercise = first.locator('.exercise');
    const check = exercise.getByRole('button', { name: said.exercise.check });
    await tabTo(page, exercise.getByLabel(said.exercise.answer.hex));
    await type(page, '89 02 68 69');
    await tabTo(page, check);
    await page.keyboard.press('Enter');
    await expect(exercise.getByText(judge.notYet)).toBeVisible(PATIENT);
    await tabTo(page, exercise.getByRole('button', { name: said.exercise.hint }));
    await page.keyboard.press('Enter');
    await expect(exercise.locator('.hints li')).toHaveCount(1);
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Shift+Tab');
    await expect(exercise.getByLabel(said.exercise.answer.hex)).toBeFocused();
    await type(page, '89 82 01 02 03 04 69 6b');
    await tabTo(page, check);
    await page.keyboard.press('Enter');
    await expect(exercise.getByText(judge.right, { exact: true })).toBeVisible(PATIENT);

    for (const id of ids.slice(1)) {
      await page.keyboard.press('ArrowRight');
      await expect(page).toHaveURL(new RegExp(`#${id}$`, 'u'));
      await expect(page.locator(`#${id}-title`)).toBeFocused();
    }
    await page.keyboard.press('ArrowLeft');
    await expect(page).toHaveURL(new RegExp(`#${ids.at(-2)}$`, 'u'));
    expect(await excessOf(page)).toBe(0);

    await page.reload();
    // The step of the address keeps its place until the reader moves.
    await page.mouse.wheel(0, -100);
    await first.scrollIntoViewIfNeeded();
    await expect(first.locator('.solved')).toHaveCount(2);
    await page.goto(`${base}/learn/`);
    await expect(page.getByRole('listitem').filter({ hasText: /\b9\b/u }).first()).toBeVisible();
    await expect(page.locator('progress')).toHaveCount(1);
  });

for (const { locale, base } of LOCALES)
  test(`a lesson is whole without JavaScript, ${locale}`, async ({ browser }) => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${base}/learn/masking/`);
    await expect(page.locator('[data-step]')).toHaveCount(6);
    for (const summary of await page.locator('summary').all()) await summary.click();
    const text = (await page.locator('article.lesson').innerText()).replaceAll(/\s+/gu, ' ');
    for (const part of [
      '6f',
      '89 82 37 fa 21 3d 5f 93',
      'GET /x.js HTTP/1.1',
      'help()',
      '81 85 37 fa',
    ])
      expect(text).toContain(part);
    await context.close();
  });

test('a link to a step leads there, and who comes back goes on there', async ({ page }) => {
  await page.goto('/learn/frames/#shortest');
  await expect(page.locator('#shortest-title')).toBeInViewport();
  await expect(page.locator('nav a[aria-current="step"]')).toHaveAttribute('href', '#shortest');
  await page.goto('/learn/');
  await expect(page.getByText(/^\d of 8 steps read$/u)).toBeVisible();
  await page.getByRole('link', { name: 'Frame anatomy, bit by bit' }).click();
  await expect(page).toHaveURL(/\/learn\/frames\/#shortest$/u);
  await page.goto('/learn/frames/');
  await page.getByRole('link', { name: /^Go on at/u }).click();
  await expect(page.locator('#shortest-title')).toBeFocused();
});

test('a step that was gone to stays while figures are drawn, and lets go who scrolls on', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/learn/masking/#upwards');
  const top = () => page.locator('#upwards').evaluate((step) => step.getBoundingClientRect().top);
  const height = () => page.locator('article.lesson').evaluate((whole) => whole.clientHeight);
  const written = await height();
  await awake(page);
  await expect.poll(height).toBeGreaterThan(written + 1000);
  await expect
    .poll(top)
    .toBeCloseTo(
      await page
        .locator('#upwards')
        .evaluate((step) => parseFloat(getComputedStyle(step).scrollMarginTop)),
      -1,
    );

  // As the bar does, of which a page is told nothing else.
  await page.evaluate(() => scrollTo(0, 0));
  await page.evaluate(() => new Promise((next) => requestAnimationFrame(() => setTimeout(next))));
  await page.locator('article.lesson').evaluate((whole) => (whole.style.paddingBottom = '500px'));
  await page.waitForTimeout(200);
  expect(await page.evaluate(() => scrollY)).toBe(0);
});

test('a term opens its definition, and Escape closes it', async ({ page }) => {
  await page.goto('/learn/masking/');
  const term = page.getByRole('button', { name: 'masking key', exact: true }).first();
  await term.focus();
  await page.keyboard.press('Enter');
  const definition = page.locator('[popover]:popover-open');
  await expect(definition).toBeVisible();
  await expect(definition).toContainText(/four/iu);
  await page.keyboard.press('Escape');
  await expect(definition).toHaveCount(0);
  await expect(term).toBeFocused();
});

test('the bytes of a lesson open in the decoder', async ({ page }) => {
  await page.goto('/learn/masking/');
  await page
    .locator('#attack figure')
    .filter({ hasText: 'A message that looks like a request' })
    .getByRole('link', { name: 'Open in the decoder' })
    .click();
  await expect(page).toHaveURL(/\/decode\//u);
  await expect(
    page.getByText('The client did not mask its frame.', { exact: false }).first(),
  ).toBeVisible(PATIENT);
});

test('a page that opens an attack finds who is harmed, and with which guard not', async ({
  page,
}) => {
  await page.goto('/learn/security/#hijacking');
  const figure = page.locator('#hijacking figure').first();
  await expect(figure.getByText('The attack succeeds.')).toBeVisible();
  for (const guard of ['The server checks Origin', 'The cookie is SameSite=Lax']) {
    await figure.getByRole('radio', { name: guard }).check();
    await expect(figure.getByText('The attack fails.')).toBeVisible();
  }
});

test('news and words come by hand, and the curve is walked by arrows', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('/learn/what-websocket-is/#turns');
  const hands = page.locator('#turns figure').first();
  await hands.scrollIntoViewIfNeeded();
  await hands.getByRole('button', { name: 'Say something' }).click(PATIENT);
  await hands.getByRole('button', { name: 'News now' }).click();
  await expect(hands.getByText(/News at .* s · Said at/u)).toBeVisible(PATIENT);

  await page.goto('/learn/polling/#bill');
  const point = page.getByRole('slider', { name: 'Poll interval, on the curve' });
  await expect(point).toHaveAttribute('aria-valuenow', '10000', PATIENT);
  await point.focus();
  await page.keyboard.press('ArrowLeft');
  await expect(point).toHaveAttribute('aria-valuenow', '8000', PATIENT);
  await expect(page).toHaveURL(/#bill$/u);
});

/** With the pages that are asked the same elsewhere (`reflow.spec.ts`): every kind of figure and of question. */
const EVERY_KIND = [
  ...['what-websocket-is', 'streaming', 'proxies', 'handshake'],
  ...['masking', 'messages', 'closing', 'compression'],
];

for (const name of EVERY_KIND)
  test(`${name} is accessible, in light and in dark`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    await page.goto(`/learn/${name}/`);
    await awake(page);
    // Every figure has its own chosen field and its own faults, and a caption that tells them apart.
    const light = await axeFaults(page, { without: ['landmark-unique'] });
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    // Colours alone differ between the themes.
    const dark = await axeFaults(page, { only: ['color-contrast'] });
    expect([...light, ...dark]).toEqual([]);
  });

test('all lessons, in both languages, load without a complaint and fit a phone', async ({
  page,
}) => {
  test.setTimeout(300_000);
  await page.setViewportSize({ width: 390, height: 844 });
  const complaints = complaintsOf(page);
  const wide: string[] = [];
  for (const { base } of LOCALES)
    for (const name of [...LESSON_SLUGS, 'exam']) {
      await page.goto(`${base}/learn/${name}/`);
      await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
      await page.waitForLoadState('networkidle');
      if ((await excessOf(page)) > 0) wide.push(`${base}/${name}`);
    }
  expect(complaints).toEqual([]);
  expect(wide).toEqual([]);
});

test('the exam is judged, says what to read again, and keeps its draw', async ({ page }) => {
  await page.goto('/learn/');
  await page.getByRole('link', { name: 'Take the exam' }).click();
  await expect(page.getByRole('heading', { name: 'Final exam', level: 1 })).toBeVisible();
  await expect(page.locator('.tasks > li')).toHaveCount(18);
  const asked = (): Promise<string[]> => page.locator('.tasks li .task').allTextContents();
  const first = await asked();
  expect(first).toHaveLength(18);
  const choice = page
    .locator('.question')
    .filter({ has: page.getByRole('radio') })
    .first();
  await choice.getByRole('radio').first().check();
  await choice.getByRole('button', { name: 'Check' }).click();
  await expect(page.getByText('1 of 18 answered.')).toBeVisible();
  await page.getByRole('button', { name: 'Show the result' }).click();
  await expect(page.getByText(/^[01] of 18 right at the first try\.$/u)).toBeVisible();
  await expect(page.getByRole('link', { name: /^14\. / })).toHaveAttribute('href', /choosing/u);

  await page.getByRole('button', { name: 'Another draw' }).click();
  await expect(page).toHaveURL(/#seed=\d+$/u);
  const second = await asked();
  expect(second).not.toEqual(first);
  await page.reload();
  await expect.poll(asked).toEqual(second);
  await page.getByRole('link', { name: '中文' }).click();
  await expect(page).toHaveURL(/\/zh\/learn\/exam\/#seed=\d+$/u);
  await expect(page.locator('.tasks > li')).toHaveCount(18);
});

test('no line begins with the comma behind a word that opens its definition', async ({ page }) => {
  /** Words with a sign behind them, and those of them whose sign stands on a line below. */
  const signsOf = () =>
    page.evaluate(() => {
      const signed: string[] = [];
      const lost: string[] = [];
      for (const word of document.querySelectorAll('.term')) {
        const texts = document.createTreeWalker(word.parentElement!.parentElement!, 4);
        texts.currentNode = word.lastChild!;
        let next = texts.nextNode();
        while (next?.textContent === '' || next?.parentElement?.closest('.definition'))
          next = texts.nextNode();
        const sign = /^[.,;:，。；：、]/u.exec(next?.textContent ?? '')?.[0];
        if (next === null || sign === undefined) continue;
        const range = document.createRange();
        range.setStart(next, 0);
        range.setEnd(next, 1);
        signed.push(word.textContent);
        const below = word.getClientRects().item(word.getClientRects().length - 1)!.bottom;
        if (range.getBoundingClientRect().top >= below - 2) lost.push(word.textContent + sign);
      }
      return { signed: signed.length, lost };
    });
  for (const path of ['/learn/frames/', '/learn/messages/', '/zh/learn/closing/']) {
    await page.goto(path);
    for (const width of [320, 360, 390, 412, 820, 1024, 1440]) {
      await page.setViewportSize({ width, height: 800 });
      const { signed, lost } = await signsOf();
      expect(signed).toBeGreaterThan(1);
      expect(lost, `${path}, ${width} wide`).toEqual([]);
    }
  }
});
