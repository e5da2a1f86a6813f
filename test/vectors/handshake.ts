import type { RuleId } from '../../src/codec/ids.ts';

const lines = (...all: string[]): string => [...all, '', ''].join('\r\n');

/** The request of RFC 6455 §1.2 and §1.3. */
export const REQUEST = lines(
  'GET /chat HTTP/1.1',
  'Host: server.example.com',
  'Upgrade: websocket',
  'Connection: Upgrade',
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
  'Origin: http://example.com',
  'Sec-WebSocket-Protocol: chat, superchat',
  'Sec-WebSocket-Version: 13',
);

/** The response of RFC 6455 §1.2. */
export const RESPONSE = lines(
  'HTTP/1.1 101 Switching Protocols',
  'Upgrade: websocket',
  'Connection: Upgrade',
  'Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=',
  'Sec-WebSocket-Protocol: chat',
);

/** The response of RFC 6455 §1.3. */
export const SHORT_RESPONSE = lines(
  'HTTP/1.1 101 Switching Protocols',
  'Upgrade: websocket',
  'Connection: Upgrade',
  'Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=',
);

/** RFC 6455 §1.3. */
export const ACCEPTANCE = {
  key: 'dGhlIHNhbXBsZSBub25jZQ==',
  concatenated: 'dGhlIHNhbXBsZSBub25jZQ==258EAFA5-E914-47DA-95CA-C5AB0DC85B11',
  digest: 'b37a4f2cc0624f1690f64606cf385945b2bec4ea',
  accept: 's3pPLMBiTxaQ9kYGzzhZRbK+xOo=',
};

/** A head with the line of that name replaced by others, or by none. */
export function replaced(head: string, name: string, ...by: string[]): string {
  const all = head.split('\r\n');
  const at = all.findIndex((line) => line.startsWith(name));
  if (at < 0) throw new RangeError(`no line begins with ${name}`);
  return all.toSpliced(at, 1, ...by).join('\r\n');
}

/** A head with one more line before the blank line. */
export const added = (head: string, ...more: string[]): string =>
  head.replace(/\r\n\r\n$/, ['', ...more, '', ''].join('\r\n'));

/** A handshake that breaks one rule and no other; `points` is the text the violation stands on. */
export interface Broken {
  readonly rule: RuleId;
  readonly name: string;
  readonly request: string;
  readonly response?: string;
  readonly points: string;
}

/** A handshake that just does not break the rule, nor any other. */
export interface Kept {
  readonly rule: RuleId;
  readonly name: string;
  readonly request: string;
  readonly response?: string;
}

const START = 'GET /chat HTTP/1.1';
const SWITCH = 'HTTP/1.1 101 Switching Protocols';

const asking = (
  rule: RuleId,
  name: string,
  line: string,
  by: string[],
  points: string,
): Broken => ({
  rule,
  name,
  request: replaced(REQUEST, line, ...by),
  points,
});

const answering = (
  rule: RuleId,
  name: string,
  line: string,
  by: string[],
  points: string,
): Broken => ({ rule, name, request: REQUEST, response: replaced(RESPONSE, line, ...by), points });

const answeringMore = (rule: RuleId, name: string, more: string, points: string): Broken => ({
  rule,
  name,
  request: REQUEST,
  response: added(RESPONSE, more),
  points,
});

