import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { expect, type Locator } from '@playwright/test';
import { createStaticServer } from '../../scripts/serve.mjs';
import { complaints, DecoderPage, HELLO } from './decoder-page.ts';
import { test } from './site-test.ts';

const HELLO_HASH = `#hex=${HELLO.replaceAll(' ', '')}`;
const sample = (name: string) => readFileSync(`public/samples/${name}.txt`, 'utf8');
const base64Url = (text: string) => Buffer.from(text).toString('base64url');

/** What an address carries when a conversation of more than bare hex is open. */
const textHash = (...texts: string[]) =>
  `#${texts.map((text) => `text=${base64Url(text)}`).join('&')}`;

/** Chromium asks for the icon of the page anew whenever the address changes, be it after the #. */
const isIcon = (url: string): boolean => new URL(url).pathname === '/favicon.svg';

/** The digits of a drawing of bits, row by row, without labels. */
const digitsOf = async (bits: Locator): Promise<string> =>
  (await bits.innerText()).replace(/[^01]/g, '');

test('pasted bytes become a conversation, a frame, its bits and its words', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const said = complaints(page);
  const decoder = new DecoderPage(page);
  await decoder.open();
  await expect(page.getByRole('heading', { name: 'Nothing to read yet' })).toBeVisible();
  await expect(decoder.button('Clear')).toBeDisabled();

  await page.evaluate((text) => navigator.clipboard.writeText(text), HELLO);
  await decoder.text.press('Control+v');
  await expect(decoder.rows).toHaveCount(1);
  await decoder.expectOnlyRow('#1, client to server, text, Hello, 11 B');
  await expect(decoder.list).toContainText('Hello');
  await expect(page.getByText('Read as hex', { exact: true })).toBeVisible();
  await expect(page.getByText('No broken rule found')).toBeVisible();
  await expect(decoder.problems).toHaveCount(0);
  await expect(decoder.text).toBeFocused();

  await expect(decoder.frame.getByRole('heading', { level: 2 })).toHaveText(
    'Frame 1 · text, client → server, masked',
  );
  await expect(decoder.message).toContainText('Hello');
  const binary = HELLO.split(' ').map((byte) => parseInt(byte, 16).toString(2).padStart(8, '0'));
  expect(await digitsOf(decoder.bits)).toContain(binary.slice(0, 6).join(''));

  await decoder.bits.getByRole('option', { name: /^Masking key/ }).click();
  await expect(decoder.detail).toContainText('Masking key');
  await expect(decoder.detail).toContainText('37 fa 21 3d');
  await decoder.bits.getByRole('option', { name: /^Opcode/ }).click();
  await expect(decoder.detail).toContainText('text frame');
  await expect(decoder.detail.getByRole('link', { name: /RFC 6455/ }).first()).toHaveAttribute(
    'href',
    /^https:\/\/www\.rfc-editor\.org\/rfc\/rfc6455/,
  );

  await decoder.button('Clear').click();
  await expect(page.getByRole('heading', { name: 'Nothing to read yet' })).toBeVisible();
  await expect(decoder.text).toHaveValue('');
  await expect(page).toHaveURL(/\/decode\/$/);
  expect(said).toEqual([]);
});

