import {
  added,
  answering,
  lines,
  OFFERING,
  replaced,
  REQUEST,
  type Edit,
  type Edits,
  type Row,
} from './handshake-heads.ts';

const SWITCH = 'HTTP/1.1 101 Switching Protocols';
const ACCEPT = 'Sec-WebSocket-Accept';
const GOOD_ACCEPT = 's3pPLMBiTxaQ9kYGzzhZRbK+xOo=';
const PROTOCOL = 'Sec-WebSocket-Protocol';
const EXTENSIONS = 'Sec-WebSocket-Extensions';

const accepting = (name: string, accept: string): Edit => [
  name,
  ACCEPT,
  `${ACCEPT}: ${accept}`,
  accept,
];

const BROKEN_EDITS: Edits = {
  'ws/res-status-not-101': [['200', 'HTTP', 'HTTP/1.1 200 OK', '200']],
  'ws/res-missing-upgrade': [['no Upgrade', 'Upgrade', null, SWITCH]],
  'ws/res-upgrade-not-websocket': [
    ['a full stop typed after it', 'Upgrade', 'Upgrade: websocket.', 'websocket.'],
    ['another protocol beside it', 'Upgrade', 'Upgrade: websocket, h2c', 'websocket, h2c'],
  ],
  'ws/res-missing-connection': [['no Connection', 'Connection', null, SWITCH]],
  'ws/res-connection-not-upgrade': [
    ['a full stop typed after it', 'Connection', 'Connection: Upgrade.', 'Upgrade.'],
  ],
  'ws/res-missing-accept': [['no accept', ACCEPT, null, SWITCH]],
  'ws/res-accept-mismatch': [
    accepting('another request’s key', 'HSmrc0sMlYUkAGmm5OPpG2HaGWk='),
    accepting('its letters in another case', 'S3PPLMBITXAQ9KYGZZHZRBK+XOO='),
    ['nothing', ACCEPT, `${ACCEPT}:`, `${ACCEPT}:`],
  ],
  'ws/res-accept-of-decoded-key': [accepting('the 16 bytes', 'BXhwxM0SZasKmCD9S4BfpPmCnEw=')],
  'ws/res-accept-hex-digest': [
    accepting('small', 'YjM3YTRmMmNjMDYyNGYxNjkwZjY0NjA2Y2YzODU5NDViMmJlYzRlYQ=='),
    accepting('capital', 'QjM3QTRGMkNDMDYyNEYxNjkwRjY0NjA2Q0YzODU5NDVCMkJFQzRFQQ=='),
  ],
  'ws/res-accept-guid-lowercase': [accepting('GUID', 'WJfwerbIozKsJXHxxI0JTO1SQgU=')],
  'ws/res-accept-twice': [['both right', '', `${ACCEPT}:${GOOD_ACCEPT}`, GOOD_ACCEPT]],
  'ws/res-protocol-not-offered': [
    ['a full stop typed after it', PROTOCOL, `${PROTOCOL}: chat.`, 'chat.'],
    ['names have a case', PROTOCOL, `${PROTOCOL}: Chat`, 'Chat'],
    ['an empty name', PROTOCOL, `${PROTOCOL}:`, `${PROTOCOL}:`],
  ],
  'ws/res-protocol-missing': [['none', PROTOCOL, null, SWITCH]],
  'ws/res-protocol-list': [
    ['all that were offered', PROTOCOL, `${PROTOCOL}: chat, superchat`, 'superchat'],
    ['one that was not', PROTOCOL, `${PROTOCOL}: chat, x`, 'x'],
    ['two lines', '', `${PROTOCOL}: chat`, 'chat'],
    ['a second line with nothing', '', `${PROTOCOL}:`, `${PROTOCOL}:`],
  ],
  'ws/res-extension-not-offered': [
    ['no extension was offered', '', `${EXTENSIONS}: x-foo; a`, 'x-foo; a'],
    [
      'nor any of permessage-deflate',
      '',
      `${EXTENSIONS}: permessage-deflate`,
      'permessage-deflate',
    ],
  ],
  'ws/res-101-content-length': [['5', '', 'Content-Length: 5', '5']],
  'ws/res-101-transfer-encoding': [['chunked', '', 'Transfer-Encoding: chunked', 'chunked']],
  'ws/res-101-on-http10': [['1.0', 'HTTP', 'HTTP/1.0 101 Switching Protocols', 'HTTP/1.0']],
};

