import { readFileSync } from 'node:fs';
import { stat, writeFile } from 'node:fs/promises';
import { expect, type Page, type TestInfo } from '@playwright/test';
import { DecoderPage } from './decoder-page.ts';
import { axeFaults, excessOf, LOOKS } from './looks.ts';
import { test } from './site-test.ts';

const textHash = (name: string) =>
  `#text=${readFileSync(`public/samples/${name}.txt`).toString('base64url')}`;

/** What a page holds once it is used; every page as it comes is in `reflow.spec.ts`. */
const CASES = [
  { path: '/no/such/page/', row: null },
  { path: `/decode/${textHash('broken')}`, row: 0 },
  { path: `/decode/${textHash('broken')}`, row: 4 },
];

for (const { language, locale, colorScheme } of LOOKS)
  test(`every view is accessible, ${language}, ${colorScheme}`, async ({ page }) => {
    // Each look of axe takes a second or more.
    test.setTimeout(180_000);
    const found: Record<string, string[]> = {};
    await page.emulateMedia({ colorScheme });
    for (const { path, row } of CASES) {
      await page.goto('about:blank');
      await page.goto(locale + path + (row === null ? '' : `&row=${row}`));
      if (row !== null) {
        await expect(page.locator(`[data-row="${row}"]`)).toHaveAttribute('aria-current', 'true');
        // A field is chosen, and every explanation open.
        await page.getByRole('listbox').first().press('ArrowRight');
        for (const summary of await page.locator('summary').all()) await summary.click();
      }
      for (const width of [1440, 390]) {
        await page.setViewportSize({ width, height: 900 });
        const list = await axeFaults(page);
        if (list.length > 0) found[`${path.split('#', 1)[0]} row ${row}, ${width} wide`] = list;
      }
    }
    expect(found).toEqual({});
  });

test('no view is wider than a phone, 390 or 360 pixels', async ({ page }) => {
  test.slow();
  const wide: string[] = [];
  const measure = async (name: string) => {
    for (const width of [390, 360]) {
      await page.setViewportSize({ width, height: 740 });
      const more = await excessOf(page);
      if (more > 0) wide.push(`${name}: ${more} more than ${width}`);
    }
  };
  for (const locale of ['', '/zh']) {
    for (const path of ['/', '/decode/', '/no/such/page/']) {
      await page.goto(locale + path);
      await measure(locale + path);
    }
    for (const name of ['broken', 'chromium']) {
      await page.goto('about:blank');
      await page.goto(`${locale}/decode/${textHash(name)}&row=0`);
      const rows = page.locator('li[aria-setsize]');
      await expect(page.locator('[data-row="0"]')).toHaveAttribute('aria-current', 'true');
      const count = Number(await rows.first().getAttribute('aria-setsize'));
      for (let row = 0; row < count; row++) {
        if (row > 0) await page.locator(`[data-row="${row - 1}"]`).press('ArrowDown');
        await expect(page.locator(`[data-row="${row}"]`)).toHaveAttribute('aria-current', 'true');
        await expect(page.locator('.unit')).toBeVisible();
        await measure(`${locale} ${name}, row ${row}`);
      }
    }
  }
  const decoder = new DecoderPage(page);
  await decoder.open();
  await decoder.button('Two panes').click();
  await measure('two panes');
  await decoder.open();
  // A name and a text that never break.
  await decoder.openFile({
    name: `${'capture'.repeat(30)}.bin`,
    mimeType: 'application/octet-stream',
    buffer: Buffer.concat([Buffer.from([0x81, 0x7d]), Buffer.alloc(125, 'W')]),
  });
  await expect(page.locator('.unit')).toBeVisible();
  await measure('long words');
  expect(wide).toEqual([]);
});

/** Starts to note what moves by itself and what keeps the page from answering. */
async function observe(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const seen = { shift: 0, shifts: [] as string[], longest: 0, tasks: [] as number[] };
    Object.assign(globalThis, { seen });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { value, hadRecentInput, sources } = entry as PerformanceEntry & {
          value: number;
          hadRecentInput: boolean;
          sources: { node: Element | null }[];
        };
        if (hadRecentInput) continue;
        seen.shift += value;
        const moved = sources.map(({ node }) => node?.outerHTML?.slice(0, 60) ?? '?');
        seen.shifts.push(`${value.toFixed(3)} ${moved.join(' | ')}`);
      }
    }).observe({ type: 'layout-shift', buffered: true });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) seen.tasks.push(Math.round(duration));
    }).observe({ type: 'longtask', buffered: true });
  });
}

interface Seen {
  readonly shift: number;
  readonly shifts: string[];
  readonly tasks: number[];
}

const seenBy = (page: Page): Promise<Seen> =>
  page.evaluate(() => (globalThis as unknown as { seen: Seen }).seen);

for (const [width, height] of [
  [1440, 900],
  [390, 740],
] as const)
  test(`nothing jumps while a page comes part by part, ${width} wide`, async ({ page }) => {
    await observe(page);
    await page.setViewportSize({ width, height });
    for (const [path, last] of [
      ['/', '.bar'],
      // Its numbers are out of sight, and made when somebody comes near.
      ['/race/', '.bar'],
      // On a telephone its first figure is out of sight, and sleeps.
      ['/learn/frames/', width > 1000 ? '.annotated .detail > *' : 'main [data-asleep]'],
    ] as const) {
      await page.goto(path);
      await expect(page.locator(last).first()).toBeVisible({ timeout: 30_000 });
      await page.waitForTimeout(600);
      const { shift, shifts } = await seenBy(page);
      expect(shift, `${path}\n${shifts.join('\n')}`).toBeLessThan(0.005);
    }
  });

