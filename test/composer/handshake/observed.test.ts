import { describe, expect, test } from 'vitest';
import { OBSERVED } from '../../../src/composer/handshake/observed-data.ts';
import { EXAMPLE_RULES } from '../../../src/composer/handshake/presets.ts';
import { askWsClient } from './ask-ws-client.ts';
import { askWsServer } from './ask-ws-server.ts';
import { REQUEST_CASES, RESPONSE_CASES, SOUND } from './cases.ts';
import { observeRequests, wsVersion } from './write-observed.ts';

/** Node's own parser of HTTP refuses much before `ws` sees it, so another Node may answer otherwise. */
const isOtherNode = process.versions.node.split('.')[0] !== OBSERVED.versions.node;

describe('what the page says of real endpoints', () => {
  test('every rule of the opening handshake has its row', () => {
    expect(Object.keys(OBSERVED.requests).sort()).toEqual([...EXAMPLE_RULES.request].sort());
    expect(Object.keys(OBSERVED.responses).sort()).toEqual([...EXAMPLE_RULES.response].sort());
    expect(REQUEST_CASES).toHaveLength(EXAMPLE_RULES.request.length);
    expect(RESPONSE_CASES).toHaveLength(EXAMPLE_RULES.response.length);
  });

  test('it speaks of the ws that is installed', async () => {
    expect(OBSERVED.versions.ws).toBe(await wsVersion());
  });

  test.skipIf(isOtherNode)('the server of ws answers as is said', async () => {
    expect(await observeRequests()).toEqual(OBSERVED.requests);
  });

  test.skipIf(isOtherNode).each(RESPONSE_CASES.map((row) => [row.rule, row] as const))(
    'the client of ws does as is said of %s',
    async (rule, row) => {
      expect(await askWsClient(row)).toEqual(OBSERVED.responses[rule]?.ws);
    },
  );

  test('ws opens where nothing is wrong', async () => {
    expect(await askWsServer([SOUND.request])).toMatchObject([{ status: 101 }]);
    expect(await askWsClient(SOUND)).toEqual({ opens: true, says: '' });
  });
});
