import { createReadStream, existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createGzip } from 'node:zlib';
import { headersFor, readHeaders } from './headers.mjs';
import { ROOT } from './run.mjs';

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.har': 'application/json',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.md': 'text/markdown; charset=utf-8',
  '.pcap': 'application/vnd.tcpdump.pcap',
  '.pcapng': 'application/vnd.tcpdump.pcap',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml',
};

/** What hosts compress; the rest is compressed already. */
const COMPRESSED = /^text\/|json|xml|javascript/;

/** Serves a folder of static files under `base`, as a host would that reads its `_headers`; compressed, as most are, if asked. */
export function createStaticServer(folder, base = '/', { compress = false } = {}) {
  const root = resolve(folder);
  const rules = rulesOf(root);
  return createServer((request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return response.writeHead(405, { allow: 'GET, HEAD' }).end();
    }
    const [path, query] = request.url.split('?', 2);
    const file = path.startsWith(base) ? fileFor(root, path.slice(base.length)) : null;
    const headers = headersFor(rules(), `/${path.slice(base.length)}`);
    if (file && isFolder(file)) {
      const location = query === undefined ? `${path}/` : `${path}/?${query}`;
      return response.writeHead(308, { location }).end();
    }
    if (file) return send(request, response, 200, file, headers, compress);
    const missing = join(root, '404.html');
    if (existsSync(missing)) return send(request, response, 404, missing, headers);
    return response.writeHead(404, { 'content-type': TYPES['.txt'] }).end('Not found\n');
  });
}

/** What the folder says of its headers, read again where it was built again. */
function rulesOf(root) {
  const file = join(root, '_headers');
  let read = { at: 0, rules: [] };
  return () => {
    const at = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (at !== read.at)
      read = { at, rules: at === 0 ? [] : readHeaders(readFileSync(file, 'utf8')) };
    return read.rules;
  };
}

/** The file a path names, its folder where the slash is missing, or null. */
function fileFor(root, path) {
  let name;
  try {
    name = decodeURIComponent(path);
  } catch {
    return null;
  }
  if (/[\0\\]|\/\/|^\//.test(name)) return null;
  const file = resolve(root, `./${name}`, name === '' || name.endsWith('/') ? 'index.html' : '');
  if (!existsSync(file)) return null;
  const real = realpathSync(file);
  if (real !== realpathSync(root) && !real.startsWith(realpathSync(root) + sep)) return null;
  if (isFolder(file) && !existsSync(join(file, 'index.html'))) return null;
  return file;
}

const isFolder = (path) => statSync(path).isDirectory();

function send(request, response, status, file, headers, compress = false) {
  const type = TYPES[extname(file)] ?? 'application/octet-stream';
  const gzip = compress && COMPRESSED.test(type);
  response.writeHead(status, {
    'cache-control': 'no-cache',
    'x-content-type-options': 'nosniff',
    ...headers,
    'content-type': type,
    ...(gzip ? { 'content-encoding': 'gzip' } : { 'content-length': statSync(file).size }),
  });
  if (request.method === 'HEAD') return response.end();
  const content = createReadStream(file).on('error', () => response.destroy());
  if (gzip) content.pipe(createGzip()).pipe(response);
  else content.pipe(response);
}

/** Listens on this machine alone; yields the port, or null when it is taken. */
export function listen(server, port) {
  return new Promise((done, failed) => {
    server.once('error', (error) => (error.code === 'EADDRINUSE' ? done(null) : failed(error)));
    server.listen(port, '127.0.0.1', () => done(server.address().port));
  });
}

/** Ends the process, open connections and all, when it is asked to. */
export function stopOnSignal(server) {
  const stop = () => {
    server.close(() => process.exit(0));
    server.closeAllConnections();
  };
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stop);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '4173' },
      base: { type: 'string', default: '/' },
    },
  });
  const server = createStaticServer(join(ROOT, 'build'), values.base);
  const port = await listen(server, Number(values.port));
  if (port === null) {
    console.error(`Port ${values.port} is taken.`);
    process.exit(1);
  }
  console.log(`http://127.0.0.1:${port}${values.base}`);
  stopOnSignal(server);
}
