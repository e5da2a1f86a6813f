import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PARAMETER_IDS } from '../../../src/simulation/parameters.ts';
import {
  EMBED_KINDS,
  INITIAL_OPTIONS,
  OPTION_KEYS,
  OPTIONS_OF,
  readEmbed,
  writeEmbed,
  type EmbedOptions,
} from '../../../src/views/embed/options.ts';

const HELLO = 'hex=818537fa213d7f9f4d5158';

describe('the address of an embed', () => {
  test('is what to show, as the decoder reads it, and how', () => {
    const read = readEmbed(
      'frame',
      `#${HELLO}&theme=dark&dir=c2s&lang=zh&field=ws.mask&height=fixed`,
    );
    expect(read).toMatchObject({
      content: `${HELLO}&dir=c2s`,
      bytes: 'there',
      faults: [],
      options: { theme: 'dark', lang: 'zh', field: 'ws.mask', height: 'fixed', controls: true },
    });
  });

  test('of a race is one of the laboratory, with the options taken out', () => {
    const read = readEmbed('race', '#rate=2&lanes=polling_websocket&autoplay=yes&stops=3000_1000');
    expect(read.faults).toEqual([]);
    expect(read.content).toBe('rate=2&lanes=polling_websocket');
    expect(read.setup.parameters.rate).toBe(2);
    expect(read.setup.lanes.map(({ transport }) => transport)).toEqual(['polling', 'websocket']);
    expect(read.options).toMatchObject({ autoplay: true, stops: [1000, 3000] });
  });

  test('of a sequence is a run where it carries no bytes', () => {
    expect(readEmbed('sequence', '#rate=2')).toMatchObject({ bytes: 'none', faults: [] });
    expect(readEmbed('sequence', `#${HELLO}`)).toMatchObject({ bytes: 'there', faults: [] });
  });

  test('takes what the decoder writes besides, notes and changed bytes too', () => {
    const known = '#hex=8100&ext=permessage-deflate&end=fin';
    const marked = `${known}&note=0.0.YQ&edit=0.c2s.0.01&marks=AA`;
    expect(readEmbed('frame', marked)).toMatchObject({ faults: [], content: marked.slice(1) });
    expect(readEmbed('frame', '#hex=8100&end=rst').faults).toMatchObject([{ key: 'end' }]);
  });

  test('keeps a plus sign of base64', () => {
    const read = readEmbed('frame', '#b64=+/+/&theme=light');
    expect(read).toMatchObject({ content: 'b64=+/+/', bytes: 'there', faults: [] });
  });
});

describe('what does not count is named with what would', () => {
  test.each([
    ['theme=blue', 'theme', 'theme'],
    ['lang=fr', 'lang', 'lang'],
    ['height=300', 'height', 'height'],
    ['controls=off', 'controls', 'controls'],
    ['field=<img src=x onerror=alert(1)>', 'field', 'field'],
    ['dir=up', 'dir', 'dir'],
    ['row=-1', 'row', 'row'],
    ['row=1.5', 'row', 'row'],
    ['as=word', 'as', 'as'],
    ['autoplay=yes', 'autoplay', null],
    ['onload=alert(1)', 'onload', null],
    ['__proto__=1', '__proto__', null],
  ])('%s', (part, key, expected) => {
    const read = readEmbed('frame', `#${HELLO}&${part}`);
    expect(read.faults).toMatchObject([{ key, expected }]);
    expect(read.options).toEqual(INITIAL_OPTIONS);
    expect(read.bytes).toBe('there');
  });

  test.each(['hex=zz', 'hex=818', 'hex=', 'b64=**', 'text=%3Cb%3E', 'z=ä'])(
    '%s is no bytes',
    (part) => {
      const read = readEmbed('message', `#${part}`);
      expect(read.bytes).toBe('illegible');
      expect(read.faults).toHaveLength(1);
    },
  );

  test.each([
    ['rate=many', 'not-a-number'],
    ['rate=99999', 'out-of-range'],
    ['pollMode=never', 'not-a-choice'],
    ['lanes=pigeon', 'unknown-lane'],
    ['fail=fire*3', 'unknown-failure'],
    ['colour=red', null],
  ])('%s of a race', (part, race) => {
    expect(readEmbed('race', `#${part}`).faults).toMatchObject([{ expected: null, race }]);
  });

  test.each(['speed=0', 'speed=1e9', 'span=0', 'at=-1', 'stops=1_b', `stops=${'1_'.repeat(60)}1`])(
    '%s of a clock',
    (part) => {
      expect(readEmbed('race', `#${part}`)).toMatchObject({
        faults: [{ key: part.split('=', 1)[0] }],
        options: INITIAL_OPTIONS,
      });
    },
  );
});

test('no option has the name of a setting of a race', () => {
  const taken: readonly string[] = [...PARAMETER_IDS, 'lanes', 'fail'];
  expect(OPTION_KEYS.filter((key) => taken.includes(key))).toEqual([]);
});

test('no fragment makes reading fail', () => {
  fc.assert(
    fc.property(fc.constantFrom(...EMBED_KINDS), fc.string({ unit: 'binary' }), (kind, hash) => {
      expect(readEmbed(kind, hash).options.speed).toBeGreaterThan(0);
    }),
  );
});

const options = fc.record<EmbedOptions>({
  theme: fc.constantFrom('auto', 'light', 'dark'),
  lang: fc.constantFrom(null, 'en', 'zh'),
  height: fc.constantFrom('auto', 'fixed'),
  controls: fc.boolean(),
  field: fc.constantFrom(null, 'none', 'ws.opcode', 'ws.opcode@wire:4'),
  autoplay: fc.boolean(),
  speed: fc.constantFrom(0.01, 0.5, 1, 100),
  span: fc.option(fc.integer({ min: 1, max: 86_400_000 })),
  at: fc.option(fc.integer({ min: 0, max: 86_400_000 })),
  stops: fc.array(fc.nat(10_000), { maxLength: 5 }).map((times) => times.sort((a, b) => a - b)),
});

test('what is written is read again', () => {
  fc.assert(
    fc.property(fc.constantFrom(...EMBED_KINDS), options, (kind, given) => {
      const mine = Object.fromEntries(OPTIONS_OF[kind].map((key) => [key, given[key]]));
      const content = kind === 'race' ? 'rate=3' : HELLO;
      const read = readEmbed(kind, writeEmbed(`#${content}`, mine));
      expect(read).toMatchObject({ content, faults: [], options: mine });
    }),
  );
});
