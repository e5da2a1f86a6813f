import { decodeBase64 } from '../base64.ts';
import { combinedValue, valueSpan } from '../http/headers.ts';
import { specRef, type RequestHead } from '../http/layout.ts';
import { startLineOf } from '../http/message.ts';
import { isToken, splitList } from '../http/syntax.ts';
import type { RuleId } from '../ids.ts';
import { brokenExtensionLine } from './extension-list.ts';
import {
  asksForWebSocket,
  connectionUpgrades,
  isVersionHighEnough,
  protocolsIn,
} from './handshake-fields.ts';
import {
  again,
  lastValue,
  missing,
  repeated,
  requestRule,
  warning,
  wrongLine,
  type RequestRule,
} from './handshake-rule.ts';

const ASKED = specRef('rfc6455', '4.2.1');
const OFFERED = specRef('rfc6455', '4.1');

/** What stands behind the blank line is not missing but lost, and another rule says so. */
const requestMissing = (id: RuleId, name: string): RequestRule =>
  requestRule(id, 'http.start-line', ASKED, (request, strays) =>
    strays.has(name.toLowerCase()) ? null : missing(request, name),
  );

const START_LINE_RULES: readonly RequestRule[] = [
  // methods have a case: RFC 9112 §3.1
  requestRule('ws/req-method-not-get', 'http.method', ASKED, ({ start }) =>
    start.method.text === 'GET' ? null : start.method,
  ),
  requestRule('ws/req-http-version-too-low', 'http.version', ASKED, ({ start }) =>
    isVersionHighEnough(start.version.text) ? null : start.version,
  ),
];

/** "websocket" with the full stop of a sentence typed after it. */
const hasFullStop = (value: string): boolean =>
  splitList(value).some((element) => /^websocket\.$/i.test(element));

const asksWithFullStop = (request: RequestHead) =>
  asksForWebSocket(request) ? null : wrongLine(request, 'Upgrade', (value) => !hasFullStop(value));

const UPGRADE_RULES: readonly RequestRule[] = [
  requestMissing('ws/req-missing-host', 'Host'),
  requestRule('ws/req-two-hosts', 'http.header-value', specRef('rfc9112', '3.2'), (request) =>
    again(request, 'Host'),
  ),
  requestMissing('ws/req-missing-upgrade', 'Upgrade'),
  requestRule('ws/req-upgrade-not-websocket', 'http.header-value', ASKED, (request) =>
    asksForWebSocket(request) || asksWithFullStop(request) ? null : lastValue(request, 'Upgrade'),
  ),
  requestRule('ws/req-upgrade-trailing-dot', 'http.header-value', ASKED, asksWithFullStop),
  // one rule for none and for one without the token: a proxy may have stripped either
  requestRule('ws/req-connection-without-upgrade', 'http.header-value', ASKED, (request, strays) =>
    connectionUpgrades(request) || strays.has('connection')
      ? null
      : (lastValue(request, 'Connection') ?? startLineOf(request)),
  ),
];

const KEY = 'Sec-WebSocket-Key';

/** Each line is judged alone; of two keys the second is one too many, whatever it is. */
const KEY_RULES: readonly RequestRule[] = [
  requestMissing('ws/req-missing-key', KEY),
  requestRule('ws/req-key-wrong-length', 'http.header-value', ASKED, (request) =>
    wrongLine(request, KEY, (key) => (decodeBase64(key)?.bytes.length ?? 16) === 16),
  ),
  requestRule('ws/req-key-bad-base64', 'http.header-value', ASKED, (request) =>
    wrongLine(request, KEY, (key) => decodeBase64(key) !== null),
  ),
  // A warning, not silence: no receiver minds, and the example of RFC 6455 §4.1 was printed so, but
  // RFC 4648 §3.5 makes zeros a MUST for who encodes, and erratum 3150 of RFC 6455 corrects the example.
  warning(
    requestRule(
      'ws/req-key-noncanonical-base64',
      'http.header-value',
      specRef('rfc4648', '3.5'),
      (request) => wrongLine(request, KEY, (key) => decodeBase64(key)?.canonical ?? true),
    ),
  ),
  requestRule('ws/req-key-twice', 'http.header-value', specRef('rfc6455', '11.3.1'), (request) =>
    again(request, KEY),
  ),
];

const VERSION = 'Sec-WebSocket-Version';
const isPaddedNumber = (version: string): boolean => /^0\d+$/.test(version);

/** The place of a version that two lines or one make, where it is wrong. */
const wrongVersion = (request: RequestHead, isRight: (version: string) => boolean) =>
  isRight(combinedValue(request, VERSION) ?? '13') ? null : lastValue(request, VERSION);

const VERSION_RULES: readonly RequestRule[] = [
  requestMissing('ws/req-missing-version', VERSION),
  // the client names one version; a list is what a refusing server sends: RFC 6455 §4.4
  {
    ...requestRule(
      'ws/req-version-unsupported',
      'http.header-value',
      specRef('rfc6455', '4.2.2'),
      (request) => wrongVersion(request, (version) => version === '13' || isPaddedNumber(version)),
    ),
    status: 426,
  },
  requestRule(
    'ws/req-version-leading-zero',
    'http.header-value',
    specRef('rfc6455', '4.3'),
    (request) => wrongVersion(request, (version) => !isPaddedNumber(version)),
  ),
];

/** The first name that is no token; the last line where there is no name at all. */
function badProtocol(request: RequestHead) {
  const names = protocolsIn(request);
  if (names.length === 0) return lastValue(request, 'Sec-WebSocket-Protocol');
  return names.find(({ name }) => !isToken(name)) ?? null;
}

const OFFER_RULES: readonly RequestRule[] = [
  // "all be unique strings", and they have a case
  requestRule('ws/req-protocol-duplicate', 'http.header-value', OFFERED, (request) =>
    repeated(protocolsIn(request).filter(({ name }) => isToken(name))),
  ),
  requestRule('ws/req-protocol-bad-token', 'http.header-value', OFFERED, badProtocol),
  requestRule(
    'ws/req-extension-syntax',
    'http.header-value',
    specRef('rfc6455', '9.1'),
    (request) => {
      const header = brokenExtensionLine(request);
      return header && valueSpan(header);
    },
  ),
];

/** What a server checks in the fields of a client's opening handshake: RFC 6455 §4.2.1. */
export const FIELD_RULES: readonly RequestRule[] = [
  ...START_LINE_RULES,
  ...UPGRADE_RULES,
  ...KEY_RULES,
  ...VERSION_RULES,
  ...OFFER_RULES,
];
