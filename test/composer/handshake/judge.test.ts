import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesOfLatin1 } from '../../../src/codec/http/syntax.ts';
import { judgeHandshake, MOST_JUDGED, valueIn } from '../../../src/composer/handshake/judge.ts';
import { clientOutcome, serverOutcome } from '../../../src/composer/handshake/outcome.ts';
import {
  EXAMPLE_RULES,
  PRESET_IDS,
  PRESETS,
  readExample,
} from '../../../src/composer/handshake/presets.ts';
import { bytesOfTyped } from '../../../src/composer/handshake/typed.ts';
import { decodeReport } from '../../../src/trace/report.ts';
import { CLIENTS } from '../../vectors/handshake-clients.ts';
import { BROKEN, KEPT, lines, REQUEST, RESPONSE } from '../../vectors/handshake.ts';

const judge = (request: string, response = '') =>
  judgeHandshake(bytesOfLatin1(request), bytesOfLatin1(response));

const rulesOf = ({ request, response }: ReturnType<typeof judge>) =>
  [...request.violations, ...response.violations].map(({ rule }) => rule);

const exampleText = (name: string) =>
  readFileSync(new URL(`../../../public/examples/${name}.txt`, import.meta.url), 'utf8');

const judgeExample = (name: string) => {
  const { request, response } = readExample(exampleText(name));
  return rulesOf(judgeHandshake(request, response));
};

const decoded = async (name: string) => {
  const { connections } = await decodeReport(exampleText(name));
  return connections.flatMap(({ violations }) => violations.map(({ rule }) => rule));
};

describe('both sides, judged line by line', () => {
  test.each(BROKEN.map((row) => [`${row.rule}: ${row.name}`, row] as const))('%s', (_, row) => {
    const judged = judge(row.request + (row.after ?? ''), row.response);
    expect(rulesOf(judged)).toContain(row.rule);
    const side = row.response === undefined ? judged.request : judged.response;
    // each violation stands at one line, and is lost at none
    const placed = side.lines.flatMap(({ violations }) => violations);
    expect(placed).toHaveLength(side.violations.length);
  });

  test.each(KEPT.map((row) => [`${row.rule}: ${row.name}`, row] as const))('not %s', (_, row) => {
    const judged = judge(row.request + (row.after ?? ''), row.response);
    expect(rulesOf(judged)).not.toContain(row.rule);
  });

  test('the lines are the bytes, each with what it is to a handshake', () => {
    const { request, response } = judge(REQUEST, RESPONSE);
    expect(request.lines.map(({ start, end }) => REQUEST.slice(start, end)).join('')).toBe(REQUEST);
    expect(request.lines.map(({ role, name }) => [role, name])).toEqual([
      ['start', ''],
      ['required', 'host'],
      ['required', 'upgrade'],
      ['required', 'connection'],
      ['required', 'sec-websocket-key'],
      ['optional', 'origin'],
      ['optional', 'sec-websocket-protocol'],
      ['required', 'sec-websocket-version'],
      ['blank', ''],
    ]);
    expect(response.lines.at(3)).toMatchObject({ role: 'required', name: 'sec-websocket-accept' });
    expect(valueIn(request.head, 'SEC-WEBSOCKET-KEY')).toBe('dGhlIHNhbXBsZSBub25jZQ==');
  });

  test('what is no head says why', () => {
    const faultOf = (request: string) => judge(request).request.fault;
    expect(faultOf('')).toBe('empty');
    expect(faultOf('GET /chat HTTP/1.1\r\nHost: a\r\n')).toBe('unfinished');
    expect(faultOf(RESPONSE)).toBe('not-this-side');
    expect(faultOf(lines('GET / HTTP/1.1', 'Host: a'))).toBe('no-handshake');
    expect(faultOf('a'.repeat(MOST_JUDGED + 1))).toBe('too-long');
    expect(judge(REQUEST, REQUEST).response.fault).toBe('not-this-side');
    expect(judge(`${REQUEST}abc`).request).toMatchObject({ fault: null, after: 3 });
  });

  test('no bytes throw, and nothing is judged that is not a head', () => {
    const part = fc.oneof(
      fc.string({ unit: 'binary-ascii', maxLength: 20 }),
      fc.constantFrom('\r\n', '\r', '\n', ':', ' ', 'HTTP/1.1', REQUEST, RESPONSE),
    );
    const bytes = fc.array(part, { maxLength: 12 }).map((parts) => bytesOfLatin1(parts.join('')));
    fc.assert(
      fc.property(bytes, bytes, (request, response) => {
        const judged = judgeHandshake(request, response);
        for (const side of [judged.request, judged.response]) {
          expect(side.lines.reduce((sum, { start, end }) => sum + end - start, 0)).toBe(
            side.head?.end ?? 0,
          );
        }
        serverOutcome(judged.request);
        clientOutcome(judged);
      }),
    );
  });
});

