export const site = {
  name: 'wire101',
  skip: 'Skip to the content',
  nav: {
    label: 'Pages',
    home: 'wire101, to the start',
    race: 'Race',
    learn: 'Learn',
    decode: 'Decode',
    compose: 'Compose',
    reference: 'Reference',
  },
  language: { label: 'Language' },
  embed: 'Embed',
  theme: {
    label: 'Theme',
    system: 'System',
    paper: 'Paper',
    night: 'Night',
    next: (theme: string) => `Change to ${theme}`,
  },
  update: { ready: 'A newer version of wire101 is ready.', take: 'Load it', later: 'Later' },
  footer: {
    label: 'About this site',
    private: 'Nothing you paste leaves this browser.',
    standards: 'Reads by',
    licence: 'MIT licence',
    access: 'Accessibility',
  },
  home: {
    title: 'How news reaches a browser: polling, streaming, WebSocket',
    description:
      'The same news over polling, long polling, streaming and WebSocket, side by side, down to the bit. And a decoder for your own bytes.',
    heading: { news: 'The server has news.', question: 'How does it reach you?' },
    lede: 'Four ways, one clock, the same news. Every arrow below is real bytes: open one and read it down to the bit.',
    learn: 'Start lesson 1',
    still:
      'The same news on four lanes: polling asks each second and often gets nothing; long polling waits for its answer; a stream and a WebSocket bring the news as it happens.',
    decode: 'Decode my bytes',
    example: {
      heading: 'One text frame, client to server',
      about: 'The masked “Hello” of RFC 6455 §5.7, as a browser sends it.',
      open: 'Open this example',
      read: 'Read from left to right',
      parts: {
        first: 'FIN 1: the last fragment of its message. Opcode 1: a text frame.',
        second: 'MASK 1: what follows is masked. Length: 5 bytes.',
        key: 'The masking key. A client picks a new one for every frame.',
        payload: 'The payload. XOR it with the key and it reads “Hello”.',
      },
    },
    ways: {
      heading: 'Where to go from here',
      learn: {
        title: 'Learn it by doing',
        text: (lessons: number) =>
          `${lessons} short lessons, from one HTTP request to the last bit of a frame. You predict, build and break things; what you build is judged by what it does.`,
      },
      race: {
        title: 'Change the race',
        text: 'Slow the network, drop the connection, put a buffering proxy in between. Every number stands beside the formula it follows from.',
      },
      decode: {
        title: 'Decode your bytes',
        text: (rules: number) =>
          `A hex dump, a log line, a capture file, a HAR: it reads what you have and checks ${rules} rules. You learn which byte breaks one, and what usually causes it.`,
      },
      compose: {
        title: 'Build your own frame',
        text: 'Legal or not: flip a bit, type a byte, cut a message into fragments, and see which rule you break. Or write a handshake, line by line.',
      },
      reference: {
        title: 'Look it up',
        text: 'Fields, opcodes, close codes, headers and every rule, each with an example that opens in the decoder, and one sheet to print.',
      },
    },
  },
  missing: {
    title: 'Not found',
    heading: 'No such page',
    text: 'The address does not match any page of wire101. It may be mistyped, or the page has moved.',
    home: 'To the start',
    decode: 'To the decoder',
  },
  failed: {
    title: 'Error',
    heading: 'This page did not load',
    text: 'Something went wrong on the way. Loading it again may help.',
    again: 'Load again',
  },
};
