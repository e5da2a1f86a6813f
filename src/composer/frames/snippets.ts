import { GUID } from '../../codec/websocket/handshake-accept.ts';
import { literalOf, type LiteralFormat } from '../../trace/literals.ts';
import type { Direction } from '../../trace/direction.ts';
import { linesOfHead, requestOf, responseOf } from './connection.ts';
import type { Draft } from './draft.ts';
import { passageOf } from './passages.ts';
import { bytesOfUnit } from './units.ts';

export const SNIPPET_LANGUAGES = ['node', 'python'] as const;
export type SnippetLanguage = (typeof SNIPPET_LANGUAGES)[number];

export interface SnippetOptions {
  readonly language: SnippetLanguage;
  /** Whose frames it sends: a client connects to `host port`, a server listens there. */
  readonly direction: Direction;
  /** False for the bytes of the frames alone. */
  readonly handshake: boolean;
}

/**
 * A program that sends exactly the frames of one direction over a raw TCP socket, and prints in hex what comes back.
 * `program [host] [port]`; bytes are numbers in it, so no payload can be read as code.
 */
export const snippetOf = (draft: Draft, options: SnippetOptions): string =>
  options.language === 'node' ? nodeSnippet(draft, options) : pythonSnippet(draft, options);

/** Stands for the accept until the key is known. */
const ACCEPT = '@accept';

interface Written {
  /** The definitions of the frames. */
  readonly frames: string;
  /** Their names, as a list says them. */
  readonly names: string;
  /** The lines of the head it sends, quoted; empty for the frames alone. */
  readonly head: readonly string[];
}

function write(
  draft: Draft,
  { direction, handshake }: SnippetOptions,
  format: LiteralFormat,
): Written {
  const passages = draft.units.flatMap((unit, i) =>
    unit.direction === direction && bytesOfUnit(unit).length > 0 ? [passageOf(unit, i)] : [],
  );
  const head =
    direction === 'client-to-server' ? requestOf(draft.deflate) : responseOf(draft.deflate, ACCEPT);
  return {
    frames: passages.map((passage) => literalOf(passage, format)).join('\n'),
    names: passages.map(({ name }) => name).join(', '),
    head: handshake ? linesOfHead(head) : [],
  };
}

function nodeSnippet(draft: Draft, options: SnippetOptions): string {
  const { frames, names, head } = write(draft, options, 'javascript');
  const lines = head.map((line) => `  ${jsLine(line)},\n`).join('');
  const asClient = options.direction === 'client-to-server';
  const parts = [
    `import net from 'node:net';\n`,
    ...(asClient || head.length === 0 ? [] : [`import { createHash } from 'node:crypto';\n`]),
    `\nconst [host = '127.0.0.1', port = '8080'] = process.argv.slice(2);\n`,
    `\n${frames}\nconst frames = [${names}];\n`,
    asClient ? nodeClient(lines) : nodeServer(lines),
  ];
  return parts.join('');
}

const jsLine = (line: string): string =>
  line === 'Host: localhost'
    ? '`Host: ${host}:${port}`'
    : line.endsWith(ACCEPT)
      ? `\`${line.slice(0, -ACCEPT.length)}\${accept}\``
      : `'${line}'`;

const NODE_PRINT = `socket.on('data', (bytes) => console.log(bytes.toString('hex')));`;

const nodeClient = (lines: string): string =>
  lines === ''
    ? `
const socket = net.connect(Number(port), host, () => {
  for (const frame of frames) socket.write(frame);
});
${NODE_PRINT}
socket.on('error', (error) => console.error(error.message));
socket.setTimeout(3000, () => socket.end());
`
    : `
const request = [
${lines}].join('\\r\\n');

const socket = net.connect(Number(port), host, () => socket.write(request));
let answer = Buffer.alloc(0);
socket.on('data', function open(bytes) {
  answer = Buffer.concat([answer, bytes]);
  const end = answer.indexOf('\\r\\n\\r\\n');
  if (end < 0) return;
  socket.off('data', open);
  console.log(answer.toString('latin1', 0, end));
  if (answer.length > end + 4) console.log(answer.toString('hex', end + 4));
  ${NODE_PRINT}
  for (const frame of frames) socket.write(frame);
});
socket.on('error', (error) => console.error(error.message));
socket.setTimeout(3000, () => socket.end());
`;

