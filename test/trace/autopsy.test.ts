import * as fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readPaste } from '../../src/capture/paste.ts';
import { concat } from '../../src/codec/bytes.ts';
import { finish } from '../../src/codec/finish.ts';
import { examine } from '../../src/trace/autopsy/autopsy.ts';
import { makesNoSense } from '../../src/trace/autopsy/makes-no-sense.ts';
import { senseOf } from '../../src/trace/autopsy/sense.ts';
import { strandsOf, type Strand } from '../../src/trace/autopsy/strand.ts';
import { HYPOTHESIS_IDS, type Tools } from '../../src/trace/autopsy/suspicion.ts';
import { SUSPICIONS } from '../../src/trace/autopsy/suspicions/index.ts';
import { weighText } from '../../src/trace/autopsy/text-weight.ts';
import { SAMPLES } from '../../src/views/capture/samples.ts';
import { readText } from '../../src/worker/autopsy.ts';
import { noise } from '../worker/sessions.ts';
import { EXAMPLES } from './rule-examples.ts';
import { conversationOf, fromClient, fromServer, pasteOf, utf8 } from './wire.ts';

const tools: Tools = { readText, readings: [] };

const hypothesesOf = (...strands: readonly Strand[]) => finish(examine(strands, tools)).hypotheses;

/** What is said of an input as the decoder opens it. */
async function saidOf(text: string): Promise<string[]> {
  const { trace, readings } = readPaste([{ content: text }]);
  const [connection] = trace.connections;
  if (connection === undefined) return [];
  const guessed = readings.some(({ notes }) =>
    notes.some(({ id }) => id === 'input/direction-guessed'),
  );
  const strands = strandsOf(connection, guessed);
  const conversation = await conversationOf([{ content: text }]);
  if (!makesNoSense(conversation, strands)) return [];
  return hypothesesOf(...strands).map(({ id }) => id);
}

describe('chance', () => {
  it('is not mistaken for anything: of 400 random inputs, next to none', () => {
    const mistaken = Array.from({ length: 400 }, (_, seed) => {
      const bytes = noise(16 + ((seed * 37) % 2000), seed + 1);
      return hypothesesOf({ direction: null, bytes }).map(({ id, bits }) => `${id} ${bits}`);
    }).filter((said) => said.length > 0);
    expect(mistaken.length, mistaken.join('; ')).toBeLessThanOrEqual(1);
  });

  it('makes texts of n bits once in 2 to the power of n', () => {
    const heavy = Array.from({ length: 4000 }, (_, seed) => weighText(noise(24, seed + 1))).filter(
      (bits) => bits >= 8,
    );
    expect(heavy.length).toBeLessThanOrEqual(4000 / 2 ** 8);
  });
});

describe('a conversation', () => {
  const text = fc.stringMatching(/^[a-z]{1,12}( [a-z]{1,9}){0,6}$/);
  const frame = (sender: 'client' | 'server') =>
    fc
      .oneof(text, fc.uint8Array({ maxLength: 60 }))
      .chain((payload) =>
        fc
          .uint8Array({ minLength: 4, maxLength: 4 })
          .map((maskKey) =>
            sender === 'client' ? fromClient(payload, { maskKey }) : fromServer(payload),
          ),
      );
  const frames = (sender: 'client' | 'server') =>
    fc.array(frame(sender), { minLength: 1, maxLength: 12 });

  it('that is legal gives no hypothesis', () => {
    fc.assert(
      fc.property(frames('client'), frames('server'), (client, server) => {
        expect(hypothesesOf({ direction: 'client-to-server', bytes: concat(client) })).toEqual([]);
        expect(hypothesesOf({ direction: null, bytes: concat([...client, ...server]) })).toEqual(
          [],
        );
      }),
      { numRuns: 60 },
    );
  });

  it('that is cut after any byte gives none', () => {
    fc.assert(
      fc.property(frames('server'), fc.nat(), (server, cut) => {
        const bytes = concat(server);
        const part = bytes.subarray(0, cut % (bytes.length + 1));
        expect(hypothesesOf({ direction: 'server-to-client', bytes: part })).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it.each(SAMPLES)('of the samples gives none: %s', async (name) => {
    const file = new URL(`../../public/samples/${name}.txt`, import.meta.url);
    expect(await saidOf(readFileSync(file, 'utf8'))).toEqual([]);
  });

  it('that is illegal in one place gives none: the example of every rule', async () => {
    for (const { rule, breaks, keeps } of EXAMPLES) {
      expect(await saidOf(pasteOf(...breaks.turns)), rule).toEqual([]);
      expect(await saidOf(pasteOf(...keeps.turns)), rule).toEqual([]);
    }
  });
});

describe('the scorer', () => {
  it('counts what speaks for frames', () => {
    const sense = senseOf({ direction: 'server-to-client', bytes: fromServer('Hello') });
    expect(sense).toMatchObject({
      frames: 1,
      texts: 1,
      faults: 0,
      explained: 7,
      total: 7,
      lands: true,
    });
    expect(sense.bits).toBeGreaterThan(20);
  });

  it('says less of a frame that the other side would have sent', () => {
    const bytes = fromServer('Hello');
    const right = senseOf({ direction: 'server-to-client', bytes }).bits;
    const unknown = senseOf({ direction: null, bytes }).bits;
    const wrong = senseOf({ direction: 'client-to-server', bytes }).bits;
    expect(right).toBeGreaterThan(unknown);
    expect(unknown).toBeGreaterThan(wrong);
  });

  it('reads over HTTP heads', () => {
    const head = utf8('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n');
    const bytes = concat([head, fromServer('Hello')]);
    expect(senseOf({ direction: 'server-to-client', bytes })).toMatchObject({
      heads: 1,
      frames: 1,
    });
  });
});

describe('any bytes', () => {
  it('are answered, and any suspicion of them can be acted on', () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc
        .uint8Array({ maxLength: 40 })
        .map((part) => concat(Array.from({ length: 20 }, () => part))),
    );
    fc.assert(
      fc.property(
        bytes,
        fc.constantFrom(null, 'client-to-server', 'server-to-client'),
        (given, direction) => {
          for (const suspicion of SUSPICIONS) {
            for (const { treat } of suspicion.propose({ direction, bytes: given }, tools)) {
              if (treat !== null) finish(treat(given));
            }
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it.each([
    ['zeros', new Uint8Array(65_536)],
    ['ones', new Uint8Array(65_536).fill(0xff)],
    ['line feeds', new Uint8Array(65_536).fill(0x0a)],
    ['empty frames', Uint8Array.from({ length: 65_536 }, (_, i) => (i % 2 === 0 ? 0x89 : 0))],
    [
      'lengths beyond all bounds',
      Uint8Array.from({ length: 65_536 }, (_, i) => [0x82, 0x7f, 0xff][i % 3]!),
    ],
    ['letters', new Uint8Array(65_536).fill(0x61)],
  ])('are answered at once: %s', (_name, bytes) => {
    const begun = performance.now();
    hypothesesOf({ direction: null, bytes });
    expect(performance.now() - begun).toBeLessThan(3000);
  });
});

it('every hypothesis is made by one suspicion, or by reading in another format', () => {
  const made = [...SUSPICIONS.map(({ id }) => id), 'other-format'];
  expect(made.toSorted()).toEqual([...HYPOTHESIS_IDS].toSorted());
});
