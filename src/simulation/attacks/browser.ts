import { encodeHttpHead, plainRequest } from '../../codec/http/encode.ts';

export interface Cookie {
  /** Goes to this host alone. */
  readonly host: string;
  readonly name: string;
  readonly value: string;
  readonly sameSite: 'none' | 'lax';
}

/** Scheme and registrable domain, here the last two labels. */
const siteOf = (origin: string): string => {
  const { protocol, hostname } = new URL(origin);
  return `${protocol.replace(/^ws/u, 'http')}//${hostname.split('.').slice(-2).join('.')}`;
};

/** A handshake is no navigation: a Lax cookie goes along only within its site. */
const goesAlong = ({ host, sameSite }: Cookie, page: string, url: URL): boolean =>
  host === url.hostname && (sameSite === 'none' || siteOf(page) === siteOf(url.origin));

/**
 * The opening handshake of `new WebSocket(address)` in a page. The origin and the cookies are the browser's to
 * write, not the page's. RFC 6455 §4.1, §10.2
 */
export function handshakeOf(
  page: string,
  address: string,
  jar: readonly Cookie[],
  key: string,
): Uint8Array {
  const url = new URL(address);
  const sent = jar.filter((cookie) => goesAlong(cookie, page, url));
  const cookies = sent.map(({ name, value }) => `${name}=${value}`).join('; ');
  return encodeHttpHead(
    plainRequest(url.pathname, [
      ['Host', url.host],
      ['Upgrade', 'websocket'],
      ['Connection', 'Upgrade'],
      ['Origin', page],
      ...(cookies === '' ? [] : [['Cookie', cookies] as const]),
      ['Sec-WebSocket-Key', key],
      ['Sec-WebSocket-Version', '13'],
    ]),
  );
}
