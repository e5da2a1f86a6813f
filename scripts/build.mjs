import { join } from 'node:path';
import { prepare } from './install.mjs';
import { ROOT, runTool, toolEnvironment } from './run.mjs';
import { siteUrl, writeSitemap } from './sitemap.mjs';

await prepare();
const site = siteUrl();
process.exitCode = await runTool('vite', ['build'], { env: toolEnvironment() });
if (process.exitCode === 0 && site !== null) writeSitemap(join(ROOT, 'build'), site);
