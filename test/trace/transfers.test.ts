import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { transfersFrom, transfersOf, type Transfer } from '../../src/trace/transfers.ts';

const seconds = fc.option(fc.double({ min: 0, max: 1e6, noNaN: true }));

const anyTransfer: fc.Arbitrary<Transfer> = fc.record({
  direction: fc.constantFrom('client-to-server' as const, 'server-to-client' as const),
  start: fc.nat(0xffff_ffff),
  end: fc.nat(0xffff_ffff),
  time: seconds,
  arrived: seconds,
});

describe('transfers', () => {
  it('come out as they went in, however many', () =>
    fc.assert(
      fc.property(fc.array(anyTransfer, { maxLength: 100 }), (list) => {
        const transfers = transfersOf(list);
        expect(transfers.length).toBe(list.length);
        expect([...transfers]).toEqual(list);
        list.forEach((transfer, i) => expect(transfers.at(i)).toEqual(transfer));
      }),
    ));

  it('survive the way to another thread', () =>
    fc.assert(
      fc.property(fc.array(anyTransfer, { maxLength: 100 }), (list) => {
        const sent = structuredClone(transfersOf(list).columns);
        expect([...transfersFrom(sent)]).toEqual(list);
      }),
    ));

  it('tell that there is none beyond the last', () => {
    expect(() => transfersOf([]).at(0)).toThrow(RangeError);
  });
});
