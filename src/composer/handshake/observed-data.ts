import type { Observed } from './observed.ts';

// Written by test/composer/handshake/write-observed.ts, and compared with the real endpoints in tests.
export const OBSERVED: Observed = {
  versions: { ws: '8.23.0', node: '20', chromium: '156' },
  requests: {
    'ws/req-method-not-get': { status: 405, extensions: null },
    'ws/req-http-version-too-low': { status: 101, extensions: null },
    'ws/req-missing-host': { status: 101, extensions: null },
    'ws/req-two-hosts': { status: 101, extensions: null },
    'ws/req-missing-upgrade': { status: 426, extensions: null },
    'ws/req-upgrade-not-websocket': { status: 400, extensions: null },
    'ws/req-upgrade-trailing-dot': { status: 400, extensions: null },
    'ws/req-connection-without-upgrade': { status: 426, extensions: null },
    'ws/req-missing-key': { status: 400, extensions: null },
    'ws/req-key-wrong-length': { status: 400, extensions: null },
    'ws/req-key-bad-base64': { status: 400, extensions: null },
    'ws/req-key-noncanonical-base64': { status: 101, extensions: null },
    'ws/req-key-twice': { status: 400, extensions: null },
    'ws/req-missing-version': { status: 400, extensions: null },
    'ws/req-version-unsupported': { status: 400, extensions: null },
    'ws/req-version-leading-zero': { status: 101, extensions: null },
    'ws/req-protocol-duplicate': { status: 400, extensions: null },
    'ws/req-protocol-bad-token': { status: 400, extensions: null },
    'ws/req-extension-syntax': { status: 400, extensions: null },
    'ws/req-fragment-in-target': { status: 101, extensions: null },
    'ws/req-space-before-colon': { status: 400, extensions: null },
    'ws/req-obs-fold': { status: 400, extensions: null },
    'ws/req-bare-cr': { status: 400, extensions: null },
    'ws/pmd-offer-unknown-param': { status: 400, extensions: null },
    'ws/pmd-offer-window-bits-range': { status: 400, extensions: null },
    'ws/pmd-offer-window-bits-leading-zero': {
      status: 101,
      extensions: 'permessage-deflate; server_max_window_bits=9',
    },
    'ws/pmd-offer-duplicate-param': { status: 400, extensions: null },
    'ws/pmd-offer-takeover-with-value': { status: 400, extensions: null },
    'ws/req-blank-line-inside-headers': { status: 426, extensions: null },
  },
  responses: {
    'ws/res-status-not-101': {
      ws: { opens: false, says: 'Unexpected server response: 401' },
      chromium: {
        opens: false,
        says: 'HTTP Authentication failed; no valid credentials available',
      },
    },
    'ws/res-redirect': {
      ws: { opens: false, says: 'Unexpected server response: 302' },
      chromium: {
        opens: false,
        says: 'Error during WebSocket handshake: Unexpected response code: 302',
      },
    },
    'ws/res-missing-upgrade': {
      ws: { opens: false, says: 'Unexpected server response: 101' },
      chromium: {
        opens: false,
        says: "Error during WebSocket handshake: 'Upgrade' header is missing",
      },
    },
    'ws/res-upgrade-not-websocket': {
      ws: { opens: false, says: 'Invalid Upgrade header' },
      chromium: {
        opens: false,
        says: "Error during WebSocket handshake: 'Upgrade' header value is not 'WebSocket': websocket.",
      },
    },
    'ws/res-missing-connection': {
      ws: { opens: false, says: 'Unexpected server response: 101' },
      chromium: {
        opens: false,
        says: "Error during WebSocket handshake: 'Connection' header is missing",
      },
    },
    'ws/res-connection-not-upgrade': {
      ws: { opens: false, says: 'Unexpected server response: 101' },
      chromium: {
        opens: false,
        says: "Error during WebSocket handshake: 'Connection' header value must contain 'Upgrade'",
      },
    },
    'ws/res-missing-accept': {
      ws: { opens: false, says: 'Invalid Sec-WebSocket-Accept header' },
      chromium: {
        opens: false,
        says: "Error during WebSocket handshake: 'Sec-WebSocket-Accept' header is missing",
      },
    },
    'ws/res-accept-mismatch': {
      ws: { opens: false, says: 'Invalid Sec-WebSocket-Accept header' },
      chromium: {
        opens: false,
        says: "Error during WebSocket handshake: Incorrect 'Sec-WebSocket-Accept' header value",
      },
    },
    'ws/res-accept-of-decoded-key': {
      ws: { opens: false, says: 'Invalid Sec-WebSocket-Accept header' },
      chromium: {
        opens: false,
        says: "Error during WebSocket handshake: Incorrect 'Sec-WebSocket-Accept' header value",
      },
    },
    'ws/res-accept-hex-digest': {
      ws: { opens: false, says: 'Invalid Sec-WebSocket-Accept header' },
      chromium: {
        opens: false,
        says: "Error during WebSocket handshake: Incorrect 'Sec-WebSocket-Accept' header value",
      },
    },
    'ws/res-accept-guid-lowercase': {
      ws: { opens: false, says: 'Invalid Sec-WebSocket-Accept header' },
      chromium: {
        opens: false,
        says: "Error during WebSocket handshake: Incorrect 'Sec-WebSocket-Accept' header value",
      },
    },
    'ws/res-accept-twice': {
      ws: { opens: false, says: 'Invalid Sec-WebSocket-Accept header' },
      chromium: {
        opens: false,
        says: "Error during WebSocket handshake: 'Sec-WebSocket-Accept' header must not appear more than once in a response",
      },
    },
    'ws/res-protocol-not-offered': {
      ws: { opens: false, says: 'Server sent an invalid subprotocol' },
      chromium: {
        opens: false,
        says: "Error during WebSocket handshake: 'Sec-WebSocket-Protocol' header value 'chat.' in response does not match any of sent values",
      },
    },
    'ws/res-protocol-missing': {
      ws: { opens: false, says: 'Server sent no subprotocol' },
      chromium: {
        opens: false,
        says: "Error during WebSocket handshake: Sent non-empty 'Sec-WebSocket-Protocol' header but no response was received",
      },
    },
    'ws/res-protocol-list': {
      ws: { opens: false, says: 'Server sent an invalid subprotocol' },
      chromium: {
        opens: false,
        says: "Error during WebSocket handshake: 'Sec-WebSocket-Protocol' header must not appear more than once in a response",
      },
    },
    'ws/res-extension-not-offered': {
      ws: {
        opens: false,
        says: 'Server sent a Sec-WebSocket-Extensions header but no extension was requested',
      },
      chromium: {
        opens: false,
        says: "Error during WebSocket handshake: Found an unsupported extension 'x-foo' in 'Sec-WebSocket-Extensions' header",
      },
    },
    'ws/res-101-content-length': {
      ws: { opens: true, says: '' },
      chromium: { opens: true, says: '' },
    },
    'ws/res-101-transfer-encoding': {
      ws: { opens: true, says: '' },
      chromium: { opens: true, says: '' },
    },
    'ws/res-101-on-http10': { ws: { opens: true, says: '' }, chromium: { opens: true, says: '' } },
    'ws/pmd-response-unknown-param': {
      ws: { opens: false, says: 'Invalid Sec-WebSocket-Extensions header' },
      chromium: {
        opens: false,
        says: 'Error during WebSocket handshake: Error in permessage-deflate: Received an unexpected permessage-deflate extension parameter',
      },
    },
    'ws/pmd-response-window-bits-range': {
      ws: { opens: false, says: 'Invalid Sec-WebSocket-Extensions header' },
      chromium: {
        opens: false,
        says: 'Error during WebSocket handshake: Error in permessage-deflate: Received invalid server_max_window_bits parameter',
      },
    },
    'ws/pmd-response-duplicate-param': {
      ws: { opens: false, says: 'Invalid Sec-WebSocket-Extensions header' },
      chromium: {
        opens: false,
        says: 'Error during WebSocket handshake: Error in permessage-deflate: Received duplicate permessage-deflate extension parameter server_no_context_takeover',
      },
    },
    'ws/pmd-response-client-bits-no-value': {
      ws: { opens: false, says: 'Invalid Sec-WebSocket-Extensions header' },
      chromium: {
        opens: false,
        says: 'Error during WebSocket handshake: Error in permessage-deflate: client_max_window_bits must have value',
      },
    },
    'ws/pmd-response-twice': {
      ws: { opens: true, says: '' },
      chromium: {
        opens: false,
        says: 'Error during WebSocket handshake: Received duplicate permessage-deflate response',
      },
    },
    'ws/pmd-response-client-bits-not-offered': {
      ws: { opens: false, says: 'Invalid Sec-WebSocket-Extensions header' },
      chromium: null,
    },
  },
};
