import { fireEvent, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { Element } from '../../../src/course/elements.ts';
import '../bytes/resize-observer.ts';
import ElementView from '../../../src/views/lesson/ElementView.svelte';
import { prose, renderLesson } from './read.ts';

function show(element: Element) {
  renderLesson(ElementView, { element });
  return userEvent.setup();
}

const caption = prose('Look here');
const WIRE = { caption, violates: [], extensions: null, cut: false, size: null, focus: null };
const PATIENT = { timeout: 30_000 };

describe('a frame that may be edited', () => {
  it('says which rule it breaks when a bit is flipped, and can be put right again', async () => {
    const user = show({
      ...WIRE,
      kind: 'frame',
      edit: true,
      pieces: [{ direction: 'server-to-client', hex: '810568656c6c6f' }],
    });
    await screen.findByRole('listbox', { name: 'Bits of the frame' }, PATIENT);
    await user.click(await screen.findByRole('button', { name: 'Byte 1, bit 2: 0' }, PATIENT));
    expect(await screen.findByText('Rule ws/rsv2-set is broken.', {}, PATIENT)).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'As it was' }));
    await screen.findByRole('button', { name: 'Byte 1, bit 2: 0' }, PATIENT);
  });
});

describe('the mask', () => {
  it('follows the key, and says when the key is none', async () => {
    const user = show({
      kind: 'mask',
      caption,
      key: '37fa213d',
      payload: '48656c6c6f',
      masked: '7f9f4d5158',
    });
    const wire = () =>
      within(screen.getByRole('row', { name: /On the wire/ }))
        .getAllByRole('cell')
        .map((cell) => cell.textContent?.trim().slice(0, 2));
    expect(wire()).toEqual(['7f', '9f', '4d', '51', '58']);
    const key = screen.getByRole('textbox', { name: 'Masking key, four bytes' });
    await user.clear(key);
    await user.type(key, '00 00 00 00');
    expect(wire()).toEqual(['48', '65', '6c', '6c', '6f']);
    await user.type(key, '0');
    expect(screen.getByText(/A key has four bytes/)).toBeInTheDocument();
  });
});

describe('the handshake', () => {
  it('calculates the accept of RFC 6455, and of any other key', async () => {
    const user = show({ kind: 'handshake', caption, key: 'dGhlIHNhbXBsZSBub25jZQ==' });
    expect(screen.getByText('s3pPLMBiTxaQ9kYGzzhZRbK+xOo=')).toBeInTheDocument();
    await user.type(screen.getByRole('textbox', { name: 'Sec-WebSocket-Key' }), 'x');
    expect(screen.queryByText('s3pPLMBiTxaQ9kYGzzhZRbK+xOo=')).toBeNull();
  });
});

