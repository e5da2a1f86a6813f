import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { HEADER_POLICY, POLICY } from '../../scripts/policy.mjs';

const netlify = readFileSync('public/_headers', 'utf8');
const nginx = readFileSync('deploy/headers.conf', 'utf8');

/** The headers of all files, as `name: value`. */
const netlifyHeaders = netlify
  .slice(netlify.indexOf('/*\n') + 3, netlify.indexOf('\n/_app'))
  .split('\n')
  .map((line) => line.trim())
  .filter((line) => line !== '' && !line.startsWith('Cache-Control'));
const nginxHeaders = nginx.split('\n').flatMap((line) => {
  const [, name, value] = /^add_header (\S+) (.*) always;$/.exec(line) ?? [];
  return name === undefined ? [] : [`${name}: ${value?.replace(/^"(.*)"$/, '$1')}`];
});

describe('what a host sends with every file', () => {
  it('is the same for Netlify, Cloudflare and nginx', () => {
    expect(nginxHeaders).toEqual(netlifyHeaders);
  });

  it('holds what the policy of the pages says, but for scripts and styles', () => {
    expect(netlifyHeaders).toContain(`Content-Security-Policy: ${HEADER_POLICY}`);
    expect(HEADER_POLICY).toContain("connect-src 'self'; ");
    expect(HEADER_POLICY).toContain("require-trusted-types-for 'script'");
    expect(HEADER_POLICY).not.toMatch(/script-src|style-src/);
  });

  it('allows nothing from elsewhere', () => {
    const sources = new Set(Object.values(POLICY).flat());
    expect([...sources].filter((source) => /[:*]/.test(source))).toEqual(['data:']);
  });
});
