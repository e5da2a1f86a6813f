import { prepared } from './install.mjs';
import { runTool } from './run.mjs';

await prepared();
process.exitCode = await runTool('tsx', ['test/bench/timeline/run.ts']);
