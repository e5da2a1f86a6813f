import type { SequenceElement } from '../../course/elements.ts';
import type { Messages } from '../../i18n/words.ts';

type Walk = SequenceElement['walks'][number];
type Said = Messages['learn']['element']['sequence'];

/** An arrow between two endpoints. */
export interface Arrow {
  readonly walk: Walk;
  readonly way: keyof Said['ways'];
  readonly says: keyof Said['says'];
}

const ARROWS: Readonly<Record<Walk, readonly (readonly [Arrow['way'], Arrow['says']])[]>> = {
  tcp: [
    ['up', 'syn'],
    ['down', 'synAck'],
    ['up', 'ack'],
  ],
  tls: [
    ['up', 'clientHello'],
    ['down', 'serverHello'],
    ['up', 'finished'],
  ],
  connect: [
    ['toProxy', 'connect'],
    ['beyond', 'proxySyn'],
    ['fromProxy', 'connected'],
  ],
  request: [
    ['up', 'get'],
    ['down', 'ok'],
  ],
  upgrade: [
    ['up', 'upgrade'],
    ['down', 'switching'],
  ],
  frames: [
    ['up', 'hello'],
    ['down', 'news'],
    ['down', 'more'],
    ['down', 'ping'],
    ['up', 'pong'],
  ],
  close: [
    ['up', 'close'],
    ['down', 'closeBack'],
    ['down', 'fin'],
    ['up', 'finBack'],
  ],
};

/** The arrows of the walks in order. Before a tunnel stands, what the client says ends at the proxy. */
export function arrowsOf(walks: SequenceElement['walks']): readonly Arrow[] {
  const tunnel = walks.indexOf('connect');
  return walks.flatMap((walk, i) =>
    ARROWS[walk].map(([way, says]): Arrow => {
      const nearer = tunnel > i && (way === 'up' ? 'toProxy' : way === 'down' ? 'fromProxy' : null);
      return { walk, way: nearer || way, says };
    }),
  );
}
