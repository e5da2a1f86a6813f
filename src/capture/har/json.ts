/** What was made of a text of JSON. */
export interface Parsed {
  readonly value: unknown;
  /** Where parsing failed, and what the engine says; null where it did not. */
  readonly fault: { readonly at: number; readonly message: string } | null;
}

/** Parses JSON. Of a HAR that is cut, the entries before the cut are kept; what cannot be saved is undefined. */
export function parseJson(text: string): Parsed {
  const whole = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  const skipped = text.length - whole.length;
  try {
    return { value: JSON.parse(whole), fault: null };
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    const at = placeOf(message, whole);
    return { value: savedFrom(whole, at), fault: { at: at + skipped, message } };
  }
}

const tryParse = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

/** The place that an engine names, in one way or another. */
function placeOf(message: string, text: string): number {
  const position = /position (\d+)/.exec(message)?.[1];
  if (position !== undefined) return Math.min(Number(position), text.length);
  const place = /line (\d+) column (\d+)/.exec(message);
  if (place !== null) return offsetOf(text, Number(place[1]), Number(place[2]));
  return /end of|unterminated/i.test(message) ? text.length : searchPlace(text);
}

function offsetOf(text: string, line: number, column: number): number {
  let start = 0;
  for (let i = 1; i < line; i++) start = text.indexOf('\n', start) + 1;
  return Math.min(start + column - 1, text.length);
}

/** A longer text is not parsed again and again to find the place. */
const LONGEST_SEARCH = 1 << 23;

/** The shortest start of the text that fails for another reason than its end: for engines that name no place. */
function searchPlace(text: string): number {
  if (text.length > LONGEST_SEARCH) return 0;
  let low = 0;
  let high = text.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isCutOnly(text.slice(0, middle))) low = middle + 1;
    else high = middle;
  }
  return Math.max(low - 1, 0);
}

function isCutOnly(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    return error instanceof Error && /end of|unterminated/i.test(error.message);
  }
}

/** How an entry ends where a HAR is indented by two spaces or by four, and where it is not. */
const ENDS = ['\n      }', '\n            }', '},{"'] as const;
const CLOSE = ']}}';
const MOST_TRIES = 4;

/** Cuts after the last entry that is whole before `at`, and closes what is open then. */
function savedFrom(text: string, at: number): unknown {
  for (const end of ENDS) {
    let cut = at;
    for (let i = 0; i < MOST_TRIES; i++) {
      cut = text.lastIndexOf(end, cut - 1);
      if (cut < 0) break;
      const saved = tryParse(text.slice(0, text.indexOf('}', cut) + 1) + CLOSE);
      if (saved !== undefined) return saved;
    }
  }
  return undefined;
}
