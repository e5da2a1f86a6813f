import { count } from '../numbers.ts';
import { plural } from './plural.ts';

/** Numbers and names that a hypothesis found, in its own order. */
type Args = readonly (number | string)[];

const number = (args: Args, i: number): number => Number(args[i] ?? 0);

const CODINGS: Readonly<Record<string, string>> = {
  gzip: 'gzip (RFC 1952)',
  zlib: 'zlib (RFC 1950)',
  deflate: 'raw DEFLATE (RFC 1951)',
  message: 'DEFLATE as permessage-deflate makes it (RFC 7692)',
};

const RECORDS: Readonly<Record<string, string>> = {
  handshake: 'handshake',
  changeCipherSpec: 'change cipher spec',
  alert: 'alert',
  applicationData: 'application data',
};

/** `3 handshake, 5 application data` */
const records = (args: Args): string =>
  args
    .slice(1)
    .flatMap((name, i, all) =>
      i % 2 === 0 ? [`${count(Number(all[i + 1]))} × ${RECORDS[name] ?? name}`] : [],
    )
    .join(', ');

/** What may have happened to bytes that make no sense. */
export const autopsy = {
  label: 'What may have happened',
  heading: 'These bytes make little sense as they stand',
  lede: 'What may have happened to them, the likeliest first. Evidence is counted in bits: each one halves the odds that it is mere chance. Trying changes nothing for good; one click takes you back.',
  looked: (looked: number, total: number) =>
    looked === total
      ? `All ${plural(total, 'byte was', 'bytes were')} looked at.`
      : `The first ${count(looked)} of ${count(total)} bytes were looked at; trying one takes them all.`,
  bits: (n: number) => `evidence: ${plural(n, 'bit', 'bits')}`,
  invented: 'The frame around it is made up: these bytes never travelled like this.',
  would: 'Would be read as',
  frame: (opcode: string, length: number, text: string | null) =>
    `${opcode}, ${plural(length, 'byte', 'bytes')}${text === null ? '' : `: “${text}”`}`,
  try: 'Try',
  tryLong: (title: string) => `Try: ${title}`,
  instead: 'What to do instead',
  working: 'Making the bytes …',
  failed: 'The bytes could not be made. What you gave is as it was.',
  tried: (title: string) => `You are trying: ${title}.`,
  back: 'Back to the bytes as they were',
  evidence: {
    between: '; ',
    end: '.',
    heads: (n: number) => plural(n, 'HTTP head', 'HTTP heads'),
    frames: (n: number, lands: boolean) =>
      `${plural(n, 'frame fits', 'frames fit')}${n === 1 ? '' : ' end to end'}${lands ? (n === 1 ? ' and ends just where the bytes do' : ', the last just to the end of the bytes') : ''}`,
    texts: (n: number) => `${plural(n, 'text is', 'texts are')} readable UTF-8`,
    share: (percent: number) => `${count(percent)} % of the bytes are explained`,
    faults: (n: number) => `${plural(n, 'frame', 'frames')} still broken`,
  },
  hypotheses: {
    'frames-later': {
      title: (args: Args) => `Frames begin at byte ${count(number(args, 0))}`,
      why: (args: Args) =>
        `The ${plural(number(args, 0), 'byte', 'bytes')} before may be the end of a frame whose beginning is missing, or no frame at all. Leaving them out:`,
    },
    'head-missing': {
      title: (args: Args) =>
        number(args, 0) === 1 ? 'The first byte is missing' : 'The first bytes are missing',
      why: (args: Args) =>
        `With ${number(args, 0) === 1 ? 'a likely first byte' : `${count(number(args, 0))} likely first bytes`} put before them:`,
    },
    'payload-only': {
      title: (args: Args) =>
        args[0] === 'json' ? 'This is JSON without a frame' : 'This is a text without a frame',
      why: () =>
        'The bytes are what an application sees, readable UTF-8, and not what travels. Put into a frame:',
    },
    'payload-unmasked': {
      title: () => 'The payloads are in the clear, the MASK bits stayed',
      why: () =>
        'A tool may have unmasked the payloads and left MASK and key as they were, or a sender masked twice. Masked once more:',
    },
    'mask-bit-lost': {
      title: () => 'Masked, but the MASK bit is not set',
      why: () =>
        'The four bytes behind each length work as a masking key, though no header says that there is one. With MASK set:',
    },
    'length-order': {
      title: () => 'Lengths are written with the lower byte first',
      why: () =>
        'RFC 6455 §5.2 wants network byte order, the higher byte first. With the extended lengths turned round:',
    },
    'other-direction': {
      title: () => 'The bytes go the other way',
      why: (args: Args) =>
        args[0] === 'client-to-server'
          ? 'A client masks every frame, and these are not masked: they are a server’s. Read as such:'
          : 'A server masks no frame, and these are masked: they are a client’s. Read as such:',
    },
    'words-swapped': {
      title: (args: Args) => `Bytes are swapped in words of ${count(number(args, 0))} bits`,
      why: () =>
        'Dumps such as plain hexdump and xxd -e show numbers with the lower byte first. Turned round:',
    },
    'half-byte': {
      title: (args: Args) =>
        args[0] === 'lost' ? 'The first hex digit is missing' : 'There is a hex digit too many',
      why: (args: Args) =>
        args[0] === 'lost'
          ? 'Each byte is two halves of its neighbours. With a first digit of 8, as whole messages have it:'
          : 'Each byte is two halves of its neighbours. Without the first digit:',
    },
    'text-of-bytes': {
      title: () => 'These bytes are a notation of other bytes',
      why: () => 'Read as text, they are hex, base64 or a dump. Read as that:',
    },
    'other-format': {
      title: (args: Args) => `The input is ${args[0]}`,
      why: (args: Args) => `Its characters fit ${args[0]} as well. Read so:`,
    },
    'utf8-twice': {
      title: () => 'Binary data were sent through UTF-8',
      why: (args: Args) =>
        `Bytes above 7f became two, c2 or c3 and another, in ${plural(number(args, 0), 'place', 'places')}. Undone:`,
    },
    replaced: {
      title: () => 'Binary data were read as text, and are beyond repair',
      why: (args: Args) =>
        `ef bf bd stands in ${plural(number(args, 0), 'place', 'places')}: the sign U+FFFD for bytes that were no UTF-8. Which bytes they were, nobody can tell any more.`,
    },
    'line-ends': {
      title: () => 'Line ends were converted',
      why: (args: Args) =>
        `Before each of the ${plural(number(args, 0), 'byte', 'bytes')} 0a stands a 0d, as a copy in text mode puts it there. Taken out:`,
    },
    compressed: {
      title: (args: Args) => `Compressed: ${CODINGS[args[0] ?? ''] ?? args[0]}`,
      why: (args: Args) =>
        `${count(number(args, 1))} bytes inflate to ${count(number(args, 2))}${args[3] === 'text' ? ', a text without a frame. Put into one:' : '. Inflated:'}`,
    },
    http2: {
      title: () => 'This is HTTP/2',
      why: (args: Args) =>
        `${plural(number(args, 0), 'frame', 'frames')} of RFC 9113 §4.1 follow each other, on ${plural(number(args, 1), 'stream', 'streams')}.` +
        (number(args, 2) === 0
          ? ''
          : ` What stream ${count(number(args, 2))} carries are WebSocket frames, as RFC 8441 §5 has it. Its data:`),
    },
    'hixie-76': {
      title: () => 'WebSocket frames of 2010 (draft-hixie-76)',
      why: (args: Args) =>
        `${plural(number(args, 0), 'text stands', 'texts stand')} between 00 and ff, as drafts before RFC 6455 framed them. In frames of today:`,
    },
    tls: {
      title: () => 'This is TLS',
      why: (args: Args) =>
        `${plural(number(args, 0), 'record follows', 'records follow')} each other: ${records(args)}.`,
    },
    'other-protocol': {
      title: (args: Args) => `This is ${args[0]}`,
      why: (args: Args) => `The bytes begin as only ${args[0]} does.`,
    },
  },
  advice: {
    replaced:
      'Get the bytes again from where they were still bytes: as a binary file, as hex or as base64. Where code does it, do not turn payloads into strings.',
    http2:
      'No stream in the part looked at carries WebSocket frames. A WebSocket over HTTP/2 begins with CONNECT and :protocol; capture it from the beginning of its stream.',
    'other-protocol':
      'It is not decoded here. Check the port or the filter of the capture, and which connection was copied.',
  },
};
