import { PARAMETER_IDS } from '../simulation/parameters.ts';
import { TRANSPORTS } from '../simulation/transport.ts';
import type { Directive } from './directive.ts';
import { ATTACKS, CABLES, MIDDLEBOXES, TIMELINE_VIEWS, VENN_PLACES, WALKS } from './elements.ts';
import type { Element, ElementKind, TimelineElement } from './elements.ts';
import { readCards, readTable } from './read-list.ts';
import { WIRE_READERS } from './read-wire-element.ts';
import { readSettings } from './scenario.ts';

type Reader<K extends ElementKind> = (directive: Directive) => Extract<Element, { kind: K }>;

const READERS: { readonly [K in ElementKind]: Reader<K> } = {
  ...WIRE_READERS,
  handshake: ({ attributes, caption }) => ({
    kind: 'handshake',
    caption,
    key: attributes.required('key'),
  }),
  timeline: readTimeline,
  sequence: ({ attributes, caption, stop }) => ({
    kind: 'sequence',
    caption,
    walks: some(attributes.list('of', WALKS), 'of', stop),
  }),
  mask: ({ attributes, caption, stop }) => {
    const key = attributes.hex('key');
    if (key.length !== 8) stop('key is four bytes');
    const payload = attributes.hex('payload');
    return { kind: 'mask', caption, key, payload, masked: attributes.hex('masked') };
  },
  utf8: ({ attributes, caption }) => ({
    kind: 'utf8',
    caption,
    text: attributes.required('text'),
    cuts: attributes.numbers('cuts'),
  }),
  windows: ({ attributes, caption, body, stop }) => ({
    kind: 'windows',
    caption,
    extensions: attributes.required('extensions'),
    messages: (body ?? stop('the messages are missing, one a line')).split('\n').filter(Boolean),
  }),
  proxy: ({ attributes, caption, stop }) => ({
    kind: 'proxy',
    caption,
    boxes: some(attributes.list('boxes', MIDDLEBOXES), 'boxes', stop),
    lanes: some(attributes.list('lanes', TRANSPORTS), 'lanes', stop),
  }),
  attack: ({ attributes, caption }) => ({
    kind: 'attack',
    caption,
    of: attributes.oneOf('of', ATTACKS),
  }),
  venn: (directive) => ({
    kind: 'venn',
    caption: directive.caption,
    cards: readCards(directive, VENN_PLACES),
  }),
  cables: ({ attributes, caption, stop }) => ({
    kind: 'cables',
    caption,
    cables: some(attributes.list('of', CABLES), 'of', stop),
  }),
  table: (directive) => ({ kind: 'table', caption: directive.caption, ...readTable(directive) }),
  address: ({ attributes, caption }) => ({
    kind: 'address',
    caption,
    url: attributes.required('url'),
  }),
  length: ({ attributes, caption, stop }) => ({
    kind: 'length',
    caption,
    sender: attributes.oneOf('sender', ['client', 'server']),
    lengths: some(attributes.numbers('lengths'), 'lengths', stop),
  }),
};

export const ELEMENT_KINDS = Object.keys(READERS) as readonly ElementKind[];

/** A directive as the element it names; an attribute that is missing, wrong or unknown stops. */
export function readElement(directive: Directive): Element {
  const kind = ELEMENT_KINDS.find((each) => each === directive.name);
  if (!kind) return directive.stop(`is no directive; there are ${ELEMENT_KINDS.join(', ')} …`);
  const element = READERS[kind](directive);
  directive.attributes.end();
  return element;
}

type Stop = Directive['stop'];

function some<T>(list: readonly T[], name: string, stop: Stop): readonly T[] {
  return list.length > 0 ? list : stop(`${name}=… is missing`);
}

function readTimeline({ attributes, caption, stop }: Directive): TimelineElement {
  const own = {
    stops: attributes.numbers('stops'),
    view: attributes.oneOf('view', TIMELINE_VIEWS, 'lanes'),
    sliders: attributes.list('sliders', PARAMETER_IDS),
    hands: attributes.flag('hands'),
  };
  const given = attributes.rest();
  if (!given.has('lanes')) stop('lanes=… is missing');
  const settings = readSettings(given);
  if (typeof settings === 'string') return stop(settings);
  return { kind: 'timeline', caption, ...settings, ...own };
}
