import { hexOf } from '../codec/bytes.ts';
import { Opcode } from '../codec/websocket/layout.ts';
import { agreedExtensions } from '../composer/frames/connection.ts';
import type { Draft, DraftUnit } from '../composer/frames/draft.ts';
import { bytesOf, sizeOf } from '../composer/frames/units.ts';
import { MOST_CHARACTERS, MOST_PLAIN } from '../state/address.ts';
import { base64UrlOf } from '../state/base64url.ts';
import type { EmbedKind } from '../views/embed/options.ts';
import { decoderFragment } from './decoder-fragment.ts';

/** What of something composed can stand in another page. */
export interface Embeddable {
  readonly kinds: readonly EmbedKind[];
  /** As the decoder reads it; empty where it is too long for an address. */
  readonly content: string;
}

const fitting = (fragment: string): string => (fragment.length > MOST_CHARACTERS ? '' : fragment);

/** A draft with the unit looked at; there is a row for each unit where all of them are whole frames. */
export function embedOfDraft(draft: Draft, selected: number): Embeddable {
  const { units, deflate, ended } = draft;
  const unit = units[selected];
  const isWhole = (each: DraftUnit): boolean => each.kind === 'frame' && each.announced === null;
  const isData = unit?.kind === 'frame' && unit.opcode <= Opcode.binary;
  const kinds: readonly EmbedKind[] = isData
    ? ['frame', 'message', 'sequence']
    : ['frame', 'sequence'];
  // In hex, marked line by line, it takes about four characters a byte.
  if (units.length === 0 || sizeOf(draft) > 2 * MOST_PLAIN) return { kinds, content: '' };
  const pieces = bytesOf(draft)
    .filter(({ bytes }) => bytes.length > 0)
    .map(({ direction, bytes }) => ({ direction, hex: hexOf(bytes) }));
  const rest = [
    ...(deflate === null ? [] : [`ext=${encodeURIComponent(agreedExtensions(deflate))}`]),
    ...(ended ? ['end=fin'] : []),
    ...(units.every(isWhole) ? [`row=${selected}`] : []),
  ];
  return { kinds, content: fitting([decoderFragment(pieces), ...rest].join('&')) };
}

/** Both sides of a handshake, as the text that the decoder reads. */
export function embedOfHandshake(paste: string): Embeddable {
  const content = paste === '' ? '' : `#text=${base64UrlOf(new TextEncoder().encode(paste))}`;
  return { kinds: ['frame', 'sequence'], content: fitting(content) };
}