export const BROKEN: readonly Broken[] = [
  asking('ws/req-method-not-get', 'POST', 'GET', ['POST /chat HTTP/1.1'], 'POST'),
  asking('ws/req-method-not-get', 'methods have a case', 'GET', ['get /chat HTTP/1.1'], 'get'),
  asking('ws/req-http-version-too-low', '1.0', 'GET', ['GET /chat HTTP/1.0'], 'HTTP/1.0'),
  asking(
    'ws/req-http-version-too-low',
    'a comment after the version',
    'GET',
    ['GET /chat HTTP/1.1 //1'],
    'HTTP/1.1 //1',
  ),
  asking('ws/req-http-version-too-low', 'no version', 'GET', ['GET /chat'], 'GET /chat'),
  asking('ws/req-missing-host', 'no Host', 'Host', [], START),
  asking('ws/req-missing-upgrade', 'no Upgrade', 'Upgrade', [], START),
  asking('ws/req-upgrade-not-websocket', 'h2c', 'Upgrade', ['Upgrade: h2c'], 'h2c'),
  asking(
    'ws/req-upgrade-not-websocket',
    'a full stop typed after it',
    'Upgrade',
    ['Upgrade: websocket.'],
    'websocket.',
  ),
  asking('ws/req-upgrade-not-websocket', 'nothing in it', 'Upgrade', ['Upgrade:'], 'Upgrade:'),
  asking('ws/req-connection-without-upgrade', 'no Connection', 'Connection', [], START),
  asking(
    'ws/req-connection-without-upgrade',
    'keep-alive only',
    'Connection',
    ['Connection: keep-alive'],
    'keep-alive',
  ),
  asking('ws/req-missing-key', 'no key', 'Sec-WebSocket-Key', [], START),
  asking(
    'ws/req-key-wrong-length',
    '5 bytes',
    'Sec-WebSocket-Key',
    ['Sec-WebSocket-Key: c2hvcnQ='],
    'c2hvcnQ=',
  ),
  asking(
    'ws/req-key-wrong-length',
    '15 bytes',
    'Sec-WebSocket-Key',
    ['Sec-WebSocket-Key: AQIDBAUGBwgJCgsMDQ4P'],
    'AQIDBAUGBwgJCgsMDQ4P',
  ),
  asking(
    'ws/req-key-wrong-length',
    '17 bytes',
    'Sec-WebSocket-Key',
    ['Sec-WebSocket-Key: AQIDBAUGBwgJCgsMDQ4PEBE='],
    'AQIDBAUGBwgJCgsMDQ4PEBE=',
  ),
  asking(
    'ws/req-key-bad-base64',
    'other characters',
    'Sec-WebSocket-Key',
    ['Sec-WebSocket-Key: not*base64*at*all*!!!=='],
    'not*base64*at*all*!!!==',
  ),
  asking(
    'ws/req-key-bad-base64',
    'without its padding',
    'Sec-WebSocket-Key',
    ['Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ'],
    'dGhlIHNhbXBsZSBub25jZQ',
  ),
  asking(
    'ws/req-key-bad-base64',
    'two keys',
    'Sec-WebSocket-Key',
    ['Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==', 'Sec-WebSocket-Key: AQIDBAUGBwgJCgsMDQ4PEA=='],
    'AQIDBAUGBwgJCgsMDQ4PEA==',
  ),
  asking('ws/req-missing-version', 'no version', 'Sec-WebSocket-Version', [], START),
  asking(
    'ws/req-version-unsupported',
    '25',
    'Sec-WebSocket-Version',
    ['Sec-WebSocket-Version: 25'],
    '25',
  ),
  asking(
    'ws/req-version-unsupported',
    'a list, which only a server sends',
    'Sec-WebSocket-Version',
    ['Sec-WebSocket-Version: 13, 8'],
    '13, 8',
  ),
  asking(
    'ws/req-version-unsupported',
    'a zero before it',
    'Sec-WebSocket-Version',
    ['Sec-WebSocket-Version: 013'],
    '013',
  ),
  answering('ws/res-status-not-101', '200', 'HTTP', ['HTTP/1.1 200 OK'], '200'),
  {
    rule: 'ws/res-status-not-101',
    name: 'a refusal that says which versions would do',
    request: REQUEST,
    response: lines('HTTP/1.1 426 Upgrade Required', 'Sec-WebSocket-Version: 13, 8'),
    points: '426',
  },
  {
    rule: 'ws/res-status-not-101',
    name: 'a redirection',
    request: REQUEST,
    response: lines('HTTP/1.1 302 Found', 'Location: /other'),
    points: '302',
  },
  answering('ws/res-missing-upgrade', 'no Upgrade', 'Upgrade', [], SWITCH),
  answering(
    'ws/res-upgrade-not-websocket',
    'a full stop typed after it',
    'Upgrade',
    ['Upgrade: websocket.'],
    'websocket.',
  ),
  answering(
    'ws/res-upgrade-not-websocket',
    'another protocol beside it',
    'Upgrade',
    ['Upgrade: websocket, h2c'],
    'websocket, h2c',
  ),
  answering('ws/res-missing-connection', 'no Connection', 'Connection', [], SWITCH),
  answering(
    'ws/res-connection-not-upgrade',
    'a full stop typed after it',
    'Connection',
    ['Connection: Upgrade.'],
    'Upgrade.',
  ),
  answering('ws/res-missing-accept', 'no accept', 'Sec-WebSocket-Accept', [], SWITCH),
  ...[
    ['another request’s key', 'HSmrc0sMlYUkAGmm5OPpG2HaGWk='],
    ['hash of the decoded key', 'BXhwxM0SZasKmCD9S4BfpPmCnEw='],
    ['hash in hex, then base64', 'YjM3YTRmMmNjMDYyNGYxNjkwZjY0NjA2Y2YzODU5NDViMmJlYzRlYQ=='],
    ['GUID in small letters', 'WJfwerbIozKsJXHxxI0JTO1SQgU='],
    ['its letters in another case', 'S3PPLMBITXAQ9KYGZZHZRBK+XOO='],
  ].map(([name = '', accept = '']) =>
    answering(
      'ws/res-accept-mismatch',
      name,
      'Sec-WebSocket-Accept',
      [`Sec-WebSocket-Accept: ${accept}`],
      accept,
    ),
  ),
  answeringMore(
    'ws/res-accept-mismatch',
    'two accepts',
    'sec-websocket-accept:s3pPLMBiTxaQ9kYGzzhZRbK+xOo=',
    's3pPLMBiTxaQ9kYGzzhZRbK+xOo=',
  ),
  answering(
    'ws/res-protocol-not-offered',
    'a full stop typed after it',
    'Sec-WebSocket-Protocol',
    ['Sec-WebSocket-Protocol: chat.'],
    'chat.',
  ),
  answering(
    'ws/res-protocol-not-offered',
    'both, where one is to be chosen',
    'Sec-WebSocket-Protocol',
    ['Sec-WebSocket-Protocol: chat, superchat'],
    'chat, superchat',
  ),
  answeringMore(
    'ws/res-extension-not-offered',
    'no extension was offered',
    'Sec-WebSocket-Extensions: x-foo',
    'x-foo',
  ),
  {
    rule: 'ws/res-extension-not-offered',
    name: 'one of two was offered',
    request: added(REQUEST, 'Sec-WebSocket-Extensions: permessage-deflate'),
    response: added(RESPONSE, 'Sec-WebSocket-Extensions: permessage-deflate, x-foo'),
    points: 'permessage-deflate, x-foo',
  },
  {
    rule: 'ws/res-extension-not-offered',
    name: 'not a list of extensions at all',
    request: added(REQUEST, 'Sec-WebSocket-Extensions: permessage-deflate'),
    response: added(RESPONSE, 'Sec-WebSocket-Extensions: permessage-deflate;;'),
    points: 'permessage-deflate;;',
  },
];

