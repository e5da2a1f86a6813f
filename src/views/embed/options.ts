import type { Locale } from '../../i18n/words.ts';
import { parseSetup, type AddressFault, type Pair } from '../../simulation/address.ts';
import type { RaceSetup } from '../../simulation/setup.ts';
import { INPUT_KINDS } from '../../trace/input.ts';

/** What can stand in a page of somebody else; docs/embed.md tells its author how. */
export const EMBED_KINDS = ['frame', 'message', 'sequence', 'race'] as const;

export type EmbedKind = (typeof EMBED_KINDS)[number];

export const EMBED_THEMES = ['auto', 'light', 'dark'] as const;

export type EmbedTheme = (typeof EMBED_THEMES)[number];

/** How something stands in a frame; what stands there is the rest of the fragment. */
export interface EmbedOptions {
  readonly theme: EmbedTheme;
  /** Null for the language of the address. */
  readonly lang: Locale | null;
  /** `auto` tells the page around how tall it is, `fixed` scrolls within. */
  readonly height: 'auto' | 'fixed';
  /** False for the picture alone. */
  readonly controls: boolean;
  /** The field that is chosen at first, by its id or its key; null leaves it to the view. */
  readonly field: string | null;
  readonly autoplay: boolean;
  readonly speed: number;
  /** How much is shown at once, in milliseconds; null leaves it to the view. */
  readonly span: number | null;
  /** Where the clock stands at first, in milliseconds. */
  readonly at: number | null;
  /** Where the clock stops by itself, in milliseconds, in order. */
  readonly stops: readonly number[];
}

export type OptionKey = keyof EmbedOptions;

export const INITIAL_OPTIONS: EmbedOptions = {
  theme: 'auto',
  lang: null,
  height: 'auto',
  controls: true,
  field: null,
  autoplay: false,
  speed: 1,
  span: null,
  at: null,
  stops: [],
};

/** As long as a race may last. */
const MOST_MILLISECONDS = 86_400_000;
const MOST_STOPS = 50;
const LEAST_SPEED = 0.01;
const MOST_SPEED = 100;

/** The value that a text says; undefined where it says none. */
type Read<Value> = (text: string) => Value | undefined;

const oneOf =
  <Choice extends string>(...choices: readonly Choice[]): Read<Choice> =>
  (text) =>
    choices.find((each) => each === text);

const yesOrNo: Read<boolean> = (text) =>
  text === 'yes' ? true : text === 'no' ? false : undefined;

const numberIn =
  (least: number, most: number): Read<number> =>
  (text) => {
    const value = /^\d{1,9}(?:\.\d{1,9})?$/.test(text) ? Number(text) : NaN;
    return value >= least && value <= most ? value : undefined;
  };

const whole: Read<number> = (text) => (/^\d{1,9}$/.test(text) ? Number(text) : undefined);

const milliseconds = numberIn(0, MOST_MILLISECONDS);

const listOfTimes: Read<readonly number[]> = (text) => {
  const times = text.split('_').map(milliseconds);
  if (times.length > MOST_STOPS || times.includes(undefined)) return undefined;
  return times.filter((time) => time !== undefined).sort((a, b) => a - b);
};

/** `ws.opcode`, or `ws.opcode@wire:4` where a unit has several of a kind. */
const fieldName: Read<string> = (text) =>
  /^[a-z0-9.-]{1,60}(?:@[a-z]{1,20}:\d{1,9})?$/.test(text) ? text : undefined;

const READERS: { readonly [Key in OptionKey]: Read<NonNullable<EmbedOptions[Key]>> } = {
  theme: oneOf(...EMBED_THEMES),
  lang: oneOf('en', 'zh'),
  height: oneOf('auto', 'fixed'),
  controls: yesOrNo,
  field: fieldName,
  autoplay: yesOrNo,
  speed: numberIn(LEAST_SPEED, MOST_SPEED),
  span: numberIn(1, MOST_MILLISECONDS),
  at: milliseconds,
  stops: listOfTimes,
};

export const OPTION_KEYS = Object.keys(INITIAL_OPTIONS) as readonly OptionKey[];

const EVERYWHERE = ['theme', 'lang', 'height', 'controls'] as const;
const OF_BYTES = [...EVERYWHERE, 'field'] as const;
const OF_TIME = [...EVERYWHERE, 'autoplay', 'speed', 'span', 'at', 'stops'] as const;

/** Which of them each kind takes. */
export const OPTIONS_OF: Readonly<Record<EmbedKind, readonly OptionKey[]>> = {
  frame: OF_BYTES,
  message: OF_BYTES,
  sequence: OF_TIME,
  race: OF_TIME,
};

/** What carries bytes, as in an address of the decoder. */
export const BYTES_KEYS = ['hex', 'b64', 'text', 'z'] as const;

const matching =
  (pattern: RegExp): Read<string> =>
  (text) =>
    pattern.test(text) ? text : undefined;

const BASE64_URL = /^[A-Za-z0-9_-]+=*$/;

