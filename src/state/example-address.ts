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
