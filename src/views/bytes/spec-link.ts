import type { SpecDocument, SpecRef } from '../../codec/annotation.ts';

export interface SpecLink {
  /** `RFC 6455 §5.2` */
  readonly label: string;
  /** `§5.2` */
  readonly short: string;
  readonly href: string;
}

const STANDARDS: Partial<Record<SpecDocument, { name: string; href: string }>> = {
  html: {
    name: 'HTML',
    href: 'https://html.spec.whatwg.org/multipage/server-sent-events.html',
  },
  websockets: { name: 'WebSockets', href: 'https://websockets.spec.whatwg.org/' },
};

/** Where a section of a standard is read. */
export function specLink({ doc, section }: SpecRef): SpecLink {
  const short = `§${section}`;
  const standard = STANDARDS[doc];
  if (standard) return { label: `${standard.name} ${short}`, short, href: standard.href };
  return {
    label: `RFC ${doc.slice(3)} ${short}`,
    short,
    href: `https://www.rfc-editor.org/rfc/${doc}#section-${section}`,
  };
}
