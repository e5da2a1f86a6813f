import {
  added,
  asking,
  lines,
  REQUEST,
  type Edit,
  type Edits,
  type Row,
} from './handshake-heads.ts';

const START = 'GET /chat HTTP/1.1';
const KEY = 'Sec-WebSocket-Key';
const GOOD_KEY = 'AQIDBAUGBwgJCgsMDQ4PEA==';
const VERSION = 'Sec-WebSocket-Version';
const PROTOCOL = 'Sec-WebSocket-Protocol';
const EXTENSIONS = 'Sec-WebSocket-Extensions';

/** An offer with one parameter. */
const offering =
  (name: string) =>
  (value: string): Edit => [
    `${name}${value}`,
    '',
    `${EXTENSIONS}: permessage-deflate; ${name}${value}`,
    `${name}${value}`,
  ];

const BROKEN_EDITS: Edits = {
  'ws/req-method-not-get': [
    ['POST', 'GET', 'POST /chat HTTP/1.1', 'POST'],
    ['methods have a case', 'GET', 'get /chat HTTP/1.1', 'get'],
  ],
  'ws/req-http-version-too-low': [
    ['1.0', 'GET', 'GET /chat HTTP/1.0', 'HTTP/1.0'],
    ['a comment after the version', 'GET', 'GET /chat HTTP/1.1 //1', 'HTTP/1.1 //1'],
    ['no version', 'GET', 'GET /chat', 'GET /chat'],
  ],
  'ws/req-missing-host': [['no Host', 'Host', null, START]],
  'ws/req-two-hosts': [
    ['another host', '', 'Host: other.example', 'other.example'],
    ['the same again', '', 'host:server.example.com', 'server.example.com'],
  ],
  'ws/req-missing-upgrade': [['no Upgrade', 'Upgrade', null, START]],
  'ws/req-upgrade-not-websocket': [
    ['h2c', 'Upgrade', 'Upgrade: h2c', 'h2c'],
    ['nothing in it', 'Upgrade', 'Upgrade:', 'Upgrade:'],
    ['a version of it', 'Upgrade', 'Upgrade: websocket/13', 'websocket/13'],
  ],
  'ws/req-upgrade-trailing-dot': [
    ['a full stop', 'Upgrade', 'Upgrade: websocket.', 'websocket.'],
    ['on the first of two lines', 'Upgrade', 'Upgrade: WebSocket.\r\nUpgrade: h2c', 'WebSocket.'],
  ],
  'ws/req-connection-without-upgrade': [
    ['no Connection', 'Connection', null, START],
    ['keep-alive only', 'Connection', 'Connection: keep-alive', 'keep-alive'],
  ],
  'ws/req-missing-key': [['no key', KEY, null, START]],
  'ws/req-key-wrong-length': [
    ['5 bytes', KEY, `${KEY}: c2hvcnQ=`, 'c2hvcnQ='],
    ['15 bytes', KEY, `${KEY}: AQIDBAUGBwgJCgsMDQ4P`, 'AQIDBAUGBwgJCgsMDQ4P'],
    ['17 bytes', KEY, `${KEY}: AQIDBAUGBwgJCgsMDQ4PEBE=`, 'AQIDBAUGBwgJCgsMDQ4PEBE='],
    ['none', KEY, `${KEY}:`, `${KEY}:`],
  ],
  'ws/req-key-bad-base64': [
    ['other characters', KEY, `${KEY}: not*base64*at*all*!!!==`, 'not*base64*at*all*!!!=='],
    ['without its padding', KEY, `${KEY}: dGhlIHNhbXBsZSBub25jZQ`, 'dGhlIHNhbXBsZSBub25jZQ'],
    ['two on a line', KEY, `${KEY}: ${GOOD_KEY}, ${GOOD_KEY}`, `${GOOD_KEY}, ${GOOD_KEY}`],
  ],
  'ws/req-key-noncanonical-base64': [
    ['RFC 6455 §4.1', KEY, `${KEY}: AQIDBAUGBwgJCgsMDQ4PEC==`, 'AQIDBAUGBwgJCgsMDQ4PEC=='],
  ],
  'ws/req-key-twice': [['another', '', `${KEY}: ${GOOD_KEY}`, GOOD_KEY]],
  'ws/req-missing-version': [['no version', VERSION, null, START]],
  'ws/req-version-unsupported': [
    ['25', VERSION, `${VERSION}: 25`, '25'],
    ['zero', VERSION, `${VERSION}: 0`, '0'],
    ['a list, which only a server sends', VERSION, `${VERSION}: 13, 8`, '13, 8'],
    ['two lines', '', `${VERSION}: 8`, '8'],
  ],
  'ws/req-version-leading-zero': [
    ['013', VERSION, `${VERSION}: 013`, '013'],
    ['08, which is unsupported besides', VERSION, `${VERSION}: 08`, '08'],
  ],
  'ws/req-protocol-duplicate': [
    ['at once', PROTOCOL, `${PROTOCOL}: chat, chat`, 'chat'],
    ['on another line', '', `${PROTOCOL}: x,superchat , y`, 'superchat'],
  ],
  'ws/req-protocol-bad-token': [
    ['a space', PROTOCOL, `${PROTOCOL}: ch at`, 'ch at'],
    ['the second of three', PROTOCOL, `${PROTOCOL}: chat,chat/1 ,superchat`, 'chat/1'],
    ['nothing', PROTOCOL, `${PROTOCOL}:`, `${PROTOCOL}:`],
    ['nothing but a comma', PROTOCOL, `${PROTOCOL}: ,`, ','],
  ],
  'ws/req-extension-syntax': [
    ['no parameter', '', `${EXTENSIONS}: permessage-deflate;;`, 'permessage-deflate;;'],
    ['nothing', '', `${EXTENSIONS}:`, `${EXTENSIONS}:`],
    ['the first of two lines', '', `${EXTENSIONS}: a b\r\n${EXTENSIONS}: c`, 'a b'],
    ['a quoted value that is no token', '', `${EXTENSIONS}: x; a="b c"`, 'x; a="b c"'],
  ],
  'ws/req-fragment-in-target': [
    ['after the path', 'GET', 'GET /chat#x HTTP/1.1', '#x'],
    ['of a whole URI', 'GET', 'GET http://h/chat?a#?b HTTP/1.1', '#?b'],
  ],
  'ws/req-space-before-colon': [
    ['a space', '', 'X-A : 1', ' '],
    ['a tab and a space', 'Host', 'Host\t : server.example.com', '\t '],
  ],
  'ws/req-obs-fold': [
    ['after a value', '', 'X-A: 1\r\n 2', '1\r\n 2'],
    ['before a value', VERSION, `${VERSION}:\r\n\t13`, '\r\n\t13'],
  ],
  'ws/req-bare-cr': [
    ['in a value', '', 'X-A: 1\r2', '\r'],
    ['at the end of a value', '', 'X-A: 1\r', '\r'],
    ['in a name', '', 'X\r-A: 1', '\r'],
    ['in the target', 'GET', 'GET /ch\rat HTTP/1.1', '\r'],
  ],
  'ws/pmd-offer-unknown-param': [
    ['foo', '', `${EXTENSIONS}: permessage-deflate; foo`, 'foo'],
    ['names have a case', '', `${EXTENSIONS}: a, permessage-deflate; Foo = "1"`, 'Foo = "1"'],
  ],
  'ws/pmd-offer-window-bits-range': [
    ...['=16', '=7', '=0', '=x', '=016', '="99"', ''].map(offering('server_max_window_bits')),
    ...['=16', '=1'].map(offering('client_max_window_bits')),
  ],
  'ws/pmd-offer-window-bits-leading-zero': [
    ...['=09', '=0015', '="08"'].map(offering('server_max_window_bits')),
    offering('client_max_window_bits')('=010'),
  ],
  'ws/pmd-offer-duplicate-param': [
    [
      'a flag twice',
      '',
      `${EXTENSIONS}: permessage-deflate; server_no_context_takeover;server_no_context_takeover`,
      'server_no_context_takeover',
    ],
    [
      'a window twice in the second offer',
      '',
      `${EXTENSIONS}: permessage-deflate, permessage-deflate; ` +
        'client_max_window_bits; client_max_window_bits=9',
      'client_max_window_bits=9',
    ],
  ],
  'ws/pmd-offer-takeover-with-value': [
    offering('server_no_context_takeover')('=1'),
    offering('client_no_context_takeover')('="true"'),
  ],
};