/** An answer to an offer that lets the server limit the client's window. */
const agreeing = (parameters: string, points = ''): Edit => [
  parameters,
  '',
  `${EXTENSIONS}: permessage-deflate; ${parameters}`,
  points,
];

const BROKEN_ANSWERS: Edits = {
  'ws/res-extension-not-offered': [
    ['the second', '', `${EXTENSIONS}: permessage-deflate, x-foo;a=1`, 'x-foo;a=1'],
    ['no list', '', `${EXTENSIONS}: permessage-deflate;;`, 'permessage-deflate;;'],
    ['nothing', '', `${EXTENSIONS}:`, `${EXTENSIONS}:`],
  ],
  'ws/pmd-response-unknown-param': [
    agreeing('foo=1', 'foo=1'),
    agreeing('server_no_context_takeover=1', 'server_no_context_takeover=1'),
  ],
  'ws/pmd-response-window-bits-range': [
    ...['=16', '=7', '=09', '=x', ''].map((value) =>
      agreeing(`server_max_window_bits${value}`, `server_max_window_bits${value}`),
    ),
    agreeing('client_max_window_bits="16"', 'client_max_window_bits="16"'),
  ],
  'ws/pmd-response-duplicate-param': [
    agreeing(
      'server_no_context_takeover; server_no_context_takeover',
      'server_no_context_takeover',
    ),
    agreeing('server_max_window_bits=9; server_max_window_bits=10', 'server_max_window_bits=10'),
  ],
  'ws/pmd-response-client-bits-no-value': [
    agreeing('client_max_window_bits', 'client_max_window_bits'),
  ],
  'ws/pmd-response-twice': [
    [
      'on one line',
      '',
      `${EXTENSIONS}: permessage-deflate,permessage-deflate; server_max_window_bits=9`,
      'permessage-deflate; server_max_window_bits=9',
    ],
    [
      'on two lines',
      '',
      `${EXTENSIONS}: permessage-deflate\r\n${EXTENSIONS}: permessage-deflate`,
      'permessage-deflate',
    ],
  ],
};

const PLAIN_OFFER = added(
  REQUEST,
  `${EXTENSIONS}: permessage-deflate, x-foo; client_max_window_bits`,
);

const refusal = (rule: Row['rule'], status: string, ...headers: string[]): Row => ({
  rule,
  name: status,
  request: REQUEST,
  response: lines(`HTTP/1.1 ${status}`, ...headers),
  points: status.replace(/ .*/, ''),
});

export const BROKEN_RESPONSES: readonly Row[] = [
  refusal('ws/res-status-not-101', '401 Unauthorized', 'WWW-Authenticate: Basic realm="x"'),
  refusal('ws/res-status-not-101', '403 Forbidden', 'Content-Length: 0'),
  refusal('ws/res-status-not-101', '404 Not Found', 'Transfer-Encoding: chunked'),
  refusal('ws/res-status-not-101', '426 Upgrade Required', 'Sec-WebSocket-Version: 13, 8'),
  refusal('ws/res-status-not-101', '10 Odd'),
  refusal('ws/res-redirect', '302 Found', 'Location: /other'),
  refusal('ws/res-redirect', '308 Permanent Redirect', 'Location: wss://h/'),
  ...answering(BROKEN_EDITS),
  ...answering(BROKEN_ANSWERS, OFFERING),
  ...answering(
    {
      'ws/pmd-response-client-bits-not-offered': [
        agreeing('client_max_window_bits=10', 'client_max_window_bits=10'),
      ],
    },
    PLAIN_OFFER,
  ),
];

