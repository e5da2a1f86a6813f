import { screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { BitRange } from '../../../src/codec/annotation.ts';
import { readHandshake } from '../../../src/codec/websocket/handshake.ts';
import type { Locale } from '../../../src/i18n/words.ts';
import type { MessageView } from '../../../src/trace/message-view.ts';
import HandshakeSteps from '../../../src/views/capture/HandshakeSteps.svelte';
import MessageCard from '../../../src/views/capture/MessageCard.svelte';
import ProblemList from '../../../src/views/capture/ProblemList.svelte';
import RuleCards from '../../../src/views/capture/RuleCards.svelte';
import UnitView from '../../../src/views/capture/UnitView.svelte';
import { renderView } from '../words.ts';
import '../bytes/resize-observer.ts';
import { frameOf, FROM_SERVER, read, sample, type Read } from './read.ts';

afterEach(() => void vi.restoreAllMocks());

describe('the problems', () => {
  /** The row of the 101, which is the first with a problem. */
  const RESPONSE = 1;

  async function show(selected: number | null = null, more = 0, locale: Locale = 'en') {
    const { session, summary, rows } = await read(sample('broken'));
    const problems = await session.problems(0, 0, 100);
    const onselect = vi.fn();
    const { errors, warnings } = summary;
    const get = (row: number) => rows[row];
    renderView(ProblemList, { problems, errors, warnings, more, get, selected, onselect }, locale);
    return { problems, onselect };
  }

  it('are counted and listed, each with its place, answer and section', async () => {
    await show();
    const region = within(screen.getByRole('region', { name: 'Problems' }));
    expect(region.getByRole('heading', { name: '9 errors, 2 warnings' })).toBeVisible();
    const items = region.getAllByRole('button');
    expect(items).toHaveLength(11);
    expect(items[0]).toHaveTextContent(
      /Error:\s*Response\s*Rule ws\/res-accept-mismatch is broken\./,
    );
    const unmasked = region.getByRole('button', { name: /Rule ws\/client-frame-unmasked/ });
    expect(unmasked).toHaveTextContent(/Frame 6.*closes with 1002.*RFC 6455 §5\.1/);
    expect(region.getAllByRole('button', { name: /^Warning:/ })).toHaveLength(2);
  });

  it('lead to their bits', async () => {
    const { problems, onselect } = await show(RESPONSE);
    const [first, second] = screen.getAllByRole('button');
    await userEvent.click(second!);
    expect(onselect).toHaveBeenCalledWith(problems[1]);
    expect(first).toHaveAttribute('aria-current', 'true');
    expect(second).not.toHaveAttribute('aria-current');
  });
  it('that are not listed are counted', async () => {
    await show(null, 40);
    expect(screen.getByText('and 40 more rows with problems')).toBeVisible();
  });

  it('are named in Chinese', async () => {
    await show(null, 1, 'zh');
    expect(screen.getByRole('heading', { name: '9 个错误，2 个警告' })).toBeVisible();
    expect(screen.getByRole('region', { name: '问题' })).toHaveTextContent('以 1002 关闭');
    expect(screen.getByText('另有 1 行存在问题')).toBeVisible();
  });
});

describe('the rules broken by a unit', () => {
  async function violations(row: number) {
    const { unit } = await read(sample('broken'));
    return (await unit(row)).annotation.violations;
  }

  it('are told in full: wrong, why, cause, cure, and the standard', async () => {
    const given = await violations(1);
    const onshow = vi.fn();
    renderView(RuleCards, { violations: given, onshow });
    const id = given[0]!.rule;
    const region = screen.getByRole('region', { name: 'What is wrong here' });
    expect(region).toHaveTextContent(`${id}: wrong`);
    expect(within(region).getByRole('link')).toHaveAttribute(
      'href',
      expect.stringMatching(/^https:\/\/www\.rfc-editor\.org\/rfc\/rfc6455#section-/),
    );
    await userEvent.click(screen.getByText('Explain'));
    for (const part of ['why', 'cause', 'fix', 'seen'])
      expect(screen.getByText(`${id}: ${part}`)).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: `Rule ${id} is broken.` }));
    expect(onshow).toHaveBeenCalledWith(given[0]);
  });

  it('say what a strict endpoint answers', async () => {
    const { unit } = await read(frameOf(3, 'x'), FROM_SERVER);
    const { annotation } = await unit(0);
    renderView(RuleCards, { violations: annotation.violations, onshow: vi.fn() }, 'zh');
    expect(screen.getByRole('region', { name: '这里错在哪里' })).toHaveTextContent(
      '严格的接收方会以 1002 关闭。',
    );
  });
});

