import { prepared } from './install.mjs';
import { runTool } from './run.mjs';

await prepared();
process.exitCode = await runTool('vite', ['build']);
process.exitCode ||= await runTool('tsx', ['test/bench/page.ts']);