const asks = (rule: RuleId, name: string, line: string, ...by: string[]): Kept => ({
  rule,
  name,
  request: replaced(REQUEST, line, ...by),
});

const answers = (rule: RuleId, name: string, line: string, ...by: string[]): Kept => ({
  rule,
  name,
  request: REQUEST,
  response: replaced(RESPONSE, line, ...by),
});

export const KEPT: readonly Kept[] = [
  asks('ws/req-method-not-get', 'GET of a whole URI', 'GET', 'GET http://h/chat HTTP/1.1'),
  asks('ws/req-http-version-too-low', 'a higher version', 'GET', 'GET /chat HTTP/1.2'),
  asks('ws/req-missing-host', 'a name in small letters', 'Host', 'host: server.example.com'),
  asks('ws/req-missing-upgrade', 'a name in capitals', 'Upgrade', 'UPGRADE: websocket'),
  asks('ws/req-upgrade-not-websocket', 'WebSocket', 'Upgrade', 'Upgrade: WebSocket'),
  asks('ws/req-upgrade-not-websocket', 'one of two', 'Upgrade', 'Upgrade: h2c, websocket'),
  asks(
    'ws/req-upgrade-not-websocket',
    'two lines',
    'Upgrade',
    'Upgrade: h2c',
    'Upgrade: websocket',
  ),
  asks(
    'ws/req-connection-without-upgrade',
    'the way Firefox writes it',
    'Connection',
    'Connection: keep-alive, Upgrade',
  ),
  asks('ws/req-connection-without-upgrade', 'capitals', 'Connection', 'Connection: UPGRADE'),
  asks(
    'ws/req-missing-key',
    'no space after the colon',
    'Sec-WebSocket-Key',
    'sec-websocket-key:dGhlIHNhbXBsZSBub25jZQ==',
  ),
  asks(
    'ws/req-key-wrong-length',
    'white space after the key',
    'Sec-WebSocket-Key',
    'Sec-WebSocket-Key: \tAQIDBAUGBwgJCgsMDQ4PEA== \t',
  ),
  asks(
    'ws/req-key-bad-base64',
    'pad bits that are not zero, as in RFC 6455 §4.1',
    'Sec-WebSocket-Key',
    'Sec-WebSocket-Key: AQIDBAUGBwgJCgsMDQ4PEC==',
  ),
  asks(
    'ws/req-missing-version',
    'folded',
    'Sec-WebSocket-Version',
    'Sec-WebSocket-Version:',
    ' 13',
  ),
  asks(
    'ws/req-version-unsupported',
    'white space around it',
    'Sec-WebSocket-Version',
    'Sec-WebSocket-Version:   13  ',
  ),
  answers('ws/res-status-not-101', 'another reason', 'HTTP', 'HTTP/1.1 101 Web Socket'),
  answers('ws/res-status-not-101', 'no reason', 'HTTP', 'HTTP/1.1 101 '),
  {
    rule: 'ws/res-status-not-101',
    name: 'a 103 that comes before the answer',
    request: REQUEST,
    response: lines('HTTP/1.1 103 Early Hints', 'Link: </a.css>; rel=preload'),
  },
  answers('ws/res-missing-upgrade', 'a name in small letters', 'Upgrade', 'upgrade: websocket'),
  answers('ws/res-upgrade-not-websocket', 'WebSocket', 'Upgrade', 'Upgrade: WebSocket'),
  answers('ws/res-missing-connection', 'capitals', 'Connection', 'CONNECTION: Upgrade'),
  answers(
    'ws/res-connection-not-upgrade',
    'keep-alive beside it',
    'Connection',
    'connection: keep-alive, UPGRADE',
  ),
  answers(
    'ws/res-missing-accept',
    'a name in small letters',
    'Sec-WebSocket-Accept',
    'sec-websocket-accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=',
  ),
  answers(
    'ws/res-accept-mismatch',
    'white space around it',
    'Sec-WebSocket-Accept',
    'Sec-WebSocket-Accept:  s3pPLMBiTxaQ9kYGzzhZRbK+xOo= ',
  ),
  answers(
    'ws/res-protocol-not-offered',
    'the second choice of the client',
    'Sec-WebSocket-Protocol',
    'Sec-WebSocket-Protocol: superchat',
  ),
  answers('ws/res-protocol-not-offered', 'none chosen', 'Sec-WebSocket-Protocol'),
  {
    rule: 'ws/res-extension-not-offered',
    name: 'offered on the second line, answered with parameters',
    request: added(
      REQUEST,
      'Sec-WebSocket-Extensions: x-foo',
      'Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits',
    ),
    response: added(
      RESPONSE,
      'Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits="10"',
    ),
  },
];