test('an address opens what it carries, and follows what is typed and chosen', async ({ page }) => {
  const said = complaints(page);
  const decoder = new DecoderPage(page);

  await test.step('hex, base64, a direction, a text, a row', async () => {
    await decoder.open(HELLO_HASH);
    await decoder.expectOnlyRow('#1, client to server, text, Hello, 11 B');

    await decoder.open('#b64=gYU3+iE9f59NUVg=');
    await expect(page.getByText('Read as base64', { exact: true })).toBeVisible();
    await decoder.expectOnlyRow('#1, client to server, text, Hello, 11 B');

    // Two bytes that no direction can be told from: an empty Ping, by its MASK bit the server's.
    await decoder.open('#hex=8900');
    await decoder.expectOnlyRow(/^#1, server to client, ping/);
    await decoder.open('#hex=8900&dir=c2s');
    await decoder.expectOnlyRow(/^#1, client to server, ping.*1 error$/);
    await decoder.open(`${HELLO_HASH}&dir=s2c`);
    await decoder.expectOnlyRow(/^#1, server to client, text.*1 error$/);
    await expect(page.getByLabel('Direction')).toHaveValue('server-to-client');

    await decoder.open(`${textHash(sample('hello'))}&row=3`);
    await expect(decoder.text).toHaveValue(sample('hello'));
    await expect(decoder.chosen).toHaveAccessibleName(/^#2, server to client, text, Hello/);
  });

  await test.step('what is typed and chosen', async () => {
    await decoder.open();
    await decoder.text.fill('89 00 8a 00');
    await expect(decoder.rows).toHaveCount(2);
    await expect(page).toHaveURL(/\/decode\/#hex=89008a00&row=0$/);
    await decoder.rows.nth(1).click();
    await expect(page).toHaveURL(/#hex=89008a00&row=1$/);
    await page.getByLabel('Direction').selectOption('client → server');
    await expect(page).toHaveURL(/#hex=89008a00&dir=c2s&row=\d$/);

    await decoder.rows.nth(1).click();
    await expect(page).toHaveURL(/&row=1$/);
    await page.reload();
    await expect(decoder.chosen).toHaveAccessibleName(/^#2, client to server, pong/);

    // As where another link is pasted into the address bar.
    await page.evaluate((hash) => (location.hash = hash), HELLO_HASH);
    await expect(decoder.rows).toHaveCount(1);
    await decoder.expectOnlyRow(/^#1, client to server, text, Hello/);
  });

  await test.step('nonsense opens the page, and harms nothing', async () => {
    for (const fragment of ['#hex=xyz', '#b64=%25%25', '#text=***', '#row=7', '#hex=%', '#dir=up'])
      await decoder.open(fragment);
    await decoder.open(`${HELLO_HASH}&row=999999999&dir=sideways`);
    await expect(decoder.chosen).toHaveAccessibleName(/Hello/);
  });
  expect(said).toEqual([]);
});

test('a link opens what the sender saw, panes too', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const decoder = new DecoderPage(page);
  const copied = async (): Promise<string> => {
    await decoder.button('Copy link').click();
    await expect(page.getByRole('status').filter({ hasText: 'Link copied' })).toBeVisible();
    return page.evaluate(() => navigator.clipboard.readText());
  };
  const openCopy = async (): Promise<DecoderPage> => {
    const other = new DecoderPage(await context.newPage());
    await other.page.goto(await copied());
    return other;
  };

  await test.step('the chosen row', async () => {
    await decoder.open(textHash(sample('fragments')));
    await decoder
      .row(/^#5, server to client, cont\./)
      .or(decoder.rows.nth(4))
      .first()
      .click();
    const spoken = await decoder.chosen.getAttribute('aria-label');
    const other = await openCopy();
    await expect(other.text).toHaveValue(sample('fragments'));
    await expect(other.chosen).toHaveAccessibleName(spoken!);
    await expect(other.page).toHaveURL(page.url());
    await other.page.close();
  });

  await test.step('two panes', async () => {
    await decoder.open();
    await decoder.button('Two panes').click();
    await page.getByRole('textbox', { name: 'Client → server' }).fill(HELLO);
    await page.getByRole('textbox', { name: 'Server → client' }).fill('81 05 48 65 6c 6c 6f');
    await expect(decoder.rows).toHaveCount(2);
    const other = await openCopy();
    await expect(other.page.getByRole('textbox', { name: 'Client → server' })).toHaveValue(HELLO);
    await expect(other.rows).toHaveCount(2);
    await other.page.close();
  });

  await test.step('where copying is forbidden, the page says where the link is', async () => {
    await page.evaluate(() => {
      navigator.clipboard.writeText = () => Promise.reject(new Error('forbidden'));
    });
    await decoder.button('Copy link').click();
    await expect(page.getByText('The link is in the address bar')).toBeVisible();
  });
});

test('an address keeps the format that was chosen, or that it names', async ({ page }) => {
  const decoder = new DecoderPage(page);
  await decoder.open('#hex=81020a0b');
  await expect(page.getByText('Read as hex', { exact: true })).toBeVisible();
  await page.getByLabel('Format').selectOption('base64');
  await expect(page.getByText('Read as base64', { exact: true })).toBeVisible();
  const row = /^#1, server to client, op 3, 36 d1 ad 1b…, 6 B/;
  await decoder.expectOnlyRow(row);
  await expect(page).toHaveURL(/#b64=/);
  await page.reload();
  await decoder.expectOnlyRow(row);

  // These characters could be hex as well.
  await decoder.open('#b64=AAAA');
  await expect(page.getByText('Read as base64', { exact: true })).toBeVisible();
});

test('each sample opens, and says what it promises', async ({ page }) => {
  const said = complaints(page);
  const decoder = new DecoderPage(page);
  const samples = [
    { name: 'Handshake and “Hello”', file: 'hello', problems: 0 },
    { name: 'A fragmented message, with a Ping between', file: 'fragments', problems: 0 },
    { name: 'A connection with eleven faults', file: 'broken', problems: 11 },
    { name: 'Chromium talks to a server', file: 'chromium', problems: 0 },
  ];
  await decoder.open();
  for (const { name, file, problems } of samples) {
    await decoder.button(name).click();
    await expect(decoder.text).toHaveValue(sample(file));
    await expect(decoder.rows.first()).toBeVisible();
    await expect(decoder.problems.getByRole('listitem')).toHaveCount(problems);
    await decoder.button('Clear').click();
    await expect(decoder.list).toHaveCount(0);
  }
  // The same from the menu, one after the other.
  const menu = page.getByLabel('Samples');
  for (const { name, file } of samples) {
    await menu.selectOption(name);
    await expect(decoder.text).toHaveValue(sample(file));
  }
  await expect(decoder.row(/^client to server, GET, \/prices/)).toBeVisible();
  await expect(decoder.row('server to client, 101, accept matches')).toBeVisible();
  await expect(decoder.rows).toHaveCount(13);
  await decoder.row(/^#5, server to client, text/).click();
  await expect(decoder.message).toContainText('"price":101');
  await decoder.row(/^client to server, GET, \/prices/).click();
  await expect(page.getByRole('region', { name: 'Accept, computed' })).toContainText('They match.');
  expect(said).toEqual([]);
});

test('every problem is listed, and leads to its frame and field', async ({ page }) => {
  const decoder = new DecoderPage(page);
  await decoder.open(textHash(sample('broken')));
  const items = decoder.problems.getByRole('listitem').getByRole('button');
  await expect(items).toHaveCount(11);
  // The first error is looked at without being asked for.
  await expect(decoder.chosen).toHaveAccessibleName(/error/);

  const report = await decoder.exportReport();
  const { violations, frames } = report.connections[0]!;
  expect(violations).toHaveLength(11);
  for (const [i, item] of (await items.all()).entries()) {
    await page.evaluate(() => scrollTo(0, 0));
    await item.click();
    await expect(item).toHaveAttribute('aria-current', 'true');
    const place = (await item.locator('.place').innerText()).trim();
    const number = /^Frame (\d+)$/.exec(place)?.[1];
    const wanted = number === undefined ? /^(client|server) to/ : new RegExp(`^#${number}, `);
    await expect(decoder.chosen, `problem ${i}`).toHaveAccessibleName(wanted);
    // Choosing goes there, on a screen 720 pixels high too.
    await expect(page.locator('.unit h2')).toBeInViewport();
    const section = await item.locator('.section').innerText();
    const title = await item.locator('.title').innerText();
    // The field itself says which rule it breaks.
    await expect(decoder.detail).toContainText(title);
    await expect(decoder.detail.getByRole('link', { name: section }).first()).toBeVisible();
    await expect(page.getByRole('region', { name: 'What is wrong here' })).toContainText(title);
  }
  expect(new Set(violations.map(({ rule }) => rule)).size).toBe(11);
  expect(frames.length).toBeGreaterThan(0);
});

test('two panes hold one direction each, and nothing is lost on the way back', async ({ page }) => {
  const decoder = new DecoderPage(page);
  await decoder.open();
  await decoder.text.fill(HELLO);
  await expect(decoder.rows).toHaveCount(1);
  await decoder.button('Two panes').click();
  const client = page.getByRole('textbox', { name: 'Client → server' });
  const server = page.getByRole('textbox', { name: 'Server → client' });
  await expect(client).toHaveValue(HELLO);
  await server.fill('gQVIZWxsbw==');
  await expect(decoder.rows).toHaveCount(2);
  await expect(decoder.row('#1, client to server, text, Hello')).toBeVisible();
  await expect(decoder.row('#2, server to client, text, Hello')).toBeVisible();
  await expect(page.getByText('Read as hex', { exact: true })).toBeVisible();
  await expect(page.getByText('Read as base64', { exact: true })).toBeVisible();
  await expect(page.getByText(/order/)).toBeVisible();

  // The pane decides: bytes of the wrong mask break a rule, and do not change sides.
  await server.fill(HELLO);
  await expect(decoder.row(/^#2, server to client, text, .*1 error$/)).toBeVisible();

  await decoder.button('One pane').click();
  await expect(decoder.text).toHaveCount(1);
  await decoder.button('Two panes').click();
  await expect(server).toHaveValue(HELLO);
});

test('another format or direction reads the same text again', async ({ page }) => {
  const decoder = new DecoderPage(page);
  await decoder.open();
  const text = '81 05 48 65 6c 6c 6f\n';
  await decoder.text.fill(text);
  await decoder.expectOnlyRow(/^#1, server to client, text, Hello/);
  const format = page.getByLabel('Format');
  for (const kind of ['base64', 'xxd dump', 'hexdump', 'HTTP text', 'binary file', 'hex']) {
    await format.selectOption(kind);
    await expect(page.getByText(`Read as ${kind}`)).toBeVisible();
    await expect(decoder.text).toHaveValue(text);
  }
  await decoder.expectOnlyRow(/^#1, server to client, text, Hello/);
  await page.getByLabel('Direction').selectOption('client → server');
  await decoder.expectOnlyRow(/^#1, client to server, text, Hello.*error$/);
  await expect(decoder.text).toHaveValue(text);
  await page.getByLabel('Direction').selectOption('as the bytes say');
  await decoder.expectOnlyRow(/^#1, server to client, text, Hello, 7 B$/);
});

test('a stray half byte is told, with its place', async ({ page }) => {
  const decoder = new DecoderPage(page);
  await decoder.open();
  await decoder.text.fill('81 05 48 65 6c\n6c 6f 8');
  const note = page.getByRole('listitem').filter({ hasText: 'line 2, column 7' });
  await expect(note.first()).toBeVisible();
  await decoder.button('show (line 2, column 7)').first().click();
  await expect(decoder.text).toBeFocused();
  const marked = await decoder.text.evaluate((box: HTMLTextAreaElement) => [
    box.selectionStart,
    box.selectionEnd,
    box.value.slice(box.selectionStart, box.selectionEnd),
  ]);
  expect(marked).toEqual([21, 22, '8']);
  // What could be read is there all the same.
  await expect(decoder.rows.first()).toHaveAccessibleName(/^#1, server to client, text, Hello/);
});

test('nothing typed is lost when the decoder cannot start, or dies at work', async ({
  browser,
}) => {
  // A service worker would bring the script that is kept from coming.
  const context = await browser.newContext({ serviceWorkers: 'block' });
  const page = await context.newPage();
  const decoder = new DecoderPage(page);
  let broken = true;
  await page.route('**/workers/entry-*.js', (route) => (broken ? route.abort() : route.continue()));
  const stopped = page.getByRole('alert').filter({ hasText: 'The decoder stopped unexpectedly' });

  await test.step('its script does not load', async () => {
    await decoder.open();
    await decoder.text.fill(HELLO);
    await expect(stopped).toBeVisible();
    // That may have been the start before anything was typed: reading waits until nothing more is, and fails, too.
    await page.waitForTimeout(1000);
    await expect(stopped).toBeVisible();
    await expect(decoder.text).toHaveValue(HELLO);
    await expect(page).toHaveURL(new RegExp(`${HELLO_HASH}$`));
    broken = false;
    await decoder.button('Read again').click();
    await decoder.expectOnlyRow(/Hello/);
    await expect(stopped).toHaveCount(0);
  });

  await test.step('it throws after it has read', async () => {
    const kill = () =>
      page.workers()[0]!.evaluate(() => {
        setTimeout(() => {
          throw new Error('a defect');
        });
      });
    await decoder.text.fill('8900 8a00 8100');
    await expect(decoder.rows).toHaveCount(3);
    await kill();
    await expect(stopped).toBeVisible();
    await expect(decoder.text).toHaveValue('8900 8a00 8100');
    // Typing on is a new start, too.
    await decoder.text.fill('8900 8a00 8100 8200');
    await expect(decoder.rows).toHaveCount(4);
    await expect(stopped).toHaveCount(0);
    expect(page.workers()).toHaveLength(1);

    await kill();
    await expect(stopped).toBeVisible();
    await decoder.button('Read again').click();
    await expect(stopped).toHaveCount(0);
    await decoder.rows.nth(2).click();
    await expect(decoder.frame).toContainText('Frame 3 · text');
  });

  await test.step('a file is not lost either', async () => {
    const buffer = Buffer.from(HELLO);
    await decoder.openFile({ name: 'hello.hex', mimeType: 'text/plain', buffer });
    await decoder.expectOnlyRow(/Hello/);
    await page.workers()[0]!.evaluate(() => {
      setTimeout(() => {
        throw new Error('a defect');
      });
    });
    await expect(stopped).toBeVisible();
    await decoder.button('Read again').click();
    await expect(stopped).toHaveCount(0);
    await decoder.expectOnlyRow(/Hello/);
  });
});

test('what is typed before the scripts have come is read when they are there', async ({ page }) => {
  let release = () => {};
  const held = new Promise<void>((done) => (release = done));
  await page.route('**/_app/immutable/**/*.js', async (route) => {
    await held;
    await route.continue();
  });
  const decoder = new DecoderPage(page);
  await page.goto('/decode/', { waitUntil: 'commit' });
  await decoder.text.fill(HELLO);
  release();
  await decoder.expectOnlyRow(/Hello/);
  await expect(decoder.text).toHaveValue(HELLO);
});

test('hostile bytes are text, and nothing else', async ({ page }) => {
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  const said = complaints(page);
  const decoder = new DecoderPage(page);
  const hostile =
    '<img src=x onerror=alert(1)><script>alert(2)</script>' +
    '<svg onload=alert(3)>"\'`${alert(4)}{@html x}</textarea><a href="javascript:alert(5)">';
  const length = Buffer.byteLength(hostile);
  const frame = Buffer.concat([
    Buffer.from([0x81, 0x7e, length >> 8, length & 0xff]),
    Buffer.from(hostile),
  ]);
  const reason = Buffer.from('<img src=x onerror=alert(6)>');
  const close = Buffer.concat([Buffer.from([0x88, reason.length + 2, 0x03, 0xe8]), reason]);
  const head =
    '> GET /<script>alert(7)</script> HTTP/1.1\n' +
    '> Host: "><img src=x onerror=alert(8)>\n' +
    '> <b onclick=alert(9)>: <img src=x onerror=alert(10)>\n' +
    '> Upgrade: websocket\n> Connection: Upgrade\n> Sec-WebSocket-Version: 13\n' +
    '> Sec-WebSocket-Key: <img src=x onerror=alert(11)>\n>\n' +
    '< HTTP/1.1 101 <img src=x onerror=alert(12)>\n< Upgrade: websocket\n< Connection: Upgrade\n' +
    '< Sec-WebSocket-Accept: <img src=x onerror=alert(13)>\n<\n';
  const text = `${head}< ${frame.toString('hex')}\n< ${close.toString('hex')}\n`;

  await decoder.open(textHash(text));
  await expect(decoder.row(/^#1, server to client, text/)).toBeVisible();
  await page.waitForLoadState('networkidle');
  const before = requests.length;
  for (const row of await decoder.rows.all()) {
    await row.click();
    await expect(row).toHaveAttribute('aria-current', 'true');
    // The unit and all its fields are drawn.
    for (const field of await page.getByRole('list', { name: 'Fields' }).getByRole('button').all())
      if (await field.isVisible()) await field.click();
  }
  await decoder.row(/^#1, /).click();
  await expect(decoder.message.getByText(hostile)).toBeVisible();
  await expect(decoder.row(/^#2, .*close, 1000 <img src=x onerror=alert\(6\)>/)).toBeVisible();
  await decoder.text.fill(hostile);
  await expect(page.getByText(/Read as/)).toBeVisible();

  // A file's name is hostile as well.
  const name = '<img src=x onerror=alert(14)>.txt';
  await decoder.openFile({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
  await expect(page.getByText(`${name}, `)).toBeVisible();

  // In a language that no script set: nothing was made from the text.
  expect(await page.locator('main :is(img, script, iframe, object, b[onclick])').count()).toBe(0);
  expect(await page.locator('a[href^="javascript:"]').count()).toBe(0);
  expect(dialogs).toEqual([]);
  expect(said).toEqual([]);
  expect(requests.slice(before).filter((url) => !isIcon(url))).toEqual([]);
});

test('nothing leaves the page: after loading, decoding asks the network for nothing', async ({
  page,
  context,
}) => {
  const requests: string[] = [];
  context.on('request', (request) => requests.push(request.url()));
  const decoder = new DecoderPage(page);
  await decoder.open();
  // What a page puts aside for later is loading, too.
  await page.waitForLoadState('networkidle');
  const origin = new URL(page.url()).origin;
  expect(requests.filter((url) => url !== 'about:blank' && !url.startsWith(`${origin}/`))).toEqual(
    [],
  );
  requests.length = 0;

  await context.setOffline(true);
  await decoder.text.fill(HELLO);
  await decoder.expectOnlyRow(/Hello/);
  await decoder.text.fill(sample('broken'));
  await expect(decoder.problems).toBeVisible();
  await decoder.rows.nth(3).click();
  await decoder.exportReport();
  const file = { name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from(sample('hello')) };
  await decoder.openFile(file);
  await expect(decoder.rows).toHaveCount(6);
  expect(requests.filter((url) => !url.startsWith('blob:') && !isIcon(url))).toEqual([]);

  // Where the page itself forgot, the browser would not: only this site may be asked.
  await context.setOffline(false);
  const refused = await page.evaluate(async () => {
    const broken: string[] = [];
    document.addEventListener('securitypolicyviolation', (event) =>
      broken.push(event.effectiveDirective),
    );
    await fetch('http://127.0.0.1:9/?leak').catch(() => {});
    new Image().src = 'http://127.0.0.1:9/leak.png';
    await new Promise((done) => setTimeout(done, 200));
    return broken;
  });
  expect(refused).toEqual(expect.arrayContaining(['connect-src', 'img-src']));
});

test('a keyboard is enough', async ({ page }) => {
  const decoder = new DecoderPage(page);
  await decoder.open();
  await page.keyboard.press('Tab');
  for (let i = 0; i < 30 && !(await isFocused(decoder.text)); i++) await page.keyboard.press('Tab');
  await page.keyboard.insertText(sample('hello'));
  await expect(decoder.rows).toHaveCount(6);

  const tabTo = async (target: Locator): Promise<number> => {
    for (let presses = 1; presses <= 20; presses++) {
      await page.keyboard.press('Tab');
      if (await isFocused(target)) return presses;
    }
    throw new Error('not in the order of the Tab key');
  };
  await tabTo(decoder.chosen);
  await expect(decoder.chosen).toHaveAccessibleName(/^#1, client to server, text, Hello/);

  await test.step('rows', async () => {
    const steps = [
      ['ArrowDown', /^#2, server to client, text/],
      ['End', /^#4, server to client, close/],
      ['ArrowDown', /^#4, server to client, close/],
      ['ArrowUp', /^#3, client to server, close/],
      ['Home', /^client to server, GET/],
      ['ArrowUp', /^client to server, GET/],
      ['PageDown', /^#\d/],
      ['Home', /^client to server, GET/],
      ['ArrowDown', /^server to client, 101/],
      ['ArrowDown', /^#1, client to server, text/],
    ] as const;
    for (const [key, name] of steps) {
      await page.keyboard.press(key);
      await expect(decoder.chosen).toHaveAccessibleName(name);
      await expect(decoder.chosen).toBeFocused();
    }
  });

  await test.step('fields of the bits', async () => {
    await tabTo(decoder.bits);
    await page.keyboard.press('Home');
    await expect(decoder.detail).toContainText('FIN');
    await page.keyboard.press('End');
    await expect(decoder.detail).toContainText('Payload (masked)');
    await page.keyboard.press('Home');
    await expect(decoder.detail).toContainText('FIN');
    await page.keyboard.press('ArrowRight');
    await expect(decoder.detail).toContainText('RSV1');
    await page.keyboard.press('ArrowDown');
    await expect(decoder.detail).not.toContainText('RSV1');
    const active = await decoder.bits.getAttribute('aria-activedescendant');
    await expect(page.locator(`[id="${active}"]`)).toHaveAttribute('aria-selected', 'true');
    // The byte view follows: one choice in all views.
    await expect(
      page.getByRole('listbox', { name: 'Bytes in hex' }).locator('[aria-selected=true]'),
    ).toHaveCount(1);
    await page.keyboard.press('Escape');
    await expect(decoder.bits.locator('[aria-selected=true]')).toHaveCount(0);
    await expect(decoder.bits).toBeFocused();
  });
});

const isFocused = (target: Locator): Promise<boolean> =>
  target.evaluate((element) => element === document.activeElement);

test('with reduced motion nothing moves', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const decoder = new DecoderPage(page);
  await decoder.open(textHash(sample('broken')));
  await expect(decoder.rows.first()).toBeVisible();
  const moving = () =>
    page.evaluate(() => {
      const slow = (value: string) => value.split(',').some((each) => parseFloat(each) > 0.01);
      const elements = [...document.querySelectorAll('*')].filter((element) => {
        const { transitionDuration, animationDuration, scrollBehavior } = getComputedStyle(element);
        return slow(transitionDuration) || slow(animationDuration) || scrollBehavior === 'smooth';
      });
      return elements.map((element) => element.outerHTML.slice(0, 100));
    });
  expect(await moving()).toEqual([]);
  await decoder.problems.getByRole('button').last().click();
  await decoder.bits.press('ArrowRight');
  expect(await moving()).toEqual([]);
  // What would move has ended by the next picture.
  await expect.poll(() => page.evaluate(() => document.getAnimations().length)).toBe(0);
});

test('another theme and another language keep the input', async ({ page }) => {
  const decoder = new DecoderPage(page);
  await decoder.open();
  await decoder.text.fill(sample('hello'));
  await decoder.rows.nth(3).click();
  await expect(page).toHaveURL(/row=3$/);
  const fragment = new URL(page.url()).hash;

  await page.getByRole('button', { name: /Theme/ }).click();
  await expect(decoder.text).toHaveValue(sample('hello'));
  await page.getByRole('link', { name: '中文' }).click();
  await expect(page).toHaveURL(/\/zh\/decode\//);
  expect(new URL(page.url()).hash).toBe(fragment);
  await expect(page.getByRole('textbox', { name: '待解码的字节' })).toHaveValue(sample('hello'));
  await page.reload();
  await expect(page.getByRole('textbox', { name: '待解码的字节' })).toHaveValue(sample('hello'));
  await expect(page.locator('[data-row="3"]')).toHaveAttribute('aria-current', 'true');
  await page.getByRole('link', { name: 'EN', exact: true }).click();
  await expect(decoder.text).toHaveValue(sample('hello'));
  await expect(decoder.chosen).toHaveAccessibleName(/^#2, server to client, text, Hello/);
  expect(new URL(page.url()).hash).toBe(fragment);

  await test.step('and a file, that no address carries', async () => {
    const file = { name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from(sample('hello')) };
    await decoder.openFile(file);
    await expect(page.getByText('a.txt, ')).toBeVisible();
    await page.getByRole('link', { name: '中文' }).click();
    await expect(page).toHaveURL(/\/zh\/decode\//);
    await expect(page.getByText('a.txt')).toBeVisible();
    await expect(page.locator('[data-row]')).toHaveCount(6);
  });
});

test('in a folder of a host, the decoder works, samples and all', async ({ page }) => {
  const folder = createStaticServer('build', '/some/where/');
  await new Promise<void>((done) => folder.listen(0, '127.0.0.1', done));
  const root = `http://127.0.0.1:${(folder.address() as AddressInfo).port}/some/where`;
  try {
    const said = complaints(page);
    const decoder = new DecoderPage(page);
    await decoder.open('', `${root}/decode/`);
    await decoder.button('Handshake and “Hello”').click();
    await expect(decoder.rows).toHaveCount(6);
    await page.getByRole('link', { name: '中文' }).click();
    await expect(page).toHaveURL(new RegExp(`^${root}/zh/decode/#`));
    await expect(page.locator('[data-row]')).toHaveCount(6);
    await page.goto('about:blank');
    await page.goto(`${root}/zh/decode/${HELLO_HASH}`);
    await expect(page.locator('[data-row]')).toHaveCount(1);
    expect(said).toEqual([]);
  } finally {
    folder.closeAllConnections();
    folder.close();
  }
});

test('a file is dropped, opened twice, removed, and cancelled', async ({ page }) => {
  const decoder = new DecoderPage(page);
  await decoder.open();
  const drop = (name: string, text: string) =>
    decoder.page
      .locator('.pane')
      .first()
      .evaluate(
        (pane, { name, text }) => {
          const dataTransfer = new DataTransfer();
          dataTransfer.items.add(new File([text], name, { type: 'text/plain' }));
          for (const type of ['dragover', 'drop'])
            pane.dispatchEvent(
              new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }),
            );
        },
        { name, text },
      );
  await drop('dropped.hex', HELLO);
  await expect(page.getByText('dropped.hex, 32 B')).toBeVisible();
  await decoder.expectOnlyRow(/Hello/);
  await expect(page.getByText('Drop the file here')).toHaveCount(0);
  await drop('second.hex', '8900');
  await decoder.expectOnlyRow(/ping/);
  await decoder.button('Remove').click();
  await expect(decoder.text).toHaveValue('');
  await expect(decoder.list).toHaveCount(0);

  const again = { name: 'a.hex', mimeType: 'text/plain', buffer: Buffer.from(HELLO) };
  await decoder.openFile(again);
  await decoder.expectOnlyRow(/Hello/);
  await decoder.openFile({ ...again, buffer: Buffer.from('8a00') });
  await decoder.expectOnlyRow(/pong/);
  await page.getByLabel('Format').selectOption({ index: 1 });
  await expect(decoder.rows.first()).toBeVisible();
});
