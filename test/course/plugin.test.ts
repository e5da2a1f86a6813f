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

  /** The code of each chunk; the entry's is the first. */
  async function output(): Promise<string[]> {
    const result = await build({
      root,
      configFile: false,
      logLevel: 'silent',
      plugins: [coursePlugin()],
      build: { write: false, minify: false, rolldownOptions: { input: at('src/entry.js') } },
    });
    if (!('output' in result)) throw new Error('one output was expected');
    return result.output.flatMap((part) => (part.type === 'chunk' ? [part.code] : []));
  }

  const bundle = async (): Promise<string> => (await output())[0]!;

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

  it('makes a list of the lessons, and a chunk of each', async () => {
    enter("import { lessons, loaders } from 'virtual:course/en'; console.log(lessons, loaders);");
    const chunks = await output();
    const [entry] = chunks;
    expect(entry).toContain('Polling: ask, ask, ask');
    expect(entry).not.toContain('Put each card where it belongs');
    const lessons = chunks.filter((code) => code.includes('Put each card where it belongs'));
    expect(lessons).toHaveLength(1);
  });

  it('makes an exam of what makes sense without its step', async () => {
    enter("import { tasks } from 'virtual:course/zh/exam'; console.log(tasks);");
    const code = await bundle();
    expect(code).toContain('服务器能主动向浏览器建立 WebSocket 连接吗？');
    expect(code).not.toContain('哪几根 WebSocket 的线里曾经跑过 HTTP？');
    expect(code).toContain('服务器发送的空文本帧有几个字节？');
  });

  it('makes a module of the glossary', async () => {
    enter("import terms from '../lessons/zh/reference/glossary.md'; console.log(terms);");
    expect(await bundle()).toContain('长轮询');
  });

  it('keeps answers that only tests need off the pages', async () => {
    enter("import { loaders } from 'virtual:course/en'; console.log(loaders);");
    const chunks = (await output()).join('\n');
    expect(chunks).toContain('89 82 37 fa 21 3d 5f 93');
    expect(chunks).not.toContain('89 82 01 01 00 00 69 68');
  });

  it('stops the build at a fault in a lesson, with file and line', async () => {
    enter('console.log(1);');
    edit('lessons/en/01-what-websocket-is.md', 'of="http https ws wss"', 'of="http usb"');
    await expect(bundle()).rejects.toThrow(
      /lessons\/en\/01-what-websocket-is\.md:\d+: "cables": of=usb is unknown/u,
    );
  });

  it('stops the build where a lesson is in no language', async () => {
    enter('console.log(1);');
    for (const locale of ['en', 'zh']) rmSync(at(`lessons/${locale}/14-choosing.md`));
    await expect(bundle()).rejects.toThrow('lessons/en/14-choosing.md:1: this file is missing');
  });

  it('leaves other Markdown alone', async () => {
    writeFileSync(at('lessons/en/notes.md'), '# A note');
    enter("import text from '../lessons/en/notes.md?raw'; console.log(text);");
    expect(await bundle()).toContain('# A note');
  });
});
