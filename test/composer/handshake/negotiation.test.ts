import { describe, expect, test } from 'vitest';
import { bytesOfLatin1 } from '../../../src/codec/http/syntax.ts';
import { judgeHandshake } from '../../../src/composer/handshake/judge.ts';
import { negotiationOf } from '../../../src/composer/handshake/negotiation.ts';
import { added, lines, REQUEST, RESPONSE } from '../../vectors/handshake.ts';

const EXTENSIONS = 'Sec-WebSocket-Extensions';

function negotiated(offer: string | null, answer: string | null) {
  const request = offer === null ? REQUEST : added(REQUEST, `${EXTENSIONS}: ${offer}`);
  const response = answer === null ? RESPONSE : added(RESPONSE, `${EXTENSIONS}: ${answer}`);
  const judged = judgeHandshake(bytesOfLatin1(request), bytesOfLatin1(response));
  return negotiationOf(judged.request.head, judged.response.head);
}

describe('what was negotiated', () => {
  test('each subprotocol is chosen, passed over, or was never offered', () => {
    expect(negotiated(null, null).protocols).toEqual([
      { text: 'chat', fate: 'agreed' },
      { text: 'superchat', fate: 'declined' },
    ]);
    const other = RESPONSE.replace('Protocol: chat', 'Protocol: mqtt');
    const judged = judgeHandshake(bytesOfLatin1(REQUEST), bytesOfLatin1(other));
    expect(negotiationOf(judged.request.head, judged.response.head).protocols.at(-1)).toEqual({
      text: 'mqtt',
      fate: 'not-offered',
    });
  });

  test('without an answer every offer is open', () => {
    const { head } = judgeHandshake(bytesOfLatin1(REQUEST), new Uint8Array()).request;
    expect(negotiationOf(head, null).protocols.map(({ fate }) => fate)).toEqual(['open', 'open']);
    expect(negotiationOf(null, null)).toEqual({ protocols: [], extensions: [], deflate: null });
  });

  test('an extension is agreed on in the words of the answer', () => {
    expect(
      negotiated(
        'x-foo, permessage-deflate; client_max_window_bits, permessage-deflate',
        'permessage-deflate; client_max_window_bits=9, x-bar',
      ).extensions,
    ).toEqual([
      { text: 'x-foo', fate: 'declined' },
      { text: 'permessage-deflate; client_max_window_bits=9', fate: 'agreed' },
      { text: 'x-bar', fate: 'not-offered' },
    ]);
  });

  test('client_… is about what the client sends, server_… about what the server sends', () => {
    expect(
      negotiated(
        'permessage-deflate; client_max_window_bits',
        'permessage-deflate; client_max_window_bits=10; server_no_context_takeover',
      ).deflate,
    ).toEqual({
      clientToServer: { windowBits: 10, windowSaid: true, takeover: true, takeoverSaid: false },
      serverToClient: { windowBits: 15, windowSaid: false, takeover: false, takeoverSaid: true },
    });
  });

  test('nothing is compressed where nothing was offered, answered, or answered rightly', () => {
    expect(negotiated('permessage-deflate', null).deflate).toBeNull();
    expect(negotiated(null, 'permessage-deflate').deflate).toBeNull();
    expect(negotiated('permessage-deflate', 'permessage-deflate; foo').deflate).toBeNull();
  });

  test('a head without any names agrees on nothing', () => {
    const judged = judgeHandshake(
      bytesOfLatin1(lines('GET / HTTP/1.1', 'Host: a')),
      bytesOfLatin1(lines('HTTP/1.1 200 OK')),
    );
    const { request, response } = judged;
    expect(negotiationOf(request.head, response.head)).toEqual({
      protocols: [],
      extensions: [],
      deflate: null,
    });
  });
});
