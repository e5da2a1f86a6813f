const count = (n: number | bigint) => n.toLocaleString('en');
const bytesOf = (n: number | bigint) => `${count(n)} ${BigInt(n) === 1n ? 'byte' : 'bytes'}`;

export const bytes = {
  diagram: 'Bits of the frame',
  text: 'The message as text',
  hex: 'Bytes in hex',
  fields: 'Fields',
  detail: 'The chosen field',
  hint: 'Arrow keys move from field to field, Escape clears the choice.',
  choose: 'Choose a field in the bits, the bytes or the list to see what it is for.',
  spoken: (name: string, told: readonly string[]) => [name, ...told].join(', '),
  broken: 'breaks a rule',
  bytes: bytesOf,
  part: (present: number, all: number | bigint) => `${count(present)} of ${bytesOf(all)}`,
  isMasked: (length: string) => `${length}, masked`,
  masked: 'masked',
  computed: (name: string, how: string) => `${name} (${how})`,
  sources: {
    wire: 'as sent',
    unmasked: 'unmasked',
    inflated: 'inflated',
    dechunked: 'dechunked',
  },
  more: (n: number | bigint) => `… ${count(n)} more ${BigInt(n) === 1n ? 'byte' : 'bytes'}`,
  showMore: 'Show more',
  showLess: 'Show less',
  missing: (n: number | bigint) =>
    `The bytes end inside this unit: ${bytesOf(n)} ${BigInt(n) === 1n ? 'is' : 'are'} missing.`,
  unfinished: 'The bytes end inside this unit.',
  flags: {
    fin: { set: 'last fragment of its message', clear: 'more fragments follow' },
    rsv: { set: 'only an extension may set it', clear: 'not used' },
    mask: { set: 'the payload is masked', clear: 'the payload is not masked' },
  },
  opcodes: {
    continuation: 'continuation frame',
    text: 'text frame',
    binary: 'binary frame',
    close: 'Close frame',
    ping: 'Ping frame',
    pong: 'Pong frame',
  },
  reserved: 'reserved',
  lengths: {
    in16: 'the length is in the next 16 bits',
    in64: 'the length is in the next 64 bits',
  },
  place: {
    bit: (bit: number, byte: number) => `bit ${bit} of byte ${byte}`,
    bits: (from: number, to: number, byte: number) => `bits ${from}–${to} of byte ${byte}`,
    across: (bit: number, byte: number, toBit: number, toByte: number) =>
      `bit ${bit} of byte ${byte} to bit ${toBit} of byte ${toByte}`,
    byte: (byte: number) => `byte ${count(byte)}`,
    bytes: (from: number, to: number) => `bytes ${count(from)}–${count(to)}`,
    nowhere: (byte: number) => `no byte, before byte ${count(byte)}`,
    inside: (place: string, source: string) => `${place} of the ${source} payload`,
    stream: (offset: number) => `offset ${count(offset)} (0x${offset.toString(16)}) of the stream`,
  },
  severity: { error: 'Error', warning: 'Warning' },
  closes: (code: number) => `A strict receiver closes with ${code}.`,
  answers: (status: number) => `A strict server answers ${status}.`,
};