describe('the accept, computed', () => {
  it('shows every value of RFC 6455 §1.3', async () => {
    const { summary } = await read(sample('hello'));
    renderView(HandshakeSteps, { handshake: summary.handshake! });
    const region = within(screen.getByRole('region', { name: 'Accept, computed' }));
    const steps = region.getAllByRole('listitem').map((item) => item.textContent.trim());
    expect(steps).toEqual([
      expect.stringMatching(/as sent\s*dGhlIHNhbXBsZSBub25jZQ==$/),
      expect.stringMatching(/dGhlIHNhbXBsZSBub25jZQ==258EAFA5-E914-47DA-95CA-C5AB0DC85B11$/),
      expect.stringMatching(
        /SHA-1 of that text\s*b3 7a 4f 2c c0 62 4f 16 90 f6 46 06 cf 38 59 45 b2 be c4 ea$/,
      ),
      expect.stringMatching(/four characters for three bytes\s*s3pPLMBiTxaQ9kYGzzhZRbK\+xOo=$/),
      expect.stringMatching(/to expect\s*s3pPLMBiTxaQ9kYGzzhZRbK\+xOo=$/),
      expect.stringMatching(/as received\s*s3pPLMBiTxaQ9kYGzzhZRbK\+xOo=$/),
    ]);
    expect(region.getByText('They match.')).toBeVisible();
    expect(region.getByText('chat')).toBeVisible();
    expect(region.getByText('none')).toBeVisible();
  });

  it('says where the accept is that of another key', async () => {
    const { summary } = await read(sample('broken'));
    renderView(HandshakeSteps, { handshake: summary.handshake! }, 'zh');
    expect(screen.getByText(/两者不同/)).toBeVisible();
  });

  it('says where no answer was seen', async () => {
    const [request] = sample('hello').split('<');
    const { summary } = await read(request!);
    renderView(HandshakeSteps, { handshake: summary.handshake! });
    expect(screen.getByText('No answer seen.')).toBeVisible();
    expect(screen.queryByText('They match.')).toBeNull();
  });

  it('says where there is no key', () => {
    renderView(HandshakeSteps, { handshake: readHandshake(null, null) });
    expect(screen.getByText('The request has no key to compute from.')).toBeVisible();
    expect(screen.queryByRole('list')).toBeNull();
  });
});

