import { headersNamed, valueOf } from '../../codec/http/headers.ts';
import type { HttpHead, RequestHead } from '../../codec/http/layout.ts';
import { latin1, shownText } from '../../codec/http/syntax.ts';
import { encodeHttpHead, fieldsOfHead } from '../../codec/http/encode.ts';

/** Where a request goes, as its Host line says. */
export interface Authority {
  readonly host: string;
  readonly port: number;
}

const NOWHERE: Authority = { host: 'localhost', port: 8080 };

/** The host that a request names, on port 80 where it names none: RFC 9110 §7.2. */
export function authorityOf(head: HttpHead | null): Authority {
  const [line] = head ? headersNamed(head, 'Host') : [];
  const [, host = '', port] =
    /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::(\d{1,5}))?$/i.exec(line ? valueOf(line) : '') ?? [];
  if (host === '' || Number(port ?? 80) > 65_535) return NOWHERE;
  return { host: host.replace(/[[\]]/g, ''), port: Number(port ?? 80) };
}

const lineEnd = /(?<=\n)/;

/** A string literal of JavaScript whose characters are the bytes. */
const literal = (text: string): string =>
  `'${text.replace(/[\\']|[^ -~]/g, (character) => ESCAPES[character] ?? hexEscape(character))}'`;

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  "'": "\\'",
  '\r': '\\r',
  '\n': '\\n',
  '\t': '\\t',
};

const hexEscape = (character: string): string =>
  `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`;

/** A program for Node that sends exactly these bytes over TCP and prints what comes back. */
export function nodeSnippet(bytes: Uint8Array, { host, port }: Authority): string {
  const lines = latin1(bytes).split(lineEnd);
  return [
    "import { connect } from 'node:net';",
    '',
    'const request = [',
    ...lines.map((line) => `  ${literal(line)},`),
    "].join('');",
    '',
    `const socket = connect(${port}, ${literal(host)}, () => socket.write(request, 'latin1'));`,
    "socket.on('data', (bytes) => process.stdout.write(bytes));",
    "socket.on('error', (error) => console.error(error.message));",
    '',
  ].join('\n');
}

/** A command for curl, which writes the lines itself. */
export interface CurlCommand {
  readonly command: string;
  /** Whether the request has nothing that curl writes in another way but for the order of its lines. */
  readonly faithful: boolean;
}

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

const VERSIONS = ['HTTP/1.1', 'HTTP/1.0'];

/** A target that curl sends as it stands in a URL. */
const USUAL_TARGET = /^\/(?!.*\/\.)[\w\-.~/?&=%+:,@!$*();]*$/;

const UNPRINTED = /[\0-\x08\x0a-\x1f\x7f]/;

/** A command for curl that sends such a request; null where a shell or curl could not carry what is in it. */
export function curlCommand(head: HttpHead | null, authority: Authority): CurlCommand | null {
  if (head?.kind !== 'request') return null;
  const { method, target, version } = head.start;
  const headers = head.headers.map((line) => [line.name.text, valueOf(line)] as const);
  const texts = [method.text, target.text, ...headers.flat()];
  if (texts.some((text) => UNPRINTED.test(text))) return null;
  const { host, port } = authority;
  const place = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  const path = USUAL_TARGET.test(target.text) ? target.text : '/';
  const options = [
    version.text === 'HTTP/1.0' ? '--http1.0' : '--http1.1',
    ...(method.text === 'GET' ? [] : ['--request', quoted(method.text)]),
    ...(path === target.text ? [] : ['--request-target', quoted(shownText(target.text))]),
    ...headerOptions(headers),
  ];
  const words = ['curl --include --no-buffer --max-time 5', ...pairs(options)];
  return {
    command: [...words, quoted(`http://${place}${path}`)].join(' \\\n  '),
    faithful: isPlain(head, headers),
  };
}

/** What curl sends unasked is taken out: a name without a value leaves a line out, with `;` it is sent empty. */
function headerOptions(headers: readonly (readonly [string, string])[]): string[] {
  const isGiven = (name: string): boolean =>
    headers.some(([given]) => given.toLowerCase() === name.toLowerCase());
  const given = headers.map(([name, value]) => (value === '' ? `${name};` : `${name}: ${value}`));
  const unasked = ['Host', 'User-Agent', 'Accept'].filter((name) => !isGiven(name));
  return [...given, ...unasked.map((name) => `${name}:`)].flatMap((line) => [
    '--header',
    quoted(shownText(line)),
  ]);
}

/** Options with their values, a line each. */
function pairs(options: readonly string[]): string[] {
  const lines: string[] = [];
  for (const option of options) {
    if (option.startsWith('--')) lines.push(option);
    else lines[lines.length - 1] += ` ${option}`;
  }
  return lines;
}

/** Whether the lines are written as curl writes them. */
function isPlain(head: RequestHead, headers: readonly (readonly [string, string])[]): boolean {
  const { method, target, version } = head.start;
  const lines = [
    `${method.text} ${target.text} ${version.text}`,
    ...headers.map(([name, value]) => (value === '' ? `${name}:` : `${name}: ${value}`)),
  ];
  const plain = [...lines, '', ''].join('\r\n');
  return plain === latin1(encodeHttpHead(fieldsOfHead(head))) && VERSIONS.includes(version.text);
}
