import fc from 'fast-check';
import type { Extension } from '../../../src/codec/websocket/extensions.ts';

const token = fc.stringMatching(/^[!#$%&'*+\-.^_`|~0-9A-Za-z]{1,10}$/);

/** Lists that keep the grammar, and say anything. */
export const anyExtensions: fc.Arbitrary<Extension[]> = fc.array(
  fc.record({
    name: token,
    parameters: fc.array(fc.record({ name: token, value: fc.option(token) }), { maxLength: 3 }),
  }),
  { minLength: 1, maxLength: 3 },
);
