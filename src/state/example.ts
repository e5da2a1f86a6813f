import { RULE_IDS, type RuleId } from '../codec/ids.ts';

/** What the bytes of an input cannot say themselves. */
export interface Known {
  /** Agreed on in a handshake that is not among the bytes. */
  readonly extensions?: string;
  /** No more bytes came: the connection ended. */
  readonly ended?: true;
}

/** The example of a rule, or the one beside it that just keeps the rule. */
export interface ExampleAddress {
  readonly rule: string;
  readonly twin: boolean;
}

/** `example=ws/rsv2-set`, or `example=ws/rsv2-set&twin`; null where the fragment names none. */
export function readExampleAddress(hash: string): ExampleAddress | null {
  const parts = new URLSearchParams(hash.replace(/^#/, ''));
  const rule = parts.get('example');
  return rule === null ? null : { rule, twin: parts.has('twin') };
}

/** As it stands in an address, without the sign. */
export const writeExampleAddress = ({ rule, twin }: ExampleAddress): string =>
  `example=${rule}${twin ? '&twin' : ''}`;

/** Reads a file of `examples/`; rejects where it cannot be had. */
export type LoadExample = (name: string) => Promise<string>;

export interface Example {
  readonly text: string;
  readonly known: Known;
}

/** How the index of the examples tells what their bytes cannot. */
type Index = Readonly<
  Partial<Record<RuleId, Partial<Record<'breaks' | 'keeps', { extensions?: string; end?: 'fin' }>>>>
>;

const isRule = (id: string): id is RuleId => (RULE_IDS as readonly string[]).includes(id);

/** The example of a rule; null where there is no such rule. Rejects where a file cannot be had. */
export async function loadExample(
  { rule, twin }: ExampleAddress,
  load: LoadExample,
): Promise<Example | null> {
  if (!isRule(rule)) return null;
  const [text, index] = await Promise.all([
    load(`${rule}${twin ? '.legal' : ''}.txt`),
    load('index.json'),
  ]);
  const { extensions, end } = (JSON.parse(index) as Index)[rule]?.[twin ? 'keeps' : 'breaks'] ?? {};
  return {
    text,
    known: {
      ...(extensions === undefined ? {} : { extensions }),
      ...(end === undefined ? {} : { ended: true }),
    },
  };
}
