import { join } from 'node:path';
import { fail, prepare } from './install.mjs';
import { ROOT, runTool, stopWithNpm, toolEnvironment } from './run.mjs';
import { createStaticServer, listen, stopOnSignal } from './serve.mjs';

const FIRST_PORT = 4173;
const LAST_PORT = 4272;

stopWithNpm();
await prepare();
const code = await runTool('vite', ['build', '--logLevel', 'warn'], { env: toolEnvironment() });
if (code !== 0) fail(`The build failed (exit code ${code}).`);

const server = createStaticServer(join(ROOT, 'build'));
stopOnSignal(server);
console.log(`wire101 is at http://127.0.0.1:${await listenOnFreePort()}/  (Ctrl-C stops it)`);

async function listenOnFreePort() {
  for (let port = FIRST_PORT; port <= LAST_PORT; port++) {
    if ((await listen(server, port)) !== null) return port;
  }
  return fail(`No free port from ${FIRST_PORT} to ${LAST_PORT}.`);
}
