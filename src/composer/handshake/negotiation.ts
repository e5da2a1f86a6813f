import type { HttpHead } from '../../codec/http/layout.ts';
import { extensionsIn, type Extension } from '../../codec/websocket/extension-list.ts';
import {
  deflateParametersOf,
  formatExtensions,
  PERMESSAGE_DEFLATE,
  type DeflateParameters,
} from '../../codec/websocket/extensions.ts';
import { protocolsIn } from '../../codec/websocket/handshake-fields.ts';

/** What became of an offer: taken, passed over, still without an answer, or answered without an offer. RFC 6455 §9.1 */
export type Fate = 'agreed' | 'declined' | 'open' | 'not-offered';

/** A name with its parameters as they are written, and what became of it. */
export interface Negotiated {
  readonly text: string;
  readonly fate: Fate;
}

/** How one direction compresses: RFC 7692 §7.1. */
export interface DirectionTerms {
  /** The window is 2 to the power of this, in bytes. */
  readonly windowBits: number;
  /** Whether a message may refer back to those before it. */
  readonly takeover: boolean;
  /** False where nobody said so, and the default holds. */
  readonly windowSaid: boolean;
  readonly takeoverSaid: boolean;
}

export interface Negotiation {
  readonly protocols: readonly Negotiated[];
  readonly extensions: readonly Negotiated[];
  /** What both compress with; null where they do not, or the answer is none a client could take. */
  readonly deflate: {
    readonly clientToServer: DirectionTerms;
    readonly serverToClient: DirectionTerms;
  } | null;
}

/** Puts offer and answer of an opening handshake side by side: RFC 6455 §4.2.2, §9.1, RFC 7692 §5. */
export function negotiationOf(request: HttpHead | null, response: HttpHead | null): Negotiation {
  const offers = request ? extensionsIn(request) : [];
  const answers = response ? extensionsIn(response) : [];
  const namesIn = (head: HttpHead | null) => (head ? protocolsIn(head).map(nameOf) : []);
  const unanswered = response === null ? 'open' : 'declined';
  return {
    protocols: fatesOf(namesIn(request), namesIn(response), unanswered, (name) => name),
    extensions: fatesOf(offers.map(nameOf), answers.map(nameOf), unanswered, (name) =>
      writtenAs(name, offers, answers),
    ),
    deflate: termsOf(offers, answers),
  };
}

const nameOf = ({ name }: { readonly name: string }): string => name;

/** Each offer once, then what was answered besides. */
function fatesOf(
  offered: readonly string[],
  answered: readonly string[],
  unanswered: Fate,
  textOf: (name: string) => string,
): Negotiated[] {
  const fateOf = (name: string): Fate => {
    if (!answered.includes(name)) return unanswered;
    return offered.includes(name) ? 'agreed' : 'not-offered';
  };
  return [...new Set([...offered, ...answered])].map((name) => ({
    text: textOf(name),
    fate: fateOf(name),
  }));
}

/** In the words of the answer, where there is one. */
function writtenAs(
  name: string,
  offers: readonly Extension[],
  answers: readonly Extension[],
): string {
  const said = answers.filter((each) => each.name === name);
  return formatExtensions(said.length > 0 ? said : offers.filter((each) => each.name === name));
}

function termsOf(
  offers: readonly Extension[],
  answers: readonly Extension[],
): Negotiation['deflate'] {
  const settled = deflateParametersOf(answers);
  if (!settled || !offers.some(({ name }) => name === PERMESSAGE_DEFLATE)) return null;
  const said = new Set(
    answers
      .filter(({ name }) => name === PERMESSAGE_DEFLATE)
      .flatMap(({ parameters }) => parameters.map(nameOf)),
  );
  return {
    clientToServer: direction('client', settled, said),
    serverToClient: direction('server', settled, said),
  };
}

/** `client_…` is about messages from client to server: RFC 7692 §7.1. */
function direction(
  sender: 'client' | 'server',
  settled: DeflateParameters,
  said: ReadonlySet<string>,
): DirectionTerms {
  return {
    windowBits: settled[`${sender}MaxWindowBits`],
    takeover: !settled[`${sender}NoContextTakeover`],
    windowSaid: said.has(`${sender}_max_window_bits`),
    takeoverSaid: said.has(`${sender}_no_context_takeover`),
  };
}
