import { bytesOfHex, concat } from '../../codec/bytes.ts';
import type { FrameFields } from '../../codec/websocket/encode.ts';
import { createFrameReader } from '../../codec/websocket/reader.ts';
import type { ReportConnection } from '../../trace/report-format.ts';
import type { WirePiece } from '../elements.ts';
import type { Parameters } from './judge.ts';
import type { Did } from './verdict.ts';

/** The frames that pieces hold, and whether bytes are left of one that is not complete. RFC 6455 §5.2 */
export interface SeenFrames {
  readonly frames: readonly FrameFields[];
  readonly whole: boolean;
  readonly did: readonly Did[];
}

export function framesIn(pieces: readonly WirePiece[]): SeenFrames {
  const reader = createFrameReader();
  const frames = reader.push(concat(pieces.map(({ hex }) => bytesOfHex(hex))));
  const whole = reader.pending === 0;
  return { frames, whole, did: [...frames.map(didOf), ...(whole ? [] : [INCOMPLETE])] };
}

const INCOMPLETE: Did = { id: 'incomplete' };

const didOf = ({ opcode, payload, maskKey }: FrameFields): Did => ({
  id: 'frame',
  opcode,
  length: payload.length,
  masked: maskKey !== null,
});

/** The rules that were broken. */
export const brokenIn = ({ violations }: ReportConnection): Did[] =>
  violations.map(({ rule }) => ({ id: 'broken', rule }));

/** All pieces come from the sender that the exercise asks for. */
export const sentBy = (pieces: readonly WirePiece[], { sender }: Parameters): boolean =>
  pieces.every(({ direction }) => direction.startsWith(sender ?? ''));