describe('a message', () => {
  const region = () => screen.getByRole('region', { name: 'Message' });
  function show(message: MessageView, row = 0, locale: Locale = 'en') {
    const onselect = vi.fn<(row: number) => void>();
    renderView(MessageCard, { message, row, onselect }, locale);
    return onselect;
  }
  async function messageOf(content: string): Promise<MessageView> {
    const { unit } = await read(content, FROM_SERVER);
    return (await unit(0)).message!;
  }

  it('in fragments is joined, and leads to each of them', async () => {
    const { unit } = await read(sample('fragments'));
    const { message } = await unit(3);
    const onselect = show(message!, 3);
    expect(region()).toHaveTextContent('{"symbol":"WIRE","name":"你好","price":101}');
    expect(within(region()).getByRole('heading')).toHaveTextContent('Message 2 · text 45 bytes');
    const buttons = within(region()).getAllByRole('button');
    expect(buttons.map((button) => button.textContent)).toEqual(['1', '2', '3', '4']);
    expect(buttons.map((button) => button.getAttribute('aria-current'))).toEqual([
      ...[null, 'true', null, null],
    ]);
    await userEvent.click(buttons[3]!);
    expect(onselect).toHaveBeenCalledWith(6);
  });

  it('in many fragments shows the first of them', async () => {
    const message = await messageOf(frameOf(1, 'x'));
    show({ ...message, fragments: 5000, rows: Array.from({ length: 1024 }, (_, i) => i) });
    expect(within(region()).getAllByRole('button')).toHaveLength(64);
    expect(region()).toHaveTextContent('…');
  });

  it('of markup is text, its hidden characters named', async () => {
    show(await messageOf(frameOf(1, '<img src=x onerror=alert(1)>\u202e\0')));
    expect(document.querySelector('img')).toBeNull();
    expect(region()).toHaveTextContent('<img src=x onerror=alert(1)>U+202ENUL');
    expect(document.body.textContent).not.toContain('\u202e');
  });

  it('of bytes is shown as hex', async () => {
    show(await messageOf(frameOf(2, Uint8Array.of(0, 1, 0xfe, 0xff))));
    expect(region()).toHaveTextContent('00 01 fe ff');
    expect(region()).not.toHaveTextContent('not UTF-8');
  });

  it('of text that is not UTF-8 says so and shows its bytes', async () => {
    show(await messageOf(frameOf(1, Uint8Array.of(0x48, 0xc0, 0x80))), 0, 'zh');
    const chinese = screen.getByRole('region', { name: '消息' });
    expect(chinese).toHaveTextContent('这些字节不是 UTF-8');
    expect(chinese).toHaveTextContent('48 c0 80');
  });

  it('that is long is clipped, and says so', async () => {
    show(await messageOf(frameOf(2, new Uint8Array(1000))));
    expect(region()).toHaveTextContent('the first 256 bytes');
    expect(region().textContent.match(/00/g)?.length).toBeLessThan(270);
  });

  it('of text that is clipped inside a character stays text', async () => {
    const payload = new TextEncoder().encode('你好').slice(0, 5);
    const message = await messageOf(frameOf(1, 'x'));
    show({ ...message, payload, length: 6 });
    expect(region()).toHaveTextContent('你');
    expect(region()).toHaveTextContent('the first 5 bytes');
    expect(region()).not.toHaveTextContent('not UTF-8');
  });

  it('that is empty says so', async () => {
    show(await messageOf('81 00'));
    expect(region()).toHaveTextContent('The message is empty.');
  });

  it('whose end never came says so', async () => {
    show(await messageOf('01 02 68 69'));
    expect(region()).toHaveTextContent('The last fragment never came.');
    expect(region()).toHaveTextContent('hi');
  });

  it('that was compressed tells both lengths, and a fault', async () => {
    const message = await messageOf(frameOf(1, 'x'));
    show({ ...message, compressed: true, wireLength: 7, length: 5, fault: 'not-deflate' });
    expect(region()).toHaveTextContent('7 bytes compressed, 5 bytes inflated');
    expect(region()).toHaveTextContent('The payload could not be inflated');
  });

  it.each([
    ['not-deflate', 'it is not DEFLATE data'],
    ['too-big', 'Inflating stopped at 64 MiB.'],
    ['lost-window', 'refers to messages that could not be inflated'],
  ] as const)(
    'with the fault %s says so, and shows what came before it as bytes',
    async (fault, text) => {
      const message = await messageOf(frameOf(1, 'Hi'));
      show({ ...message, compressed: true, fault });
      expect(region()).toHaveTextContent(text);
      expect(region()).toHaveTextContent('48 69');
      expect(region()).not.toHaveTextContent('not UTF-8');
    },
  );

  it('that was compressed and cut short shows what came of it', async () => {
    const { session } = await read('');
    const sources = [{ content: 'c1 07 f2 48 cd c9 c9', ...FROM_SERVER }];
    const extensions = 'permessage-deflate';
    await session.open({ sources, extensions }, new AbortController().signal, () => {});
    const { message } = await session.annotate(0, 0);
    show(message!);
    expect(region()).toHaveTextContent('Hel');
    expect(region()).toHaveTextContent('The last fragment never came.');
  });
});