const KEPT_EDITS: Edits = {
  'ws/res-status-not-101': [
    ['another reason', 'HTTP', 'HTTP/1.1 101 Web Socket'],
    ['no reason', 'HTTP', 'HTTP/1.1 101 '],
  ],
  'ws/res-missing-upgrade': [['a name in small letters', 'Upgrade', 'upgrade: websocket']],
  'ws/res-upgrade-not-websocket': [['WebSocket', 'Upgrade', 'Upgrade: WebSocket']],
  'ws/res-missing-connection': [['capitals', 'Connection', 'CONNECTION: Upgrade']],
  'ws/res-connection-not-upgrade': [
    ['keep-alive beside it', 'Connection', 'connection: keep-alive, UPGRADE'],
  ],
  'ws/res-missing-accept': [['in small letters', ACCEPT, `sec-websocket-accept: ${GOOD_ACCEPT}`]],
  'ws/res-accept-mismatch': [['white space around it', ACCEPT, `${ACCEPT}:  ${GOOD_ACCEPT} `]],
  'ws/res-accept-of-decoded-key': [accepting('of its text', GOOD_ACCEPT)],
  'ws/res-accept-hex-digest': [accepting('of its bytes', GOOD_ACCEPT)],
  'ws/res-accept-guid-lowercase': [accepting('in capitals', GOOD_ACCEPT)],
  'ws/res-accept-twice': [['another name', '', `${ACCEPT}-Too: ${GOOD_ACCEPT}`]],
  'ws/res-protocol-not-offered': [
    ['the second choice of the client', PROTOCOL, `${PROTOCOL}: superchat`],
  ],
  'ws/res-protocol-list': [['one, on a folded line', PROTOCOL, `${PROTOCOL}:\r\n chat`]],
  'ws/res-101-content-length': [['another name', '', 'X-Content-Length: 5']],
  'ws/res-101-transfer-encoding': [['another name', '', 'TE: trailers']],
  'ws/res-101-on-http10': [['1.2', 'HTTP', 'HTTP/1.2 101 Switching Protocols']],
};

const KEPT_ANSWERS: Edits = {
  'ws/res-extension-not-offered': [
    ['none', '', 'X-A: 1'],
    ['an empty element', '', `${EXTENSIONS}: ,permessage-deflate`],
  ],
  'ws/pmd-response-unknown-param': [
    agreeing('server_no_context_takeover; client_no_context_takeover'),
  ],
  'ws/pmd-response-window-bits-range': [
    agreeing('server_max_window_bits=8'),
    agreeing('client_max_window_bits="15"'),
  ],
  'ws/pmd-response-duplicate-param': [
    agreeing('server_max_window_bits=9; client_max_window_bits=9'),
  ],
  'ws/pmd-response-client-bits-no-value': [agreeing('client_max_window_bits=10')],
  'ws/pmd-response-client-bits-not-offered': [agreeing('client_max_window_bits=15')],
};

const TWO_EXTENSIONS = added(
  REQUEST,
  `${EXTENSIONS}: x-foo`,
  `${EXTENSIONS}: permessage-deflate, permessage-deflate; client_max_window_bits`,
);

export const KEPT_RESPONSES: readonly Row[] = [
  refusal('ws/res-status-not-101', '103 Early Hints', 'Link: </a.css>'),
  refusal('ws/res-redirect', '103 Early Hints', 'Location: /other'),
  ...answering(KEPT_EDITS),
  ...answering(KEPT_ANSWERS, OFFERING),
  ...answering(
    { 'ws/res-protocol-missing': [['none', PROTOCOL, null]] },
    replaced(REQUEST, PROTOCOL),
  ),
  ...answering(
    {
      'ws/pmd-response-twice': [
        ['another beside it', '', `${EXTENSIONS}: permessage-deflate, x-foo`],
      ],
      'ws/pmd-response-client-bits-not-offered': [agreeing('client_max_window_bits=9')],
    },
    TWO_EXTENSIONS,
  ),
];
