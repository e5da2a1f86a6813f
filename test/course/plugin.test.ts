import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { coursePlugin } from '../../src/course/plugin.ts';

describe('the course plugin', { timeout: 30_000 }, () => {
  let root = '';
  const at = (path: string): string => join(root, path);
  const edit = (path: string, from: string | RegExp, to: string): void =>
    writeFileSync(at(path), readFileSync(at(path), 'utf8').replace(from, to));

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'wire101-course-'));
    cpSync('lessons', at('lessons'), { recursive: true });
    mkdirSync(at('src'));
    enter("import fields from '../lessons/zh/reference/fields.md'; console.log(fields);");
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const enter = (code: string): void => writeFileSync(at('src/entry.js'), code);

  async function bundle(): Promise<string> {
    const result = await build({
      root,
      configFile: false,
      logLevel: 'silent',
      plugins: [coursePlugin()],
      build: { write: false, minify: false, rolldownOptions: { input: at('src/entry.js') } },
    });
    if (!('output' in result)) throw new Error('one output was expected');
    return result.output[0].code;
  }

  it('makes a module of an imported file', async () => {
    expect(await bundle()).toContain('掩码密钥');
  });

  it('stops the build at a fault, with file and line, even where nothing imports the file', async () => {
    enter('console.log(1);');
    edit('lessons/en/reference/fields.md', '## ws.rsv1', '## ws.rsv9');
    await expect(bundle()).rejects.toMatchObject({
      message: expect.stringContaining('lessons/en/reference/fields.md:13: unknown id "ws.rsv9"'),
    });
  });

  it('stops the build where a file is missing', async () => {
    rmSync(at('lessons/zh/reference/rules.md'));
    await expect(bundle()).rejects.toThrow('lessons/zh/reference/rules.md:1: this file is missing');
  });

  it('stops the build where the languages differ', async () => {
    edit('lessons/zh/reference/fields.md', '`03 e8`', '`03 e9`');
    await expect(bundle()).rejects.toThrow(
      /zh\/reference\/fields\.md:\d+: "ws\.close-code", text/u,
    );
  });

  it('leaves other Markdown alone', async () => {
    mkdirSync(at('lessons/en'), { recursive: true });
    writeFileSync(at('lessons/en/01-first.md'), '# A lesson');
    enter("import text from '../lessons/en/01-first.md?raw'; console.log(text);");
    expect(await bundle()).toContain('# A lesson');
  });
});
