import { concat } from '../../codec/bytes.ts';
import { encodeFrame, fieldsOf } from '../../codec/websocket/encode.ts';
import type { DeflateParameters } from '../../codec/websocket/extensions.ts';
import { createHead, exactLength, readHead } from '../../codec/websocket/layout.ts';
import { DIRECTIONS, type Direction } from '../../trace/direction.ts';
import type { Draft, DraftUnit, Flow } from './draft.ts';

/** A unit never changes, so its bytes are made once. */
const made = new WeakMap<DraftUnit, Uint8Array>();

/** The bytes of one unit, RFC 6455 §5.2; the inverse of `unitOf`. */
export function bytesOfUnit(unit: DraftUnit): Uint8Array {
  const known = made.get(unit);
  if (known !== undefined) return known;
  const bytes =
    unit.kind === 'stump' ? unit.bytes : encodeFrame(unit, unit.announced ?? unit.payload.length);
  made.set(unit, bytes);
  return bytes;
}

/** All of these bytes as one unit, whatever its header announces. RFC 6455 §5.2 */
export function unitOf(bytes: Uint8Array, direction: Direction): DraftUnit {
  const head = createHead();
  if (!readHead(bytes, 0, bytes.length, head)) {
    return { kind: 'stump', direction, bytes: bytes.slice() };
  }
  const fields = fieldsOf(bytes, head, bytes.length);
  const length = exactLength(head);
  const announced = length === fields.payload.length ? null : BigInt(length);
  const unit = { kind: 'frame' as const, direction, ...fields, announced, plain: null, file: null };
  made.set(unit, bytes.slice());
  return unit;
}

/** The frames that a receiver finds in the bytes of one direction; the last may be cut. RFC 6455 §5.2 */
export function unitsOf({ bytes, direction }: Flow): DraftUnit[] {
  const head = createHead();
  const units: DraftUnit[] = [];
  let at = 0;
  while (at < bytes.length) {
    const whole = readHead(bytes, at, bytes.length, head);
    const end = whole ? Math.min(head.payloadAt + head.payloadLength, bytes.length) : bytes.length;
    units.push(unitOf(bytes.subarray(at, end), direction));
    at = end;
  }
  return units;
}

/** What the draft puts on the wire, unit by unit; the inverse of `draftOf`. */
export const bytesOf = ({ units }: Draft): Flow[] =>
  units.map((unit) => ({ direction: unit.direction, bytes: bytesOfUnit(unit) }));

/** A draft of which each of these is a unit. */
export const draftOf = (
  flows: readonly Flow[],
  deflate: DeflateParameters | null = null,
  ended = false,
): Draft => ({
  units: flows.map(({ bytes, direction }) => unitOf(bytes, direction)),
  deflate,
  ended,
});

/** What was read as runs of bytes, cut into the frames that a receiver finds. */
export const draftOfRuns = (
  flows: readonly Flow[],
  deflate: DeflateParameters | null = null,
  ended = false,
): Draft => ({ units: flows.flatMap(unitsOf), deflate, ended });

/** The same bytes, cut into the frames that a receiver finds; each stands where the unit with its first byte stood. */
export function resynced(draft: Draft): Draft {
  const found = DIRECTIONS.flatMap((direction) => {
    const own = [...draft.units.entries()].filter(([, unit]) => unit.direction === direction);
    let end = 0;
    const ends = own.map(([, unit]) => (end += bytesOfUnit(unit).length));
    let at = 0;
    return unitsOf({ direction, bytes: streamOf(draft, direction) }).map((unit) => {
      const [position] = own[ends.findIndex((each) => each > at)]!;
      at += bytesOfUnit(unit).length;
      return { position, unit };
    });
  });
  const units = found.sort((a, b) => a.position - b.position).map(({ unit }) => unit);
  return { ...draft, units };
}

/** All bytes of one direction. */
export const streamOf = (draft: Draft, direction: Direction): Uint8Array =>
  concat(draft.units.filter((unit) => unit.direction === direction).map(bytesOfUnit));

export const sizeOf = ({ units }: Draft): number =>
  units.reduce((sum, unit) => sum + bytesOfUnit(unit).length, 0);
