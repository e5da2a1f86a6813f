import type { InputKind, NoteId, ReasonId } from '../../trace/input.ts';
import type { ConversationNoteId } from '../../trace/notes.ts';
import type { Direction } from '../../trace/trace.ts';

/** Says a note. `where` is one of `places`; `detail` is the note's own. */
type Say = (where: string, detail: string) => string;

const kinds: Record<InputKind, string> = {
  hex: 'hex',
  base64: 'base64',
  xxd: 'xxd dump',
  hexdump: 'hexdump',
  'http-text': 'HTTP text',
  binary: 'binary file',
};

const reasons: Record<ReasonId, string> = {
  chosen: 'You chose this format.',
  nothing: 'Nothing here looks like bytes in a known notation.',
  'xxd-rows': 'Lines begin with an offset and a colon, as xxd prints them.',
  'hexdump-rows': 'Lines begin with an offset that counts the bytes, as hexdump and od print them.',
  'hex-prefixed': 'Bytes are marked with 0x or \\x.',
  'hex-pairs': 'Groups of hexadecimal digits, set apart.',
  'hex-solid': 'Nothing but hexadecimal digits.',
  'hex-mostly': 'Mostly hexadecimal digits; some characters do not fit.',
  'base64-alphabet': 'Every character belongs to the base64 alphabet.',
  'base64-mostly': 'Mostly base64; some characters do not fit.',
  'http-start-line': 'It contains an HTTP request line or status line.',
  'not-text': 'The file is not text in a known notation, so its bytes are taken as they are.',
};

/** The names of the kinds that a detail lists. */
const named = (detail: string): string[] =>
  detail.split(' ').map((kind) => (kinds as Record<string, string>)[kind] ?? kind);

function guessed(detail: string): string {
  const [kind, ...others] = named(detail);
  const could = others.length > 0 ? ` It could also be ${others.join(' or ')}.` : '';
  return `Read as ${kind}, which is a guess.${could} Choose another format if the result makes no sense.`;
}

/** What a guess of the direction came to. */
const senders: Record<string, string> = {
  'client-to-server':
    'They look as a client sends them, so they were taken to come from the client.',
  'server-to-client':
    'They look as a server sends them, so they were taken to come from the server.',
  both: 'Requests and masked frames were taken to come from the client, all else from the server.',
};

const notes: Record<NoteId, Say> = {
  'input/empty': () => 'There is nothing to read. Paste some bytes or drop a file.',
  'input/not-recognised': (where) =>
    `What begins at ${where} looks like no known notation, so no bytes were read from it. Choose a format to read it all the same.`,
  'input/not-this-kind': (where, detail) =>
    `What begins at ${where} does not look like ${named(detail).join(', ')}, but was read as that because you chose it.`,
  'input/kind-guessed': (_where, detail) => guessed(detail),
  'input/direction-guessed': (where, detail) =>
    `The bytes from ${where} on do not say who sent them. ${senders[detail] ?? senders.both} Switch the direction if that is wrong.`,
  'input/direction-marked': (where) =>
    `Directions were taken from the marks that begin lines, the first at ${where}: > is sent by the client, < by the server.`,
  'input/order-unknown': () =>
    'The two inputs do not say in which order their bytes travelled. The opening handshake is shown first, then one direction after the other.',
  'input/odd-nibble': (where, detail) =>
    `The hexadecimal digit “${detail}” at ${where} has no partner: half a byte. It was left out. Add the missing digit, or remove this one.`,
  'input/stray-character': (where, detail) =>
    `“${detail}” at ${where} does not belong to this notation. It was skipped; what follows begins a new byte. Remove or correct it.`,
  'input/comments': (where) =>
    `Comments were skipped, the first at ${where}. Nothing in them was read as bytes.`,
  'input/full-width': (where, detail) =>
    `Full-width characters, the first “${detail}” at ${where}, were read as the ordinary ones they stand for.`,
  'input/skipped-line': (where, detail) =>
    `The line at ${where} was skipped, because it holds no bytes: “${detail}”.`,
  'input/offset-jump': (where, detail) =>
    `The offset at ${where} does not follow from the bytes before it (${detail}). Lines may be missing or changed. The bytes were joined as they stand; none were invented.`,
  'input/repeated-lines': (where, detail) =>
    `The * at ${where} stands for repeated lines. They were filled in: ${detail} bytes.`,
  'input/repeat-without-end': (where) =>
    `The * at ${where} stands for repeated lines, but no offset after it says how many. None were filled in. Paste the dump's last line too.`,
  'input/byte-order': (where) =>
    `The groups from ${where} on are 16-bit numbers, lower byte first, as hexdump prints them without options. The bytes of each were swapped back. Use hexdump -C to be sure.`,
  'input/gutter-mismatch': (where) =>
    `The text column at ${where} shows other bytes than the digits before it. One of the two was changed, or the dump shows bits (xxd -b) or reversed groups (xxd -e). The digits were read; make the dump again with plain xxd.`,
  'input/base64-length': (where, detail) =>
    `The base64 ends too early at ${where}, at “${detail}”: characters or padding are missing. Check that all of it was copied.`,
  'input/base64-bits': (where, detail) =>
    `The base64 that ends with “${detail}” at ${where} holds bits that belong to no byte. They were left out. Check that all of it was copied.`,
  'input/line-breaks': (where) =>
    `Line breaks in the HTTP text, the first at ${where}, were turned into CRLF, as HTTP sends them.`,
  'input/head-end-added': (where) =>
    `The HTTP head has no empty line before ${where}, where something else begins. The empty line was added.`,
  'input/body-as-text': (where) =>
    `What follows the HTTP head at ${where} looks like no notation of bytes, so it was taken as the body, character for character.`,
  'input/too-large': (where, detail) =>
    `This is more than can be read here: ${detail} bytes or characters from ${where} on were left out. Cut the input into smaller pieces.`,
  'input/more-notes': (where, detail) =>
    `There are ${detail} more notes like these, from ${where} on. Is it the right format?`,
};

