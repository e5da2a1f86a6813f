import { screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { createRawSnippet } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Violation } from '../../../src/codec/annotation.ts';
import { annotateFrame } from '../../../src/codec/websocket/annotate.ts';
import { bytesOfHex } from '../../../src/codec/bytes.ts';
import { chosenField, namedField } from '../../../src/views/embed/chosen-field.ts';
import EmbedForm from '../../../src/views/embed/EmbedForm.svelte';
import EmbedProblem from '../../../src/views/embed/EmbedProblem.svelte';
import EmbedShell from '../../../src/views/embed/EmbedShell.svelte';
import { faultText } from '../../../src/views/embed/fault-words.ts';
import { tellHeight } from '../../../src/views/embed/height.ts';
import { readEmbed } from '../../../src/views/embed/options.ts';
import { frameCode } from '../../../src/views/embed/snippet.ts';
import { renderView, stubWords } from '../words.ts';

/** Calls back when it is told to. */
let resized: () => void = () => {};

beforeEach(() => {
  vi.stubGlobal(
    'ResizeObserver',
    class {
      constructor(tell: () => void) {
        resized = tell;
      }
      observe(): void {}
      disconnect(): void {}
    },
  );
});

afterEach(() => vi.unstubAllGlobals());

test('the page around is told the height, each height once, and nothing else', () => {
  const element = document.createElement('div');
  let height = 120.2;
  element.getBoundingClientRect = () => ({ height }) as DOMRect;
  const told: unknown[] = [];
  tellHeight(() => ({ postMessage: (...message: unknown[]) => void told.push(message) }))(element);
  resized();
  resized();
  height = 300;
  resized();
  expect(told).toEqual([
    [{ source: 'wire101', type: 'height', height: 121 }, '*'],
    [{ source: 'wire101', type: 'height', height: 300 }, '*'],
  ]);
});

const children = createRawSnippet(() => ({ render: () => '<p>the diagram</p>' }));

test('what does not count stands above the diagram, as text and not as markup', () => {
  const { faults } = readEmbed('frame', '#hex=8100&theme=<b>&x=<img src=x>');
  const told = faults.map((fault) => faultText(fault, stubWords()));
  renderView(EmbedShell, { faults: told, fits: true, href: '/decode/#hex=8100', children });
  const list = screen.getByRole('list', { name: 'What of the address does not count' });
  expect(list).toHaveTextContent('theme=<b> does not count. Expected: light, dark or auto.');
  expect(list).toHaveTextContent('There is no parameter “x” here.');
  expect(list.querySelector('b, img')).toBeNull();
  expect(screen.getByText('the diagram')).toBeInTheDocument();
});

test('a thousand faults take no more room than a few', () => {
  const faults = Array.from({ length: 1000 }, (_, i) => `fault ${i}`);
  renderView(EmbedShell, { faults, fits: true, href: '/', children });
  expect(screen.getAllByRole('listitem')).toHaveLength(6);
  expect(screen.getByText('And 995 more.')).toBeInTheDocument();
});

test('the way to wire101 opens beside the page that it stands in', () => {
  renderView(EmbedShell, { faults: [], fits: false, href: '/decode/#hex=8100', children }, 'zh');
  const link = screen.getByRole('link', { name: /在 wire101 中打开/ });
  expect(link).toHaveAttribute('href', '/decode/#hex=8100');
  expect(link).toHaveAttribute('target', '_blank');
});

test('an address without bytes is answered with one that has some', () => {
  renderView(EmbedProblem, { problem: 'missing', kind: 'frame' });
  expect(screen.getByRole('heading', { name: 'No bytes in the address' })).toBeInTheDocument();
  const example = screen.getByText(/^\/embed\/frame\/#/).textContent;
  expect(readEmbed('frame', example.slice(example.indexOf('#')))).toMatchObject({
    bytes: 'there',
    faults: [],
  });
});

test('settings of a race are told with their ranges', () => {
  const text = (part: string): string =>
    faultText(readEmbed('race', `#${part}`).faults[0]!, stubWords());
  expect(text('rate=99999')).toMatch(/nearest value runs. Expected: a number from 0 to 200/);
  expect(text('pollMode=never')).toMatch(/Expected: .*skip/);
  expect(text('lanes=pigeon')).toContain('polling, long-polling, streaming, websocket');
});

/** RSV1 is set, and nothing gave it a meaning. */
const brokenFrame = () => {
  const frame = annotateFrame(bytesOfHex('c100'));
  const range = { source: 'wire', start: 1, end: 2 } as const;
  const violation = { rule: 'ws/rsv1-without-extension', field: 'ws.rsv1', range } as Violation;
  return { ...frame, violations: [violation] };
};

test('a field is chosen by its id, by its key, or not at all', () => {
  const frame = annotateFrame(bytesOfHex('c18537fa213d7f9f4d5158'));
  expect(namedField(frame, 'ws.mask')).toBe('ws.mask@wire:8');
  expect(namedField(frame, 'ws.opcode@wire:4')).toBe('ws.opcode@wire:4');
  expect(namedField(frame, 'none')).toBeNull();
  expect(namedField(frame, 'http.status')).toBeUndefined();
  expect(chosenField(frame, null)).toBe('ws.opcode@wire:4');
  expect(chosenField(brokenFrame(), null)).toBe('ws.rsv1@wire:1');
});

const hrefOf = (locale: string, kind: string): string =>
  locale === 'en' ? `/embed/${kind}/` : `/${locale}/embed/${kind}/`;

/** The frame that the HTML on offer makes. */
function offered(): HTMLIFrameElement {
  const code = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'HTML' }).value;
  return new DOMParser().parseFromString(code, 'text/html').querySelector('iframe')!;
}

test('the form offers HTML for what is chosen', async () => {
  const user = userEvent.setup();
  const content = '#hex=818537fa213d7f9f4d5158&dir=c2s&row=0';
  renderView(EmbedForm, { kinds: ['frame', 'sequence'] as const, content, hrefOf });
  expect(offered().src).toBe(`http://localhost:3000/embed/frame/${content}`);
  expect(offered().title).toBe('A frame · wire101');
  expect(offered().getAttribute('loading')).toBe('lazy');
  await user.selectOptions(screen.getByRole('combobox', { name: 'What' }), 'sequence');
  await user.selectOptions(screen.getByRole('combobox', { name: 'Theme' }), 'dark');
  await user.selectOptions(screen.getByRole('combobox', { name: 'Language' }), 'zh');
  await user.click(screen.getByRole('checkbox', { name: 'Play by itself' }));
  await user.click(screen.getByRole('checkbox', { name: 'Fit the height with a script' }));
  const { src } = offered();
  expect(src).toContain('/zh/embed/sequence/#');
  expect(readEmbed('sequence', src.slice(src.indexOf('#')))).toMatchObject({
    content: content.slice(1),
    faults: [],
    options: { theme: 'dark', autoplay: true, height: 'fixed' },
  });
});

test('what does not fit an address cannot be embedded, and the form says so', () => {
  renderView(EmbedForm, { kinds: ['frame'] as const, content: '', hrefOf });
  expect(screen.getByText(/too many for an address/)).toBeInTheDocument();
});

test('nothing in an address or a title ends its attribute', () => {
  const src = 'https://site.example/embed/frame/#text="><script>alert(1)</script>&lang=en';
  const code = frameCode({ src, title: '"><b>', width: '100%"', height: 300 });
  const body = new DOMParser().parseFromString(code, 'text/html').body;
  expect(body.children).toHaveLength(1);
  expect(body.querySelector('iframe')?.getAttribute('src')).toBe(src);
});
