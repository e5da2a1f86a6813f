const count = (n: number) => n.toLocaleString('en');
const bytes = (n: number) => `${count(n)} ${n === 1 ? 'byte' : 'bytes'}`;

export const handshake = {
  title: 'Compose an opening handshake',
  description:
    'Write both sides of a WebSocket opening handshake and see every header judged, the accept computed step by step, and what ws and Chromium do with it.',
  heading: 'Compose',
  lede: 'Write both sides of an opening handshake. Every line is judged as you type.',
  damaged: 'This link is damaged: what it carried cannot be read.',
  bar: {
    label: 'Tools',
    preset: 'Start from',
    choose: 'a preset or an example',
    sound: 'Keeps every rule',
    brokenRequest: 'Breaks a rule in the request',
    brokenResponse: 'Breaks a rule in the response',
    presets: {
      rfc: 'RFC 6455 §1.2',
      minimal: 'The least there can be',
      chrome: 'Chrome, as captured',
      deflate: 'With compression',
      subprotocol: 'With subprotocols',
    },
    undo: 'Undo',
    redo: 'Redo',
    newKey: 'New random key',
    copy: 'Copy',
    copyLabel: 'Copy as',
    copies: {
      request: 'Request, raw text',
      response: 'Response, raw text',
      curl: 'curl command',
      node: 'Node program, raw socket',
    },
    link: 'Copy link',
    open: 'Open in decoder',
    copied: 'Copied.',
    copiedLoosely:
      'Copied. curl writes the lines itself: what is odd in their form is not sent, only what they say.',
    linkCopied: (n: number) => `Link copied, ${count(n)} characters.`,
    noCurl: 'curl cannot carry this request; the Node program can.',
    tooLong: 'Too long for a link.',
    failed: 'The clipboard refused.',
    noExample: 'The example could not be loaded.',
  },
  sides: {
    request: { title: 'Request', direction: 'client → server' },
    response: { title: 'Response', direction: 'server → client' },
  },
  typing:
    'A new line is CRLF. Other bytes: \\r and \\n alone, \\xHH for any, \\\\ for a backslash.',
  size: bytes,
  faults: {
    empty: 'Nothing here yet.',
    unfinished: 'The head has no end yet: a blank line must follow the last header.',
    'too-long':
      'Longer than 16 KiB, which Node and most servers refuse: not judged here. The decoder reads it.',
    'not-this-side': {
      request: 'This is a response. It belongs on the other side.',
      response: 'This is a request. It belongs on the other side.',
    },
    'no-handshake': 'A plain request: nothing in it asks for a WebSocket.',
  },
  after: (n: number) => `${bytes(n)} behind the blank line.`,
  lines: {
    label: { request: 'Lines of the request', response: 'Lines of the response' },
    roles: {
      start: 'start-line',
      required: 'required, right',
      optional: 'optional, right',
      other: 'no part of the handshake',
      blank: 'blank line',
    },
    show: (line: number) => `Line ${line}: show it in the text`,
    more: (n: number) => `… ${count(n)} more lines`,
  },
  wrong: { request: 'What is wrong in the request', response: 'What is wrong in the response' },
  outcome: {
    label: 'What comes of it',
    server: 'A strict server',
    client: 'A strict client',
    servers: {
      opens: 'may answer 101 and open.',
      refuses: (status: number) => `refuses with ${status}:`,
      plain: 'answers as to any request: nobody asked for a WebSocket.',
      tunnel: 'is a proxy here, and opens a tunnel.',
      unread: 'has no request to read.',
    },
    clients: {
      opens: 'opens. From here on both sides send frames.',
      fails: 'fails the connection; a script sees close code 1006:',
      http: (status: number | null) =>
        `takes it as an HTTP answer${status === null ? '' : `, ${status}`}. No WebSocket opens; a script sees close code 1006.`,
      'not-yet': 'waits on: this is not the final answer.',
      unasked: 'cannot tell: there is no key to compare with.',
      unread: 'has no response to read.',
    },
  },
  accept: {
    label: 'From key to accept',
    noKey: 'The request has no Sec-WebSocket-Key to compute from.',
    expected: 'The accept that answers this key',
    sent: 'Sec-WebSocket-Accept in the response',
    none: 'The response has no Sec-WebSocket-Accept.',
    right: 'Right: it proves that the server read this very request.',
    wrong: 'Wrong, and here is how it was made:',
    unknown:
      'Wrong. No known mistake gives this value from this key; most likely it answers another key.',
    answersKey: 'It answers this key:',
    hashed: 'What was hashed',
    digest: 'Its digest',
    written: 'As written',
    repair: 'Write the right accept',
    make: 'Make a mistake',
    choose: 'choose one',
    groups: {
      input: 'What is hashed',
      hash: 'How it is hashed',
      writing: 'How it is written',
      other: 'What else goes wrong',
    },
  },
  mistakes: {
    'decoded-key': {
      name: 'The key was decoded first',
      fix: 'Hash the 24 characters of the key as they stand in the header, not the 16 bytes they decode to.',
    },
    'no-guid': {
      name: 'The GUID is missing',
      fix: 'Append 258EAFA5-E914-47DA-95CA-C5AB0DC85B11 to the key before hashing.',
    },
    'guid-lowercase': {
      name: 'The GUID is in lower case',
      fix: 'The GUID is text with a case of its own: write it in capitals, as the RFC prints it.',
    },
    'guid-without-hyphens': {
      name: 'The GUID has lost its hyphens',
      fix: 'The four hyphens are part of the text that is hashed.',
    },
    'guid-first': {
      name: 'The GUID stands before the key',
      fix: 'The key comes first, the GUID behind it.',
    },
    'guid-alone': {
      name: 'The key was empty',
      fix: 'Only the GUID was hashed: the key was not read from the request.',
    },
    'space-before-key': {
      name: 'A space before the key',
      fix: 'Trim the header value: the white space after the colon is no part of it.',
    },
    'space-between': {
      name: 'A space between key and GUID',
      fix: 'Trim the header value, and join the two with nothing between.',
    },
    'crlf-between': {
      name: 'CRLF between key and GUID',
      fix: 'Cut the line end off the header line before taking the value.',
    },
    'lf-between': {
      name: 'A line feed between key and GUID',
      fix: 'Cut the line end off; a shell’s echo adds one too, printf does not.',
    },
    'lf-at-end': {
      name: 'A line feed at the end',
      fix: 'Something hashed a whole line: echo adds a line feed, printf or echo -n does not.',
    },
    'crlf-at-end': {
      name: 'CRLF at the end',
      fix: 'The text that is hashed ends with the GUID: no line end follows.',
    },
    'nul-at-end': {
      name: 'A zero byte at the end',
      fix: 'Hash 60 bytes: in C, strlen and not sizeof.',
    },
    'key-unpadded': {
      name: 'The key has lost its ==',
      fix: 'The padding of the key is part of the text that is hashed.',
    },
    'key-lowercase': {
      name: 'The key is in lower case',
      fix: 'Header names have no case, but values do: do not lower-case the whole line.',
    },
    'key-quoted': {
      name: 'The key is in quotes',
      fix: 'The value was serialised before it was hashed; hash the bare text.',
    },
    'utf-16': {
      name: 'Hashed as UTF-16',
      fix: 'Two bytes a character were hashed; encode the text as ASCII or UTF-8 first.',
    },
    sha256: { name: 'SHA-256 instead of SHA-1', fix: 'RFC 6455 fixes SHA-1: 20 bytes.' },
    md5: { name: 'MD5 instead of SHA-1', fix: 'RFC 6455 fixes SHA-1: 20 bytes.' },
    'sha1-words-reversed': {
      name: 'The words of the digest are byte-swapped',
      fix: 'SHA-1 gives its five words most significant byte first.',
    },
    hex: {
      name: 'Hex instead of base64',
      fix: 'Take the 20 bytes of the digest, not their hex digits, and write them in base64.',
    },
    'hex-uppercase': {
      name: 'Hex in capitals instead of base64',
      fix: 'Take the 20 bytes of the digest, not their hex digits, and write them in base64.',
    },
    'hex-in-base64': {
      name: 'Base64 of the hex digits',
      fix: 'Ask the hash for raw bytes: base64 of 20 bytes has 28 characters, not 56.',
    },
    'hex-uppercase-in-base64': {
      name: 'Base64 of hex digits in capitals',
      fix: 'Ask the hash for raw bytes: base64 of 20 bytes has 28 characters, not 56.',
    },
    'base64-unpadded': {
      name: 'Base64 without its =',
      fix: '20 bytes end in one =, and the client compares it too.',
    },
    base64url: {
      name: 'Base64 for URLs',
      fix: 'Use + and /, not - and _: RFC 4648 §4, not §5.',
    },
    'base64url-unpadded': {
      name: 'Base64 for URLs, without its =',
      fix: 'Use + and /, and keep the padding: RFC 4648 §4, not §5.',
    },
    'base64-twice': {
      name: 'Base64 twice',
      fix: 'One library had encoded it already: encode once.',
    },
    'key-echoed': {
      name: 'The key was sent back',
      fix: 'The accept is computed from the key; sending the key itself proves nothing.',
    },
    'sample-accept': {
      name: 'The accept of the RFC’s example',
      fix: 'This value was copied from the RFC. Compute one for each request.',
    },
    'other-key': {
      name: 'The accept of another request',
      fix: 'A cache, a proxy or a constant answered: each connection has its own key.',
    },
    'case-lost': {
      name: 'Its letters changed case',
      fix: 'The value is right but for its case, which counts.',
    },
    'cut-short': {
      name: 'The accept was cut',
      fix: 'The value begins right and stops early: send all 28 characters.',
    },
    'more-around': {
      name: 'Something stands around it',
      fix: 'The right value is in there: send it bare, without quotes or anything else.',
    },
  },
  negotiation: {
    label: 'What was negotiated',
    extensions: 'Extensions',
    protocols: 'Subprotocols',
    nothing: 'none',
    fates: {
      agreed: 'agreed',
      declined: 'offered, not taken',
      open: 'offered, no answer yet',
      'not-offered': 'never offered: the client fails',
    },
    deflate: 'Compression, each direction',
    plain: 'Messages are sent as they are, without compression.',
    refused: 'The client refuses this answer, so nothing of it takes effect.',
    direction: 'Direction',
    window: 'Window',
    memory: 'Between messages',
    directions: { clientToServer: 'client → server', serverToClient: 'server → client' },
    bits: (n: number) => `${n} bits, ${count(2 ** n)} bytes`,
    takeover: { true: 'the window stays', false: 'the window is emptied' },
    said: { true: 'as answered', false: 'by default' },
  },
  endpoints: {
    label: 'What endpoints do with it',
    about: (ws: string, node: string, chromium: string) =>
      `Measured with the example of each rule: ws ${ws} on Node ${node} with compression on, Chromium ${chromium}. The tests ask them again.`,
    none: 'No rule is broken here, so ws and Chromium open.',
    unknown: 'Nothing measured to show for what is broken here.',
    rule: 'Broken rule',
    strict: 'The standard',
    wsServer: (version: string) => `ws ${version}, server`,
    wsClient: (version: string) => `ws ${version}, client`,
    chromium: (version: string) => `Chromium ${version}`,
    all: { request: 'Every rule of the request', response: 'Every rule of the response' },
    open: 'Load its example',
    refuses: (status: number) => `refuses, ${status}`,
    opens: 'opens',
    opensWith: (extensions: string) => `opens, ${extensions}`,
    closes: 'closes without a word',
    fails: 'fails',
    asHttp: 'takes it as HTTP',
    goesOn: 'goes on',
    notAsked: 'never asks so',
  },
  bytes: {
    label: 'Bytes',
    which: 'Which side',
    sides: { request: 'Request', response: 'Response' },
  },
};
