import { prepare } from './install.mjs';
import { runTool, stopWithNpm, toolEnvironment } from './run.mjs';

stopWithNpm();
await prepare();
process.exitCode = await runTool('vite', ['dev', ...process.argv.slice(2)], {
  env: toolEnvironment(),
});
