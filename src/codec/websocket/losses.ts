/** What of the frames of one direction was not captured. */
export interface Losses {
  /** The payloads with bytes missing, by position of the frame. */
  readonly payloads: ReadonlyMap<number, MissingPart>;
  /** Frames before which bytes were lost: what messages were open there is not known, nor the window. */
  readonly before: ReadonlySet<number>;
}

export interface MissingPart {
  /** The first byte of the payload that is missing. */
  readonly from: number;
  /** How many bytes are missing, there and after. */
  readonly length: number;
}

export const NOTHING_LOST: Losses = { payloads: new Map(), before: new Set() };
