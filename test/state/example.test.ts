import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it, test, vi } from 'vitest';
import { RULE_IDS, type RuleId } from '../../src/codec/ids.ts';
import { Decoder } from '../../src/state/decoder.svelte.ts';
import type { Session } from '../../src/worker/api.ts';
import { direct } from '../worker/sessions.ts';

const FOLDER = new URL('../../public/examples/', import.meta.url);
const load = (name: string): Promise<string> => readFile(new URL(name, FOLDER), 'utf8');

let session: Session;
let decoder: Decoder;

beforeEach(() => {
  session = direct();
  decoder = new Decoder(() => ({ session, stop: () => {} }), load);
});

afterEach(() => decoder.dispose());

/** Every rule that the decoder's page would list. */
async function rulesShown(): Promise<RuleId[]> {
  const { connection } = decoder.conversation;
  const problems = await session.problems(connection!, 0, 1000);
  return problems.map(({ violation }) => violation.rule);
}

/** What cannot be broken without breaking another rule as well. */
const BESIDE: Readonly<Partial<Record<RuleId, RuleId>>> = {
  // text that is impossible in a fragment is impossible
  'ws/text-utf8-bad-in-fragment': 'ws/text-invalid-utf8',
  // the reason is as long as the frame that carries it
  'ws/close-reason-too-long': 'ws/control-too-long',
};

describe('an example opened by its address', () => {
  test.each(RULE_IDS)('%s shows this rule and no other', async (rule) => {
    await decoder.restore(`#example=${rule}`);
    const also = BESIDE[rule];
    expect((await rulesShown()).sort()).toEqual([rule, ...(also ? [also] : [])].sort());
    expect(decoder.address).toMatch(new RegExp(`^#example=${rule}&row=\\d+$`));
  });

  test.each(RULE_IDS)('%s has a twin that shows none', async (rule) => {
    await decoder.restore(`#example=${rule}&twin`);
    expect(decoder.conversation.rows?.count).toBeGreaterThan(0);
    expect(await rulesShown()).toEqual([]);
  });

  it('looks at the row it names', async () => {
    await decoder.restore('#example=ws/second-close&row=1');
    expect(decoder.conversation.row).toBe(1);
  });

  it.each(['ws/no-such-rule', '', '__proto__', '../../samples/hello', '%F0%9F'])(
    'of no rule, "%s", is said not to be there',
    async (rule) => {
      await decoder.restore(`#example=${rule}`);
      expect(decoder.opening.failure).toBe('no-example');
      expect(decoder.input.empty).toBe(true);
      expect(decoder.address).toBe('');
    },
  );

  it('that cannot be loaded is said to be so', async () => {
    const offline = new Decoder(
      () => ({ session, stop: () => {} }),
      () => Promise.reject(new Error('offline')),
    );
    await offline.restore('#example=ws/rsv2-set');
    expect(offline.opening.failure).toBe('unloaded');
  });

  it('that comes too late does not replace what came after it', async () => {
    const slow = decoder.restore('#example=ws/rsv2-set');
    await decoder.restore('#hex=8100');
    await slow;
    expect(decoder.input.panes[0]!.text).toBe('8100');
  });
});

describe('what is known besides the bytes', () => {
  const compressed = '#example=ws/pmd-window-exceeded';

  it('stays with the bytes when they are changed, and goes into their address', async () => {
    await decoder.restore(compressed);
    const { text } = decoder.input.panes[0]!;
    decoder.input.type(0, `${text} `);
    await vi.waitFor(() => expect(decoder.address).toContain('ext='));
    const { address } = decoder;
    expect(address).toContain('ext=permessage-deflate%3B%20server_max_window_bits%3D9');
    expect(address).not.toContain('example=');
    await decoder.restore('#hex=8100');
    expect(decoder.input.known).toEqual({});
    await decoder.restore(address);
    expect(await rulesShown()).toEqual(['ws/pmd-window-exceeded']);
  });

  it('is an ended connection where the address says so', async () => {
    await decoder.restore('#text=PCA4MTAz&end=fin');
    expect(decoder.input.known).toEqual({ ended: true });
    await decoder.restore('#hex=8103627965&dir=s2c&end=fin');
    expect(await rulesShown()).toEqual(['ws/tcp-closed-without-close']);
    decoder.input.forgetKnown();
    await decoder.open();
    expect(await rulesShown()).toEqual([]);
  });

  it('goes with the bytes it was known of', async () => {
    await decoder.restore(compressed);
    decoder.input.show('81 00');
    expect(decoder.input.known).toEqual({});
    await decoder.restore(compressed);
    decoder.input.clear();
    expect(decoder.input.known).toEqual({});
  });
});
