import { RULE_IDS, type RuleId } from '../codec/ids.ts';
import type { ExampleAddress } from './example-address.ts';

/** What the bytes of an input cannot say themselves. */
export interface Known {
  /** Agreed on in a handshake that is not among the bytes. */
  readonly extensions?: string;
  /** No more bytes came: the connection ended. */
  readonly ended?: true;
}

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
