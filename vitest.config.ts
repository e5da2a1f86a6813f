import { availableParallelism } from 'node:os';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import { defineConfig } from 'vitest/config';
import { coursePlugin } from './src/course/plugin.ts';

export default defineConfig({
  plugins: [
    coursePlugin(),
    svelte({
      configFile: false,
      dynamicCompileOptions: ({ filename }) =>
        filename.includes('/node_modules/') ? undefined : { runes: true },
    }),
  ],
  test: {
    // What is promised is the result: how long it takes depends on the machine.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // One core is kept free otherwise: half of a small machine.
    maxWorkers: availableParallelism(),
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          include: ['test/**/*.test.ts'],
          exclude: ['test/views/**', 'test/browser/**'],
          setupFiles: ['test/setup-seed.ts'],
        },
      },
      // svelteTesting resolves packages as a browser does, which Node tests must not.
      {
        extends: true,
        plugins: [svelteTesting()],
        test: {
          name: 'views',
          environment: 'jsdom',
          include: ['test/views/**/*.test.ts'],
          setupFiles: ['test/setup-views.ts', 'test/setup-seed.ts'],
        },
      },
    ],
  },
});
