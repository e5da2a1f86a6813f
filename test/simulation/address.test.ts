import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatSetup, parseSetup, type Pair } from '../../src/simulation/address.ts';
import { FAILURES } from '../../src/simulation/failures.ts';
import {
  INITIAL,
  PARAMETER_IDS,
  PARAMETERS,
  type Parameter,
} from '../../src/simulation/parameters.ts';
import { PRESET_IDS } from '../../src/simulation/presets.ts';
import { INITIAL_SETUP, setupOf, type RaceSetup } from '../../src/simulation/setup.ts';
import { anyFailure, anyParameters, anyTransport } from './scenarios.ts';

/** As it goes through the address bar. */
const throughAddress = (setup: RaceSetup) => {
  const query = new URLSearchParams(formatSetup(setup).map((pair) => [...pair])).toString();
  return { query, ...parseSetup(new URLSearchParams(query)) };
};

const anySetup: fc.Arbitrary<RaceSetup> = fc.record({
  lanes: fc.array(fc.record({ transport: anyTransport, changes: anyParameters }), {
    minLength: 1,
    maxLength: 5,
  }),
  parameters: anyParameters.map((changes) => ({ ...INITIAL, ...changes })),
  failures: fc.array(anyFailure, { maxLength: 5 }),
});

describe('an address', () => {
  test('says nothing of what is as it was', () => {
    expect(formatSetup(INITIAL_SETUP)).toEqual([]);
    expect(parseSetup([])).toEqual({ setup: INITIAL_SETUP, faults: [] });
  });

  test('brings any race back exactly', () =>
    fc.assert(
      fc.property(anySetup, (setup) => {
        const { setup: back, faults } = throughAddress(setup);
        expect(faults).toEqual([]);
        expect(JSON.stringify(back.parameters)).toBe(JSON.stringify(setup.parameters));
        expect(back.lanes.map(({ transport }) => transport)).toEqual(
          setup.lanes.map(({ transport }) => transport),
        );
        back.lanes.forEach(({ changes }, i) =>
          expect(changes).toEqual({ ...setup.lanes[i]!.changes }),
        );
        expect(back.failures.map((failure) => ({ ...failure }))).toEqual(
          setup.failures.map((failure) => ({ ...failure })),
        );
      }),
    ));

  test('is readable', () => {
    const { query } = throughAddress({
      lanes: [
        { transport: 'polling', changes: {} },
        { transport: 'polling', changes: { pollInterval: 10_000, since: 'latestOnly' } },
      ],
      parameters: { ...INITIAL, rate: 0.5 },
      failures: [
        { kind: 'cut', at: 12_000.5, amount: 3000 },
        { kind: 'packet-lost', at: 1, amount: 0 },
      ],
    });
    expect(query).toBe(
      'rate=0.5&lanes=polling_polling*since*latestOnly*pollInterval*10000' +
        '&fail=cut*12000.5*3000_packet-lost*1',
    );
  });

  test.each(PRESET_IDS)('brings the preset %s back', (id) => {
    const setup = setupOf(id);
    expect(throughAddress(setup)).toMatchObject({ setup, faults: [] });
  });

  test.each([
    ['rate', '5x', 'not-a-number'],
    ['rate', '', 'not-a-number'],
    ['rate', '1e999', 'out-of-range'],
    ['rate', '-1', 'out-of-range'],
    ['rate', '201', 'out-of-range'],
    ['payload', '1.5', 'out-of-range'],
    ['headers', 'firefox', 'not-a-choice'],
    ['times', '1_x', 'not-a-number'],
    ['times', '1_-5', 'out-of-range'],
    ['__proto__', '1', 'unknown-key'],
    ['constructor', '1', 'unknown-key'],
  ])('with %s=%s says what is wrong, and is read all the same', (key, value, reason) => {
    const { setup, faults } = parseSetup([[key, value]]);
    expect(faults).toEqual([{ key, value, reason }]);
    for (const id of PARAMETER_IDS) {
      const parameter: Parameter = PARAMETERS[id];
      if (parameter.kind !== 'number') continue;
      const number = setup.parameters[id] as number;
      expect(number >= parameter.min && number <= parameter.max).toBe(true);
    }
  });

  test('names lanes and failures that do not exist', () => {
    const { setup, faults } = parseSetup([
      ['lanes', 'polling_carrier-pigeon_websocket*rate*x'],
      ['fail', 'flood*1_cut*x_cut*5*-1_tabs*7*99'],
    ]);
    expect(faults.map(({ reason }) => reason)).toEqual([
      'unknown-lane',
      'not-a-number',
      'unknown-failure',
      'unknown-failure',
    ]);
    expect(setup.lanes.map(({ transport }) => transport)).toEqual(['polling', 'websocket']);
    expect(setup.failures).toEqual([
      { kind: 'cut', at: 5, amount: FAILURES.cut.min },
      { kind: 'tabs', at: 7, amount: FAILURES.tabs.max },
    ]);
  });

  test('of any text never fails', () =>
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.oneof(fc.constantFrom('lanes', 'fail', ...PARAMETER_IDS), fc.string()),
            fc.oneof(fc.string(), fc.constantFrom('NaN', 'Infinity', '1e308', '_', '*', '_*_')),
          ),
        ),
        (pairs: Pair[]) => {
          const { setup } = parseSetup(pairs);
          expect(setup.lanes.length).toBeGreaterThan(0);
          expect(throughAddress(setup).setup).toEqual(setup);
        },
      ),
      { numRuns: 500 },
    ));
});
