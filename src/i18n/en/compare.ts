import { count } from '../numbers.ts';
import { bytes, plural } from './plural.ts';

/** Two frames, two messages, two conversations side by side. */
export const compare = {
  open: 'Compare',
  label: 'Comparison',
  two: 'Compare these two rows',
  menu: {
    label: 'What to compare',
    rows: 'The two chosen rows',
    rowsHint: 'Choose a second row in the list with Ctrl and a click, or Ctrl+Space.',
    connection: 'This connection with',
    number: (n: number, names: string) => `${count(n)} · ${names}`,
    compare: 'Compare connections',
    text: 'This connection with other bytes',
    placeholder: 'Paste bytes, in any form the decoder reads',
    withText: 'Compare with these bytes',
  },
  close: 'Close comparison',
  back: 'Back to the conversations',
  working: 'Comparing',
  cancel: 'Cancel',
  failed: 'This could not be compared.',
  sides: { one: 'A', other: 'B' },
  field: 'Field',
  fields: 'Field by field',
  absent: '–',
  differs: 'differs',
  differences: 'Differences in words',
  remarks: {
    identical: 'Not one bit is different.',
    kind: (one: string, other: string) => `A is: ${one}. B is: ${other}.`,
    direction: (one: string, other: string) => `A travels ${one}, B ${other}.`,
    opcode: (one: string, other: string) => `A is a ${one}, B a ${other}.`,
    closeCode: (one: number, other: number) => `A closes with ${one}, B with ${other}.`,
    flag: (name: string, side: string) => `${name} is set in ${side} alone.`,
    masked: (side: string) => `${side} is masked, the other is not.`,
    maskKey: 'They are masked with different keys.',
    form: (one: number, other: number) => `A writes its length in ${one} bits, B in ${other}.`,
    length: (one: number | bigint, other: number | bigint) =>
      `The payload of A has ${bytes(one)}, that of B ${bytes(other)}.`,
    samePayload: (clipped: boolean) =>
      clipped
        ? 'Unmasked, the first 64 KiB of their payloads are the same.'
        : 'Unmasked, their payloads are the same.',
    payloadFrom: (at: number) => `The payloads differ from byte ${count(at)} on.`,
    payloadGoesOn: (side: string, at: number) =>
      `Up to byte ${count(at)} the payloads are the same; ${side} goes on.`,
    compressed: (side: string) => `The message of ${side} is compressed, the other is not.`,
    fragments: (one: number, other: number) =>
      `The message of A has ${plural(one, 'fragment', 'fragments')}, that of B ${count(other)}.`,
    sameMessage: (clipped: boolean) =>
      clipped ? 'The first 64 KiB of their messages say the same.' : 'Their messages say the same.',
    messageFrom: (at: number) => `Their messages differ from byte ${count(at)} on.`,
    header: (name: string) => `${name} has another value.`,
    headerOnly: (name: string, side: string) => `${name} is in ${side} alone.`,
    part: (name: string) => `${name}: not the same.`,
    rule: (side: string, title: string) => `Broken in ${side} alone: ${title}`,
  },
  facts: {
    label: 'In numbers',
    frames: 'Frames',
    messages: 'Messages',
    up: 'Bytes from the client',
    down: 'Bytes from the server',
    errors: 'Errors',
    warnings: 'Warnings',
    number: (n: number) => count(n),
  },
  lines: {
    label: 'What was said, side by side',
    counts: (same: number, altered: number, one: number, other: number) =>
      `${count(same)} the same, ${count(altered)} altered, ${count(one)} in A alone, ${count(other)} in B alone.`,
    same: (n: number) => `${plural(n, 'item is', 'items are')} the same`,
    altered: 'altered',
    only: (side: string) => `in ${side} alone`,
    more: (n: number) => `and ${plural(n, 'more line', 'more lines')}`,
    cut: 'Too much differs: what follows was not aligned.',
    unordered: 'Messages are compared as an application gets them: unmasked, joined, inflated.',
    show: 'Compare these two',
  },
  rules: {
    label: 'Rules they do not break equally often',
    none: 'Both break the same rules equally often.',
  },
};
