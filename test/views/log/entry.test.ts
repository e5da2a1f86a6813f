import { screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { Locale } from '../../../src/i18n/words.ts';
import { kindOfRow, previewOfRow, spokenRow } from '../../../src/views/capture/row-words.ts';
import { layOutJson } from '../../../src/views/log/json-layout.ts';
import LogEntry from '../../../src/views/log/LogEntry.svelte';
import LogNote from '../../../src/views/log/LogNote.svelte';
import { createSession } from '../../../src/worker/session.ts';
import { chromeSocket, exchange, harOf } from '../../capture/har.ts';
import { renderView } from '../words.ts';
import { said } from '../capture/read.ts';
import '../bytes/resize-observer.ts';

async function open(content: string) {
  const session = createSession(() => Promise.resolve());
  const signal = new AbortController().signal;
  await session.open({ sources: [{ content }] }, signal, () => {});
  return session;
}

async function show(content: string, row: number, connection = 0, locale: Locale = 'en') {
  const session = await open(content);
  const { entry } = await session.logEntry(connection, row);
  const read = vi.fn((part: 'data' | 'request' | 'response', from: number, to: number) =>
    session.payload(connection, row, part, from, to),
  );
  renderView(LogEntry, { entry, read }, locale);
  return { user: userEvent.setup(), read };
}

const region = (name: string) => within(screen.getByRole('region', { name }));
const sample = (name: string) => readFileSync(`test/capture/samples/${name}`, 'utf8');

describe('an exchange of a log', () => {
  it('is its heads as logged, its body, and where the time went', async () => {
    await show(harOf([exchange('http://a.example/items?since=7')]), 0);
    expect(screen.getByRole('heading', { name: 'Exchange · GET' })).toBeVisible();
    expect(region('Request').getByText('http://a.example/items?since=7')).toBeVisible();
    expect(region('Response').getByText('200')).toBeVisible();
    expect(region('Response').getByText('content-type')).toBeVisible();
    const times = region('Where the time went').getAllByRole('listitem');
    expect(times.map((item) => item.textContent)).toEqual([
      'name lookup 1 ms',
      'connecting 5 ms (TLS 3 ms)',
      'sending 0 ms',
      'waiting for the answer 5 ms',
      'receiving 1 ms',
    ]);
    expect(screen.getByRole('region', { name: 'Body of the response' })).toHaveTextContent(
      '"items": []',
    );
  });

  it('shows JSON laid out, as text and as hex', async () => {
    const { user } = await show(sample('chromium-bodies.har'), 2);
    const body = screen.getByRole('region', { name: 'Body of the request' });
    expect(body).toHaveTextContent(/\{ "name": .*"deep": true \} \] ?\}/);
    const [look] = screen.getAllByRole('combobox', { name: 'Show as' });
    await user.selectOptions(look!, 'Text');
    expect(body).toHaveTextContent('"list":[1,2,{"deep":true}]}');
    await user.selectOptions(look!, 'Hex');
    expect(body).toHaveTextContent(/^7b 22 6e 61 6d 65/);
  });

  it('comes in pages where it is long', async () => {
    const { user, read } = await show(sample('chromium-bodies.har'), 1);
    expect(screen.getByText('the first 16,384 bytes')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Show all 50.8 KiB in pages' }));
    expect(read).toHaveBeenCalledWith('response', 0, 52_000);
    expect(screen.getByRole('status')).toHaveTextContent('bytes 0–51,999 of 52,000');
  });

  it('says what the log leaves out, and what failed', async () => {
    const failed = exchange('http://a.example/', {
      response: { status: 0, statusText: '', _failureText: 'net::ERR_CONNECTION_REFUSED' },
      timings: {},
    });
    await show(harOf([failed]), 0);
    expect(region('Response').getByText(/ERR_CONNECTION_REFUSED/)).toBeVisible();
    expect(screen.getByText('The log holds no timings.')).toBeVisible();
    expect(screen.getByText('The log holds no headers.')).toBeVisible();
  });

  it('says where a body is left out', async () => {
    const response = { status: 200, content: { size: 700, mimeType: 'image/png' } };
    await show(harOf([exchange('http://a.example/', { response })]), 0);
    expect(screen.getByText('The log leaves the body out: 700 bytes.')).toBeVisible();
  });

  it('never takes what was logged for markup', async () => {
    const evil = '<img src=x onerror=alert(1)>\u202e';
    const response = {
      status: 200,
      statusText: evil,
      headers: [{ name: evil, value: evil }],
      content: { text: evil, mimeType: evil },
    };
    await show(harOf([exchange(`http://a.example/${evil}`, { response })]), 0);
    expect(document.querySelector('img')).toBeNull();
    expect(document.body).toHaveTextContent('U+202E');
  });

  it('is told in Chinese', async () => {
    await show(harOf([exchange('http://a.example/')]), 0, 0, 'zh');
    expect(screen.getByRole('region', { name: '时间花在哪里' })).toHaveTextContent(
      /等待响应 5 毫秒/,
    );
  });
});

