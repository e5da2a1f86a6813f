import type { InputKind } from '../input.ts';
import type { Strand } from './strand.ts';

/** What may have happened to bytes that make no sense; each has words in every language. */
export const HYPOTHESIS_IDS = [
  'frames-later',
  'head-missing',
  'payload-only',
  'payload-unmasked',
  'mask-bit-lost',
  'length-order',
  'other-direction',
  'words-swapped',
  'half-byte',
  'text-of-bytes',
  'other-format',
  'utf8-twice',
  'replaced',
  'line-ends',
  'compressed',
  'http2',
  'hixie-76',
  'tls',
  'other-protocol',
] as const;

export type HypothesisId = (typeof HYPOTHESIS_IDS)[number];

/** Long work in steps: yields now and then, so that whoever drives it can let others in and give up. */
export type Steps<Result> = Generator<void, Result>;

/** Reads bytes as the decoder reads a file that is dropped: null where they are no notation of other bytes. */
export type ReadText = (bytes: Uint8Array) => Steps<readonly Strand[] | null>;

/** The same input in another format than it was read in. */
export interface OtherReading {
  readonly kind: InputKind;
  readonly strands: readonly Strand[];
}

/** What is needed besides the bytes. */
export interface Tools {
  readonly readText: ReadText;
  /** Of the part of the input that is looked at; none where its format cannot be another. */
  readonly readings: readonly OtherReading[];
}

/** One way to undo, or to explain, what a suspicion is about. */
export interface Proposal {
  /** Numbers and names that its words hold. */
  readonly args: readonly (number | string)[];
  /** What speaks for it besides the sense of what comes out, in bits. */
  readonly own: number;
  /** True where the headers that come out are made up: their sense proves nothing. */
  readonly invents: boolean;
  /** Null where nothing can be undone: then it says what to do instead. */
  readonly treat: Treatment | null;
}

/** Makes other bytes of a strand: of the part looked at, and of all of it alike. */
export type Treatment = (bytes: Uint8Array) => Steps<readonly Strand[]>;

/** Something that happens to bytes on their way. */
export interface Suspicion {
  readonly id: HypothesisId;
  /** What believing it costs, in bits: the rarer it happens, the more. See the README. */
  readonly prior: number;
  /** What it would come to here; several where it can have happened in several ways. */
  propose(strand: Strand, tools: Tools): Iterable<Proposal>;
}

/** A proposal that is judged by the sense of what comes out alone. */
export const proposal = (
  treat: Treatment | null,
  rest: Partial<Omit<Proposal, 'treat'>> = {},
): Proposal => ({ args: [], own: 0, invents: false, ...rest, treat });

/** A treatment of a moment: bytes to bytes, whoever sent them. */
export const at = ({ direction }: Strand, change: (bytes: Uint8Array) => Uint8Array): Treatment =>
  function* (bytes) {
    return [{ direction, bytes: change(bytes) }];
  };

/** Bytes changed between two pauses. */
export const STRIDE = 1 << 20;
