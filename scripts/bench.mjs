import { prepared } from './install.mjs';
import { runTool } from './run.mjs';

await prepared();
for (const bench of ['run', 'capture', 'simulate']) {
  process.exitCode ||= await runTool('tsx', [`test/bench/${bench}.ts`]);
}
