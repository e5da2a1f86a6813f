import { once } from 'node:events';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, connect, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { hexOf } from '../../../src/codec/bytes.ts';
import { PLAIN_DEFLATE, type Draft } from '../../../src/composer/frames/draft.ts';
import { responseOf } from '../../../src/composer/frames/connection.ts';
import { literalOfDraft } from '../../../src/composer/frames/passages.ts';
import {
  SNIPPET_LANGUAGES,
  snippetOf,
  type SnippetLanguage,
} from '../../../src/composer/frames/snippets.ts';
import { streamOf } from '../../../src/composer/frames/units.ts';
import { draftOfLines } from './drafts.ts';

/** Legal and not, with payloads that would end a string or a comment if they were written as text. */
const DRAFT = draftOfLines(
  '> 818537fa213d7f9f4d5158',
  `> 81${(0x80 | 15).toString(16)}00000000${Buffer.from('*/ "\n\'`${x}//').toString('hex').padEnd(30, '0')}`,
  '< 8105576f726c64',
  '> 827f8000000000000000',
  '< f3',
);

let folder: string;
const running: ChildProcess[] = [];
const open: (() => void)[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wire101-'));
});
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
  for (const close of open.splice(0)) close();
});
afterAll(() => rm(folder, { recursive: true }));

async function run(language: SnippetLanguage, code: string, port: number): Promise<ChildProcess> {
  const file = join(folder, language === 'node' ? 'send.mjs' : 'send.py');
  await writeFile(file, code);
  const command = language === 'node' ? process.execPath : 'python3';
  const child = spawn(command, [file, '127.0.0.1', String(port)], { stdio: ['ignore', 'pipe', 2] });
  running.push(child);
  return child;
}

/** What a program prints, up to its first whole line. */
const firstLine = (child: ChildProcess): Promise<string> =>
  new Promise((resolve) => {
    let said = '';
    child.stdout!.on('data', (part: Buffer) => {
      said += part.toString();
      if (said.includes('\n')) resolve(said.slice(0, said.indexOf('\n')));
    });
  });

/** A server that gives everything it is sent to `take`; `answer` is written at once after a head. */
const listen = (take: (bytes: Buffer, socket: Socket) => void): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer((socket) => socket.on('data', (bytes) => take(bytes, socket)));
    open.push(() => server.close());
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });

describe.each(SNIPPET_LANGUAGES)('a snippet for %s', (language) => {
  it('sends exactly the bytes of the client’s frames', async () => {
    const wanted = hexOf(streamOf(DRAFT, 'client-to-server'));
    const got = await new Promise<string>((resolve) => {
      let all = Buffer.alloc(0);
      void listen((bytes) => {
        all = Buffer.concat([all, bytes]);
        if (all.length * 2 >= wanted.length) resolve(all.toString('hex'));
      }).then((port) =>
        run(
          language,
          snippetOf(DRAFT, { language, direction: 'client-to-server', handshake: false }),
          port,
        ),
      );
    });
    expect(got).toBe(wanted);
  });

  it('shakes hands first where it is to, and then sends exactly these bytes', async () => {
    const wanted = hexOf(streamOf(DRAFT, 'client-to-server'));
    const got = await new Promise<string>((resolve) => {
      let all = Buffer.alloc(0);
      let end = -1;
      void listen((bytes, socket) => {
        all = Buffer.concat([all, bytes]);
        if (end < 0) {
          end = all.indexOf('\r\n\r\n') + 4;
          socket.write(responseOf(null));
        }
        if ((all.length - end) * 2 >= wanted.length) resolve(all.toString('hex', end));
      }).then((port) =>
        run(
          language,
          snippetOf(DRAFT, { language, direction: 'client-to-server', handshake: true }),
          port,
        ),
      );
    });
    expect(got).toBe(wanted);
  });

  it('is understood by a real server of ws, compressed messages too', async () => {
    const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: true });
    open.push(() => server.close());
    await once(server, 'listening');
    const draft: Draft = {
      ...draftOfLines('> 818537fa213d7f9f4d5158', '> c187000000 00f248cdc9c90700'),
      deflate: PLAIN_DEFLATE,
    };
    const said = new Promise<string[]>((resolve) => {
      const messages: string[] = [];
      server.on('connection', (socket) =>
        socket.on('message', (data: Buffer) => {
          if (messages.push(data.toString()) === 2) resolve(messages);
        }),
      );
    });
    await run(
      language,
      snippetOf(draft, { language, direction: 'client-to-server', handshake: true }),
      (server.address() as AddressInfo).port,
    );
    expect(await said).toEqual(['Hello', 'Hello']);
  });

  it('serves a real client of ws', async () => {
    const code = snippetOf(DRAFT, { language, direction: 'server-to-client', handshake: true });
    const child = await run(language, code.replace("'8080'", "'0'"), 0);
    const [host, port] = (await firstLine(child)).split(' ');
    const socket = new WebSocket(`ws://${host}:${port}/`);
    open.push(() => socket.terminate());
    const said = await new Promise<string>((resolve) => {
      socket.on('error', () => {});
      socket.on('message', (data: Buffer) => resolve(data.toString()));
    });
    expect(said).toBe('World');
  });

  it('serves the bare bytes of the server’s frames', async () => {
    const code = snippetOf(DRAFT, { language, direction: 'server-to-client', handshake: false });
    const child = await run(language, code, 0);
    const [host, port] = (await firstLine(child)).split(' ');
    const wanted = hexOf(streamOf(DRAFT, 'server-to-client'));
    const got = await new Promise<string>((resolve) => {
      let all = Buffer.alloc(0);
      const socket = connect(Number(port), host);
      open.push(() => socket.destroy());
      socket.on('data', (bytes) => {
        all = Buffer.concat([all, bytes]);
        if (all.length * 2 >= wanted.length) resolve(all.toString('hex'));
      });
    });
    expect(got).toBe(wanted);
  });
});

describe('frames as source text', () => {
  it('hold nothing of a payload but numbers', () => {
    const text = literalOfDraft(DRAFT, 'c');
    expect(text).not.toContain('${x}');
    expect(text).toContain('/* frame 1: client-to-server, text, FIN, masked, 11 bytes */');
    expect(text.match(/\*\//g)).toHaveLength(5);
  });
});
