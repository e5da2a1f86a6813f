import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page } from '@playwright/test';
import type { Report } from '../../src/trace/report-format.ts';

/** The masked text frame of RFC 6455 §5.7. */
export const HELLO = '81 85 37 fa 21 3d 7f 9f 4d 51 58';

/** A file as a person chooses it. */
export interface GivenFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** The decoder in English, by the names that a person reads or hears. */
export class DecoderPage {
  readonly page: Page;
  readonly text: Locator;
  readonly list: Locator;
  readonly rows: Locator;
  readonly problems: Locator;
  readonly frame: Locator;
  readonly bits: Locator;
  readonly detail: Locator;
  readonly message: Locator;

  constructor(page: Page) {
    this.page = page;
    this.text = page.getByRole('textbox', { name: 'Bytes to decode' });
    this.list = page.getByRole('list', { name: 'Conversation' });
    this.rows = this.list.getByRole('button');
    this.problems = page.getByRole('region', { name: 'Problems' });
    this.frame = page.getByRole('region', { name: 'Frame', exact: true });
    this.bits = page.getByRole('listbox', { name: 'Bits of the frame' });
    this.detail = page.getByRole('region', { name: 'The chosen field' });
    this.message = page.getByRole('region', { name: 'Message', exact: true });
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  /** `fragment` is what follows the address of the page: `#hex=8105…`. */
  async open(fragment = '', path = '/decode/'): Promise<void> {
    // A change of the fragment alone would load nothing.
    await this.page.goto('about:blank');
    await this.page.goto(path + fragment);
  }

  /** The row whose words, as heard, begin with these. */
  row(spoken: string | RegExp): Locator {
    return this.rows.and(this.page.getByLabel(spoken));
  }

  /** The row looked at. */
  get chosen(): Locator {
    return this.rows.and(this.page.locator('[aria-current=true]'));
  }

  /** A path is read by the browser itself; bytes are carried into the page first. */
  async openFile(file: GivenFile | string): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser');
    await this.button('Open a file').click();
    await (await chooser).setFiles(file);
  }

  /** One row is there and no other, and it says this. */
  async expectOnlyRow(spoken: string | RegExp): Promise<void> {
    // Another list may just begin to be drawn, with one row, and a name asked of more than one is an error at once.
    await expect(async () => {
      await expect(this.rows).toHaveCount(1);
      await expect(this.rows).toHaveAccessibleName(spoken);
    }).toPass({ timeout: 30_000 });
  }

  /** Every row in the order shown, as a screen reader says it. */
  async spokenRows(): Promise<string[]> {
    return this.rows.evaluateAll((all) => all.map((row) => row.getAttribute('aria-label') ?? ''));
  }

  /** What the export of this name saves, and what it calls it. */
  async export(name: string): Promise<{ readonly name: string; readonly bytes: Buffer }> {
    await this.button('Export').click();
    const saved = this.page.waitForEvent('download');
    await this.button(name).click();
    const download = await saved;
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
  }

  async exportReport(): Promise<Report> {
    const { name, bytes } = await this.export('JSON report');
    expect(name).toBe('wire101-report.json');
    return JSON.parse(bytes.toString()) as Report;
  }
}

/** What a page complained about: policy violations, faults, missing files. */
export function complaints(page: Page): string[] {
  const said: string[] = [];
  page.on('pageerror', (error) => said.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') said.push(message.text());
  });
  return said;
}
