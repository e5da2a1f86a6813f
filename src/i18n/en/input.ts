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
  od: 'od dump',
  tcpdump: 'tcpdump output',
  literal: 'program literal',
  'url-encoded': 'URL-encoded text',
  'data-url': 'data URL',
  pem: 'PEM armour',
  'http-text': 'HTTP text',
  'curl-trace': 'curl trace',
  har: 'HAR file',
  pcap: 'pcap capture',
  pcapng: 'pcapng capture',
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
  'od-rows':
    'Lines begin with an offset and show characters, octal or decimal numbers, as od prints them.',
  'tcpdump-rows': 'Lines begin with 0x and an offset, as tcpdump prints packets.',
  'literal-syntax':
    'It contains a list, a byte string or a buffer, as programs write and print them.',
  'literal-decimals': 'Numbers from 0 to 255, or from −128 to 127, as programs print bytes.',
  'percent-escapes': 'Bytes are marked with %, as in a URL.',
  'data-url': 'It contains an address that begins with data:.',
  'pem-lines': 'It contains a line that begins with -----BEGIN.',
  'curl-trace-lines': 'It contains lines that curl --trace writes, such as “=> Send header”.',
  'har-log': 'It is JSON with a log object, as a HAR file.',
  'http-start-line': 'It contains an HTTP request line or status line.',
  'capture-magic': 'It begins as a capture file does.',
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
  'input/several-kinds': (where, detail) =>
    `The input holds several notations, the first at ${where}: ${named(detail).join(', ')}. Each was read as what it is, and the bytes were joined in this order.`,
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
  'input/commands': (where, detail) =>
    `Lines with a prompt, the first at ${where}, were taken for commands and left out: “${detail}”. What they printed was read.`,
  'input/log-prefixes': (where, detail) =>
    `What a logger put before the lines was left out, the first at ${where}: “${detail}”.`,
  'input/log-words': (where, detail) =>
    `Lines of a log that hold no bytes were left out, the first at ${where}: “${detail}”.`,
  'input/curl-remarks': (where) =>
    `Lines in which curl speaks of itself were left out, the first at ${where}.`,
  'input/outside-literal': (where, detail) =>
    `“${detail}” at ${where} stands outside of the list, string or address that holds the bytes, so it was not read.`,
  'input/left-by-tool': (where, detail) =>
    `At ${where} the program that printed this left out ${detail} more bytes. They are not in the text, so they are missing here too. Print all of it, for example with toString('hex').`,
  'input/not-a-byte': (where, detail) =>
    `“${detail}” at ${where} is no byte: those go from 0 to 255, or from −128 to 127. It was left out.`,
  'input/unclosed-string': (where, detail) =>
    `The string that ${detail} begins at ${where} has no end in its line. It was read up to there.`,
  'input/unknown-escape': (where, detail) =>
    `“${detail}” at ${where} is no escape that is known here. Its character was read as it stands.`,
  'input/characters-as-bytes': (where, detail) =>
    `“${detail}” at ${where}, and other characters from U+0080 to U+00FF, were read as one byte each, because escapes beside them are bytes too. In Go and Rust they would be two bytes, UTF-8.`,
  'input/plus-is-space': (where) =>
    `The + at ${where} was read as a space, as in forms. Where it was meant as a plus, write %2B.`,
  'input/armour-header': (where, detail) =>
    `Headers and the checksum of the armour, the first at ${where}, were left out: “${detail}”.`,
  'input/derived-data': (where) =>
    `The dump at ${where} shows what Wireshark made of a packet (unmasked, joined or unpacked). It was left out, because the packet itself is there too.`,
  'input/packets': (where, detail) =>
    `The dumps from ${where} on are packets: ${detail} of them. Their link, IP and TCP headers were parsed, and the connections put together from what they carry.`,
  'input/packets-without-bytes': (where) =>
    `The packets from ${where} on are shown without their bytes, or as characters (tcpdump -A), which show most bytes as dots. None were read. Use tcpdump -X, or -w to write a file.`,
  'input/tls-records': (where) =>
    `Sections of “SSL data”, the first at ${where}, are TLS records around the HTTP that the trace shows. They were left out.`,
  'input/characters-only': (where, detail) =>
    `The section at ${where} holds ${detail} bytes after the switch to another protocol, but --trace-ascii shows bytes as dots. They were left out, for a dot does not say which byte it was. Use curl --trace.`,
  'input/dots': (where) =>
    `In the data at ${where} a dot may stand for any byte that is no printable character: --trace-ascii loses which. Dots were read as dots. Use curl --trace to see all bytes.`,
  'input/section-length': (where, detail) =>
    `The section at ${where} announces another number of bytes than its rows hold (${detail}). Rows may be missing or changed.`,
  'input/har-not-json': (where, detail) =>
    `This looks like a HAR file, but it is no JSON: it fails at ${where} (“${detail}”). Nothing could be read. Export it again.`,
  'input/har-cut': (where, detail) =>
    `The HAR file breaks off, or is damaged, at ${where} (“${detail}”). The whole entries before that place were read.`,
  'input/har-no-log': () =>
    'This is JSON, but there is no “log” object in it, so it is no HAR file.',
  'input/har-no-entries': () => 'The HAR file holds no entries.',
  'input/har-no-frames': (_where, detail) =>
    `A HAR file${detail === '' ? '' : ` (${detail})`} holds exchanges and messages as somebody parsed them, not the bytes that travelled. So there are no frames, no masks, no fragments, no Ping and Pong to look at here; none were made up. To see them, record a capture with tcpdump or Wireshark.`,
  'input/har-no-messages': (_where, detail) =>
    `The WebSocket of ${detail} has no messages in this file: its exporter (Firefox, for one) leaves them out. Only its handshake is shown.`,
  'input/har-message-error': (_where, detail) =>
    `The log says that the WebSocket failed: ${detail}.`,
  'input/har-left-out': (_where, detail) =>
    `${detail} lacks what is needed to show it, and was left out.`,
  'input/har-field': (_where, detail) =>
    `${detail} is not of the type that HAR 1.2 gives it. It was left out, and the rest was read.`,
  'input/har-base64': (_where, detail) =>
    `${detail} should be base64, but is none. It is shown as the text it is.`,
  'input/har-body-left-out': (_where, detail) =>
    `The file says how long bodies are, the first in ${detail}, but does not hold them. Export the HAR with content.`,
  'input/first-part': (where, detail) =>
    `Reading was cancelled, so only the first part was read, up to about ${where} of ${detail}. What comes after is not shown, searched or exported.`,
  'input/too-large': (where, detail) =>
    `This is more than can be read here: ${detail} bytes or characters from ${where} on were left out. Cut the input into smaller pieces.`,
  'input/more-notes': (where, detail) =>
    `There are ${detail} more notes like these, from ${where} on. Is it the right format?`,
  'input/gzip': () =>
    'The file is compressed with gzip and was inflated. Places in the file count the bytes it inflates to.',
  'input/gzip-damaged': (where, detail) =>
    `The compressed data is damaged, after ${where} of what it inflates to${detail === '' ? '' : ` (${detail})`}. What came before was read. Download or copy the file again.`,
  'input/gzip-too-large': (where) =>
    `The file inflates to far more than it is, so inflating was stopped at ${where}. What came before was read. Inflate it yourself and keep the part you need.`,
  'input/gzip-cut': (where) =>
    `The compressed file ends too early, at ${where} of what it inflates to. What came before was read. Check that all of it was copied.`,
  'input/not-a-capture': () =>
    'This is no pcap and no pcapng file, so nothing was read from it. Save the capture in one of these formats.',
  'input/file-cut': (where, detail) =>
    `The file ends inside the record that begins at ${where}; its last ${detail} bytes were left out. What came before was read. The capture may still have been running when it was copied.`,
  'input/file-comment': (_where, detail) => `The file says of itself: “${detail}”.`,
  'input/pcap-variant': (_where, detail) =>
    `This is the ${detail} variant of pcap, with longer packet headers. It was read as that.`,
  'input/record-length': (where, detail) =>
    `The packet at ${where} says it is ${detail} bytes long, which no packet is. The file is damaged there; the rest was left out.`,
  'input/section-magic': (where) =>
    `The section at ${where} does not say its byte order. The file is damaged there; the rest was left out.`,
  'input/block-length': (where, detail) =>
    `The block at ${where} says it is ${detail} bytes long, which it cannot be. The file is damaged there; the rest was left out.`,
  'input/block-lengths-differ': (where, detail) =>
    `Blocks say one length where they begin and another where they end: ${detail}, the first at ${where}. The first length was believed.`,
  'input/block-too-large': (where, detail) =>
    `Blocks larger than any packet were stepped over: ${detail}, the first at ${where}.`,
  'input/captured-length': (where, detail) =>
    `Packets say they are longer than the block they are in: ${detail}, the first at ${where}. They were read as far as the block goes.`,
  'input/no-interface': (where, detail) =>
    `Packets of an interface that the file does not describe were left out: ${detail}, the first at ${where}.`,
  'input/link-type': (where, detail) =>
    `Packets of link types that cannot be read here were left out, the first at ${where} (link type and number of packets: ${detail}). Capture on Ethernet, loopback or “any”.`,
  'input/packets-unreadable': (where, detail) =>
    `Packets whose headers are cut or wrong were left out: ${detail}, the first at ${where}.`,
  'input/packets-cut': (where, detail) =>
    `Packets were captured only in part, because of a snap length: ${detail}, the first at ${where}. What is missing stands as zeros. Capture again with tcpdump -s 0.`,
  'input/packets-left-aside': (where, detail) =>
    `Packets that are not TCP were left aside, the first at ${where}: ${detail}.`,
  'input/time-backwards': (where, detail) =>
    `The clock goes back between packets, ${detail} times, first at ${where}. Times and intervals around there are not to be trusted.`,
  'input/fragments-overlap': (where, detail) =>
    `IP fragments overlap others: ${detail}, the first fragment at ${where}. The bytes seen first were kept.`,
  'input/fragments-missing': (where, detail) =>
    `IP packets of which fragments are missing were left out: ${detail}, the first fragment at ${where}.`,
  'input/overlap-differs': (where, detail) =>
    `Bytes that TCP sent again are not the same as before, at ${where} (${detail}). The bytes seen first were kept; another receiver may have kept the others.`,
  'input/bytes-after-end': (where, detail) =>
    `Bytes that follow the end (FIN) of their stream were left out: ${detail}, the first at ${where}.`,
  'input/bytes-missing': (where, detail) =>
    `${detail} bytes travelled but are not in the file, the first noticed at ${where}. Zeros stand in their place, and are marked.`,
  'input/gap-too-large': (where, detail) =>
    `${detail} bytes are missing at ${where}, which is more than is filled. The rest of that direction was left out.`,
  'input/streams-too-large': (where, detail) =>
    `The streams hold more than ${detail} bytes. From ${where} on, directions that grow further were left out. Filter the capture to fewer connections.`,
  'input/connections-left-out': (where, detail) =>
    `There are more connections than are kept. ${detail} were left out, first those without any bytes, from ${where} on. Filter the capture to fewer connections.`,
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
    'This connection speaks HTTP/2 in the clear. What it says is not decoded here, but for a WebSocket that one of its streams carries.',
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
