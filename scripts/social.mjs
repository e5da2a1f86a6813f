import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { requireBrowser } from './browser.mjs';
import { ROOT } from './run.mjs';

/** The pictures that other sites show with a link, drawn from the built home page: its heading and its race. */
const LANGUAGES = { en: '', zh: 'zh' };
const SIZE = { width: 1200, height: 630 };

const read = (...path) => readFileSync(join(ROOT, ...path), 'utf8');

function pictureOf(folder) {
  const home = read('build', folder, 'index.html');
  const [, heading] = /<h1[^>]*>(.*?)<\/h1>/s.exec(home);
  const [, language] = /<html lang="([^"]+)"/.exec(home);
  return `<!doctype html>
<html lang="${language}" data-theme="paper">
<style>
${read('src/styles/tokens.css')}
:root { color-scheme: light }
body { display: grid; grid-template-rows: auto auto 1fr; height: 630px; margin: 0; padding: 56px 64px 0; box-sizing: border-box; overflow: hidden; background: var(--bg); color: var(--ink); font-family: var(--font-text) }
.name { display: flex; gap: 18px; align-items: center; font-size: 30px; font-weight: 600 }
.name svg { width: 58px; height: auto }
h1 { margin: 26px 0 34px; font-size: 62px; font-weight: 650; line-height: 1.12; letter-spacing: -0.015em }
h1 span { display: block }
.race { border: 1px solid var(--line); border-radius: 14px 14px 0 0; overflow: hidden; background: var(--surface) }
.race svg { display: block; width: 100%; height: auto }
</style>
<div class="name"><svg viewBox="0 0 32 18">${marks()}</svg>wire101</div>
<h1>${heading.replaceAll(/<!--.*?-->/g, '')}</h1>
<div class="race">${read('build', folder, 'still-paper.svg')}</div>
</html>`;
}

/** Three bits, 1·0·1, as in the favicon. */
const marks = () =>
  [0, 1, 2]
    .map(
      (i) =>
        `<rect x="${1.75 + 10.75 * i}" y="1.25" width="7" height="15.5" rx="1.75" stroke="#1d1c1a" stroke-width="2.5" fill="${i === 1 ? 'none' : '#1d1c1a'}"/>`,
    )
    .join('');

const browser = await chromium.launch({
  executablePath: await requireBrowser(),
  args: ['--no-sandbox'],
});
try {
  for (const [locale, folder] of Object.entries(LANGUAGES)) {
    const page = await browser.newPage({ viewport: SIZE });
    await page.setContent(pictureOf(folder));
    writeFileSync(join(ROOT, `public/social-${locale}.png`), await page.screenshot());
    await page.close();
  }
} finally {
  await browser.close();
}
