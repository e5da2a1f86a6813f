import type { PhrasingContent } from 'mdast';
import type { Inline, Prose } from '../i18n/reference.ts';
import { CourseError } from './error.ts';

const CJK = '\\p{sc=Han}';
const WIDE = '\\u3000-\\u303f\\uff01-\\uff65';

/** A line break that stands for nothing: beside full-width punctuation, or between two Chinese characters. */
const SILENT_BREAK = new RegExp(
  `(?<=[${WIDE}])\\n|\\n(?=[${WIDE}])|(?<=${CJK})\\n(?=${CJK})`,
  'gu',
);

/** Lines of a paragraph end where the writer likes; Chinese is joined without a space. */
const joinLines = (text: string): string => text.replaceAll(SILENT_BREAK, '').replaceAll('\n', ' ');

/** Turns the content of a paragraph into data; all but text, code, strong and link is a fault. */
export function readProse(nodes: readonly PhrasingContent[], file: string): Prose {
  return nodes.map((node) => readInline(node, file));
}

export function readInline(node: PhrasingContent, file: string): Inline {
  switch (node.type) {
    case 'text':
      return { kind: 'text', text: joinLines(node.value) };
    case 'inlineCode':
      return { kind: 'code', text: node.value };
    case 'strong':
      return { kind: 'strong', text: readPlain(node.children, file, lineOf(node)) };
    case 'link':
      return {
        kind: 'link',
        text: readPlain(node.children, file, lineOf(node)),
        href: readAddress(node.url, file, lineOf(node)),
      };
    default:
      throw new CourseError(
        `"${node.type}" is not allowed in prose: only text, code, strong and links`,
        file,
        lineOf(node),
      );
  }
}

/** Text that may hold no markup: names, titles, the inside of a link. */
export function readPlain(nodes: readonly PhrasingContent[], file: string, line: number): string {
  const [only, ...others] = nodes;
  if (only?.type !== 'text' || others.length > 0) {
    throw new CourseError('only plain text is allowed here', file, line);
  }
  return joinLines(only.value);
}

function readAddress(url: string, file: string, line: number): string {
  if (url.startsWith('https://')) return url;
  throw new CourseError(`a link must begin with https://, not "${url}"`, file, line);
}

/** Where a node begins, counted from 1. */
export const lineOf = (node: { position?: { start: { line: number } } | undefined }): number =>
  node.position?.start.line ?? 1;
