import type { Source } from '../../simulation/formulas/index.ts';

/** Where a section stands, and what it is called; `readme` is what the README of ws is called. */
export function sourceLink(
  { document, section }: Source,
  readme: string,
): { readonly text: string; readonly href: string } {
  switch (document) {
    case 'ws-readme':
      return { text: readme, href: 'https://github.com/websockets/ws#readme' };
    case 'html':
      return {
        text: `HTML §${section}`,
        href: 'https://html.spec.whatwg.org/multipage/server-sent-events.html',
      };
    default:
      return {
        text: `RFC ${document.slice(3)} §${section}`,
        href: `https://www.rfc-editor.org/rfc/${document}#section-${section}`,
      };
  }
}
