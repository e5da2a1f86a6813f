import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { headersFor, readHeaders } from '../../scripts/headers.mjs';

const read = (path: string): string =>
  readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

const EMBEDS = ['frame', 'message', 'sequence', 'race'].flatMap((kind) => [
  `/embed/${kind}/`,
  `/zh/embed/${kind}/`,
]);
const OTHERS = [
  ...['/', '/zh/', '/decode/', '/zh/race/', '/learn/two-bytes/', '/404.html', '/no/such/page/'],
  ...['/embed', '/embedded/', '/learn/embed/frame/'],
];
const EVERYBODY = 'frame-ancestors * file:';
const NOBODY = "frame-ancestors 'none'";

test('a later rule takes a header away, and what two rules say is joined', () => {
  const rules = readHeaders('# note\n/*\n  A: 1\n  B: 2\n\n/x/*\n  ! A\n  A: 3\n  B: 4\n');
  expect(headersFor(rules, '/')).toEqual({ a: '1', b: '2' });
  expect(headersFor(rules, '/x/y/z')).toEqual({ a: '3', b: '2, 4' });
});

describe('Netlify, Cloudflare Pages and the preview', () => {
  const rules = readHeaders(read('public/_headers'));
  const sent = (path: string) => headersFor(rules, path) as Record<string, string>;
  const policy = (path: string) => sent(path)['content-security-policy'];

  test.each(EMBEDS)('%s may stand in any page', (path) => expect(policy(path)).toBe(EVERYBODY));
  test.each(OTHERS)('%s may stand in none', (path) => expect(policy(path)).toBe(NOBODY));

  test('embeds differ from other pages in nothing else', () => {
    const { 'content-security-policy': mine, ...embed } = sent('/embed/frame/');
    const { 'content-security-policy': theirs, ...page } = sent('/decode/');
    expect(mine).not.toBe(theirs);
    expect(embed).toEqual(page);
  });
});

describe('nginx', () => {
  const [, body] = /map \$uri \$wire101_ancestors \{([^}]*)\}/.exec(read('deploy/nginx.conf'))!;
  const [, pattern, embeds] = /~(\S+) "([^"]*)"/.exec(body!)!;
  const [, others] = /default "([^"]*)"/.exec(body!)!;
  const policy = (path: string) =>
    `frame-ancestors ${new RegExp(pattern!).test(path) ? embeds : others}`;

  test.each(EMBEDS)('%s may stand in any page', (path) => expect(policy(path)).toBe(EVERYBODY));
  test.each(OTHERS)('%s may stand in none', (path) => expect(policy(path)).toBe(NOBODY));

  test('every answer is sent with it', () => {
    expect(read('deploy/headers.conf')).toContain(
      'add_header Content-Security-Policy "frame-ancestors $wire101_ancestors" always;',
    );
  });
});
