import { acceptWith, diagnoseAccept, type MistakeId } from '../composer/handshake/diagnose.ts';
import { keyOfNonce, withHeader } from '../composer/handshake/edit.ts';
import { judgeHandshake, MOST_JUDGED, valueIn } from '../composer/handshake/judge.ts';
import { negotiationOf } from '../composer/handshake/negotiation.ts';
import { clientOutcome, serverOutcome } from '../composer/handshake/outcome.ts';
import { PRESETS, readExample, type TypedHandshake } from '../composer/handshake/presets.ts';
import { authorityOf, curlCommand, nodeSnippet } from '../composer/handshake/snippets.ts';
import { bytesOfTyped, typedOfBytes } from '../composer/handshake/typed.ts';
import { hexOf } from '../codec/bytes.ts';
import { latin1, shownText } from '../codec/http/syntax.ts';
import { expectedAcceptOf, keyOf } from '../codec/websocket/handshake-fields.ts';
import { MOST_CHARACTERS } from './address.ts';
import { base64UrlOf, bytesOfBase64Url } from './base64url.ts';
import { Edits } from './edits.svelte.ts';

/** Which of the two texts. */
export type Side = keyof TypedHandshake;

const KEY = 'Sec-WebSocket-Key';
const ACCEPT = 'Sec-WebSocket-Accept';

/** A byte takes at most four characters, so this much of a text is more than is judged. */
const MOST_READ = 4 * MOST_JUDGED + 4;

const readBytes = (typed: string): Uint8Array => bytesOfTyped(typed.slice(0, MOST_READ));

/** So many keys of other requests are remembered. */
const MOST_KEYS = 8;

/** An opening handshake as someone writes it, with all that follows from it. */
export class HandshakeEditor {
  readonly edits = new Edits<TypedHandshake>(PRESETS.rfc);
  /** A link was there and cannot be read. */
  damaged = $state.raw(false);
  /** Keys that stood there before, the last first: an accept may answer one of them. */
  #keys = $state.raw<readonly string[]>([]);

  readonly #bytes = $derived({
    request: readBytes(this.edits.current.request),
    response: readBytes(this.edits.current.response),
  });
  readonly #link = $derived(
    `#req=${base64UrlOf(this.#bytes.request)}&res=${base64UrlOf(this.#bytes.response)}`,
  );
  readonly judged = $derived(judgeHandshake(this.#bytes.request, this.#bytes.response));
  readonly server = $derived(serverOutcome(this.judged.request));
  readonly client = $derived(clientOutcome(this.judged));
  readonly negotiation = $derived(
    negotiationOf(this.judged.request.head, this.judged.response.head),
  );
  /** Of two keys both, as the codec reads them. */
  readonly key = $derived(keyOf(this.#requestHead));
  readonly expected = $derived(expectedAcceptOf(this.#requestHead));
  readonly accept = $derived(valueIn(this.judged.response.head, ACCEPT));
  /** How the accept was made; null where nobody can tell. */
  readonly diagnosis = $derived(
    this.key === null || this.accept === null
      ? null
      : diagnoseAccept(this.accept, this.key, [...this.#keys, ANOTHER_KEY]),
  );

  get typed(): TypedHandshake {
    return this.edits.current;
  }

  get #requestHead() {
    const { head } = this.judged.request;
    return head?.kind === 'request' ? head : null;
  }

  /** Takes what was typed; a line more or less begins another step. */
  type(side: Side, text: string): void {
    this.#put({ ...this.typed, [side]: text }, `${side} ${text.split('\n').length}`);
  }

  /** Puts other bytes there, such as those of an example. */
  take(handshake: TypedHandshake): void {
    this.damaged = false;
    this.#put(handshake);
  }

  takeExample(text: string): void {
    const { request, response } = readExample(text);
    this.take({ request: typedOfBytes(request), response: typedOfBytes(response) });
  }

  /** A new key, of which the answer knows nothing yet. */
  drawKey(nonce: Uint8Array = crypto.getRandomValues(new Uint8Array(16))): void {
    const { request, response } = this.typed;
    this.#put({ request: withHeader(request, KEY, keyOfNonce(nonce)), response });
  }

  /** Writes the accept that answers the key. */
  acceptRightly(): void {
    if (this.expected !== null) this.#putAccept(this.expected);
  }

  /** Writes the accept of a server that makes this mistake. */
  makeMistake(mistake: MistakeId): void {
    const accept = this.acceptWith(mistake);
    if (accept !== null) this.#putAccept(accept);
  }

  /** The accept that comes of a mistake; null where it is none with this key. */
  acceptWith(mistake: MistakeId): string | null {
    if (this.key === null) return null;
    const accept = acceptWith(mistake, this.key, this.#keys[0] ?? ANOTHER_KEY);
    return accept === this.expected ? null : accept;
  }

  /** What of it goes to the clipboard; null for what curl cannot carry. `exact` where not a byte is lost. */
  copyOf(what: 'request' | 'response' | 'curl' | 'node'): { text: string; exact: boolean } | null {
    const { head } = this.judged.request;
    if (what === 'curl') {
      const made = curlCommand(head, authorityOf(head));
      return made && { text: made.command, exact: made.faithful };
    }
    if (what === 'node') {
      return {
        text: nodeSnippet(bytesOfTyped(this.typed.request), authorityOf(head)),
        exact: true,
      };
    }
    const bytes = bytesOfTyped(this.typed[what]);
    return { text: shownText(latin1(bytes)), exact: true };
  }

  /** Both sides as the decoder reads them: hex, with the direction before it. */
  get paste(): string {
    const line = (mark: string, bytes: Uint8Array): string =>
      bytes.length === 0 ? '' : `${mark} ${hexOf(bytes)}\n`;
    const { request, response } = this.typed;
    return line('>', bytesOfTyped(request)) + line('<', bytesOfTyped(response));
  }

  /** It does not fit into a link. */
  get isTooLong(): boolean {
    return this.#link.length > MOST_CHARACTERS;
  }

  /** The fragment that opens the same again; empty for what the page opens with, and where it is too long. */
  get address(): string {
    const { request, response } = this.typed;
    if (request === PRESETS.rfc.request && response === PRESETS.rfc.response) return '';
    return this.isTooLong ? '' : this.#link;
  }

  /** Takes what an address carries. */
  restore(hash: string): void {
    const parts = new URLSearchParams(hash.replace(/^#/, ''));
    const [request, response] = ['req', 'res'].map((name) =>
      bytesOfBase64Url(parts.get(name) ?? ''),
    );
    this.damaged = !request || !response;
    if (!request || !response) return;
    const isNothing = !parts.has('req') && !parts.has('res');
    this.edits.reset(
      isNothing
        ? PRESETS.rfc
        : { request: typedOfBytes(request), response: typedOfBytes(response) },
    );
  }

  #putAccept(accept: string): void {
    const { request, response } = this.typed;
    this.#put({ request, response: withHeader(response, ACCEPT, accept) });
  }

  #put(next: TypedHandshake, run: string | null = null): void {
    const before = this.key;
    this.edits.put(next, run);
    if (before === null || before === this.key || this.#keys.includes(before)) return;
    this.#keys = [before, ...this.#keys].slice(0, MOST_KEYS);
  }
}

/** The key of RFC 6455 §4.1, erratum 3150: that of a request never made here. */
const ANOTHER_KEY = 'AQIDBAUGBwgJCgsMDQ4PEA==';