/** Bytes, and what says more of them. `URLSearchParams` reads a plus sign as a space. */
const CONTENT_READERS: Readonly<Record<string, Read<unknown>>> = {
  hex: matching(/^\s*(?:[0-9a-f]{2}\s*)+$/i),
  b64: matching(/^[A-Za-z0-9+ /_-]+=*$/),
  text: matching(BASE64_URL),
  z: matching(BASE64_URL),
  name: (text) => text,
  as: oneOf(...INPUT_KINDS),
  dir: oneOf('c2s', 's2c'),
  conn: whole,
  row: whole,
  ext: (text) => text,
  end: oneOf('fin'),
  // What was left on it stays in the decoder: a frame shows the bytes as they travelled.
  note: (text) => text,
  edit: (text) => text,
  marks: (text) => text,
};

export type ExpectedId =
  OptionKey | (typeof BYTES_KEYS)[number] | 'as' | 'dir' | 'conn' | 'row' | 'end';

/** A part of an address that does not count: its key is none, or its value is not what the key expects. */
export interface EmbedFault {
  readonly key: string;
  readonly value: string;
  readonly expected: ExpectedId | null;
  /** Why a setting of a race does not count, or counts for something near. */
  readonly race: AddressFault['reason'] | null;
}

/** What the fragment of an embed says. */
export interface EmbedAddress {
  /** What to show, as the decoder or the race read it; the options are left out. */
  readonly content: string;
  /** Whether the content carries bytes, and whether they can be bytes at all. */
  readonly bytes: 'none' | 'illegible' | 'there';
  /** The race to run where it carries none. */
  readonly setup: RaceSetup;
  readonly options: EmbedOptions;
  readonly faults: readonly EmbedFault[];
}

/** Reads the fragment of an embed; no fragment makes it fail. */
export function readEmbed(kind: EmbedKind, hash: string): EmbedAddress {
  const parts = hash
    .replace(/^#/, '')
    .split('&')
    .filter((part) => part !== '');
  const pairs = parts.map((part): Pair => [...new URLSearchParams(part)][0] ?? ['', '']);
  const isOption = (key: string): key is OptionKey => OPTION_KEYS.some((each) => each === key);
  const rest = pairs.filter(([key]) => !isOption(key));
  const isBytes = ({ key }: { key: string }): boolean => BYTES_KEYS.some((each) => each === key);
  const carries = rest.some(([key]) => isBytes({ key }));
  const content = parts.filter((_, i) => !isOption(pairs[i]![0])).join('&');
  const { options, faults } = readOptions(
    kind,
    pairs.filter((pair): pair is [OptionKey, string] => isOption(pair[0])),
  );
  const simulated = kind === 'race' || (kind === 'sequence' && !carries);
  const race = parseSetup(simulated ? rest : []);
  const wrong = simulated ? race.faults.map(faultOfRace) : faultsOfContent(rest);
  return {
    content,
    bytes: !carries || simulated ? 'none' : wrong.some(isBytes) ? 'illegible' : 'there',
    setup: race.setup,
    options,
    faults: [...faults, ...wrong],
  };
}

function readOptions(kind: EmbedKind, pairs: readonly (readonly [OptionKey, string])[]) {
  const faults: EmbedFault[] = [];
  const options: Partial<Record<OptionKey, unknown>> = {};
  for (const [key, value] of pairs) {
    const read = OPTIONS_OF[kind].includes(key) ? READERS[key](value) : undefined;
    const expected = OPTIONS_OF[kind].includes(key) ? key : null;
    if (read === undefined) faults.push({ key, value, expected, race: null });
    else options[key] ??= read;
  }
  return { options: { ...INITIAL_OPTIONS, ...options } as EmbedOptions, faults };
}

const faultsOfContent = (pairs: readonly Pair[]): EmbedFault[] =>
  pairs.flatMap(([key, value]) => {
    const read = Object.hasOwn(CONTENT_READERS, key) ? CONTENT_READERS[key]! : null;
    if (read !== null && read(value) !== undefined) return [];
    return [{ key, value, expected: read === null ? null : (key as ExpectedId), race: null }];
  });

const faultOfRace = ({ key, value, reason }: AddressFault): EmbedFault => ({
  key,
  value,
  expected: null,
  race: reason === 'unknown-key' ? null : reason,
});

/** The fragment of an embed: what to show, and what of the options is not as they are anyway. */
export function writeEmbed(content: string, options: Partial<EmbedOptions>): string {
  const said = OPTION_KEYS.flatMap((key) => {
    const value = options[key];
    if (value === undefined || String(value) === String(INITIAL_OPTIONS[key])) return [];
    return [`${key}=${textOf(value)}`];
  });
  const parts = [...(content === '' ? [] : [content.replace(/^#/, '')]), ...said];
  return parts.length === 0 ? '' : `#${parts.join('&')}`;
}

function textOf(value: EmbedOptions[OptionKey]): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return Array.isArray(value) ? value.join('_') : String(value);
}