const numbersIn = (detail: string): string[] => detail.split(' ');

/** How the side of the client was told. */
const evidence: Record<string, string> = {
  'start-line': 'requests and answers show it',
  'client-hello': 'its first words in TLS show it',
  mask: 'only a client masks its frames',
  port: 'nothing in the bytes shows it, so the capture’s own guess was kept',
};

/** `where` is a place of `places.stream`. */
const conversationNotes: Record<ConversationNoteId, Say> = {
  'conversation/handshake-missing': () =>
    'The opening handshake is not in this capture. Frames are read all the same, but the subprotocol and the extensions that were agreed on are not known.',
  'conversation/direction-inferred': (_where, detail) =>
    `The capture does not show who opened this connection. Which side is the client was inferred: ${evidence[detail] ?? detail}.`,
  'conversation/compression-inferred': (where) =>
    `Messages, the first at ${where}, are marked as compressed and look like it, so permessage-deflate was assumed with its default window. A message that refers to others before the capture began cannot be inflated.`,
  'conversation/gap': (where, detail) => {
    const [gaps = '', bytes = ''] = numbersIn(detail);
    return `${bytes} bytes that travelled are missing from the capture, the first at ${where} (gaps: ${gaps}). Nothing is said of what they held, and nobody is blamed for it.`;
  },
  'conversation/resynchronised': (where, detail) => {
    const [times = '', bytes = ''] = numbersIn(detail);
    const passed = bytes === '0' ? '' : ` ${bytes} bytes on the way could not be explained.`;
    return `Where bytes are missing, the next unit had to be looked for (places: ${times}): reading went on at ${where}.${passed} What comes after is very likely right, not certain.`;
  },
  'conversation/sync-lost': (where, detail) =>
    `From ${where} on nothing more could be read: bytes before it are missing, and ${detail} bytes after them show no beginning of a frame or a head.`,
  'conversation/tls': (_where, detail) => {
    const [host = '-', ...protocols] = numbersIn(detail);
    const to = host === '-' ? '' : ` to ${host}`;
    const speaking = protocols.length === 0 ? '' : ` (${protocols.join(', ')})`;
    return `This connection${to}${speaking} is encrypted with TLS, so nothing in it can be read. Have the browser or Node write its keys (SSLKEYLOGFILE, node --tls-keylog), open the capture in Wireshark with that key log file, and export the decrypted stream: “Follow → TLS Stream”, saved as raw. Or capture behind the proxy that ends TLS.`;
  },
  'conversation/http2': () =>
    'This connection speaks HTTP/2 in the clear, which is not decoded here.',
  'conversation/not-recognised': () =>
    'Neither HTTP nor WebSocket frames were found on this connection. It may speak another protocol.',
};

export const input = {
  kinds,
  reasons,
  notes,
  conversationNotes,
  places: {
    text: (line: number, column: number) => `line ${line}, column ${column}`,
    file: (byte: number) => `byte ${byte}`,
    stream: (direction: Direction, byte: number) =>
      `byte ${byte} of what the ${direction === 'client-to-server' ? 'client' : 'server'} sent`,
  },
};
