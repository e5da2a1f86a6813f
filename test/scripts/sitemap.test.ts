import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { sitemapOf, siteUrl } from '../../scripts/sitemap.mjs';

function builtSite(...pages: string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'site-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const page of pages) {
    mkdirSync(join(folder, page), { recursive: true });
    writeFileSync(join(folder, page, 'index.html'), '');
  }
  return folder;
}

describe('the sitemap', () => {
  it('names each page in each language, with its twin', () => {
    const text = sitemapOf(builtSite('', 'zh', 'decode', 'zh/decode'), 'https://example.org/w/');
    const locations = [...text.matchAll(/<loc>(.*?)<\/loc>/g)].map(([, location]) => location);
    expect(locations).toEqual([
      'https://example.org/w/',
      'https://example.org/w/zh/',
      'https://example.org/w/decode/',
      'https://example.org/w/zh/decode/',
    ]);
    expect(
      text.match(/hreflang="zh-Hans" href="https:\/\/example.org\/w\/zh\/decode\/"/g),
    ).toHaveLength(2);
  });

  it('leaves out what is made for the pages of others', () => {
    expect(sitemapOf(builtSite('embed/frame'), 'https://example.org/')).not.toContain('embed');
  });
});

describe('the address of the site', () => {
  it('ends with a slash, however it is given', () => {
    expect(siteUrl({ SITE_URL: 'https://example.org/w' })).toBe('https://example.org/w/');
    expect(siteUrl({ SITE_URL: 'https://example.org' })).toBe('https://example.org/');
  });

  it('may be missing, but not be nonsense', () => {
    expect(siteUrl({})).toBeNull();
    expect(siteUrl({ SITE_URL: '' })).toBeNull();
    expect(() => siteUrl({ SITE_URL: 'example' })).toThrow();
    expect(() => siteUrl({ SITE_URL: 'javascript:alert(1)' })).toThrow('SITE_URL');
  });
});
