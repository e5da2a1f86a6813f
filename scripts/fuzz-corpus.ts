import { readdirSync, readFileSync } from 'node:fs';
import { formatSetup } from '../src/simulation/address.ts';
import { PARAMETER_IDS } from '../src/simulation/parameters.ts';
import { PRESET_IDS } from '../src/simulation/presets.ts';
import { setupOf } from '../src/simulation/setup.ts';
import { chromeSocket } from '../test/capture/har.ts';
import { blocks, KUZNETZOV, MICRO, NANO, pcap } from '../test/capture/packets/files.ts';
import { HANDSHAKE, segment } from '../test/capture/packets/talk.ts';

const talk = [
  ...HANDSHAKE,
  segment('>', 'PA', 0, 0, 'GET /chat HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\n\r\n'),
  segment('<', 'PA', 0, 52, 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n'),
  segment('<', 'PA', 56, 52, '\x81\x05Hello\x89\x00'),
  // Twice, and the second before the first.
  segment('<', 'PA', 65, 52, '\x81\x01b'),
  segment('<', 'PA', 63, 52, '\x81\x00'),
  segment('>', 'FA', 52, 68),
];

const { section, interface: device, enhanced, simple, obsolete, block, option } = blocks();

/** Capture files of every form, short enough that a mutation hits something. */
export const CAPTURES: readonly Uint8Array[] = [
  ...[MICRO, NANO, KUZNETZOV].map((magic) => pcap(talk, { magic })),
  pcap(talk, { little: false }),
  pcap(talk.slice(0, 4), { linkType: 1 }),
  pcap([]),
  ...[true, false].map((little) => {
    const { section, interface: device, enhanced } = blocks(little);
    return Buffer.concat([
      section('a comment'),
      device(),
      ...talk.map(({ bytes }) => enhanced(bytes)),
    ]);
  }),
  Buffer.concat([
    ...[section(), device(101, { resolution: 0x8a, offset: 5n }), device(1, { snap: 64 })],
    ...talk.map(({ bytes }, i) => (i % 2 === 0 ? simple(bytes) : obsolete(bytes, BigInt(i)))),
    ...[block(0x0bad, option(1, Uint8Array.of(1))), section(), device()],
    ...talk.map(({ bytes }, i) => enhanced(bytes, BigInt(i), i % 3)),
  ]),
];

const request = {
  method: 'GET',
  url: 'https://a/b',
  httpVersion: 'HTTP/1.1',
  headers: [],
  bodySize: 0,
};
const answer = (content: object) => ({
  request,
  response: { status: 200, statusText: 'OK', httpVersion: 'h2', headers: [], content },
  startedDateTime: '2026-11-22T00:00:00.000Z',
  time: 3,
});

/** Network logs of browsers, and some that are none. */
export const LOGS: readonly string[] = [
  { log: { entries: [chromeSocket] } },
  { log: { entries: [answer({ text: 'data: a\n\n', mimeType: 'text/event-stream' })] } },
  { log: { entries: [answer({ text: 'AAEC', encoding: 'base64' }), chromeSocket] } },
  { log: { entries: [answer({ text: '+++', encoding: 'base64' }), {}, null, 7, []] } },
  {
    log: {
      entries: [{ ...chromeSocket, _webSocketMessages: [{}, null, { opcode: 99, data: 5 }] }],
    },
  },
  { log: { version: '1.2' } },
  { log: null },
].map((log) => JSON.stringify(log));

const EXAMPLES = new URL('../public/samples/', import.meta.url);
const samples = readdirSync(EXAMPLES)
  .filter((name) => name.endsWith('.txt'))
  .map((name) => readFileSync(new URL(name, EXAMPLES), 'utf8'));

/** Fragments of every page that reads one. */
export const FRAGMENTS: readonly string[] = [
  ...PRESET_IDS.map((id) =>
    new URLSearchParams(formatSetup(setupOf(id)).map(([a, b]) => [a, b])).toString(),
  ),
  ...PARAMETER_IDS.map((id) => `${id}=1e9&${id}=-1&${id}=NaN&${id}=,;:`),
  'lanes=websocket,websocket:rate:5,polling&fail=drop:1:2,nothing,drop',
  'hex=818537fa213d7f9f4d5158&dir=c2s&row=0&conn=1',
  'b64=gYU3+iE9f59NUVg=&as=base64',
  'z=80jNycnXUSjPL8pJUQQA&name=a.bin&row=99999999999',
  'z=AAAA&z=____&name=%FF',
  'c2s=8185&c2s=37fa213d7f9f4d5158&s2c=810548656c6c6f&ext=permessage-deflate&end=fin&at=2',
  'ext=permessage-deflate%3B%20client_max_window_bits&at=99',
  'c2s=&s2c=0&at=-1&empty',
  'hex=8100&note=0.1.aGk&note=1.2._w&edit=0.s2c.1.05&edit=0.c2s.9999.zz&marks=eJyrVgIAAVMA',
  'example=ws/rsv2-set&twin&example=',
  'hex=8100&theme=dark&lang=zh&height=fixed&controls=no&field=ws.opcode@wire:4',
  'rate=5&autoplay=yes&speed=0.5&span=4000&at=10&stops=1_20_300&stops=x&speed=1e9',
  ...samples.slice(0, 2).map((text) => `text=${Buffer.from(text).toString('base64url')}`),
];
