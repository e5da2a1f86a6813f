import { screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { bytesOfLatin1 } from '../../../src/codec/http/syntax.ts';
import { acceptOf } from '../../../src/codec/websocket/handshake.ts';
import { acceptWith, diagnoseAccept } from '../../../src/composer/handshake/diagnose.ts';
import { judgeHandshake } from '../../../src/composer/handshake/judge.ts';
import { negotiationOf } from '../../../src/composer/handshake/negotiation.ts';
import { clientOutcome, serverOutcome } from '../../../src/composer/handshake/outcome.ts';
import { typedOfBytes } from '../../../src/composer/handshake/typed.ts';
import AcceptPanel from '../../../src/views/compose/handshake/AcceptPanel.svelte';
import EndpointPanel from '../../../src/views/compose/handshake/EndpointPanel.svelte';
import HeadEditor from '../../../src/views/compose/handshake/HeadEditor.svelte';
import NegotiationPanel from '../../../src/views/compose/handshake/NegotiationPanel.svelte';
import OutcomeStrip from '../../../src/views/compose/handshake/OutcomeStrip.svelte';
import {
  ACCEPTANCE,
  added,
  OFFERING,
  REQUEST,
  replaced,
  RESPONSE,
} from '../../vectors/handshake.ts';
import { renderView } from '../words.ts';

const judge = (request: string, response = RESPONSE) =>
  judgeHandshake(bytesOfLatin1(request), bytesOfLatin1(response));

function editRequest(request: string, locale: 'en' | 'zh' = 'en') {
  const ontype = vi.fn();
  const typed = typedOfBytes(bytesOfLatin1(request));
  renderView(
    HeadEditor,
    { side: 'request' as const, typed, judged: judge(request).request, ontype },
    locale,
  );
  return { ontype, user: userEvent.setup() };
}

describe('one side of a handshake', () => {
  it('shows each line with its line end and what it is', () => {
    editRequest(REQUEST);
    const rows = within(screen.getByRole('list', { name: 'Lines of the request' }))
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent.replace(/\s+/g, ' ').trim());
    expect(rows[0]).toMatch(/GET \/chat HTTP\/1\.1\s*CRLF start-line$/);
    expect(rows[4]).toMatch(/Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==CRLF required, right$/);
    expect(rows).toHaveLength(9);
  });

  it('names the broken rule at its line, and marks the bytes in the text', async () => {
    const { user } = editRequest(replaced(REQUEST, 'Upgrade', 'Upgrade: h2c'));
    const line = screen.getByText(/Rule ws\/req-upgrade-not-websocket/, { selector: '.broken' });
    expect(line.closest('li')).toHaveTextContent('Upgrade: h2c');
    const wrong = within(screen.getByRole('region', { name: 'What is wrong in the request' }));
    await user.click(wrong.getByRole('button'));
    const box = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Request' });
    expect(box).toHaveFocus();
    expect(box.value.slice(box.selectionStart, box.selectionEnd)).toBe('h2c');
  });

  it('shows what others wrote as text, with what cannot be seen by name', () => {
    editRequest(added(REQUEST, 'X: <img src=x onerror=alert(1)>\0\x1b[31m'));
    expect(screen.getByText(/<img src=x onerror=alert\(1\)>/, { selector: '.text' })).toBeVisible();
    expect(document.querySelector('img')).toBeNull();
    expect(screen.getByText('ESC')).toBeVisible();
    expect(screen.getByRole<HTMLTextAreaElement>('textbox').value).toContain('\\x00\\x1b[31m');
  });

  it.each([
    ['', /Nothing here yet/],
    ['GET / HTTP/1.1\r\nHost: a', /no end yet/],
    ['GET / HTTP/1.1\r\nHost: a\r\n\r\n', /nothing in it asks for a WebSocket/],
    [RESPONSE, /belongs on the other side/],
    ['a'.repeat(70_000), /Longer than 16 KiB/],
  ])('says what is the matter with %.20s', (request, told) => {
    editRequest(request);
    expect(screen.getByText(told)).toBeVisible();
  });

  it('bounds what it draws of very many lines', () => {
    editRequest(added(REQUEST, ...Array.from({ length: 1000 }, (_, i) => `X-${i}: y`)), 'zh');
    expect(screen.getAllByRole('listitem')).toHaveLength(100);
    expect(screen.getByText('……还有 909 行')).toBeVisible();
  });

  it('hands on what is typed', async () => {
    const { ontype, user } = editRequest(REQUEST);
    await user.type(screen.getByRole('textbox', { name: 'Request' }), 'x');
    expect(ontype).toHaveBeenLastCalledWith(expect.stringMatching(/x$/));
  });
});

