import type { FieldId, RuleId } from '../codec/ids.ts';
import type { ParameterId } from '../simulation/parameters.ts';
import type { Transport } from '../simulation/transport.ts';
import type { Direction } from '../trace/direction.ts';
import type { LessonProse } from './lesson-prose.ts';
import type { Settings } from './scenario.ts';

/** Bytes that one side sent. */
export interface WirePiece {
  readonly direction: Direction;
  /** Lower case, two digits a byte, nothing between. */
  readonly hex: string;
}

/** What every element has. */
interface Shown {
  /** What the reader looks at; also its name for assistive technology. May be empty. */
  readonly caption: LessonProse;
}

/** Real bytes, and what the lesson says of them: a test holds it against the codec. */
interface Wire extends Shown {
  /** In the order they travel. */
  readonly pieces: readonly WirePiece[];
  /** Exactly the rules that they break. */
  readonly violates: readonly RuleId[];
  /** Negotiated `Sec-WebSocket-Extensions`; null where none, or where the bytes say it. */
  readonly extensions: string | null;
  /** True where they end inside a unit, or some belong to nothing, on purpose. */
  readonly cut: boolean;
  /** How many bytes, where the words name the number. */
  readonly size: number | null;
  /** The field that the words speak of. */
  readonly focus: FieldId | null;
}

/** The bit diagram of one frame. */
export interface FrameElement extends Wire {
  readonly kind: 'frame';
  /** True where the reader may flip bits. */
  readonly edit: boolean;
}

/** Hex with its annotation, of one unit or a conversation. */
export interface BytesElement extends Wire {
  readonly kind: 'bytes';
  /** Offsets in the first direction's bytes where TCP segments begin; the reader may move them. */
  readonly segments: readonly number[];
}

/** HTTP messages as text. */
export interface HttpElement extends Wire {
  readonly kind: 'http';
  /** True where the reader may take header fields away and watch the size. */
  readonly trim: boolean;
}

export const LAYERS = ['response', 'chunks', 'events'] as const;

/** Bytes of a stream, layer by layer: head, chunks, events. */
export interface LayersElement extends Wire {
  readonly kind: 'layers';
  /** A whole response; a chunked body by itself; an event stream by itself. */
  readonly of: (typeof LAYERS)[number];
}

/** The accept, calculated from a key in steps. RFC 6455 §4.2.2 */
export interface HandshakeElement extends Shown {
  readonly kind: 'handshake';
  readonly key: string;
}

export const TIMELINE_VIEWS = [
  'lanes',
  'histogram',
  'empty-answers',
  'delay-cost',
  'totals',
] as const;

/** A race of simulated lanes. */
export interface TimelineElement extends Shown, Settings {
  readonly kind: 'timeline';
  /** Milliseconds at which it halts. */
  readonly stops: readonly number[];
  readonly view: (typeof TIMELINE_VIEWS)[number];
  /** Parameters with a control beside it. */
  readonly sliders: readonly ParameterId[];
  /** True where news comes when the reader presses, not by itself. */
  readonly hands: boolean;
}

export const WALKS = ['tcp', 'tls', 'connect', 'upgrade', 'frames', 'close', 'request'] as const;

/** Arrows between endpoints, one after the other. */
export interface SequenceElement extends Shown {
  readonly kind: 'sequence';
  readonly walks: readonly (typeof WALKS)[number][];
}

/** The XOR strip. RFC 6455 §5.3 */
export interface MaskElement extends Shown {
  readonly kind: 'mask';
  /** Eight digits. */
  readonly key: string;
  /** Unmasked, in hex. */
  readonly payload: string;
  /** What the words say goes over the wire, in hex. */
  readonly masked: string;
}

/** Characters as bytes, cut into fragments. */
export interface Utf8Element extends Shown {
  readonly kind: 'utf8';
  readonly text: string;
  /** Offsets in bytes where fragments begin. */
  readonly cuts: readonly number[];
}

/** Messages compressed one after the other, with the window they share. RFC 7692 §7.2 */
export interface WindowsElement extends Shown {
  readonly kind: 'windows';
  readonly extensions: string;
  readonly messages: readonly string[];
}

/** What is left of a connection: a Close frame, or the code an API gives. */
export interface AutopsyElement extends Wire {
  readonly kind: 'autopsy';
  /** As in the close event of a page; null where it is for the reader to tell. */
  readonly code: number | null;
}

export const MIDDLEBOXES = ['buffer', 'idle', 'upgrade', 'cache', 'tls', 'connections'] as const;

/** Middleboxes to drag into the wire. */
export interface ProxyElement extends Shown {
  readonly kind: 'proxy';
  readonly boxes: readonly (typeof MIDDLEBOXES)[number][];
  readonly lanes: readonly Transport[];
}

export const ATTACKS = ['cache-poisoning', 'hijacking'] as const;

/** An attack run in the simulator, without and with its guard. */
export interface AttackElement extends Shown {
  readonly kind: 'attack';
  readonly of: (typeof ATTACKS)[number];
}

export const VENN_PLACES = ['http', 'both', 'websocket'] as const;

/** Cards to sort into two circles. */
export interface VennElement extends Shown {
  readonly kind: 'venn';
  readonly cards: readonly {
    readonly place: (typeof VENN_PLACES)[number];
    readonly text: LessonProse;
  }[];
}

export const CABLES = ['http', 'https', 'ws', 'wss', 'http2', 'http3'] as const;

/** What runs over what. */
export interface CablesElement extends Shown {
  readonly kind: 'cables';
  readonly cables: readonly (typeof CABLES)[number][];
}

export interface TableCell {
  readonly text: LessonProse;
  /** True where the reader fills it in. */
  readonly blank: boolean;
}

/** A table with gaps. */
export interface TableElement extends Shown {
  readonly kind: 'table';
  readonly head: readonly LessonProse[];
  readonly rows: readonly (readonly TableCell[])[];
}

/** A WebSocket address taken apart. RFC 6455 §3 */
export interface AddressElement extends Shown {
  readonly kind: 'address';
  readonly url: string;
}

/** A slider over payload lengths, with the header each needs. RFC 6455 §5.2 */
export interface LengthElement extends Shown {
  readonly kind: 'length';
  readonly sender: 'client' | 'server';
  /** Lengths that the slider holds on to. */
  readonly lengths: readonly number[];
}

/** Elements that show real bytes. */
export type WireElement =
  FrameElement | BytesElement | HttpElement | LayersElement | AutopsyElement;

/** What stands between the paragraphs of a step. */
export type Element =
  | WireElement
  | HandshakeElement
  | TimelineElement
  | SequenceElement
  | MaskElement
  | Utf8Element
  | WindowsElement
  | ProxyElement
  | AttackElement
  | VennElement
  | CablesElement
  | TableElement
  | AddressElement
  | LengthElement;

export type ElementKind = Element['kind'];

export const isWire = (element: { readonly kind: string }): element is WireElement =>
  ['frame', 'bytes', 'http', 'layers', 'autopsy'].includes(element.kind);