/** The request of the seed's kind: a blank line after the first header field. */
const CUT = lines('GET /chat HTTP/1.1', 'Host: server.example.com');
const LOST = REQUEST.slice(REQUEST.indexOf('Upgrade:'));

const cut = (name: string, request: string, after: string): Row => ({
  rule: 'ws/req-blank-line-inside-headers',
  name,
  request,
  after,
  points: '\r\n',
});

const connecting = (name: string, target: string, points = ''): Row => ({
  rule: 'ws/connect-without-port',
  name,
  request: lines(`CONNECT ${target} HTTP/1.1`, 'Host: server.example.com'),
  points,
});

export const BROKEN_REQUESTS: readonly Row[] = [
  ...asking(BROKEN_EDITS),
  cut('after Host', CUT, LOST),
  cut('two of them, and no end', CUT, `\r\n${LOST.trimEnd()}`),
  cut('before the last line', REQUEST.replace(/Sec-WebSocket-Version.*/, ''), `${VERSION}: 13\n\n`),
  connecting('no port', 'server.example.com', 'server.example.com'),
  connecting('nothing after the colon', 'server.example.com:', 'server.example.com:'),
  connecting('a port that cannot be', 'server.example.com:65536', 'server.example.com:65536'),
  connecting('an address without one', '[2001:db8::1]', '[2001:db8::1]'),
];