describe('a table with gaps', () => {
  it('counts what is right, and fills itself in', async () => {
    const cell = (text: string, blank = false) => ({ text: prose(text), blank });
    const user = show({
      kind: 'table',
      caption,
      head: [prose('opcode'), prose('name')],
      rows: [
        [cell('8'), cell('Close', true)],
        [cell('9'), cell('Ping', true)],
      ],
    });
    await user.selectOptions(screen.getByRole('combobox', { name: '8: name' }), 'Close');
    await user.selectOptions(screen.getByRole('combobox', { name: '9: name' }), 'Close');
    await user.click(screen.getByRole('button', { name: 'Check' }));
    expect(screen.getByText('1 of 2 right.')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Fill it in for me' }));
    expect(screen.getByRole('combobox', { name: '9: name' })).toHaveValue('Ping');
    expect(screen.getByText('2 of 2 right.')).toBeInTheDocument();
  });
});

describe('the length', () => {
  it.each([
    ['server', 125, '82 7d'],
    ['server', 126, '82 7e 00 7e'],
    ['server', 65_536, '82 7f 00 00 00 00 00 01 00 00'],
    ['client', 125, '82 fd 37 fa 21 3d'],
  ] as const)('of a %s with %d bytes is written %s', async (sender, length, header) => {
    const user = show({ kind: 'length', caption, sender, lengths: [0, length] });
    await user.click(screen.getByRole('button', { name: length.toLocaleString('en') }));
    expect(screen.getByText(header)).toBeInTheDocument();
  });
});

describe('an address', () => {
  it('has the port of its scheme where none is written, and no fragment', async () => {
    const user = show({ kind: 'address', caption, url: 'ws://example.com/chat' });
    expect(screen.getByText('not written, so 80')).toBeInTheDocument();
    const box = screen.getByRole('textbox', { name: 'Address' });
    await user.clear(box);
    await user.type(box, 'wss://[[::1]:8443?x=1#top');
    expect(screen.getByText('8443')).toBeInTheDocument();
    expect(screen.getByText('/?x=1')).toBeInTheDocument();
    expect(screen.getByText('not allowed in a WebSocket address')).toBeInTheDocument();
    await user.clear(box);
    await user.type(box, 'nonsense');
    expect(screen.getByText('This is no address.')).toBeInTheDocument();
  });
});

describe('the cards', () => {
  it('can be sorted by keyboard', async () => {
    const user = show({
      kind: 'venn',
      caption,
      cards: [
        { place: 'both', text: prose('a cookie') },
        { place: 'websocket', text: prose('an opcode') },
      ],
    });
    const place = (card: string) =>
      screen.getByRole('combobox', { name: `${card}: Where does it belong?` });
    await user.selectOptions(place('a cookie'), 'Both');
    await user.selectOptions(place('an opcode'), 'HTTP alone');
    await user.click(screen.getByRole('button', { name: 'Check' }));
    expect(screen.getByText('1 of 2 in their place.')).toBeInTheDocument();
    expect(
      within(screen.getByRole('region', { name: 'Both' })).getByText('a cookie'),
    ).toBeInTheDocument();
  });
});

describe('TCP segments', () => {
  it('can be moved, and what is read stays the same', async () => {
    show({
      ...{ kind: 'bytes', caption, violates: [], extensions: null, cut: false },
      ...{ size: null, focus: null, segments: [3] },
      pieces: [{ direction: 'server-to-client', hex: '810548656c6c6f81026869' }],
    });
    expect(await screen.findByText('Whatever the borders: 2 units read.')).toBeInTheDocument();
    const border = screen.getByRole('slider', { name: 'Border 1: move it' });
    for (const at of ['1', '7', '10']) {
      await fireEvent.input(border, { target: { value: at } });
      expect(screen.getByText(`Segment 1: bytes 0 to ${Number(at) - 1}`)).toBeInTheDocument();
      expect(await screen.findByText('Whatever the borders: 2 units read.')).toBeInTheDocument();
    }
  });
});

describe('bytes of a lesson', () => {
  it('lead to the decoder', () => {
    show({
      ...{ kind: 'bytes', caption, violates: [], extensions: null, cut: false },
      ...{ size: null, focus: null, segments: [] },
      pieces: [{ direction: 'server-to-client', hex: '8100' }],
    });
    expect(screen.getByRole('link', { name: 'Open in the decoder' })).toHaveAttribute(
      'href',
      '/decode/',
    );
  });
});

describe('an attack', () => {
  const guards = {
    'cache-poisoning': { on: 'Masking, as browsers do it', off: 'No masking' },
    hijacking: { on: 'The server checks Origin', off: 'Nothing' },
  } as const;

  it.each(['cache-poisoning', 'hijacking'] as const)(
    'of %s succeeds without its guard and fails with it',
    async (of) => {
      const user = show({ kind: 'attack', caption, of });
      expect(screen.getByRole('radio', { name: guards[of].off })).toBeChecked();
      expect(screen.getByText('The attack succeeds.')).toBeInTheDocument();
      await user.click(screen.getByRole('radio', { name: guards[of].on }));
      expect(screen.getByText('The attack fails.')).toBeInTheDocument();
    },
  );

  it('succeeds against masking where the page can guess the key', async () => {
    const user = show({ kind: 'attack', caption, of: 'cache-poisoning' });
    await user.click(screen.getByRole('radio', { name: /can guess/ }));
    expect(screen.getByText('The attack succeeds.')).toBeInTheDocument();
  });

  it('can be tried with a thousand keys', async () => {
    const user = show({ kind: 'attack', caption, of: 'cache-poisoning' });
    await user.click(screen.getByRole('radio', { name: /as browsers do it/ }));
    await user.click(screen.getByRole('button', { name: 'Try 1,000 keys' }));
    expect(screen.getByText('0 of 1,000 keys let the attack through.')).toBeInTheDocument();
  });
});

describe('two windows', () => {
  it('compress what was said before to a few bytes, unless takeover is off', async () => {
    const text = '{"sym":"A","px":101}';
    const user = show({
      kind: 'windows',
      caption,
      extensions: 'permessage-deflate',
      messages: [text, text],
    });
    const sizes = () =>
      screen
        .getAllByRole('row')
        .slice(1)
        .map((row) => Number.parseInt(within(row).getAllByRole('cell')[1]!.textContent, 10));
    const [first = 0, second = 0] = sizes();
    expect(second).toBeLessThan(first / 2);
    await user.click(screen.getByRole('checkbox'));
    expect(sizes()).toEqual([first, first]);
  });
});

describe('a walk', () => {
  it('goes arrow by arrow, and ends at the last', async () => {
    const user = show({ kind: 'sequence', caption, walks: ['tcp', 'connect', 'upgrade'] });
    await user.click(screen.getByRole('button', { name: 'One by one' }));
    expect(screen.getByRole('status')).toHaveTextContent('1 of 8');
    const on = screen.getByRole('button', { name: 'On' });
    for (let i = 0; i < 7; i++) await user.click(on);
    expect(screen.getByRole('status')).toHaveTextContent('8 of 8');
    expect(on).toBeDisabled();
    expect(screen.getAllByText('client to proxy:', { exact: false })).not.toHaveLength(0);
  });
});

describe('characters', () => {
  it('may be torn between fragments, and it is said', async () => {
    const user = show({ kind: 'utf8', caption, text: '你好', cuts: [3] });
    expect(screen.queryByText('ends inside a character')).toBeNull();
    await user.click(screen.getByRole('button', { name: /before this byte: a0 \(3\)/ }));
    expect(screen.getAllByText('ends inside a character')).toHaveLength(2);
  });
});

describe('a proxy', () => {
  it('can no longer hold back what is encrypted', async () => {
    const user = show({
      kind: 'proxy',
      caption,
      boxes: ['buffer', 'tls'],
      lanes: ['streaming', 'websocket'],
    });
    expect(screen.queryByText('4096 bytes')).toBeNull();
    await user.click(screen.getByRole('checkbox', { name: /A tank that buffers/ }));
    expect(screen.getByText('4096 bytes')).toBeInTheDocument();
    await user.click(screen.getByRole('checkbox', { name: /TLS from end to end/ }));
    expect(screen.queryByText('4096 bytes')).toBeNull();
  });
});
