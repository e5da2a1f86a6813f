import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { headersFor, readHeaders } from '../../scripts/headers.mjs';
import { HEADER_POLICY, POLICY } from '../../scripts/policy.mjs';

const read = (path: string): string =>
  readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

const nginx = read('deploy/nginx.conf');
const rules = readHeaders(read('public/_headers'));

/** What Netlify, Cloudflare Pages and the preview send with a path. */
const sent = (path: string) => headersFor(rules, path) as Record<string, string>;

/** Who may frame a path, as nginx is told. */
function ancestorsOf(path: string): string {
  const [, body] = /map \$uri \$wire101_ancestors \{([^}]*)\}/.exec(nginx)!;
  const [, pattern, embeds] = /~(\S+) "([^"]*)"/.exec(body!)!;
  const [, others] = /default "([^"]*)"/.exec(body!)!;
  return new RegExp(pattern!).test(path) ? embeds! : others!;
}

/** What nginx sends with a path. */
const sentByNginx = (path: string) =>
  Object.fromEntries(
    read('deploy/headers.conf')
      .split('\n')
      .flatMap((line) => {
        const [, name, value] = /^add_header (\S+) (.*) always;$/.exec(line) ?? [];
        if (name === undefined || value === undefined) return [];
        const bare = value.replace(/^"(.*)"$/, '$1');
        return [[name.toLowerCase(), bare.replace('$wire101_ancestors', ancestorsOf(path))]];
      }),
  );

const EMBEDS = ['frame', 'message', 'sequence', 'race'].flatMap((kind) => [
  `/embed/${kind}/`,
  `/zh/embed/${kind}/`,
]);
const OTHERS = [
  ...['/', '/zh/', '/decode/', '/zh/race/', '/learn/two-bytes/', '/404.html', '/no/such/page/'],
  ...['/embed', '/embedded/', '/learn/embed/frame/'],
];

describe('what a host sends with every file', () => {
  it.each([...EMBEDS, ...OTHERS])('is the same for Netlify, Cloudflare and nginx: %s', (path) => {
    const { 'cache-control': cache, ...headers } = sent(path);
    expect(cache).toBe('no-cache');
    expect(sentByNginx(path)).toEqual(headers);
  });

  it('holds what the policy of the pages says, but for scripts and styles', () => {
    expect(HEADER_POLICY).toContain("connect-src 'self'; ");
    expect(HEADER_POLICY).toContain("require-trusted-types-for 'script'");
    expect(HEADER_POLICY).not.toMatch(/script-src|style-src/);
  });

  it('allows nothing from elsewhere', () => {
    const sources = new Set(Object.values(POLICY).flat());
    expect([...sources].filter((source) => /[:*]/.test(source))).toEqual(['data:']);
  });
});

describe('who may put a page into a frame', () => {
  const policy = (path: string) => sent(path)['content-security-policy'];

  it.each(EMBEDS)('everybody, and nothing else is loosened: %s', (path) =>
    expect(policy(path)).toBe(`${HEADER_POLICY}; frame-ancestors * file:`),
  );

  it.each(OTHERS)('nobody: %s', (path) =>
    expect(policy(path)).toBe(`${HEADER_POLICY}; frame-ancestors 'none'`),
  );

  it('is all that sets embeds apart', () => {
    const { 'content-security-policy': mine, ...embed } = sent('/embed/frame/');
    const { 'content-security-policy': theirs, ...page } = sent('/decode/');
    expect(mine).not.toBe(theirs);
    expect(embed).toEqual(page);
  });
});

test('a later rule takes a header away, and what two rules say is joined', () => {
  const few = readHeaders('# note\n/*\n  A: 1\n  B: 2\n\n/x/*\n  ! A\n  A: 3\n  B: 4\n');
  expect(headersFor(few, '/')).toEqual({ a: '1', b: '2' });
  expect(headersFor(few, '/x/y/z')).toEqual({ a: '3', b: '2, 4' });
});
