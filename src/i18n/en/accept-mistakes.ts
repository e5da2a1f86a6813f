/** How an accept may have come out wrong, and what to do. */
export const acceptMistakes = {
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
};
