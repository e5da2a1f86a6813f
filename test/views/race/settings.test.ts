import { screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { en } from '../../../src/i18n/en/index.ts';
import { zh } from '../../../src/i18n/zh/index.ts';
import { FAILURE_KINDS } from '../../../src/simulation/failures.ts';
import { FORMULA_IDS } from '../../../src/simulation/formulas/index.ts';
import { SETUP_IDS } from '../../../src/simulation/setup.ts';
import { INITIAL, PARAMETER_IDS, PARAMETERS } from '../../../src/simulation/parameters.ts';
import { TRANSPORTS, type Transport } from '../../../src/simulation/transport.ts';
import FailureBar from '../../../src/views/race/FailureBar.svelte';
import LanePicker from '../../../src/views/race/LanePicker.svelte';
import ParameterPanel from '../../../src/views/race/ParameterPanel.svelte';
import { renderView } from '../words.ts';

describe.each([
  ['English', en],
  ['Chinese', zh],
])('in %s', (_, { race }) => {
  it('every setting has a name and a word of help, and every choice its own', () => {
    const { names, choices } = race.parameters;
    expect(Object.keys(names).sort()).toEqual([...PARAMETER_IDS].sort());
    for (const id of PARAMETER_IDS) {
      expect(names[id].label).not.toBe('');
      expect(names[id].help).not.toBe('');
      const parameter = PARAMETERS[id];
      if (parameter.kind !== 'choice') continue;
      const own = (choices as Record<string, Record<string, string>>)[id] ?? {};
      expect(Object.keys(own).sort()).toEqual([...parameter.choices].sort());
    }
    expect(Object.keys(race.presets.names).sort()).toEqual([...SETUP_IDS].sort());
    expect(Object.keys(race.formulas.names).sort()).toEqual([...FORMULA_IDS].sort());
    expect(Object.keys(race.failures.names).sort()).toEqual([...FAILURE_KINDS].sort());
  });
});

function panel(lanes: readonly Transport[] = TRANSPORTS) {
  const onchange = vi.fn();
  const onreset = vi.fn();
  renderView(ParameterPanel, { parameters: INITIAL, lanes, onchange, onreset });
  return { onchange, onreset, user: userEvent.setup() };
}

describe('the settings', () => {
  it('take a number that is typed, once it is in range', async () => {
    const { onchange, user } = panel();
    const box = screen.getByRole('spinbutton', { name: 'Rate of news' });
    await user.clear(box);
    await user.type(box, '12');
    expect(onchange).toHaveBeenLastCalledWith('rate', 12);
    await user.type(box, '000');
    expect(onchange).not.toHaveBeenCalledWith('rate', 12_000);
    expect(box).toHaveValue(12_000);
  });

  it('show a share in per cent', async () => {
    const { onchange, user } = panel();
    const box = screen.getByRole('spinbutton', { name: 'Packet loss' });
    await user.clear(box);
    await user.type(box, '5');
    expect(onchange).toHaveBeenLastCalledWith('loss', 0.05);
  });

  it('show only what changes a lane that runs', () => {
    panel(['websocket']);
    expect(screen.getAllByText('WebSocket').length).toBeGreaterThan(0);
    expect(screen.queryByText('Polling')).toBeNull();
  });

  it('ask for the times of news only where news comes by a list', () => {
    panel();
    expect(screen.queryByRole('textbox', { name: 'Times of news' })).toBeNull();
  });
});

describe('a failure', () => {
  it('is dropped in where the clock stands, and taken out again', async () => {
    const failure = { kind: 'cut', at: 1500, amount: 3000 } as const;
    const onadd = vi.fn();
    const onremove = vi.fn();
    const onseek = vi.fn();
    renderView(FailureBar, { failures: [failure], now: 4.2, onadd, onremove, onseek });
    const user = userEvent.setup();
    await user.selectOptions(
      screen.getByRole('combobox', { name: 'Make something fail' }),
      'Restart the server',
    );
    await user.click(screen.getByRole('button', { name: 'Drop in' }));
    expect(onadd).toHaveBeenCalledWith('server-restart', 4.2, 2000);
    const item = within(screen.getByRole('listitem'));
    await user.click(item.getByRole('button', { name: 'at 1.5 s' }));
    expect(onseek).toHaveBeenCalledWith(1.5);
    await user.click(item.getByRole('button', { name: 'Take out: Cut the cable, 3,000 ms' }));
    expect(onremove).toHaveBeenCalledWith(failure);
  });
});

describe('the lanes', () => {
  it('are chosen one by one, but the last stays', async () => {
    const onlane = vi.fn();
    renderView(LanePicker, { lanes: ['polling'], other: null, onlane, oncompare: vi.fn() });
    const user = userEvent.setup();
    expect(screen.getByRole('checkbox', { name: 'Polling' })).toBeDisabled();
    await user.click(screen.getByRole('checkbox', { name: 'WebSocket' }));
    expect(onlane).toHaveBeenCalledWith('websocket', true);
  });

  it('can be run twice with other settings', async () => {
    const oncompare = vi.fn();
    renderView(LanePicker, { lanes: TRANSPORTS, other: null, onlane: vi.fn(), oncompare });
    const user = userEvent.setup();
    const box = screen.getByRole('combobox', { name: 'Compare two settings of one transport' });
    await user.selectOptions(box, 'Polling');
    expect(oncompare).toHaveBeenCalledWith('polling');
  });
});