const nodeServer = (lines: string): string =>
  lines === ''
    ? `
const server = net.createServer((socket) => {
  for (const frame of frames) socket.write(frame);
  ${NODE_PRINT}
  socket.on('error', (error) => console.error(error.message));
});
server.listen(Number(port), host, () => console.log(host, server.address().port));
`
    : `
const responseTo = (accept) => [
${lines}].join('\\r\\n');

const server = net.createServer((socket) => {
  let request = Buffer.alloc(0);
  socket.on('data', function open(bytes) {
    request = Buffer.concat([request, bytes]);
    const end = request.indexOf('\\r\\n\\r\\n');
    if (end < 0) return;
    socket.off('data', open);
    const head = request.toString('latin1', 0, end);
    console.log(head);
    const key = /^sec-websocket-key:[ \\t]*(\\S+)/im.exec(head)?.[1] ?? '';
    const accept = createHash('sha1').update(key + '${GUID}').digest('base64');
    socket.write(responseTo(accept));
    if (request.length > end + 4) console.log(request.toString('hex', end + 4));
    ${NODE_PRINT}
    for (const frame of frames) socket.write(frame);
  });
  socket.on('error', (error) => console.error(error.message));
});
server.listen(Number(port), host, () => console.log(host, server.address().port));
`;

function pythonSnippet(draft: Draft, options: SnippetOptions): string {
  const { frames, names, head } = write(draft, options, 'python');
  const lines = head.map((line) => `    ${pythonLine(line)},\n`).join('');
  const asClient = options.direction === 'client-to-server';
  const parts = [
    ...(asClient || head.length === 0 ? [] : ['import base64\nimport hashlib\nimport re\n']),
    'import socket\nimport sys\n',
    '\nhost = sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1"\n',
    'port = int(sys.argv[2]) if len(sys.argv) > 2 else 8080\n',
    `\n${frames}\nframes = [${names}]\n`,
    head.length === 0 ? '' : PYTHON_READ_HEAD,
    PYTHON_PRINT,
    asClient ? pythonClient(lines) : pythonServer(lines),
  ];
  return parts.join('');
}

const pythonLine = (line: string): string =>
  line === 'Host: localhost'
    ? 'f"Host: {host}:{port}"'
    : line.endsWith(ACCEPT)
      ? `f"${line.slice(0, -ACCEPT.length)}{accept}"`
      : `"${line}"`;

const PYTHON_READ_HEAD = `

def read_head(peer):
    head = b""
    while b"\\r\\n\\r\\n" not in head:
        part = peer.recv(65536)
        if not part:
            sys.exit(1)
        head += part
    head, _, rest = head.partition(b"\\r\\n\\r\\n")
    print(head.decode("latin-1"))
    if rest:
        print(rest.hex())
    return head.decode("latin-1")
`;

const PYTHON_PRINT = `

def print_answers(peer):
    peer.settimeout(3)
    try:
        while part := peer.recv(65536):
            print(part.hex(), flush=True)
    except OSError:
        pass


`;

const pythonClient = (lines: string): string =>
  lines === ''
    ? `with socket.create_connection((host, port)) as peer:
    for frame in frames:
        peer.sendall(frame)
    print_answers(peer)
`
    : `request = "\\r\\n".join([
${lines}])
with socket.create_connection((host, port)) as peer:
    peer.sendall(request.encode("latin-1"))
    read_head(peer)
    for frame in frames:
        peer.sendall(frame)
    print_answers(peer)
`;

const pythonServer = (lines: string): string => `with socket.create_server((host, port)) as server:
    print(host, server.getsockname()[1], flush=True)
    while True:
        peer, _ = server.accept()
        with peer:
${
  lines === ''
    ? ''
    : `            head = read_head(peer)
            found = re.search(r"(?im)^sec-websocket-key:[ \\t]*(\\S+)", head)
            key = found.group(1) if found else ""
            digest = hashlib.sha1((key + "${GUID}").encode()).digest()
            accept = base64.b64encode(digest).decode()
            response = "\\r\\n".join([
${lines.replace(/^/gm, '            ').trimEnd()}
            ])
            peer.sendall(response.encode("latin-1"))
`
}            for frame in frames:
                peer.sendall(frame)
            print_answers(peer)
`;
