import { fireEvent, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { tick } from 'svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Clock } from '../../../src/state/clock.svelte.ts';
import type { Choice, Lane } from '../../../src/views/timeline/lane.ts';
import { stopsOf, prepareLanes } from '../../../src/views/timeline/prepare.ts';
import { stageOf, yOf } from '../../../src/views/timeline/stage.ts';
import Timeline from '../../../src/views/timeline/Timeline.svelte';
import type { Locale } from '../../../src/i18n/words.ts';
import { renderView } from '../words.ts';
import '../bytes/resize-observer.ts';
import { connectionOf, END, laneOf, longLane, raceLanes } from './lanes.ts';

/** What jsdom measures nothing of is drawn at this size. */
const STAGE = stageOf({ from: 0, to: END }, 280, 384, 1);

let still = false;
beforeEach(() => {
  still = false;
  vi.stubGlobal('matchMedia', (query: string) => ({
    matches: query.includes('reduced-motion') && still,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
});

async function show(
  given: readonly Lane[] = raceLanes(),
  { locale = 'en', autoplay = false }: { locale?: Locale; autoplay?: boolean } = {},
) {
  const lanes = await prepareLanes(given);
  const clock = new Clock({ request: () => 1, cancel: () => undefined });
  clock.load(stopsOf(lanes));
  const onselect = vi.fn<(choice: Choice) => void>();
  renderView(Timeline, { lanes, clock, onselect, autoplay }, locale);
  await tick();
  return { clock, onselect, user: userEvent.setup() };
}

const drawing = (name: string) => screen.getByRole('img', { name: `${name}: sequence diagram` });
const button = (name: string) => screen.getByRole('button', { name });
const said = () => screen.getByRole('status').textContent;
const slider = () => screen.getByRole('slider', { name: 'Position in time' });

describe('the lanes', () => {
  it('are drawn side by side, each by its name', async () => {
    await show();
    for (const { name } of raceLanes()) expect(screen.getByRole('group', { name })).toBeVisible();
    expect(drawing('WebSocket')).toHaveTextContent('Upgrade');
    expect(drawing('Streaming')).toHaveTextContent('data:');
  });

  it('become canvases where there is more than SVG keeps up with', async () => {
    HTMLCanvasElement.prototype.getContext = () => null;
    await show([longLane(5000)]);
    expect(document.querySelectorAll('canvas')).toHaveLength(1);
  });

  it('say when there is nothing, and when there are no times', async () => {
    await show([laneOf([])]);
    expect(screen.getByText('Nothing travelled here.')).toBeVisible();
    document.body.innerHTML = '';
    await show([laneOf([connectionOf([['client-to-server', null, null, 'x']])])]);
    expect(screen.getByText(/This input has no times/)).toBeVisible();
  });

  it('speak Chinese', async () => {
    await show(raceLanes(), { locale: 'zh' });
    expect(screen.getByRole('button', { name: '播放' })).toBeVisible();
    expect(screen.getByRole('img', { name: 'WebSocket：时序图' })).toHaveTextContent('Upgrade');
  });
});

describe('the clock', () => {
  it('plays by itself, but not where less motion is wanted', async () => {
    expect((await show(raceLanes(), { autoplay: true })).clock.playing).toBe(true);
    document.body.innerHTML = '';
    still = true;
    expect((await show(raceLanes(), { autoplay: true })).clock.playing).toBe(false);
    expect(button('Play')).toBeVisible();
  });

  it('is moved by buttons', async () => {
    const { clock, user } = await show();
    await user.click(button('Play'));
    expect(clock.playing).toBe(true);
    await user.click(button('Pause'));
    expect(clock.playing).toBe(false);
    await user.click(button('Faster'));
    expect(clock.speed).toBe(2);
    await user.click(button('Next event'));
    expect(clock.time).toBe(0.1);
    expect(screen.getByText('00:00.100')).toBeVisible();
    await user.click(button('Previous event'));
    expect(clock.time).toBe(0);
  });

  it('says what each step comes to', async () => {
    const { clock, user } = await show(raceLanes().slice(3));
    clock.seek(0.92);
    await user.click(button('Next event'));
    expect(said()).toMatch(/WebSocket: news 1 delivered after 50 ms\./);
    await user.click(button('Previous event'));
    expect(said()).toMatch(/WebSocket: news 1 is there\./);
  });

  it.each([
    [' ', (clock: Clock) => expect(clock.playing).toBe(true)],
    ['{ArrowRight}', (clock: Clock) => expect(clock.time).toBeCloseTo(2.1)],
    ['{ArrowLeft}', (clock: Clock) => expect(clock.time).toBeCloseTo(1.55)],
    ['{Home}', (clock: Clock) => expect(clock.time).toBe(0)],
    ['{End}', (clock: Clock) => expect(clock.time).toBe(END)],
    [']', (clock: Clock) => expect(clock.speed).toBe(2)],
    ['[[', (clock: Clock) => expect(clock.speed).toBe(0.5)],
    ['+', (clock: Clock) => expect(clock.window.to - clock.window.from).toBeCloseTo(END / 1.5)],
    ['+{ArrowDown}', (clock: Clock) => expect(clock.following).toBe(false)],
    ['+-', (clock: Clock) => expect(clock.window).toEqual({ from: 0, to: END })],
  ])('obeys the key %s', async (keys, expected) => {
    const { clock, user } = await show(raceLanes().slice(3));
    clock.seek(1.6);
    screen.getByRole('group', { name: 'Timeline' }).focus();
    await user.keyboard(keys);
    expected(clock);
  });

  it('leaves other keys, shortcuts and buttons alone', async () => {
    const { clock, user } = await show();
    screen.getByRole('group', { name: 'Timeline' }).focus();
    await user.keyboard('x{Control>}{End}{/Control}');
    expect(clock.time).toBe(0);
    button('Faster').focus();
    await user.keyboard(' ');
    expect(clock.playing).toBe(false);
    expect(clock.speed).toBe(2);
  });

  it('is scrubbed along the track, with keys too', async () => {
    const { clock, user } = await show();
    vi.spyOn(slider(), 'getBoundingClientRect').mockReturnValue(new DOMRect(100, 0, 200, 20));
    slider().setPointerCapture = () => undefined;
    // jsdom has no pointer events with places.
    const at = (type: string, clientX: number) =>
      fireEvent(slider(), new MouseEvent(type, { clientX, bubbles: true }));
    await at('pointerdown', 200);
    expect(clock.time).toBeCloseTo(END / 2);
    await at('pointermove', 1000);
    expect(clock.time).toBe(END);
    await at('pointerup', 1000);
    await at('pointermove', 100);
    expect(clock.time).toBe(END);
    slider().focus();
    await user.keyboard('{Home}{ArrowRight}');
    expect(clock.time).toBe(0.1);
    expect(slider()).toHaveAttribute('aria-valuetext', '00:00.100 of 00:05');
  });
});

describe('the hand', () => {
  const middle = (STAGE.client + STAGE.server) / 2;

  it('opens the bytes of an arrow it clicks', async () => {
    const { onselect } = await show();
    await fireEvent.click(drawing('WebSocket'), { clientX: middle, clientY: yOf(STAGE, 0.925) });
    expect(onselect).toHaveBeenCalledWith({
      ...{ lane: 'websocket', connection: 0 },
      ...{ direction: 'server-to-client', transfer: 2 },
    });
    await fireEvent.click(drawing('WebSocket'), { clientX: middle, clientY: yOf(STAGE, 1.2) });
    expect(onselect).toHaveBeenCalledTimes(1);
  });

  it('is told what it points at', async () => {
    await show();
    await fireEvent(
      drawing('Polling'),
      new MouseEvent('pointermove', { clientX: middle, clientY: yOf(STAGE, 0.125) }),
    );
    expect(drawing('Polling')).toHaveTextContent('GET · 41 bytes');
    expect(drawing('Polling')).toHaveTextContent('left 00:00.100, arrived 00:00.150');
    await fireEvent(drawing('Polling'), new MouseEvent('pointerleave'));
    expect(drawing('Polling')).not.toHaveTextContent('41 bytes');
  });

  it('looks closer at what is merged', async () => {
    HTMLCanvasElement.prototype.getContext = () => null;
    const { clock, onselect } = await show([longLane(20_000)]);
    const whole = clock.window.to;
    await fireEvent.click(drawing('A'), { clientX: STAGE.client + 2, clientY: 200 });
    expect(onselect).not.toHaveBeenCalled();
    expect(clock.window.to - clock.window.from).toBeLessThan(whole / 10);
  });

  it('zooms with the wheel and Ctrl, about the pointer, and leaves the plain wheel to the page', async () => {
    const { clock } = await show();
    const wheel = (ctrlKey: boolean) =>
      fireEvent.wheel(drawing('Polling'), { deltaY: -200, ctrlKey, clientY: 192 });
    await wheel(false);
    expect(clock.window).toEqual({ from: 0, to: END });
    await wheel(true);
    const { from, to } = clock.window;
    expect((from + to) / 2).toBeCloseTo(END / 2);
    expect(to - from).toBeCloseTo(END * Math.exp(-0.5));
  });

  it('drags time along, which is no click', async () => {
    const { clock, onselect } = await show();
    clock.show(1, 2);
    await tick();
    const area = drawing('WebSocket');
    area.setPointerCapture = () => undefined;
    const at = (type: string, clientY: number) =>
      fireEvent(area, new MouseEvent(type, { clientX: middle, clientY, bubbles: true }));
    await at('pointerdown', 200);
    await at('pointermove', 104);
    await at('click', 104);
    expect(clock.window.from).toBeCloseTo(1.25);
    expect(onselect).not.toHaveBeenCalled();
  });
});

describe('the table of events', () => {
  async function open() {
    const shown = await show();
    await shown.user.click(screen.getByText('Events'));
    return { ...shown, table: await screen.findByRole('table') };
  }

  it('tells what is in view, at most 50 around the clock', async () => {
    const { clock, table } = await open();
    expect(table).toHaveAccessibleName(/^The 50 events nearest to the clock, of \d+ in view$/);
    clock.show(1.4, 1.7);
    await tick();
    expect(table).toHaveAccessibleName('1 event in view');
    const [, row] = within(table).getAllByRole('row');
    expect(row).toHaveTextContent(/00:01\.500\s*WebSocket\s*81 80 leaves the client, 6 bytes/);
  });

  it('opens bytes, and shows on the drawing whose they are', async () => {
    const { clock, user, table, onselect } = await open();
    clock.show(1.4, 1.7);
    await tick();
    const lines = () => drawing('WebSocket').querySelectorAll('line').length;
    const before = lines();
    const opener = within(table).getByRole('button', {
      name: 'Open the bytes: WebSocket, 81 80 leaves the client, 6 bytes',
    });
    opener.focus();
    await tick();
    expect(lines()).toBe(before + 1);
    await user.keyboard('{Enter}');
    expect(onselect).toHaveBeenCalledWith({
      ...{ lane: 'websocket', connection: 0 },
      ...{ direction: 'client-to-server', transfer: 3 },
    });
  });

  it('is empty where nothing happens', async () => {
    const { clock, table } = await open();
    clock.show(1.6, 1.9);
    await tick();
    expect(table).toHaveTextContent('Nothing happens in what is shown.');
  });
});

it('shows the same picture at a moment, whatever was shown before', async () => {
  const { clock } = await show();
  clock.zoom(2);
  const pictures: string[] = [];
  for (const time of [0.92, 2.3, 4.62, 2.3, 0.92]) {
    clock.seek(time);
    await tick();
    // Where a tile begins is not to be seen; where its things are, is.
    pictures.push(
      [...document.querySelectorAll('.now, .packet, .veil')]
        .map((e) => e.getAttribute('style'))
        .join(),
    );
  }
  expect(pictures.slice(3)).toEqual(pictures.slice(0, 2).toReversed());
  expect(new Set(pictures).size).toBe(3);
});