describe('a message of a log', () => {
  it('is its payload, its direction, its kind and its time', async () => {
    await show(harOf([chromeSocket]), 1);
    expect(screen.getByRole('heading', { name: 'Message · text, client → server' })).toBeVisible();
    expect(screen.getByText('at 0.5 s · 5 bytes')).toBeVisible();
    expect(screen.getByRole('region', { name: 'Data' })).toHaveTextContent('Hello');
  });

  it('of bytes is hex', async () => {
    await show(harOf([chromeSocket]), 2);
    expect(screen.getByRole('heading')).toHaveTextContent('Message · binary, server → client');
    expect(screen.getByRole('region', { name: 'Data' })).toHaveTextContent('81 05 00 ff');
  });

  it('without data says so', async () => {
    const message = { type: 'send', time: 1700000000.5, opcode: 1, data: '' };
    await show(harOf([{ ...chromeSocket, _webSocketMessages: [message] }]), 1);
    expect(screen.getByText('The message is empty.')).toBeVisible();
  });
});

describe('entries as rows', () => {
  it('say their status, their size, and what they carry', async () => {
    const session = await open(harOf([chromeSocket]));
    const rows = await session.rows(0, 0, 9);
    expect(rows.map((row) => [kindOfRow(row, said), previewOfRow(row, said)])).toEqual([
      ['GET', '101 /chat?room=1'],
      ['text', 'Hello'],
      ['binary', '81 05 00 ff'],
    ]);
    expect(spokenRow(rows[2]!, said)).toBe('server to client, binary, 81 05 00 ff, 4 B');
  });
});

describe('JSON laid out', () => {
  it('has the tokens of the text, each as it is', () => {
    const text =
      '{"a":[1.0e2,-0,"x, {\\"y\\": 1}"],"b":{},"c":[],"d":[[]],"n":12345678901234567890}';
    const laidOut = layOutJson(text)!;
    expect(laidOut).toBe(
      [
        ...['{', '  "a": [', '    1.0e2,', '    -0,', '    "x, {\\"y\\": 1}"', '  ],'],
        ...['  "b": {},', '  "c": [],', '  "d": [', '    []', '  ],'],
        ...['  "n": 12345678901234567890', '}'],
      ].join('\n'),
    );
  });

  it('is the same JSON, and nothing where there is none', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const laidOut = layOutJson(JSON.stringify(value));
        if (typeof value !== 'object' || value === null) expect(laidOut).toBeNull();
        else expect(JSON.parse(laidOut!)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
    expect(layOutJson('{"a":')).toBeNull();
    expect(layOutJson('plain')).toBeNull();
    // Its indent alone would be megabytes.
    expect(layOutJson('['.repeat(5000) + ']'.repeat(5000))).toBeNull();
  });
});

it('a log says that it holds no frames, and that none are made up', () => {
  renderView(LogNote, {});
  expect(screen.getByText(/holds no frames, and none are made up/)).toBeVisible();
});
