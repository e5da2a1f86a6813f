import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import type { ServerAnswer } from '../../../src/composer/handshake/observed.ts';

/** What the server of `ws`, with compression on, answers to each of these bytes. */
export async function askWsServer(requests: readonly string[]): Promise<ServerAnswer[]> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: true });
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  try {
    const answers: ServerAnswer[] = [];
    for (const request of requests) answers.push(answerOf(await sendRaw(port, request)));
    return answers;
  } finally {
    for (const client of server.clients) client.terminate();
    server.close();
  }
}

/** Sends bytes, and resolves to what comes back up to the blank line, or up to the end of the connection. */
export function sendRaw(port: number, request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(request, 'latin1'));
    let answer = '';
    const done = (): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.setEncoding('latin1');
    socket.on('data', (text: string) => {
      answer += text;
      if (answer.includes('\r\n\r\n')) done();
    });
    socket.on('end', done);
    socket.on('error', reject);
  });
}

function answerOf(head: string): ServerAnswer {
  const status = /^HTTP\/1\.1 (\d{3})/.exec(head)?.[1];
  const extensions = /^Sec-WebSocket-Extensions: (.*)\r$/im.exec(head)?.[1];
  return { status: status === undefined ? null : Number(status), extensions: extensions ?? null };
}