describe('a unit', () => {
  async function show(from: Read, row: number, place: BitRange | null = null, locale?: Locale) {
    const detail = await from.unit(row);
    const onselect = vi.fn<(row: number) => void>();
    const { handshake, closing } = from.summary;
    renderView(UnitView, { ...detail, handshake, closing, place, onselect }, locale);
    return { ...detail, onselect };
  }
  const heading = () => screen.getByRole('heading', { level: 2 });

  it('that is a frame has its bits, its bytes and its message', async () => {
    const { row } = await show(await read(sample('hello')), 2);
    const unit = screen.getByRole('region', { name: 'Frame' });
    expect(heading()).toHaveTextContent('Frame 1 · text, client → server, masked');
    expect(unit).toHaveTextContent(
      `bytes ${row.at}–${row.at + 10} of the stream · message 1, its only fragment`,
    );
    expect(within(unit).getByRole('listbox', { name: 'Bits of the frame' })).toBeVisible();
    expect(within(unit).getByRole('region', { name: 'Message' })).toHaveTextContent('Hello');
    expect(screen.queryByRole('region', { name: 'What is wrong here' })).toBeNull();
    expect(screen.queryByRole('region', { name: 'Accept, computed' })).toBeNull();
  });

  it('that is a fragment says which, and leads to the others', async () => {
    const { onselect } = await show(await read(sample('fragments')), 3);
    expect(screen.getByText(/message 2, fragment 2 of 4/)).toBeVisible();
    const message = within(screen.getByRole('region', { name: 'Message' }));
    await userEvent.click(message.getByRole('button', { name: '1' }));
    expect(onselect).toHaveBeenCalledWith(1);
  });

  it('that is a head has the handshake', async () => {
    await show(await read(sample('hello')), 1);
    expect(screen.getByRole('region', { name: 'HTTP message' })).toBeVisible();
    expect(heading()).toHaveTextContent('Response · server → client');
    expect(screen.getByRole('region', { name: 'Accept, computed' })).toBeVisible();
  });

  it.each([
    ['81 fe 01', 0, 'Frame', 'A unit that is cut off · server → client'],
    ['HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok', 1, 'Bytes', 'HTTP body · server → client'],
  ])('%j, row %i, is called %s', async (content, row, label, title) => {
    await show(await read(content, FROM_SERVER), row);
    expect(screen.getByRole('region', { name: label })).toBeVisible();
    expect(heading()).toHaveTextContent(title);
  });

  it('that is a chunk is text in its own lines, with its data chosen', async () => {
    await show(await read(sample('events')), 11);
    const unit = screen.getByRole('region', { name: 'Chunk' });
    expect(heading()).toHaveTextContent('Chunk of a body · server → client');
    expect(unit).toHaveTextContent('bytes 324–372 of the stream');
    const text = within(unit).getByRole('listbox', { name: 'The message as text' });
    expect(text.querySelectorAll('.line')).toHaveLength(2);
    expect(within(text).getByRole('option', { selected: true })).toHaveTextContent(/^id: 43/);
    expect(screen.queryByRole('region', { name: 'Message' })).toBeNull();
  });

  it('that is an event across two chunks is whole, line by line, and says where it begins', async () => {
    await show(await read(sample('events')), 12);
    const unit = screen.getByRole('region', { name: 'Event' });
    expect(heading()).toHaveTextContent('Event of a stream · server → client');
    expect(unit).toHaveTextContent('58 bytes · offset 328 (0x148) of the stream');
    const lines = [...unit.querySelectorAll('.line')].map((line) => line.textContent);
    expect(lines).toEqual([
      'id: 43LF',
      'event: haltLF',
      'data: trading in WIRELF',
      'data: is haltedLF',
      'LF',
    ]);
    const fields = within(unit).getByRole('list', { name: 'Fields' });
    expect(fields).toHaveTextContent('data: is halted');
    // Its bytes came in two pieces: they count from its own start.
    expect(unit).toHaveTextContent('00000000');
    expect(screen.getByRole('region', { name: 'The chosen field' })).toHaveTextContent(
      'bytes 4–5 · HTML §9.2.6',
    );
  });

  it('that is an event is UTF-8, in Chinese too', async () => {
    await show(await read(sample('events')), 8, null, 'zh');
    const unit = screen.getByRole('region', { name: '事件' });
    expect(unit.querySelectorAll('.line')[1]).toHaveTextContent(
      'data: {"symbol":"WIRE","name":"你好","price":102}',
    );
  });

  it('that is a comment alone has the comment chosen', async () => {
    await show(await read(sample('events')), 10);
    const text = screen.getByRole('listbox', { name: 'The message as text' });
    expect(within(text).getByRole('option', { selected: true })).toHaveTextContent('still here');
  });

  it('that is an event is looked at where it breaks a rule', async () => {
    const head = 'HTTP/1.1 200 OK\ncontent-type: text/event-stream\n';
    await show(await read(`${head}\nData: a\ndata: b\n\n`), 2);
    expect(screen.getByRole('region', { name: 'What is wrong here' })).toHaveTextContent(
      'sse/sse-field-name-case',
    );
    expect(screen.getByRole('region', { name: 'The chosen field' })).toHaveTextContent('Data');
  });

  it('that is a Close tells how the connection closed', async () => {
    const { onselect } = await show(await read(sample('compressed')), 13);
    const card = within(screen.getByRole('region', { name: 'How it closed' }));
    await userEvent.click(card.getAllByRole('button')[0]!);
    expect(onselect).toHaveBeenCalledWith(12);
  });

  it('that is compressed has its bytes as sent, unmasked and inflated', async () => {
    await show(await read(sample('compressed')), 2);
    const unit = screen.getByRole('region', { name: 'Frame' });
    expect(within(unit).getAllByRole('listbox', { name: /^Bytes in hex/ })).toHaveLength(2);
    expect(unit).toHaveTextContent('Bytes in hex (inflated)');
    expect(screen.getByRole('region', { name: 'Message' })).toHaveTextContent(
      '27 bytes compressed, 25 bytes inflated',
    );
  });

  it('with a reserved opcode is called by its number, in Chinese too', async () => {
    await show(await read(frameOf(3, 'x'), FROM_SERVER), 0, null, 'zh');
    expect(heading()).toHaveTextContent('帧 1 · 保留的操作码 3，服务器 → 客户端，无掩码');
    expect(screen.getByRole('region', { name: '这里错在哪里' })).toBeVisible();
  });

  it('is looked at where its problem is, and a rule leads there', async () => {
    const from = await read(frameOf(3, 'x'), FROM_SERVER);
    const { annotation } = await show(from, 0, { source: 'wire', start: 0, end: 1 });
    const card = () => screen.getByRole('region', { name: 'The chosen field' });
    expect(card()).toHaveTextContent('FIN');
    const rule = `Rule ${annotation.violations[0]!.rule} is broken.`;
    const rules = within(screen.getByRole('region', { name: 'What is wrong here' }));
    await userEvent.click(rules.getByRole('button', { name: rule }));
    expect(card()).toHaveTextContent('Opcode');
  });
});

it('says of bytes that nothing explains no more than that', async () => {
  // The beginning of a TLS connection.
  const { unit, summary, rows } = await read('> 16 03 01 00 05 01 00 00 01 00');
  expect(rows[0]?.kind).toBe('unexplained');
  const { row, annotation, message } = await unit(0);
  const { handshake, closing } = summary;
  const given = { row, annotation, message, handshake, closing, place: null, onselect: vi.fn() };
  renderView(UnitView, given);
  expect(screen.getByRole('heading', { level: 2 })).toHaveTextContent(
    'Bytes that nothing explains · client → server',
  );
  expect(screen.queryByText(/end inside this unit/)).toBeNull();
});
