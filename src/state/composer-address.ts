import { bytesOfHex, hexOf } from '../codec/bytes.ts';
import { deflateParametersOf, parseExtensions } from '../codec/websocket/extensions.ts';
import { agreedExtensions } from '../composer/frames/connection.ts';
import type { Draft, Flow } from '../composer/frames/draft.ts';
import { bytesOf, draftOf, sizeOf } from '../composer/frames/units.ts';
import { MOST_CHARACTERS, MOST_PLAIN, MOST_TRIED, type Packed } from './address.ts';
import { DIRECTION_NAMES, SHORT } from './direction-name.ts';
import { pack, unpack } from './packing.ts';

/** A draft as an address opens it. */
export interface Composed {
  readonly draft: Draft;
  readonly selected: number;
}

/** `c2s=…` or `s2c=…` for each unit in order, in hex; `ext=` what was agreed, `end=fin`. */
function written(draft: Draft): string {
  const { deflate, ended } = draft;
  return [
    ...bytesOf(draft).map(({ direction, bytes }) => `${SHORT[direction]}=${hexOf(bytes)}`),
    ...(deflate === null ? [] : [`ext=${encodeURIComponent(agreedExtensions(deflate))}`]),
    ...(ended ? ['end=fin'] : []),
  ].join('&');
}

/** A short draft, readable; null for what is to be packed. */
export const writePlainDraft = (draft: Draft): Packed | null => {
  if (sizeOf(draft) > MOST_PLAIN / 2) return null;
  const text = written(draft);
  return { text, characters: text.length };
};

/** A long draft as `z=`, packed; empty where it is too long for an address. */
export async function writePackedDraft(draft: Draft): Promise<Packed> {
  if (sizeOf(draft) > MOST_TRIED / 2) return { text: '', characters: null };
  const text = `z=${await pack(new TextEncoder().encode(written(draft)))}`;
  return { text: text.length > MOST_CHARACTERS ? '' : text, characters: text.length };
}

/** What a fragment opens: null for an empty one, `damaged` for one that cannot be read. */
export async function readComposed(hash: string): Promise<Composed | 'damaged' | null> {
  const outer = new URLSearchParams(hash.replace(/^#/, ''));
  const packed = outer.get('z');
  const inner = packed === null ? outer : await unpacked(packed);
  if (inner === null) return 'damaged';
  const flows = flowsIn(inner);
  if (flows === null) return 'damaged';
  if (flows.length === 0 && !inner.has('ext') && !inner.has('empty')) return null;
  const agreed = parseExtensions(inner.get('ext') ?? '');
  const deflate = agreed === null ? null : deflateParametersOf(agreed);
  const at = Number(outer.get('at') ?? '1') - 1;
  return {
    draft: draftOf(flows, deflate, inner.get('end') === 'fin'),
    selected: Number.isInteger(at) ? Math.max(0, Math.min(at, flows.length - 1)) : 0,
  };
}

async function unpacked(packed: string): Promise<URLSearchParams | null> {
  const bytes = await unpack(packed);
  return bytes === null ? null : new URLSearchParams(new TextDecoder().decode(bytes));
}

/** Null where a unit is no hex. */
function flowsIn(parts: URLSearchParams): Flow[] | null {
  const flows: Flow[] = [];
  for (const [name, hex] of parts) {
    const direction = DIRECTION_NAMES.get(name);
    if (direction === undefined) continue;
    try {
      flows.push({ direction, bytes: bytesOfHex(hex) });
    } catch {
      return null;
    }
  }
  return flows;
}
