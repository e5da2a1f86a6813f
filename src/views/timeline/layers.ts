import type { MarkKind } from '../../trace/marks.ts';

/** What is drawn of a lane beside its arrows, from the back to the front. */
export const LAYERS = [
  /** Nothing passes, or nobody answers. */
  'outage',
  /** A connection lives. */
  'connection',
  'connecting',
  /** A request is open, at the client. */
  'open',
  /** A request is held, at the server. */
  'held',
  /** The client waits: for a connection, or to try again. */
  'blocked',
  /** A proxy holds bytes back. */
  'buffer',
  /** From the birth of a piece of news to its delivery. */
  'wait',
  /** From the loss of a packet to its copy. */
  'retransmission',
  'born',
  'delivered',
  'repeated',
  'lost',
  /** A message of the client. */
  'written',
  'received',
  'trouble',
] as const;

export type LayerId = (typeof LAYERS)[number];

/** Where a kind of mark is drawn: as the stretch it lasts, at its beginning, at its end. */
interface Place {
  readonly lasting?: LayerId;
  readonly begins?: LayerId;
  readonly ends?: LayerId;
}

/** A kind that has no place here shows as its bytes do. */
export const PLACES: Partial<Record<MarkKind, Place>> = {
  news: { lasting: 'wait', begins: 'born', ends: 'delivered' },
  'news-lost': { begins: 'lost' },
  'news-duplicated': { begins: 'repeated' },
  'answer-stale': { begins: 'repeated' },
  message: { begins: 'written', ends: 'received' },
  'message-lost': { begins: 'lost' },
  'request-open': { lasting: 'open' },
  'request-held': { lasting: 'held' },
  'hold-timeout': { begins: 'trouble' },
  'connection-limit': { lasting: 'blocked' },
  connecting: { lasting: 'connecting' },
  'connection-broken': { begins: 'trouble' },
  'reconnect-wait': { lasting: 'blocked' },
  retransmission: { lasting: 'retransmission', begins: 'trouble' },
  'proxy-buffer': { lasting: 'buffer' },
  'proxy-timeout': { begins: 'trouble' },
  'pong-missed': { begins: 'trouble' },
  'close-timeout': { begins: 'trouble' },
  'slow-reader': { begins: 'trouble' },
  outage: { lasting: 'outage' },
  'server-down': { lasting: 'outage' },
};
