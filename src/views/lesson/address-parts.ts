export interface AddressParts {
  readonly scheme: string;
  /** Null where it is no WebSocket scheme. */
  readonly secure: boolean | null;
  readonly host: string;
  readonly port: number;
  readonly written: boolean;
  /** True where it is what the scheme would have without it. */
  readonly standard: boolean;
  readonly target: string;
  /** With its #; empty where there is none. */
  readonly fragment: string;
}

const PORTS: Readonly<Record<string, number>> = { ws: 80, wss: 443, http: 80, https: 443 };

/** An address as it is written, taken apart: RFC 6455 §3. Null where it is none. */
export function addressParts(text: string): AddressParts | null {
  const found =
    /^([a-z][a-z0-9+.-]*):\/\/(\[[0-9a-f:.]+\]|[^\s/?#:@]+)(?::(\d{1,5}))?([^\s#]*)(#\S*)?$/iu.exec(
      text.trim(),
    );
  if (found === null) return null;
  const [, name = '', host = '', digits, path = '', fragment = ''] = found;
  const scheme = name.toLowerCase();
  const usual = PORTS[scheme];
  const port = digits === undefined ? usual : Number(digits);
  if (port === undefined || port > 0xffff) return null;
  if (path !== '' && !/^[/?]/u.test(path)) return null;
  return {
    scheme,
    secure: scheme === 'ws' ? false : scheme === 'wss' ? true : null,
    host,
    port,
    written: digits !== undefined,
    standard: port === usual,
    target: path.startsWith('/') ? path : `/${path}`,
    fragment,
  };
}
