import { FIELD_IDS, RULE_IDS } from '../codec/ids.ts';
import { hexOf } from '../codec/bytes.ts';
import { utf8Of } from '../codec/utf8.ts';
import type { Direction } from '../trace/direction.ts';
import { wordsOf } from './attributes.ts';
import type { Directive } from './directive.ts';
import { LAYERS } from './elements.ts';
import type { WireElement, WirePiece } from './elements.ts';
import { isWireFault, readWire } from './wire.ts';

const SENDERS: Readonly<Record<string, Direction>> = {
  client: 'client-to-server',
  server: 'server-to-client',
};

type WireReader<K extends WireElement['kind']> = (
  directive: Directive,
) => Extract<WireElement, { kind: K }>;

/** Directives whose body is bytes. */
export const WIRE_READERS: { readonly [K in WireElement['kind']]: WireReader<K> } = {
  frame: (directive) => ({
    kind: 'frame',
    edit: directive.attributes.flag('edit'),
    ...readShown(directive, piecesOf(directive)),
  }),
  bytes: (directive) => ({
    kind: 'bytes',
    segments: directive.attributes.numbers('segments'),
    ...readShown(directive, piecesOf(directive)),
  }),
  http: (directive) => ({
    kind: 'http',
    trim: directive.attributes.flag('trim'),
    ...readShown(directive, piecesOf(directive)),
  }),
  layers: (directive) => {
    const of = directive.attributes.oneOf('of', LAYERS);
    const pieces = of === 'events' ? eventsIn(directive) : piecesOf(directive);
    return { kind: 'layers', of, ...readShown(directive, pieces) };
  },
  autopsy: (directive) => ({
    kind: 'autopsy',
    code: directive.attributes.number('code'),
    ...readShown(directive, directive.body === null ? [] : piecesOf(directive)),
  }),
};

function piecesOf(directive: Directive): readonly WirePiece[] {
  const sender = directive.attributes.oneOf('sender', ['client', 'server', 'marked'], 'marked');
  return readPieces(directive.body, SENDERS[sender] ?? null, directive);
}

/** The bytes of a body. */
export function readPieces(
  body: string | null,
  direction: Direction | null,
  directive: Directive,
  firstLine = 0,
): readonly WirePiece[] {
  if (body === null) return directive.stop('the bytes are missing: they stand before ":::"');
  const read = readWire(`${body}\n`, direction);
  return isWireFault(read) ? directive.stop(read.problem, firstLine + read.line) : read;
}

/** An event stream as text: every line ends in LF. */
const eventsIn = ({ body, stop }: Directive): readonly WirePiece[] => [
  {
    direction: 'server-to-client',
    hex: hexOf(utf8Of(`${body ?? stop('the events are missing')}\n`)),
  },
];

function readShown({ attributes, caption, stop }: Directive, pieces: readonly WirePiece[]) {
  const focus = attributes.text('focus');
  const field = FIELD_IDS.find((id) => id === focus) ?? null;
  if (focus !== null && field === null) stop(`focus=${focus} is no field`);
  const size = attributes.number('size');
  const bytes = pieces.reduce((sum, { hex }) => sum + hex.length / 2, 0);
  if (size !== null && size !== bytes) stop(`size=${size}, but these are ${bytes} bytes`);
  const violates = wordsOf(attributes.text('violates')).map(
    (word) => RULE_IDS.find((id) => id === word) ?? stop(`violates=${word} is no rule`),
  );
  return {
    caption,
    pieces,
    violates,
    extensions: attributes.text('extensions'),
    cut: attributes.flag('cut'),
    size,
    focus: field,
  };
}