const KEPT_EDITS: Edits = {
  'ws/req-method-not-get': [
    ['GET of a whole URI', 'GET', 'GET http://h/chat HTTP/1.1'],
    ['GET of a WebSocket URI', 'GET', 'GET ws://server.example.com/chat HTTP/1.1'],
  ],
  'ws/req-http-version-too-low': [['a higher version', 'GET', 'GET /chat HTTP/1.2']],
  'ws/req-missing-host': [['in small letters', 'Host', 'host: server.example.com']],
  'ws/req-two-hosts': [['another name that begins so', '', 'Host-Name: other.example']],
  'ws/req-missing-upgrade': [['in capitals', 'Upgrade', 'UPGRADE: websocket']],
  'ws/req-upgrade-not-websocket': [
    ['WebSocket', 'Upgrade', 'Upgrade: WebSocket'],
    ['one of two', 'Upgrade', 'Upgrade: h2c, websocket'],
    ['two lines', 'Upgrade', 'Upgrade: h2c\r\nUpgrade: websocket'],
  ],
  'ws/req-upgrade-trailing-dot': [['beside it', 'Upgrade', 'Upgrade: websocket., websocket']],
  'ws/req-connection-without-upgrade': [
    ['the way Firefox writes it', 'Connection', 'Connection: keep-alive, Upgrade'],
    ['capitals', 'Connection', 'Connection: UPGRADE'],
  ],
  'ws/req-missing-key': [
    ['no space after the colon', KEY, 'sec-websocket-key:dGhlIHNhbXBsZSBub25jZQ=='],
  ],
  'ws/req-key-wrong-length': [['white space around it', KEY, `${KEY}: \t${GOOD_KEY} \t`]],
  'ws/req-key-bad-base64': [['both odd characters', KEY, `${KEY}: ++//++//++//++//++//+w==`]],
  'ws/req-key-noncanonical-base64': [['erratum 3150', KEY, `${KEY}: ${GOOD_KEY}`]],
  'ws/req-key-twice': [['another name that begins so', '', `${KEY}1: ${GOOD_KEY}`]],
  'ws/req-missing-version': [['in small letters', VERSION, 'sec-websocket-version:13']],
  'ws/req-version-unsupported': [['white space around it', VERSION, `${VERSION}:   13  `]],
  'ws/req-version-leading-zero': [['a one', VERSION, `${VERSION}: 13`]],
  'ws/req-protocol-duplicate': [['names have a case', PROTOCOL, `${PROTOCOL}: chat, Chat`]],
  'ws/req-protocol-bad-token': [
    ['all marks a token may have', PROTOCOL, `${PROTOCOL}: !#$%&'*+-.^_|~\`,v1.chat`],
    ['an empty element', PROTOCOL, `${PROTOCOL}: chat,, superchat,`],
  ],
  'ws/req-extension-syntax': [
    ['all it may have', '', `${EXTENSIONS}: x; a="b";c = d ,, y;e`],
    ['nothing on one of two lines', '', `${EXTENSIONS}:\r\n${EXTENSIONS}: x`],
  ],
  'ws/req-fragment-in-target': [['escaped', 'GET', 'GET /chat%23x HTTP/1.1']],
  'ws/req-space-before-colon': [['after it, and in the value', '', 'X-A:\t 1 : 2']],
  'ws/req-obs-fold': [['white space at the end', '', 'X-A: 1 \t']],
  'ws/req-bare-cr': [['a line that ends in LF alone', '', 'X-A: 1\nX-B: 2']],
  'ws/pmd-offer-unknown-param': [
    ['of another extension', '', `${EXTENSIONS}: x-foo; foo; foo; server_max_window_bits=99`],
  ],
  'ws/pmd-offer-window-bits-range': [
    ...['=8', '=15', '="10"'].map(offering('server_max_window_bits')),
    ...['=8', '=15', ''].map(offering('client_max_window_bits')),
  ],
  'ws/pmd-offer-window-bits-leading-zero': [offering('server_max_window_bits')('=10')],
  'ws/pmd-offer-duplicate-param': [
    [
      'once in each of two offers',
      '',
      `${EXTENSIONS}: permessage-deflate; client_max_window_bits=9, ` +
        'permessage-deflate; client_max_window_bits',
    ],
  ],
  'ws/pmd-offer-takeover-with-value': [offering('client_no_context_takeover')('')],
};

export const KEPT_REQUESTS: readonly Row[] = [
  ...asking(KEPT_EDITS),
  cut('a request that follows', REQUEST, REQUEST),
  cut('a frame that follows', REQUEST, '\x81\x05Hello'),
  cut('a trailer of something else', CUT, 'X-A: 1\r\nConnection: keep-alive\r\n\r\n'),
  cut('a body', added(CUT, 'Content-Length: 20'), 'Upgrade: websocket\r\n'),
  connecting('RFC 6455 §4.1', 'example.com:80'),
  connecting('an address', '[2001:db8::1]:443'),
];
