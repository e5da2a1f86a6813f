import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MISTAKE_IDS } from '../../src/composer/handshake/diagnose.ts';
import { PRESETS } from '../../src/composer/handshake/presets.ts';
import { typedOfBytes } from '../../src/composer/handshake/typed.ts';
import { HandshakeEditor } from '../../src/state/handshake.svelte.ts';
import { readPaste } from '../../src/capture/paste.ts';

const OTHER_NONCE = Uint8Array.from({ length: 16 }, (_, i) => i + 1);

describe('the editor of a handshake', () => {
  test('begins with the example of the RFC, which opens', () => {
    const editor = new HandshakeEditor();
    expect(editor.server.kind).toBe('opens');
    expect(editor.client.kind).toBe('opens');
    expect(editor.diagnosis?.mistakes).toEqual([]);
    expect(editor.address).toBe('');
  });

  test('a new key makes the answer one for another request, and repairing it makes it right', () => {
    const editor = new HandshakeEditor();
    editor.take(PRESETS.deflate);
    editor.drawKey(OTHER_NONCE);
    editor.acceptRightly();
    expect(editor.key).toBe('AQIDBAUGBwgJCgsMDQ4PEA==');
    expect(editor.client.kind).toBe('opens');
    const before = editor.key;
    editor.drawKey();
    expect(editor.key).not.toBe(before);
    expect(editor.judged.request.violations).toEqual([]);
    expect(editor.client).toMatchObject({ kind: 'fails', rule: 'ws/res-accept-mismatch' });
    expect(editor.diagnosis).toMatchObject({ mistakes: ['other-key'], key: before });
  });

  test('a mistake that is made is found, and undone', () => {
    const editor = new HandshakeEditor();
    editor.makeMistake('no-guid');
    expect(editor.diagnosis?.mistakes).toEqual(['no-guid']);
    editor.edits.undo();
    expect(editor.typed).toEqual(PRESETS.rfc);
    expect(editor.edits.canUndo).toBe(false);
    editor.edits.redo();
    expect(editor.diagnosis?.mistakes).toEqual(['no-guid']);
    expect(editor.edits.canRedo).toBe(false);
    // what is the right accept all the same, or needs another key, is no mistake to make
    expect(editor.acceptWith('sample-accept')).toBeNull();
    editor.type('request', 'GET / HTTP/1.1\n\n');
    expect(editor.acceptWith('no-guid')).toBeNull();
  });

  test('every mistake that is offered is named when it is made', () => {
    const editor = new HandshakeEditor();
    const offered = MISTAKE_IDS.filter((mistake) => editor.acceptWith(mistake) !== null);
    expect(offered).toHaveLength(MISTAKE_IDS.length - 1);
    for (const mistake of offered) {
      editor.makeMistake(mistake);
      expect(editor.diagnosis?.mistakes, mistake).toEqual([mistake]);
    }
  });

  test('typing in one line is one step, another line or the other side another', () => {
    const editor = new HandshakeEditor();
    for (const text of ['G', 'GE', 'GET']) editor.type('request', text);
    editor.type('request', 'GET\n');
    editor.type('response', 'H');
    editor.type('response', 'HT');
    const back = () => {
      editor.edits.undo();
      return editor.typed;
    };
    expect(back().response).toBe(PRESETS.rfc.response);
    expect(back().request).toBe('GET');
    expect(back().request).toBe(PRESETS.rfc.request);
    editor.type('request', 'x');
    expect(editor.edits.canRedo).toBe(false);
  });

  test('a link opens the same bytes again, whatever they are', () => {
    const bytes = fc.uint8Array({ maxLength: 60 });
    fc.assert(
      fc.property(bytes, bytes, (request, response) => {
        const typed = { request: typedOfBytes(request), response: typedOfBytes(response) };
        const editor = new HandshakeEditor();
        editor.take(typed);
        const again = new HandshakeEditor();
        again.restore(editor.address);
        expect(again.typed).toEqual(typed);
        expect(again.damaged).toBe(false);
      }),
    );
  });

  test('a damaged link says so and takes nothing away; one that is too long is none', () => {
    const editor = new HandshakeEditor();
    editor.take(PRESETS.minimal);
    editor.restore('#req=%%%&res=!');
    expect(editor.damaged).toBe(true);
    expect(editor.typed).toEqual(PRESETS.minimal);
    editor.restore('');
    expect(editor.typed).toEqual(PRESETS.rfc);
    expect(editor.damaged).toBe(false);
    editor.type('request', 'a'.repeat(100_000));
    expect(editor.address).toBe('');
    expect(editor.isTooLong).toBe(true);
  });

  test('what is huge is kept as it was typed, and not judged', () => {
    const editor = new HandshakeEditor();
    const huge = 'GET / HTTP/1.1\n'.repeat(100_000);
    editor.type('request', huge);
    expect(editor.typed.request).toBe(huge);
    expect(editor.judged.request.fault).toBe('too-long');
    expect(editor.copyOf('request')?.text).toHaveLength(huge.length + 100_000);
  });

  test('the decoder reads what it is handed as the same two heads', () => {
    const editor = new HandshakeEditor();
    const [connection] = readPaste([{ content: editor.paste }]).trace.connections;
    const { streams } = connection!;
    expect(streams['client-to-server'].length).toBe(editor.judged.request.bytes.length);
    expect(streams['server-to-client'].length).toBe(editor.judged.response.bytes.length);
    editor.take({ request: '', response: '' });
    expect(editor.paste).toBe('');
  });

  test('copies are the bytes, or a program for them', () => {
    const editor = new HandshakeEditor();
    expect(editor.copyOf('response')?.text).toMatch(/^HTTP\/1\.1 101 .*\r\n\r\n$/s);
    expect(editor.copyOf('curl')).toMatchObject({ exact: true });
    expect(editor.copyOf('node')?.text).toContain("connect(80, 'server.example.com'");
    editor.type('request', 'GET / HTTP/1.1\nA: 1\\r2\n\n');
    expect(editor.copyOf('curl')).toBeNull();
    editor.type('request', 'GET / HTTP/1.1\nA : 1\n\n');
    expect(editor.copyOf('curl')).toMatchObject({ exact: false });
  });
});