for (const [width, height] of [
  [1440, 900],
  [390, 740],
] as const)
  test(`nothing jumps while a sample opens, ${width} wide`, async ({ page }) => {
    await observe(page);
    await page.setViewportSize({ width, height });
    const decoder = new DecoderPage(page);
    await test.step('by its button', async () => {
      await decoder.open();
      await decoder.button('A connection with eleven faults').click();
      await expect(page.locator('.unit')).toBeVisible();
      for (let i = 0; i < 8; i++) await decoder.chosen.press('ArrowDown');
      await page.waitForTimeout(600);
      const { shift, shifts } = await seenBy(page);
      expect(shift, shifts.join('\n')).toBeLessThan(0.1);
    });
    await test.step('by its address', async () => {
      await decoder.open(textHash('broken'));
      await expect(page.locator('.unit')).toBeVisible();
      await page.waitForTimeout(600);
      const { shift, shifts } = await seenBy(page);
      expect(shift, shifts.join('\n')).toBeLessThan(0.1);
    });
  });

/** Lines of frames, both ways in turn: some five megabytes. */
async function manyFrames(count: number, info: TestInfo): Promise<string> {
  const lines: string[] = [];
  for (let i = 0; i < count; i++) {
    const text = Buffer.from(`news ${String(i + 1).padStart(9, '0')}, 101.25`);
    const hex = text.toString('hex');
    // A masking key of zeros leaves the payload as it is.
    if (i % 2 === 0) lines.push(`> 81${(0x80 | text.length).toString(16)}00000000${hex}`);
    else lines.push(`< 81${text.length.toString(16).padStart(2, '0')}${hex}`);
  }
  const path = info.outputPath('many.hex');
  await writeFile(path, `${lines.join('\n')}\n`);
  return path;
}

test('a hundred thousand frames open without the page standing still', async ({ page }, info) => {
  test.slow();
  await observe(page);
  const count = 100_000;
  const path = await manyFrames(count, info);
  const decoder = new DecoderPage(page);
  await decoder.open();
  const tasks = async () => {
    const { tasks } = await seenBy(page);
    await page.evaluate(() => {
      (globalThis as unknown as { seen: { tasks: number[] } }).seen.tasks = [];
    });
    return tasks;
  };
  await tasks();

  const before = Date.now();
  await decoder.openFile(path);
  await expect(page.getByText('100,000 frames · 100,000 messages')).toBeVisible({
    timeout: 30_000,
  });
  await expect(decoder.frame).toBeVisible();
  const opened = Date.now() - before;
  const whileOpening = await tasks();

  await decoder.chosen.focus();
  await page.keyboard.press('End');
  const last = decoder.rows.last();
  await expect(last).toHaveAccessibleName(/^#100,000, server to client, text, news 000100000, /);
  await expect(last).toBeInViewport();
  await expect(last).toBeFocused();
  await expect(decoder.frame).toContainText('Frame 100,000');
  await page.keyboard.press('PageUp');
  await expect(decoder.chosen).toBeInViewport();
  await page.keyboard.press('Home');
  await expect(decoder.chosen).toHaveAccessibleName(
    /^#1, client to server, text, news 000000001, /,
  );
  await expect(decoder.chosen).toBeFocused();
  const whileMoving = await tasks();

  const told =
    `${((await stat(path)).size / 1e6).toFixed(1)} MB, ${count} frames open in ${opened} ms; ` +
    `longest tasks: opening ${Math.max(0, ...whileOpening)} ms, moving ${Math.max(0, ...whileMoving)} ms`;
  console.log(told);
  info.annotations.push({ type: 'measured', description: told });
  // Reading them on the page's own thread would take seconds; a busy machine stretches a short task.
  expect(Math.max(0, ...whileOpening)).toBeLessThan(2000);
  expect(Math.max(0, ...whileMoving)).toBeLessThan(2000);

  const report = await decoder.exportReport();
  expect(report.totals).toMatchObject({ frames: count, messages: count, unexplained: 0 });
  expect(report.connections[0]!.messages.at(-1)!.text).toBe('news 000100000, 101.25');
});

test('long work can be cancelled, and the next input is read at once', async ({ page }, info) => {
  const decoder = new DecoderPage(page);
  await decoder.open('#hex=8900');
  await expect(decoder.rows).toHaveCount(1);
  // So many that it cannot be over before it is cancelled, on a machine that does other things.
  const path = await manyFrames(1_000_000, info);
  await decoder.openFile(path);
  await decoder.button('Cancel').click();
  await expect(page.getByRole('progressbar')).toHaveCount(0);
  await expect(page.getByText('many.hex, ')).toBeVisible();
  // The worker is free again.
  await decoder.button('Remove').click();
  await decoder.text.fill('8a00');
  await decoder.expectOnlyRow(/pong/);
});
