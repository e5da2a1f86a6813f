import { expect, it } from 'vitest';
import { figure } from '../../src/codec/figure.ts';
import { FIXED_FIELDS } from '../../src/codec/websocket/layout.ts';

it('the table of fields draws the first two bytes of the figure in RFC 6455 §5.2', () => {
  const labels = {
    'ws.fin': 'FIN',
    'ws.rsv1': 'RSV1',
    'ws.rsv2': 'RSV2',
    'ws.rsv3': 'RSV3',
    'ws.opcode': 'opcode (4)',
    'ws.mask': 'MASK',
    'ws.length7': 'Payload len (7)',
  };
  expect(figure(FIXED_FIELDS, labels, 16)).toBe(
    [
      ' 0                   1',
      ' 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5',
      '+-+-+-+-+-------+-+-------------+',
      '|F|R|R|R| opcode|M| Payload len |',
      '|I|S|S|S|  (4)  |A|     (7)     |',
      '|N|V|V|V|       |S|             |',
      '| |1|2|3|       |K|             |',
      '+-+-+-+-+-------+-+-------------+',
    ].join('\n'),
  );
});
