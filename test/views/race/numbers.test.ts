import { screen, within } from '@testing-library/svelte';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { en } from '../../../src/i18n/en/index.ts';
import { zh } from '../../../src/i18n/zh/index.ts';
import { SYMBOLS } from '../../../src/simulation/formulas/written.ts';
import { INITIAL, type Parameters } from '../../../src/simulation/parameters.ts';
import { scenariosOf, setupOf } from '../../../src/simulation/setup.ts';
import { scenarioOf, type Scenario } from '../../../src/simulation/scenario.ts';
import { simulate } from '../../../src/simulation/simulate.ts';
import { TRANSPORTS, type Transport } from '../../../src/simulation/transport.ts';
import type { CountedLane } from '../../../src/views/race/lane-name.ts';
import MetricsTable from '../../../src/views/race/MetricsTable.svelte';
import { METRIC_IDS } from '../../../src/views/race/metrics.ts';
import { formOf, type NumberId } from '../../../src/views/race/number-formulas.ts';
import NumberPanel from '../../../src/views/race/NumberPanel.svelte';
import { anyParameters } from '../../simulation/scenarios.ts';
import { workOut } from '../../simulation/work-out.ts';
import { renderView } from '../words.ts';

const ran = (scenario: Scenario): CountedLane => ({
  id: scenario.transport,
  name: en.race.transports[scenario.transport].name,
  transport: scenario.transport,
  second: false,
  scenario,
  totals: simulate(scenario).totals,
});

const laneOf = (transport: Transport, changes: Partial<Parameters> = {}): CountedLane =>
  ran(scenarioOf(transport, changes));

/** Opens what is told of a number; gives its text without spaces that differ. */
function open(number: NumberId, lane: CountedLane, rest: object = {}): string {
  const { container } = renderView(NumberPanel, { number, text: 'shown', lane, ...rest });
  return container.textContent.replaceAll(/[\s\u00a0]+/gu, ' ');
}

describe.each([
  ['English', en],
  ['Chinese', zh],
])('in %s', (_, { race }) => {
  it('every number says what is counted, and every symbol what it stands for', () => {
    expect(Object.keys(race.explained.counted).sort()).toEqual([...METRIC_IDS, 'memory'].sort());
    expect(Object.keys(race.formulas.symbols).sort()).toEqual([...SYMBOLS].sort());
  });
});

describe('a number', () => {
  it('shows its formula, with the values of the run, beside what the run gave', () => {
    const text = open('mean', laneOf('polling', { warm: 'on' }));
    expect(text).toContain('From the birth of each piece of news');
    expect(text).toContain('T / 2 + d');
    expect(text).toContain('= 1,000 ms / 2 + 50 ms');
    expect(text).toContain('By formula 550 ms In this run shown');
    expect(text).toContain('T time between polls');
    expect(screen.getByRole('link', { name: 'RFC 6202 §1' })).toBeInTheDocument();
  });

  it('of the whole run is the formula times its length, and times the clients', () => {
    const lane = laneOf('polling', { warm: 'on', clients: 1000 });
    const text = open('requests', lane, { clients: 1000 });
    expect(text).toContain('N · W · (1 / T)');
    expect(text).toContain('= 1,000 · 60 s · (1 / 1 s)');
    expect(text).toContain('By formula 60,000');
  });

  it('that agrees with its formula says so; one that strays says why', () => {
    expect(open('mean', laneOf('websocket', { warm: 'on' }))).toContain('agree');
    const strays = open('mean', laneOf('polling', { warm: 'on' }));
    expect(strays).toContain('one run strays');
    const fails = ran({
      ...scenarioOf('websocket', { rate: 5, wsReplay: 'on' }),
      failures: [{ kind: 'cut', at: 5000, amount: 3000 }],
    });
    expect(open('mean', fails)).toContain('Something fails in this run');
  });

  it('whose formula does not hold says so', () => {
    const text = open('mean', laneOf('polling', { jitter: 20 }));
    expect(text).toContain('not for these settings');
    expect(text).not.toContain('By formula');
  });

  it('without a formula says how it was added up', () => {
    const lane = laneOf('websocket');
    const text = open('down', lane);
    expect(text).toContain('There is no closed form');
    const { payload, 'http-head': heads } = lane.totals.bytes['server-to-client'];
    expect(text).toContain(`payload ${payload} B + HTTP heads ${heads} B`);
    expect(open('memory', lane, { memoryEach: 20_000 })).toContain('1 · 1 · 20 kB');
  });

  it('that others published stands beside theirs, with a link', () => {
    const lanes = scenariosOf(setupOf('quantum-leap-c')).map(ran);
    const [polling, websocket] = lanes;
    expect(open('perNews', polling!)).toContain(
      '871 bytes a message. With all line ends it is 909',
    );
    expect(open('perNews', websocket!)).toContain('2 bytes a message');
    expect(open('down', polling!)).toContain('664.5 Mbit/s');
    expect(screen.getAllByRole('link', { name: /Lubbers/ })[0]).toHaveAttribute(
      'href',
      expect.stringContaining('quantum'),
    );
    expect(open('max', laneOf('long-polling'))).toContain('three network transits, here 150 ms');
    const minutely = { pollInterval: 60_000, clients: 10_000, window: 600_000 };
    expect(open('requests', laneOf('polling', minutely), { clients: 10_000 })).toContain(
      'make 167 requests a second',
    );
  });

  it('is worked out from what is printed, whatever the settings', () => {
    fc.assert(
      fc.property(
        anyParameters,
        fc.constantFrom(...TRANSPORTS),
        fc.constantFrom(...METRIC_IDS),
        fc.constantFrom(1, 1000),
        (changes, transport, number, clients) => {
          const parameters = { ...INITIAL, ...changes, jitter: 0, loss: 0, clients };
          const form = formOf(number, transport, parameters, clients);
          if (typeof form === 'string') return;
          const inMs = ['mean', 'p50', 'p95', 'max'].includes(number) ? 1000 : 1;
          const shown = workOut(form.written, form.id, parameters) * inMs;
          expect(Math.abs(shown - form.value)).toBeLessThanOrEqual(1e-9 * Math.abs(form.value));
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('the table', () => {
  it('has a button for every number, named by what it is and whose', () => {
    const lanes = [laneOf('polling'), laneOf('websocket')];
    renderView(MetricsTable, { lanes, clients: 1, memoryEach: 20_000 });
    const row = screen.getByRole('row', { name: /mean delay/ });
    const buttons = within(row).getAllByRole('button');
    expect(buttons).toHaveLength(2);
    expect(buttons[1]).toHaveAccessibleName(/ms\. How is “mean delay, WebSocket” worked out\?/);
    const cells = screen.getAllByRole('cell').filter((cell) => cell.textContent.trim() !== '–');
    for (const cell of cells) expect(within(cell).getByRole('button')).toBeInTheDocument();
  });
});
