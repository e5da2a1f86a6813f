import type { RootContent } from 'mdast';
import { directiveFromMarkdown } from 'mdast-util-directive';
import { directive } from 'micromark-extension-directive';
import remarkParse from 'remark-parse';
import { unified } from 'unified';

/**
 * Markdown with block directives as a tree. Directives within text are left off: they would take
 * `:8080`, `10:30` and `Host:example` out of the prose.
 */
export function parseLesson(text: string): readonly RootContent[] {
  const processor = unified().use(remarkParse);
  processor.data('micromarkExtensions', [{ flow: directive().flow! }]);
  processor.data('fromMarkdownExtensions', [directiveFromMarkdown()]);
  return processor.parse(text).children;
}
