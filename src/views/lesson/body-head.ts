import type { LayersElement } from '../../course/elements.ts';
import { hexOf } from '../../codec/bytes.ts';
import { utf8Of } from '../../codec/utf8.ts';
import type { WirePiece } from '../../course/elements.ts';

const HEADS: Readonly<Record<LayersElement['of'], string>> = {
  response: '',
  chunks: 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n',
  events: 'HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n',
};

/** A body by itself gets the heads that say what it is; they are read, and not shown. */
export function headsFor(of: LayersElement['of']): readonly WirePiece[] {
  const head = HEADS[of];
  if (head === '') return [];
  return [
    { direction: 'client-to-server', hex: hexOf(utf8Of('GET / HTTP/1.1\r\nHost: a\r\n\r\n')) },
    { direction: 'server-to-client', hex: hexOf(utf8Of(head)) },
  ];
}
