const MIB = 1024 * 1024;

/** How much of a capture is kept, so that no file fills the memory. */
export interface CaptureLimits {
  /** Size of the file where it is known: no buffer grows further than the rest of the file can fill. */
  readonly total: number | null;
  readonly connections: number;
  /** All streams together. */
  readonly streamBytes: number;
  /** One gap; gaps are filled with zeros. */
  readonly gapBytes: number;
  /** All gaps together. */
  readonly allGapBytes: number;
  readonly gaps: number;
  /** Kept of one direction until the bytes before them come. */
  readonly heldBytes: number;
  readonly heldSegments: number;
  /** What a gzip file may inflate to, and how many times its size beyond the first `freeInflated`. */
  readonly inflatedBytes: number;
  readonly inflatedRatio: number;
  readonly freeInflated: number;
}

export const LIMITS: CaptureLimits = {
  total: null,
  connections: 20_000,
  streamBytes: 1024 * MIB,
  gapBytes: 16 * MIB,
  allGapBytes: 64 * MIB,
  gaps: 65_536,
  heldBytes: 4 * MIB,
  heldSegments: 4096,
  inflatedBytes: 1024 * MIB,
  inflatedRatio: 300,
  freeInflated: 64 * MIB,
};

/** What all connections of a capture share out among them. */
export interface Budget {
  readonly limits: CaptureLimits;
  streamBytes: number;
  gapBytes: number;
  gaps: number;
  /** Bytes of the file not read yet; Infinity where its size is not known. */
  fileLeft: number;
}

export const createBudget = (limits: CaptureLimits): Budget => ({
  limits,
  streamBytes: limits.streamBytes,
  gapBytes: limits.allGapBytes,
  gaps: limits.gaps,
  fileLeft: limits.total ?? Infinity,
});
