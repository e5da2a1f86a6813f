import type { Suspicion } from '../suspicion.ts';
import { compressed } from './compressed.ts';
import { framesLater } from './frames-later.ts';
import { halfByte } from './half-byte.ts';
import { headMissing } from './head-missing.ts';
import { hixie76 } from './hixie-76.ts';
import { http2 } from './http2.ts';
import { lengthOrder } from './length-order.ts';
import { lineEnds } from './line-ends.ts';
import { maskBitLost, payloadUnmasked } from './masks.ts';
import { otherDirection } from './other-direction.ts';
import { otherProtocol } from './other-protocol.ts';
import { payloadOnly } from './payload-only.ts';
import { textOfBytes } from './text-of-bytes.ts';
import { tls } from './tls.ts';
import { replaced, utf8Twice } from './utf8.ts';
import { wordsSwapped } from './words-swapped.ts';

/** Everything that is suspected: of hypotheses that weigh the same, the first is listed first. */
export const SUSPICIONS: readonly Suspicion[] = [
  framesLater,
  headMissing,
  payloadUnmasked,
  maskBitLost,
  lengthOrder,
  otherDirection,
  wordsSwapped,
  halfByte,
  textOfBytes,
  utf8Twice,
  replaced,
  lineEnds,
  compressed,
  http2,
  hixie76,
  tls,
  otherProtocol,
  payloadOnly,
];
