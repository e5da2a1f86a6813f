import { prepare } from './install.mjs';
import { runTool, toolEnvironment } from './run.mjs';

await prepare();
process.exitCode = await runTool('vite', ['dev', ...process.argv.slice(2)], {
  env: toolEnvironment(),
});
