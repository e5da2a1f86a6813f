/** A place in a standard. */
export interface Source {
  /** `RFC 6455 §5.2` */
  readonly label: string;
  readonly href: string;
}

const PAGES: Readonly<Record<string, readonly [name: string, href: string]>> = {
  html: ['WHATWG HTML', 'https://html.spec.whatwg.org/multipage/server-sent-events.html'],
  websockets: ['WHATWG WebSockets', 'https://websockets.spec.whatwg.org/'],
  'mixed-content': ['W3C Mixed Content', 'https://www.w3.org/TR/mixed-content/'],
};

/** A section of `rfc6455`, `html`, …; null for a document that the course does not know. `4.1(5)` leads to §4.1. */
export function sourceOf(document: string, section: string): Source | null {
  const rfc = /^rfc(\d{3,5})$/u.exec(document)?.[1];
  const number = /^[0-9A-Z]+(\.\d+)*/u.exec(section)?.[0];
  if (section !== '' && number === undefined) return null;
  const sign = section === '' ? '' : ` §${section}`;
  if (rfc !== undefined) {
    const base = `https://www.rfc-editor.org/rfc/rfc${rfc}`;
    return {
      label: `RFC ${rfc}${sign}`,
      href: number === undefined ? base : `${base}#section-${number}`,
    };
  }
  const page = PAGES[document];
  return page ? { label: `${page[0]}${sign}`, href: page[1] } : null;
}
