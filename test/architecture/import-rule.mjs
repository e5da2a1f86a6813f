import { posix, relative, sep } from 'node:path';
import { allowedFor, PARTS } from './parts.mjs';

/** The table of parts.mjs as a rule of ESLint, which also sees `import type` in .svelte files. */
export const importRule = {
  meta: {
    type: 'problem',
    messages: { forbidden: '{{part}} must not import {{target}} (test/architecture/parts.mjs).' },
  },
  create(context) {
    const file = relative(context.cwd, context.filename).split(sep).join('/');
    const part = PARTS.find(({ files }) => new RegExp(files).test(file));
    if (!part) return {};
    const allowed = allowedFor(part).map((source) => new RegExp(source));
    const check = ({ source: node }) => {
      if (typeof node?.value !== 'string') return;
      const target = node.value.startsWith('.')
        ? posix.join(posix.dirname(file), node.value)
        : node.value;
      if (allowed.some((pattern) => pattern.test(target))) return;
      context.report({ node, messageId: 'forbidden', data: { part: part.name, target } });
    };
    return {
      ImportDeclaration: check,
      ImportExpression: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      TSImportType: check,
    };
  },
};
