import type { RuleId } from '../../../src/codec/ids.ts';
import { bytesOfLatin1 } from '../../../src/codec/http/syntax.ts';
import {
  acceptWith,
  diagnoseAccept,
  SAMPLE_KEY,
} from '../../../src/composer/handshake/diagnose.ts';
import { judgeHandshake, valueIn } from '../../../src/composer/handshake/judge.ts';
import { BROKEN, REQUEST, RESPONSE, type Row } from '../../vectors/handshake.ts';

/** A key that no endpoint is asked with. */
const OTHER_KEY = 'AQIDBAUGBwgJCgsMDQ4PEA==';

/** The example of each rule of the opening handshake, as the site shows it, by side. A tunnel is no WebSocket server's matter. */
const EXAMPLES: readonly Row[] = [...new Set(BROKEN.map(({ rule }) => rule))]
  .filter((rule) => rule !== 'ws/connect-without-port')
  .map((rule) => BROKEN.find((row) => row.rule === rule)!);

export const REQUEST_CASES = EXAMPLES.filter(({ response }) => response === undefined);
export const RESPONSE_CASES = EXAMPLES.filter(({ response }) => response !== undefined);

/** Breaks nothing. */
export const SOUND: Row = {
  rule: 'ws/res-accept-mismatch',
  name: 'RFC 6455 §1.2',
  request: REQUEST,
  response: RESPONSE,
  points: '',
};

/** The answer of a case to another request: each accept is made for its key, right or wrong in the same way. */
export function answerTo(request: string, { request: asked, response = '' }: Row): string {
  const keyOf = (head: string): string =>
    valueIn(judgeHandshake(bytesOfLatin1(head), new Uint8Array()).request.head, KEY) ?? '';
  const [from, to] = [keyOf(asked), keyOf(request)];
  return response.replace(
    /^(Sec-WebSocket-Accept:[ \t]*)(.*?)\r$/gm,
    (line, name: string, accept: string) => {
      const [mistake, ...more] = diagnoseAccept(accept, from)?.mistakes ?? ['other-key' as const];
      if (more.length > 0) throw new RangeError(`two mistakes in ${line}`);
      const remade = mistake === undefined ? acceptRight(to) : acceptWith(mistake, to, OTHER_KEY);
      return `${name}${remade ?? accept}\r`;
    },
  );
}

const KEY = 'Sec-WebSocket-Key';

const acceptRight = (key: string): string => acceptWith('other-key', SAMPLE_KEY, key) ?? '';

/** The rules that this exchange breaks. */
export function rulesBrokenBy(request: string, response: string): RuleId[] {
  const judged = judgeHandshake(bytesOfLatin1(request), bytesOfLatin1(response));
  return [...judged.request.violations, ...judged.response.violations].map(({ rule }) => rule);
}

/** All that a client sends in a case. */
export const sentIn = ({ request, after = '' }: Row): string => request + after;