describe('what the standard makes of it', () => {
  test('a server that keeps the rules opens, and so does the client', () => {
    const judged = judge(REQUEST, RESPONSE);
    expect(serverOutcome(judged.request)).toEqual({ kind: 'opens' });
    expect(clientOutcome(judged)).toEqual({ kind: 'opens' });
  });

  test('the first rule that has a status says how the server refuses', () => {
    const version = judge(REQUEST.replace('Version: 13', 'Version: 7'));
    expect(serverOutcome(version.request)).toEqual({
      kind: 'refuses',
      status: 426,
      rule: 'ws/req-version-unsupported',
    });
    expect(serverOutcome(judge(lines('GET / HTTP/1.1', 'Host: a')).request).kind).toBe('plain');
    const tunnel = lines('CONNECT a:80 HTTP/1.1', 'Host: a:80');
    expect(serverOutcome(judge(tunnel).request).kind).toBe('tunnel');
    expect(serverOutcome(judge('').request).kind).toBe('unread');
  });

  test('a client fails, waits, or takes the answer as HTTP', () => {
    const kindOf = (response: string, request = REQUEST) => clientOutcome(judge(request, response));
    expect(kindOf(RESPONSE.replace('s3pP', 'S3pP'))).toEqual({
      kind: 'fails',
      rule: 'ws/res-accept-mismatch',
    });
    expect(kindOf(lines('HTTP/1.1 404 Not Found'))).toEqual({ kind: 'http', status: 404 });
    expect(kindOf(lines('HTTP/1.1 103 Early Hints')).kind).toBe('not-yet');
    expect(kindOf(RESPONSE, '').kind).toBe('unasked');
    expect(kindOf('').kind).toBe('unread');
  });
});

describe('presets', () => {
  test.each(PRESET_IDS)('%s keeps every rule, and opens', (id) => {
    const { request, response } = PRESETS[id];
    const judged = judgeHandshake(bytesOfTyped(request), bytesOfTyped(response));
    expect(rulesOf(judged)).toEqual([]);
    expect(clientOutcome(judged)).toEqual({ kind: 'opens' });
  });

  test('they are those of RFC 6455 and of Chromium, byte for byte', () => {
    expect(bytesOfTyped(PRESETS.rfc.request)).toEqual(bytesOfLatin1(REQUEST));
    expect(bytesOfTyped(PRESETS.rfc.response)).toEqual(bytesOfLatin1(RESPONSE));
    expect(bytesOfTyped(PRESETS.chrome.request)).toEqual(bytesOfLatin1(CLIENTS['Chromium 156']!));
  });

  test.each([...EXAMPLE_RULES.request, ...EXAMPLE_RULES.response])(
    'the example of %s breaks it, its twin does not, and the decoder finds the same',
    async (rule) => {
      const broken = judgeExample(rule);
      expect(broken.filter((each) => each.startsWith('ws/'))).toEqual([rule]);
      expect(broken.sort()).toEqual((await decoded(rule)).sort());
      expect(judgeExample(`${rule}.legal`)).not.toContain(rule);
    },
  );
});
