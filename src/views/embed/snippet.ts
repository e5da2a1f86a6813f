/** The frame that somebody puts into a page. */
export interface SnippetFrame {
  /** Whole, options and all. */
  readonly src: string;
  readonly title: string;
  /** Pixels or a percentage. */
  readonly width: string;
  readonly height: number;
}

/**
 * What the frame may do, each found necessary in test/browser/embed.spec.ts: run its scripts; load them and its
 * worker, which a frame without an origin may not; open the decoder beside the page, unbound by this list.
 */
export const SANDBOX =
  'allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox';

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (each) => `&#${each.charCodeAt(0)};`);

/** The HTML of the frame. */
export const frameCode = ({ src, title, width, height }: SnippetFrame): string =>
  [
    '<iframe',
    `  src="${escaped(src).replaceAll('&#38;', '&amp;')}"`,
    `  title="${escaped(title)}"`,
    `  width="${escaped(width)}" height="${height}" loading="lazy" style="border: 0"`,
    `  sandbox="${SANDBOX}"`,
    '></iframe>',
  ].join('\n');

/** The script that lets frames of this site be as tall as they say; once a page. */
export const heightCode = (origin: string): string =>
  [
    '<script>',
    "  addEventListener('message', ({ origin, source, data }) => {",
    `    if (origin !== '${origin}' || data?.source !== 'wire101' || data.type !== 'height') return;`,
    "    for (const frame of document.querySelectorAll('iframe'))",
    '      if (frame.contentWindow === source) frame.height = data.height;',
    '  });',
    '</script>',
  ].join('\n');