describe('from key to accept', () => {
  function show(accept: string | null, locale: 'en' | 'zh' = 'en', { key } = ACCEPTANCE) {
    const props = {
      key,
      accept,
      diagnosis: accept === null ? null : diagnoseAccept(accept, key),
      acceptWith: (mistake: Parameters<typeof acceptWith>[0]) => acceptWith(mistake, key, 'x'),
      onmistake: vi.fn(),
      onrepair: vi.fn(),
    };
    renderView(AcceptPanel, props, locale);
    return { ...props, user: userEvent.setup() };
  }

  it('shows each value of RFC 6455 §1.3 on the way', () => {
    show(ACCEPTANCE.accept);
    const region = screen.getByRole('region', { name: 'From key to accept' });
    expect(region).toHaveTextContent(ACCEPTANCE.concatenated);
    expect(region).toHaveTextContent('b3 7a 4f 2c c0 62 4f 16 90 f6 46 06 cf 38 59 45 b2 be c4 ea');
    expect(screen.getByRole('status')).toHaveTextContent('Right');
    expect(screen.queryByRole('button', { name: /Write the right/ })).toBeNull();
  });

  it('names the mistake, and shows what was hashed', async () => {
    const { onrepair, user } = show(acceptWith('decoded-key', ACCEPTANCE.key, ''));
    const told = screen.getByRole('status');
    expect(told).toHaveTextContent('The key was decoded first');
    expect(told).toHaveTextContent('the sample nonce258EAFA5');
    await user.click(screen.getByRole('button', { name: 'Write the right accept' }));
    expect(onrepair).toHaveBeenCalledOnce();
  });

  it('says so where no mistake is known, where none was sent, and where there is no key', () => {
    show('c29tZXRoaW5nIGVsc2UgaGVyZSE=', 'zh');
    expect(screen.getByRole('status')).toHaveTextContent('已知的错误都不能');
    show(null);
    expect(screen.getByText('The response has no Sec-WebSocket-Accept.')).toBeVisible();
  });

  it('hashes all of a key of which it shows only the beginning', () => {
    const key = 'k'.repeat(5000);
    const { accept } = acceptOf(key);
    show(accept, 'en', { ...ACCEPTANCE, key });
    expect(screen.getByRole('status')).toHaveTextContent('Right');
    expect(screen.getAllByText(accept)).toHaveLength(2);
    expect(screen.queryByText(key)).toBeNull();
  });

  it('offers mistakes to make', async () => {
    const { onmistake, user } = show(ACCEPTANCE.accept);
    await user.selectOptions(screen.getByRole('combobox', { name: 'Make a mistake' }), [
      'The GUID is missing',
    ]);
    expect(onmistake).toHaveBeenCalledWith('no-guid');
  });
});

describe('what comes of it', () => {
  const show = (request: string, response = RESPONSE) => {
    const judged = judge(request, response);
    renderView(OutcomeStrip, {
      server: serverOutcome(judged.request),
      client: clientOutcome(judged),
    });
    return screen.getByRole('status');
  };

  it('tells server and client apart', () => {
    const told = show(replaced(REQUEST, 'Sec-WebSocket-Version', 'Sec-WebSocket-Version: 7'));
    expect(told).toHaveTextContent('refuses with 426: Rule ws/req-version-unsupported is broken.');
    expect(told).toHaveTextContent('A strict client opens.');
  });

  it('takes another status as HTTP', () => {
    expect(show(REQUEST, 'HTTP/1.1 403 Forbidden\r\n\r\n')).toHaveTextContent(
      'takes it as an HTTP answer, 403',
    );
  });
});

describe('what was negotiated', () => {
  it('gives each direction its own terms', () => {
    const answer = 'permessage-deflate; client_max_window_bits=10; server_no_context_takeover';
    const judged = judge(OFFERING, added(RESPONSE, `Sec-WebSocket-Extensions: ${answer}`));
    const { request, response } = judged;
    renderView(NegotiationPanel, {
      negotiation: negotiationOf(request.head, response.head),
      accepted: true,
    });
    const cells = (name: string) =>
      within(screen.getByRole('rowheader', { name }).closest('tr')!)
        .getAllByRole('cell')
        .map(({ textContent }) => textContent.replace(/\s+/g, ' ').trim());
    expect(cells('client → server')).toEqual([
      '10 bits, 1,024 bytes as answered',
      'the window stays by default',
    ]);
    expect(cells('server → client')).toEqual([
      '15 bits, 32,768 bytes by default',
      'the window is emptied as answered',
    ]);
    expect(screen.getByText('superchat').closest('li')).toHaveTextContent('offered, not taken');
  });
});

describe('what endpoints do', () => {
  it('shows what was measured for the rule that is broken here', async () => {
    const onexample = vi.fn();
    const { violations } = judge(replaced(REQUEST, 'Host')).request;
    renderView(EndpointPanel, { broken: violations, onexample });
    const [table] = screen.getAllByRole('table');
    const row = within(table!).getByRole('row', { name: /req-missing-host/ });
    expect(row).toHaveTextContent('refuses, 400');
    expect(row).toHaveTextContent(/opens$/);
    await userEvent.setup().click(within(row).getByRole('button', { name: /Load its example/ }));
    expect(onexample).toHaveBeenCalledWith('ws/req-missing-host');
  });
});
