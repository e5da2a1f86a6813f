import { render } from '@testing-library/svelte';
import type { Component } from 'svelte';
import { FIELD_IDS, RULE_IDS, type FieldId } from '../../src/codec/ids.ts';
import { en } from '../../src/i18n/en/index.ts';
import { CLOSE_CODE_IDS, type FieldWords, type Reference } from '../../src/i18n/reference.ts';
import type { Locale, Words } from '../../src/i18n/words.ts';
import { zh } from '../../src/i18n/zh/index.ts';
import WithWords from './WithWords.svelte';

/** The names that tests look for; every other field is called by its id. */
const NAMES: Readonly<Record<Locale, Partial<Record<FieldId, readonly [string, string]>>>> = {
  en: {
    'ws.fin': ['FIN', 'F'],
    'ws.rsv1': ['RSV1', 'R1'],
    'ws.rsv2': ['RSV2', 'R2'],
    'ws.rsv3': ['RSV3', 'R3'],
    'ws.opcode': ['Opcode', 'opcode'],
    'ws.mask': ['Mask', 'M'],
    'ws.length7': ['Payload length', 'length'],
    'ws.length16': ['Payload length, 16 bits', 'length'],
    'ws.length64': ['Payload length, 64 bits', 'length'],
    'ws.masking-key': ['Masking key', 'key'],
    'ws.payload': ['Payload', 'payload'],
    'ws.close-code': ['Close code', 'code'],
    'ws.close-reason': ['Close reason', 'reason'],
  },
  zh: {
    'ws.fin': ['FIN', 'F'],
    'ws.opcode': ['操作码', '操作码'],
    'ws.mask': ['掩码位', 'M'],
    'ws.length7': ['载荷长度', '长度'],
    'ws.masking-key': ['掩码密钥', '密钥'],
    'ws.payload': ['载荷', '载荷'],
  },
};

const record = <K extends string, V>(keys: readonly K[], valueOf: (key: K) => V): Record<K, V> =>
  Object.fromEntries(keys.map((key) => [key, valueOf(key)])) as Record<K, V>;

const prose = (text: string) => [{ kind: 'text', text }] as const;

function referenceOf(locale: Locale): Reference {
  const field = (id: FieldId): FieldWords => {
    const [name, short] = NAMES[locale][id] ?? [id, id];
    return { name, short, text: prose(`What ${id} is for.`) };
  };
  return {
    fields: record(FIELD_IDS, field),
    rules: record(RULE_IDS, (id) => ({
      title: `Rule ${id} is broken.`,
      wrong: prose(`${id}: wrong`),
      why: prose(`${id}: why`),
      cause: prose(`${id}: cause`),
      fix: prose(`${id}: fix`),
      seen: prose(`${id}: seen`),
    })),
    closeCodes: record(CLOSE_CODE_IDS, (id) => ({ name: `close ${id}`, text: prose(id) })),
  };
}

/** The real messages with a reference that tests can foresee. */
export const stubWords = (locale: Locale = 'en'): Words => ({
  locale,
  messages: locale === 'en' ? en : zh,
  reference: referenceOf(locale),
});

/** Renders one view with its props, in the words of a language; `change` gives it others. */
export function renderView<Props extends object>(
  view: Component<Props>,
  props: Props,
  locale: Locale = 'en',
) {
  const anyView = view as unknown as Component<Record<string, unknown>>;
  const given = Object.fromEntries(Object.entries(props)) as Record<string, unknown>;
  const shown = render(WithWords, { props: { words: stubWords(locale), view: anyView, given } });
  const change = (to: Partial<Props>) => shown.rerender({ given: { ...given, ...to } });
  return { ...shown, change };
}
