import { describe, expect, it } from 'vitest';
import { latin1 } from '../../../src/codec/http/syntax.ts';
import { readHttpHead } from '../../../src/codec/http/message.ts';
import { readHandshake } from '../../../src/codec/websocket/handshake.ts';
import { handshakeOf, type Cookie } from '../../../src/simulation/attacks/browser.ts';
import { hijack, LOCKS } from '../../../src/simulation/attacks/hijacking.ts';

const headOf = (bytes: Uint8Array) => readHttpHead(bytes, 0, bytes.length);
const step = (lock: (typeof LOCKS)[number], says: string) =>
  hijack(lock).steps.find((each) => each.says === says)!;

describe('cross-site hijacking', () => {
  it('gives the attacker a connection in your name where the cookie alone is looked at', () => {
    const { read, done } = hijack('none');
    expect(read).toBe('Ann: 2 new');
    expect(done).toBe('Ann: delete all');
    expect(latin1(step('none', 'call').bytes)).toContain('Cookie: session=');
  });

  it('fails where the server compares the origin: 403, and no frame follows', () => {
    expect(hijack('origin')).toMatchObject({ read: null, done: null });
    expect(latin1(step('origin', 'answer').bytes)).toMatch(/^HTTP\/1\.1 403 /);
    expect(hijack('origin').steps.some(({ says }) => says === 'greet')).toBe(false);
  });

  it('fails where the cookie stays within its site: the server knows nobody', () => {
    expect(hijack('same-site')).toMatchObject({ read: null, done: null });
    expect(latin1(step('same-site', 'call').bytes)).not.toContain('Cookie:');
    expect(latin1(step('same-site', 'answer').bytes)).toMatch(/^HTTP\/1\.1 401 /);
  });

  it.each(LOCKS)('with %s, the page of the site itself gets in', (lock) => {
    const request = headOf(step(lock, 'own').bytes);
    const response = headOf(step(lock, 'own-answer').bytes);
    expect(readHandshake(request, response).succeeded).toBe(true);
  });
});

describe('the handshake of a browser', () => {
  const lax: Cookie = { host: 'app.example.com', name: 's', value: '1', sameSite: 'lax' };
  const sent = (page: string, cookie = lax): boolean =>
    latin1(handshakeOf(page, 'wss://app.example.com/chat', [cookie], 'k')).includes('Cookie: s=1');

  it('takes a Lax cookie along from the same site, a sibling of the host too', () => {
    expect(sent('https://app.example.com')).toBe(true);
    expect(sent('https://blog.example.com')).toBe(true);
    expect(sent('https://evil.example.net')).toBe(false);
    expect(sent('http://app.example.com')).toBe(false);
  });

  it('takes no cookie of another host along', () => {
    expect(sent('https://app.example.com', { ...lax, host: 'www.example.com' })).toBe(false);
  });
});
