import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import type { Row } from '../../vectors/handshake.ts';
import { answerTo, rulesBrokenBy } from './cases.ts';

/** A server that gives one answer to whatever it is asked. */
export interface RawServer {
  readonly port: number;
  /** Whether the client asked for what the case is about: its answer breaks just what it breaks there. */
  isSame(): boolean;
  close(): void;
}

/** Answers the first request of each connection with the bytes of a case, made for its key. */
export async function createRawServer(row: Row): Promise<RawServer> {
  let request = '';
  let response = '';
  const server = createServer((socket) => {
    let asked = '';
    socket.setEncoding('latin1');
    socket.on('error', () => {});
    socket.on('data', (text: string) => {
      const isNew = !asked.includes('\r\n\r\n');
      asked += text;
      if (!isNew || !asked.includes('\r\n\r\n')) return;
      request = asked;
      response = answerTo(request, row);
      socket.write(response, 'latin1');
      // what is no 101 ends with the connection
      if (!/^HTTP\/1\.\d 101/.test(response)) socket.end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const expected = rulesBrokenBy(row.request, row.response ?? '').join();
  return {
    port: (server.address() as AddressInfo).port,
    isSame: () => rulesBrokenBy(request, response).join() === expected,
    close: () => server.close(),
  };
}
