/** Rules for dependency-cruiser, made from parts.mjs. It reads all but `import type` in .svelte. */
import { allowedFor, BUILD_ONLY, PARTS } from './parts.mjs';

const partRules = PARTS.map((part) => ({
  name: `${part.name}-imports`,
  severity: 'error',
  from: { path: part.files },
  to: { pathNot: allowedFor(part) },
}));

export default {
  forbidden: [
    ...partRules,
    { name: 'no-cycle', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-build-code-on-pages',
      comment: 'The parser and the plugin of the course run while building.',
      severity: 'error',
      from: { path: '^src/(state|views|i18n|routes)/' },
      to: { path: BUILD_ONLY, reachable: true },
    },
    {
      name: 'no-unplaced-file',
      comment: 'Every file of src belongs to a part, or no rule would bind it.',
      severity: 'error',
      from: { path: '^src/', pathNot: PARTS.map(({ files }) => files) },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['svelte', 'import'] },
  },
};
