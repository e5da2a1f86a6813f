import { prepare } from './install.mjs';
import { runTool, toolEnvironment } from './run.mjs';

await prepare();
process.exitCode = await runTool('vite', ['build'], { env: toolEnvironment() });
