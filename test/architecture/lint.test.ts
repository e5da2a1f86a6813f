import { ESLint } from 'eslint';
import { describe, expect, test } from 'vitest';

const eslint = new ESLint({
  // Planted files are in no TypeScript project, so the rules that need types stay out.
  overrideConfig: { languageOptions: { parserOptions: { projectService: false } } },
  ruleFilter: ({ ruleId }) => /^(wire101\/|no-restricted-|svelte\/no-at-html-tags$)/u.test(ruleId),
});

async function rulesBroken(filePath: string, text: string): Promise<(string | null)[]> {
  const [result] = await eslint.lintText(text, { filePath });
  return result?.messages.map(({ ruleId, message }) => ruleId ?? message) ?? [];
}

const script = (code: string): string => `<script lang="ts">\n${code}\n</script>\n`;

describe('imports, as dependency-cruiser cannot see them', () => {
  test.each([
    ['../../worker/api.ts', 1],
    ['../../state/session.ts', 1],
    ['../../course/compile-lesson.ts', 1],
    ['../../course/lesson.ts', 0],
    ['../../capture/capture.ts', 1],
    ['comlink', 1],
    ['../capture/Frames.svelte', 0],
    ['../../codec/annotation.ts', 0],
    ['d3-scale', 0],
    ['svelte/reactivity', 0],
  ])('a view imports the types of %s', async (target, faults) => {
    const text = script(`import type { Planted } from '${target}';`);
    const broken = await rulesBroken('src/views/bytes/Planted.svelte', text);
    expect(broken).toEqual(Array(faults).fill('wire101/imports'));
  });

  test('an import() and a re-export count too', async () => {
    const text = "export * from '../state/a.ts';\nvoid import('../state/a.ts');";
    const broken = await rulesBroken('src/views/planted.ts', text);
    expect(broken).toEqual(['wire101/imports', 'wire101/imports']);
  });
});

describe('pure files', () => {
  const IMPURE = ['document', 'self', 'Date.now()', 'performance.now()', 'setTimeout(f)', 'crypto'];
  const FILES = ['src/codec/a/b.ts', 'src/trace/a.ts', 'src/capture/a.ts', 'src/simulation/a.ts'];

  test.each([...FILES, 'src/worker/session.ts'])('%s', async (file) => {
    for (const expression of IMPURE) {
      expect(await rulesBroken(file, `${expression};`)).toEqual(['no-restricted-globals']);
    }
    expect(await rulesBroken(file, 'Math.random();')).toEqual(['no-restricted-properties']);
  });

  test('the worker’s own files may use its globals', async () => {
    expect(await rulesBroken('src/worker/entry.ts', 'self.close();')).toEqual([]);
  });
});

test('no HTML is written from text', async () => {
  expect(await rulesBroken('src/views/Planted.svelte', '{@html words}')).toEqual([
    'svelte/no-at-html-tags',
  ]);
});
