import { parseSetup } from '../../simulation/address.ts';
import { scenarioOf } from '../../simulation/scenario.ts';
import { simulate } from '../../simulation/simulate.ts';
import { PARAMETER_IDS } from '../../simulation/parameters.ts';
import type { ParameterId } from '../../simulation/parameters.ts';
import type { Run } from '../../simulation/run.ts';
import { TRANSPORTS } from '../../simulation/transport.ts';
import { DIRECTIONS } from '../../trace/direction.ts';
import { checkOf, NUMBER, numberIn } from './judge.ts';
import type { Judge, Parameters } from './judge.ts';
import { NOTHING, verdictOf } from './verdict.ts';

const OWN = ['lane', 'of', 'below', 'most', 'sets'] as const;

const checkOwn = checkOf({
  lane: TRANSPORTS,
  of: ['mean', 'p95', 'max'],
  below: NUMBER,
  'most?': NUMBER,
  sets: /^\w+( \w+)*$/u,
});

/** News that comes soon enough, for so many bytes at most; the rest of the parameters set the run. */
export const delayJudge: Judge = {
  answerAs: 'settings',
  check(parameters) {
    const fault = checkOwn(split(parameters).own);
    if (fault !== null) return fault;
    const unknown = settable(parameters).find((id) => !isParameter(id));
    if (unknown !== undefined) return `sets=${unknown} is no parameter of a run`;
    const [wrong] = parseSetup(Object.entries(split(parameters).run)).faults;
    return wrong ? `${wrong.key}=${wrong.value}: ${wrong.reason}` : null;
  },
  judge(answer, parameters) {
    if (answer.as !== 'settings') return Promise.resolve(NOTHING);
    const settings = Object.entries(answer.settings);
    const allowed = settable(parameters);
    const pairs = settings.map(([name, value]): [string, string] => [name, String(value)]);
    const { setup, faults } = parseSetup([...Object.entries(split(parameters).run), ...pairs]);
    if (settings.length === 0) return Promise.resolve(NOTHING);
    if (faults.length > 0 || settings.some(([name]) => !allowed.includes(name))) {
      return Promise.resolve(verdictOf([{ id: 'nothing' }], ['setting']));
    }
    const lane = TRANSPORTS.find((each) => each === parameters['lane'])!;
    const run = simulate(scenarioOf(lane, setup.parameters, setup.failures));
    return Promise.resolve(verdictOn(run, parameters));
  },
};

function verdictOn({ totals }: Run, parameters: Parameters) {
  const { latency } = totals;
  const delay = latency?.[parameters['of'] as 'mean' | 'p95' | 'max'] ?? null;
  const bytes = DIRECTIONS.flatMap((direction) => Object.values(totals.bytes[direction])).reduce(
    (sum, part) => sum + part,
    0,
  );
  return verdictOf(
    [
      ...(delay === null ? [] : [{ id: 'delay', milliseconds: delay } as const]),
      { id: 'cost', bytes },
    ],
    [
      delay !== null && delay < Number(parameters['below']) ? null : 'delay',
      bytes > (numberIn(parameters, 'most') ?? Infinity) ? 'cost' : null,
    ],
  );
}

const settable = (parameters: Parameters): string[] => (parameters['sets'] ?? '').split(' ');

const isParameter = (name: string): name is ParameterId =>
  (PARAMETER_IDS as readonly string[]).includes(name);

/** What the judge asks for, and what sets the run. */
function split(parameters: Parameters): { own: Parameters; run: Parameters } {
  const entries = Object.entries(parameters);
  const isOwn = ([name]: [string, string]): boolean => (OWN as readonly string[]).includes(name);
  return {
    own: Object.fromEntries(entries.filter(isOwn)),
    run: Object.fromEntries(entries.filter((entry) => !isOwn(entry))),
  };
}
