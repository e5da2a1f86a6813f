import { defineConfig, globalIgnores } from 'eslint/config';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import { importRule } from './test/architecture/import-rule.mjs';
import { PURE_FILES } from './test/architecture/parts.mjs';

const SVELTE_FILES = ['**/*.svelte', '**/*.svelte.ts'];

/** Same input, same output: a pure file has no clock, no chance, no page, no network, no timers. */
const IMPURE_GLOBALS = [
  ...['document', 'window', 'self', 'globalThis', 'navigator', 'localStorage', 'sessionStorage'],
  ...['fetch', 'WebSocket', 'XMLHttpRequest', 'EventSource', 'postMessage', 'MessageChannel'],
  ...['setTimeout', 'setInterval', 'queueMicrotask', 'performance', 'Date', 'crypto'],
];

export default defineConfig(
  globalIgnores(['.svelte-kit/', 'build/', 'test-results/', 'playwright-report/']),
  {
    rules: {
      eqeqeq: 'error',
      'no-constant-condition': 'error',
      'no-self-compare': 'error',
      'no-unreachable-loop': 'error',
      'no-var': 'error',
      'object-shorthand': 'error',
      'prefer-const': 'error',
    },
  },
  {
    files: ['**/*.ts', '**/*.svelte'],
    extends: [ts.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte'],
      },
    },
    rules: {
      // Typed arrays under noUncheckedIndexedAccess, where the bound is checked just before.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      // A declaration of a module can import in no other way.
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },
  svelte.configs.recommended,
  {
    files: SVELTE_FILES,
    languageOptions: {
      parserOptions: { parser: ts.parser, svelteConfig: { compilerOptions: { runes: true } } },
    },
    rules: {
      'svelte/no-at-html-tags': 'error',
      // Knows that `let { a } = $props()` is right.
      'prefer-const': 'off',
      'svelte/prefer-const': 'error',
      // Every link is relative, so that the site works below any path; views may not import $app.
      'svelte/no-navigation-without-resolve': 'off',
      // State replaces collections and never edits them, except where no view reads them.
      'svelte/prefer-svelte-reactivity': 'off',
    },
  },
  {
    files: ['**/*.svelte'],
    // The types of a component's callbacks are known to svelte-check alone; here they are `any`.
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    files: ['**/*.js', '**/*.mjs', '**/*.cjs'],
    languageOptions: { globals: globals.node },
    rules: { 'no-undef': 'error', 'no-unused-vars': ['error', { argsIgnorePattern: '^_' }] },
  },
  { files: ['src/**/*.js'], languageOptions: { globals: globals.browser } },
  {
    files: ['src/**/*.ts', 'src/**/*.svelte'],
    plugins: { wire101: { rules: { imports: importRule } } },
    rules: { 'wire101/imports': 'error' },
  },
  {
    files: ['test/**/*.ts'],
    // vitest's matchers inside matchers are `any`.
    rules: { '@typescript-eslint/no-unsafe-assignment': 'off' },
  },
  {
    files: PURE_FILES,
    rules: {
      'no-restricted-globals': [
        'error',
        ...IMPURE_GLOBALS.map((name) => ({ name, message: 'A pure file must not use it.' })),
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Take a seeded generator.' },
      ],
    },
  },
);
