import type { SpecDocument, SpecRef } from './annotation.ts';

const NAMES: Readonly<Record<SpecDocument, string>> = {
  rfc1951: 'RFC 1951',
  rfc3629: 'RFC 3629',
  rfc4648: 'RFC 4648',
  rfc6455: 'RFC 6455',
  rfc7692: 'RFC 7692',
  rfc9110: 'RFC 9110',
  rfc9112: 'RFC 9112',
  html: 'WHATWG HTML',
  websockets: 'WHATWG WebSockets',
};

/** `RFC 6455 §5.2` */
export const specName = (ref: SpecRef): string => `${NAMES[ref.doc]} §${ref.section}`;
