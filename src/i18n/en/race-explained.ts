/** How a number of the race came about. */
export const raceExplained = {
  explained: {
    hint: 'Press a number to see how it came about.',
    counted: {
      mean: 'From the birth of each piece of news to its last byte at the client, added up and divided by how many were delivered.',
      p50: 'Half of the delivered news took no longer: the delay at rank n / 2 of all in order, rounded up.',
      p95: '95% of the delivered news took no longer: the delay at rank 0.95 · n of all in order, rounded up.',
      max: 'The longest delay of any piece of news that was delivered.',
      delivered: 'Pieces of news whose last byte reached the client before the run ended.',
      waiting: 'Pieces of news that were born but had not arrived when the run ended.',
      lost: 'Pieces of news that nobody will send any more.',
      repeated: 'Pieces of news that arrived once more than needed.',
      perNews:
        'All bytes but the payload, shared among the news and the client’s messages delivered.',
      up: 'All bytes from the client to the server.',
      down: 'All bytes from the server to the client.',
      requests: 'HTTP requests the client sent, the opening handshake of a WebSocket among them.',
      empty: 'Answers without content: 204, or a body of no bytes.',
      connections: 'TCP connections the client opened, or had when the run began.',
      reconnects: 'Streams or WebSockets opened again after they had ended.',
      held: 'How long each TCP connection was open, added up.',
      open: 'How long each request was open, from its sending to the end of its answer, added up.',
      packets: 'TCP segments of both directions: handshakes, data, acknowledgements, copies, ends.',
      retransmissions: 'Packets sent again after their retransmission timeout.',
      queued: 'The most bytes that ever waited at the server for the link.',
      memory: 'Connections times clients times what a server is thought to keep for each.',
    },
    byFormula: 'By formula',
    inRun: 'In this run',
    agree: 'The run and the formula agree.',
    differ: 'What may be behind the difference:',
    differences: {
      failures: 'Something fails in this run; the formula knows of nothing that fails.',
      chance:
        'The news comes by chance, and one run strays. A longer run, or another seed, shows how far.',
      start: 'The first request had to open its connection. The formula takes it for open.',
      ending: 'What was under way at the end of the run is counted in part, or not at all.',
      messages: 'The client’s own messages are counted too.',
      opening:
        'The opening request and its answer are shared among the news; the formula leaves them out.',
      heartbeat: 'Heartbeats are counted too.',
      layers: 'TLS and TCP/IP are counted too; the formula goes by HTTP and frames alone.',
      tabs: 'All tabs are counted; the formula is of one.',
    },
    none: 'There is no closed form for it: it is counted.',
    notNow:
      'There is a closed form, but not for these settings. It takes random news for granted, and a network without loss, jitter, limited rate or buffering proxy.',
    standard: 'In the standard:',
    publishers: {
      'rfc6202-2.2': 'RFC 6202 §2.2',
      'rfc6202-3.2': 'RFC 6202 §3.2',
      lubbers: 'Lubbers and Greco, 2010',
      grigorik: 'Grigorik, High Performance Browser Networking',
    },
    published: {
      'one-transit': (ms: string) =>
        `Published: average and longest delay are one network transit, here ${ms} ms.`,
      'close-to-one': (ms: string) =>
        `Published: the average is close to one network transit, here ${ms} ms.`,
      'three-transits': (ms: string) =>
        `Published: the longest is over three network transits, here ${ms} ms.`,
      bytes: (printed: string, sent: string) =>
        `Published: ${printed} bytes a message. With all line ends it is ${sent}.`,
      traffic: (printed: string, sent: string) =>
        `Published: ${printed} Mbit/s, both directions of all clients, with 2²⁰ bits and no line ends. As sent it is ${sent}.`,
      polls: (perSecond: string) =>
        `Published: 10,000 clients that ask once a minute make ${perSecond} requests a second.`,
    },
  },
};
