import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createStaticServer, listen } from '../../scripts/serve.mjs';

const BASE = '/some/sub/path/';

const folder = mkdtempSync(join(tmpdir(), 'wire101-'));
const site = join(folder, 'site');
const server = createStaticServer(site, BASE);
let port = 0;

beforeAll(async () => {
  mkdirSync(join(site, 'zh'), { recursive: true });
  mkdirSync(join(site, 'empty'));
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  writeFileSync(join(site, 'index.html'), 'home');
  writeFileSync(join(site, 'zh', 'index.html'), '家');
  writeFileSync(join(site, 'app.js'), 'export {};');
  writeFileSync(join(site, '404.html'), 'lost');
  port = (await listen(server, 0)) ?? 0;
});

afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

interface Answer {
  readonly status: number | undefined;
  readonly type: string | undefined;
  readonly location: string | undefined;
  readonly body: string;
}

/** Unlike `fetch`, sends the path as it is, dots and all. */
function get(path: string, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asking = request({ host: '127.0.0.1', port, path, method, agent: false }, (answer) => {
      let body = '';
      answer.setEncoding('utf8').on('data', (text: string) => (body += text));
      answer.on('end', () => {
        const { 'content-type': type, location } = answer.headers;
        resolve({ status: answer.statusCode, type, location, body });
      });
    });
    asking.on('error', reject).end();
  });
}

test('a folder is its index.html', async () => {
  expect(await get(BASE)).toMatchObject({ status: 200, body: 'home' });
  expect(await get(`${BASE}zh/?a=b`)).toMatchObject({ status: 200, body: '家' });
});

test('a folder without its slash is sent on', async () => {
  expect(await get(`${BASE}zh?a=b`)).toMatchObject({ status: 308, location: `${BASE}zh/?a=b` });
});

test('types are told', async () => {
  expect((await get(`${BASE}app.js`)).type).toBe('text/javascript; charset=utf-8');
  expect((await get(BASE)).type).toBe('text/html; charset=utf-8');
});

test.each(['nothing', 'empty/', 'empty', 'app.js/', '%', '%00', '/app.js', 'zh//index.html'])(
  '%s is not there',
  async (path) => {
    expect(await get(BASE + path)).toMatchObject({ status: 404, body: 'lost' });
  },
);

test.each(['../secret.txt', '%2e%2e/secret.txt', '..%2fsecret.txt', 'zh/../../secret.txt', '..'])(
  '%s leads nowhere',
  async (path) => {
    expect(await get(BASE + path)).toMatchObject({ status: 404, body: 'lost' });
  },
);

test('nothing is outside the base', async () => {
  expect((await get('/')).status).toBe(404);
  expect((await get('/app.js')).status).toBe(404);
});

test('only reading is allowed', async () => {
  expect((await get(BASE, 'POST')).status).toBe(405);
  expect(await get(BASE, 'HEAD')).toMatchObject({ status: 200, body: '' });
});

test('a taken port is told', async () => {
  expect(await listen(createStaticServer(site), port)).toBeNull();
});

test('asked to, it compresses what hosts compress', async () => {
  const host = createStaticServer(site, '/', { compress: true });
  const at = await listen(host, 0);
  try {
    const script = await fetch(`http://127.0.0.1:${at}/app.js`);
    expect(script.headers.get('content-encoding')).toBe('gzip');
    expect(await script.text()).toBe('export {};');
  } finally {
    host.close();
    host.closeAllConnections();
  }
});
