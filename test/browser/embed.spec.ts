import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, type FrameLocator, type Page } from '@playwright/test';
import { SANDBOX } from '../../src/views/embed/snippet.ts';
import { axeFaults, excessOf, LOOKS } from './looks.ts';
import { test } from './site-test.ts';

/** A page somewhere else: another port is another origin. */
let host = '';
let server: Server;
let body = '';

test.beforeAll(async () => {
  server = createServer((_, answer) => {
    answer.setHeader('content-type', 'text/html; charset=utf-8');
    answer.end(`<!doctype html><html lang="en"><title>Somebody’s page</title>${body}`);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  host = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});

test.afterAll(() => server.close());

const HELLO = '#hex=818537fa213d7f9f4d5158';

const attribute = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

/** Opens somebody's page with one embed in it, as the button offers it. */
async function embed(page: Page, path: string, width = 720): Promise<FrameLocator> {
  const src = new URL(path, test.info().project.use.baseURL).href;
  body = `<iframe id="embed" src="${attribute(src)}" title="A diagram" width="${width}" height="100"
    loading="lazy" sandbox="${SANDBOX}"></iframe>
    <script>
      globalThis.told = [];
      addEventListener('message', ({ data, origin, source }) => {
        const frame = document.getElementById('embed');
        if (origin !== '${new URL(src).origin}' || source !== frame.contentWindow) return;
        told.push(data);
        if (data.source === 'wire101' && data.type === 'height') frame.height = data.height;
      });
    </script>`;
  await page.goto(host);
  return page.frameLocator('#embed');
}

/** What the frame has told so far, and how much of it does not fit. */
const heard = (page: Page) =>
  page.evaluate(() => (globalThis as unknown as { told: { height: number }[] }).told);

test('a frame is drawn in a page of another origin, which is told its height and nothing else', async ({
  page,
}) => {
  const inside = await embed(page, `/embed/frame/${HELLO}`);
  await expect(inside.getByRole('heading', { name: /Frame 1 · text/ })).toBeVisible();
  await expect(inside.getByRole('listbox', { name: /Bits/ })).toBeVisible();
  await expect
    .poll(() => page.locator('#embed').evaluate((frame) => frame.clientHeight))
    .toBeGreaterThan(500);
  const excess = inside.locator('html').evaluate((html) => html.scrollHeight - html.clientHeight);
  expect(await excess).toBe(0);
  for (const message of await heard(page)) {
    expect(message).toEqual({ source: 'wire101', type: 'height', height: expect.any(Number) });
  }
});

test('the height follows when the frame is made narrower', async ({ page }) => {
  const inside = await embed(page, `/embed/frame/${HELLO}&controls=no`);
  await expect(inside.getByRole('listbox', { name: /Bits/ })).toBeVisible();
  await expect.poll(async () => (await heard(page)).length).toBeGreaterThan(0);
  const before = (await heard(page)).at(-1)!.height;
  await page.locator('#embed').evaluate((frame) => frame.setAttribute('width', '320'));
  await expect.poll(async () => (await heard(page)).at(-1)!.height).toBeGreaterThan(before);
});

test('a frame of fixed height tells none', async ({ page }) => {
  const inside = await embed(page, `/embed/frame/${HELLO}&height=fixed`);
  await expect(inside.getByRole('listbox', { name: /Bits/ })).toBeVisible();
  expect(await heard(page)).toEqual([]);
});

test('theme and language are the address’s, also when that changes while it is shown', async ({
  page,
}) => {
  await page.emulateMedia({ colorScheme: 'light' });
  const inside = await embed(page, `/embed/frame/${HELLO}&theme=dark&lang=zh`);
  await expect(inside.getByRole('heading', { name: /帧 1/ })).toBeVisible();
  const root = inside.locator('html');
  await expect(root).toHaveAttribute('lang', 'zh-Hans');
  await expect(root).toHaveCSS('background-color', 'rgb(15, 18, 21)');
  await page.locator('#embed').evaluate((frame: HTMLIFrameElement, hash) => {
    frame.src = frame.src.replace(/#.*/, hash);
  }, `${HELLO}&theme=light`);
  await expect(inside.getByRole('heading', { name: /Frame 1/ })).toBeVisible();
  await expect(root).toHaveCSS('background-color', 'rgb(250, 249, 246)');
  await expect(root).toHaveAttribute('lang', 'en');
});

test('a message is joined, and each of its frames opens', async ({ page }) => {
  const inside = await embed(page, '/embed/message/#hex=010348656c890080026c6f');
  await expect(inside.getByText('Hello', { exact: true }).first()).toBeVisible();
  await expect(inside.getByRole('heading', { name: 'Its 2 frames' })).toBeVisible();
  await inside.getByRole('button', { name: /cont/ }).click();
  await expect(inside.getByRole('heading', { name: /Frame 3/ })).toBeVisible();
});

test('a message behind a ping is found', async ({ page }) => {
  const inside = await embed(page, '/embed/message/#hex=8900810548656c6c6f');
  await expect(inside.getByRole('heading', { name: 'Its frame', exact: true })).toBeVisible();
});

test('a conversation is drawn over time, and an arrow opens', async ({ page }) => {
  const inside = await embed(page, `/embed/sequence/${HELLO}8180&dir=c2s`);
  const timeline = inside.getByRole('region', { name: 'Timeline' });
  await expect(timeline).toBeVisible({ timeout: 30_000 });
  await inside.getByText('Events', { exact: true }).click();
  await inside
    .getByRole('button', { name: /^Open the bytes: / })
    .first()
    .click();
  await expect(inside.getByRole('heading', { name: /Frame 1 · text/ })).toBeVisible();
});

test('a run stands at its first stop, and plays no further than the next', async ({ page }) => {
  test.slow();
  const inside = await embed(
    page,
    '/embed/sequence/#process=periodic&rate=1&stops=1000_1500&speed=2',
  );
  const clock = inside.locator('.bar .time');
  await expect(clock).toHaveText('00:01.000', { timeout: 30_000 });
  await inside.getByRole('button', { name: 'Play', exact: true }).click();
  await expect(clock).toHaveText('00:01.500');
  await expect(inside.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
});

test('a race stands still unless it is told to play, and leads back to the same race', async ({
  page,
}) => {
  test.slow();
  const inside = await embed(page, '/embed/race/#rate=2&lanes=polling_websocket&theme=light');
  await expect(inside.getByRole('button', { name: 'Play', exact: true })).toBeVisible({
    timeout: 30_000,
  });
  await expect(inside.getByText('Long polling')).toHaveCount(0);
  const popup = page.waitForEvent('popup');
  await inside.getByRole('link', { name: /Open in wire101/ }).click();
  await expect(await popup).toHaveURL(/\/race\/#rate=2&lanes=polling_websocket$/);
});

test('the decoder opens beside the page with the same bytes, and may save files', async ({
  page,
}) => {
  const inside = await embed(page, `/embed/frame/${HELLO}&theme=dark&field=ws.mask`);
  await expect(inside.getByRole('heading', { name: /Frame 1/ })).toBeVisible();
  const popup = page.waitForEvent('popup');
  await inside.getByRole('link', { name: /Open in wire101/ }).click();
  const decoder = await popup;
  await expect(decoder).toHaveURL(/\/decode\/#hex=818537fa213d7f9f4d5158/);
  const download = decoder.waitForEvent('download');
  await decoder.getByRole('button', { name: 'Export' }).click();
  await decoder.getByRole('button', { name: /JSON/ }).first().click();
  await download;
});

test('what the address gets wrong is said in the frame, with what is expected', async ({
  page,
}) => {
  const inside = await embed(page, `/embed/frame/${HELLO}&theme=blue&row=7&field=ws.nothing&x=1`);
  const faults = inside.getByRole('list', { name: 'What of the address does not count' });
  await expect(faults).toContainText('theme=blue does not count. Expected: light, dark or auto.');
  await expect(faults).toContainText('There is no parameter “x” here.');
  await expect(faults).toContainText('There is no row 7 here; rows are numbered from 0 to 0.');
  await expect(faults).toContainText('There is no field ws.nothing here. Expected one of: ws.fin');
});

const HOSTILE = [
  '',
  '#',
  '#hex=',
  '#hex=zz',
  '#hex=8',
  '#z=AAAA',
  '#text=gICA',
  `#hex=${'ff'.repeat(14_000)}`,
  '#hex=8100&field=%3Cimg%20src%3Dx%20onerror%3D%22parent.postMessage(1%2C%27*%27)%22%3E',
  '#hex=8100&%3Cscript%3Eparent.postMessage(1,%22*%22)%3C/script%3E=1',
  '#rate=-1&lanes=%3Cb%3E&fail=*_*&stops=__&speed=NaN',
  '#%E0%A4%A&&&=&=x&a=b=c#d',
];

test('no address breaks a frame, or runs in it', async ({ page }) => {
  test.setTimeout(240_000);
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  for (const kind of ['frame', 'message', 'sequence', 'race']) {
    for (const hash of HOSTILE) {
      const inside = await embed(page, `/embed/${kind}/${hash}`);
      await expect(inside.getByRole('link', { name: /Open in wire101/ })).toBeVisible();
      const shown = inside.locator('h1, [role="alert"], .faults').first();
      await expect(shown, `${kind} ${hash.slice(0, 60)}`).toBeAttached({ timeout: 30_000 });
      await expect(inside.locator('main img, main script')).toHaveCount(0);
      for (const message of await heard(page)) expect(message).toMatchObject({ type: 'height' });
    }
  }
  expect(errors).toEqual([]);
});

test('only embeds may stand in a frame', async ({ page }) => {
  for (const path of ['/', '/decode/', '/zh/race/', '/learn/']) {
    const inside = await embed(page, path);
    await expect(inside.getByText('wire101')).toHaveCount(0);
    expect(page.frames().at(-1)?.url()).toMatch(/^chrome-error:/);
  }
});

test('nothing is asked of another origin, kept, or registered', async ({ page, context }) => {
  const asked = new Set<string>();
  page.on('request', (request) => asked.add(new URL(request.url()).origin));
  const inside = await embed(page, '/embed/race/#lanes=websocket&window=3000');
  await expect(inside.getByRole('region', { name: 'Timeline' })).toBeVisible({ timeout: 30_000 });
  const site = new URL(test.info().project.use.baseURL!).origin;
  expect([...asked].sort()).toEqual([site, new URL(host).origin].sort());
  const kept = await inside.locator('html').evaluate(async () => ({
    local: localStorage.length,
    session: Object.keys(sessionStorage).filter((key) => !key.startsWith('sveltekit')),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
  }));
  expect(kept).toEqual({ local: 0, session: [], workers: 0 });
  expect(await context.cookies()).toEqual([]);
});

test('a browser that forbids storage in frames shows the same', async ({ page }) => {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.addInitScript(() => {
    for (const name of ['localStorage', 'sessionStorage', 'caches', 'indexedDB'])
      Object.defineProperty(window, name, {
        get: () => {
          throw new DOMException('The operation is insecure.', 'SecurityError');
        },
      });
  });
  const inside = await embed(page, `/embed/message/${HELLO}&theme=dark`);
  await expect(inside.getByRole('heading', { name: /Frame 1/ })).toBeVisible();
  expect(errors).toEqual([]);
});

test('without JavaScript the frame says what it needs', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(new URL('/zh/embed/frame/', test.info().project.use.baseURL).href);
  await expect(page.locator('main noscript p')).toHaveText(/这幅图由 JavaScript 绘制/);
  await expect(page.getByRole('banner')).toHaveCount(0);
  await context.close();
});

for (const { language, locale, colorScheme } of LOOKS)
  test(`embeds are accessible and no wider than a phone, ${language}, ${colorScheme}`, async ({
    page,
  }) => {
    test.setTimeout(180_000);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const found: Record<string, string[]> = {};
    for (const path of [
      `frame/${HELLO}&x=1`,
      'frame/',
      'message/#hex=010348656c890080026c6f',
      `sequence/${HELLO}&stops=1000`,
      'race/#lanes=polling_websocket&window=4000',
    ]) {
      await page.goto('about:blank');
      await page.goto(`${locale}/embed/${path}`);
      await expect(page.locator('h1')).toBeAttached({ timeout: 30_000 });
      if (!/frame|message/.test(path))
        await expect(page.locator('.bar .time')).toBeVisible({ timeout: 30_000 });
      for (const width of [720, 360]) {
        await page.setViewportSize({ width, height: 800 });
        const list = await axeFaults(page);
        const wide = await excessOf(page);
        if (wide > 0) list.push(`${wide} too wide`);
        if (list.length > 0) found[`${path}, ${width} wide`] = list;
      }
    }
    expect(found).toEqual({});
  });

test('the button of the decoder makes HTML that shows what is looked at', async ({ page }) => {
  await page.goto(`/decode/${HELLO}`);
  await page.getByRole('button', { name: 'Embed', exact: true }).click();
  await page.getByRole('combobox', { name: 'Theme' }).last().selectOption('dark');
  body = await page.getByRole('textbox', { name: 'HTML' }).inputValue();
  await page.goto(host);
  const inside = page.frameLocator('iframe');
  await expect(inside.getByRole('heading', { name: /Frame 1 · text/ })).toBeVisible();
  await expect(inside.locator('html')).toHaveAttribute('data-theme', 'night');
  await expect
    .poll(() => inside.locator('html').evaluate((html) => html.scrollHeight - html.clientHeight))
    .toBe(0);
});

test('the buttons of the composer do too, for frames and for handshakes', async ({ page }) => {
  await page.goto('/compose/');
  await page.getByRole('combobox', { name: 'Start from' }).selectOption('rfc rfc7692-one-block');
  await page.getByRole('button', { name: 'Embed', exact: true }).click();
  body = await page.getByRole('textbox', { name: 'HTML' }).inputValue();
  await page.goto(host);
  const inside = page.frameLocator('iframe');
  await expect(inside.getByRole('heading', { name: /Frame 1 · text/ })).toBeVisible();
  // What was agreed on goes along: the frame is compressed, and breaks no rule.
  await expect(inside.getByText('What is wrong')).toHaveCount(0);
  await expect(inside.getByText('does not count')).toHaveCount(0);
  await page.goto('/compose/handshake/');
  await page.getByRole('button', { name: 'Embed', exact: true }).click();
  body = await page.getByRole('textbox', { name: 'HTML' }).inputValue();
  await page.goto(host);
  await expect(inside.getByRole('heading', { name: /^Request/ })).toBeVisible();
});

test('an example of the decoder is embedded with its bytes', async ({ page }) => {
  await page.goto('/decode/#example=ws/rsv2-set');
  await page.getByRole('button', { name: 'Embed', exact: true }).click();
  await expect(page.getByRole('textbox', { name: 'HTML' })).toHaveValue(/#(hex|text)=/);
});

test('the button of the race does too', async ({ page }) => {
  test.slow();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('/race/#lanes=websocket&window=3000');
  await page.getByRole('button', { name: 'Embed', exact: true }).click();
  body = await page.getByRole('textbox', { name: 'HTML' }).inputValue();
  await page.goto(host);
  const inside = page.frameLocator('iframe');
  await expect(inside.getByRole('region', { name: 'Timeline' })).toBeVisible({ timeout: 30_000 });
  await expect(inside.getByText('Polling')).toHaveCount(0);
});
