import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FAILURE_KINDS, FAILURES, type Failure } from '../../src/simulation/failures.ts';
import {
  INITIAL,
  PARAMETER_IDS,
  PARAMETERS,
  type Parameter,
  type Parameters,
} from '../../src/simulation/parameters.ts';
import { TRANSPORTS } from '../../src/simulation/transport.ts';
import {
  INITIAL_SETUP,
  readRaceAddress,
  writeRaceAddress,
  type RaceSetup,
} from '../../src/state/race-address.ts';

function anyValue(parameter: Parameter): fc.Arbitrary<unknown> {
  if (parameter.kind === 'choice') return fc.constantFrom(...parameter.choices);
  const { max } = parameter;
  if (parameter.kind === 'list') return fc.array(fc.nat(max), { maxLength: 5 });
  const { min, whole } = parameter;
  return whole ? fc.integer({ min, max }) : fc.double({ min, max, noNaN: true });
}

const anyParameters: fc.Arbitrary<Parameters> = fc
  .record(Object.fromEntries(PARAMETER_IDS.map((id) => [id, anyValue(PARAMETERS[id])])), {
    requiredKeys: [],
  })
  .map((changed) => ({ ...INITIAL, ...changed }) as Parameters);

const anyFailure: fc.Arbitrary<Failure> = fc.constantFrom(...FAILURE_KINDS).chain((kind) =>
  fc.record({
    kind: fc.constant(kind),
    at: fc.nat(3_600_000),
    amount: fc.integer({ min: FAILURES[kind].min, max: FAILURES[kind].max }),
  }),
);

const anySetup: fc.Arbitrary<RaceSetup> = fc.record({
  lanes: fc.subarray([...TRANSPORTS], { minLength: 1 }),
  parameters: anyParameters,
  failures: fc.array(anyFailure, { maxLength: 3 }),
  other: fc.option(
    fc.record({ transport: fc.constantFrom(...TRANSPORTS), parameters: anyParameters }),
  ),
});

/** -0 and an empty list are written as what they are told apart from by nobody. */
const plain = (setup: RaceSetup): unknown => JSON.parse(JSON.stringify(setup));

describe('the address of a race', () => {
  it('gives the same race again, whatever is set', () =>
    fc.assert(
      fc.property(anySetup, (setup) => {
        expect(plain(readRaceAddress(writeRaceAddress(setup)))).toEqual(plain(setup));
      }),
    ));

  it('is bare where nothing is changed', () => {
    expect(writeRaceAddress(INITIAL_SETUP)).toBe('');
    expect(readRaceAddress('')).toEqual(INITIAL_SETUP);
  });

  it('names what is changed, and no more', () => {
    const parameters = { ...INITIAL, rate: 5, pollInterval: 250 };
    const failures = [{ kind: 'cut', at: 4200, amount: 3000 } as const];
    expect(writeRaceAddress({ ...INITIAL_SETUP, parameters, failures })).toBe(
      '#rate=5&pollInterval=250&fail=cut.4200.3000',
    );
  });

  it.each([
    '#rate=-1',
    '#rate=lots',
    '#rate=',
    '#seed=1.5',
    '#process=sometimes',
    '#times=1.x',
    '#fail=flood.1.1',
    '#fail=cut.-5.3000',
    '#fail=cut',
    '#other=pigeon',
    '#lanes=pigeon',
    '#__proto__=1&toString=2',
  ])('%s changes nothing: what makes no sense is left out', (hash) => {
    expect(readRaceAddress(hash)).toEqual(INITIAL_SETUP);
  });

  it('takes any text without a throw', () =>
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(readRaceAddress(text).lanes.length).toBeGreaterThan(0);
      }),
    ));
});
