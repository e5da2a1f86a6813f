import { bytesOfHex } from '../../codec/bytes.ts';
import { RULE_IDS, type RuleId } from '../../codec/ids.ts';
import { encodeFrame, frameOf } from '../../codec/websocket/encode.ts';
import { deflateParametersOf, parseExtensions } from '../../codec/websocket/extensions.ts';
import { PLAIN_DEFLATE, type Draft, type Flow } from './draft.ts';
import { draftOf, draftOfRuns } from './units.ts';

/** The examples of the standards, in their order. */
export const RFC_PRESETS = [
  'rfc6455-unmasked',
  'rfc6455-masked',
  'rfc6455-fragmented',
  'rfc6455-ping',
  'rfc6455-binary-256',
  'rfc6455-binary-65536',
  'rfc7692-one-block',
  'rfc7692-fragments',
  'rfc7692-shared-window',
  'rfc7692-no-compression',
  'rfc7692-final-block',
  'rfc7692-two-blocks',
  'rfc7692-empty',
] as const;

export type RfcPreset = (typeof RFC_PRESETS)[number];

/** RFC 6455 §5.7, RFC 7692 §7.2.3: what the standards print, a frame a line. */
const FRAMES: Readonly<Record<Exclude<RfcPreset, `rfc6455-binary-${string}`>, readonly string[]>> =
  {
    'rfc6455-unmasked': ['< 81 05 48 65 6c 6c 6f'],
    'rfc6455-masked': ['> 81 85 37 fa 21 3d 7f 9f 4d 51 58'],
    'rfc6455-fragmented': ['< 01 03 48 65 6c', '< 80 02 6c 6f'],
    'rfc6455-ping': ['< 89 05 48 65 6c 6c 6f', '> 8a 85 37 fa 21 3d 7f 9f 4d 51 58'],
    'rfc7692-one-block': ['< c1 07 f2 48 cd c9 c9 07 00'],
    'rfc7692-fragments': ['< 41 03 f2 48 cd', '< 80 04 c9 c9 07 00'],
    'rfc7692-shared-window': ['< c1 07 f2 48 cd c9 c9 07 00', '< c1 05 f2 00 11 00 00'],
    'rfc7692-no-compression': ['< c1 0b 00 05 00 fa ff 48 65 6c 6c 6f 00'],
    'rfc7692-final-block': ['< c1 08 f3 48 cd c9 c9 07 00 00'],
    'rfc7692-two-blocks': ['< c1 0d f2 48 05 00 00 00 ff ff ca c9 c9 07 00'],
    'rfc7692-empty': ['< c1 01 00'],
  };

/** What the standards print, as a draft. RFC 6455 §5.7, RFC 7692 §7.2.3 */
export function draftOfPreset(preset: RfcPreset): Draft {
  const deflate = preset.startsWith('rfc7692') ? PLAIN_DEFLATE : null;
  switch (preset) {
    case 'rfc6455-binary-256':
      return draftOf([binary(256)], deflate);
    case 'rfc6455-binary-65536':
      return draftOf([binary(65_536)], deflate);
    default:
      return draftOf(flowsOf(FRAMES[preset].join('\n')), deflate);
  }
}

/** The standard leaves open what the bytes are: they count. */
const binary = (length: number): Flow => ({
  direction: 'server-to-client',
  bytes: encodeFrame(
    frameOf(
      Uint8Array.from({ length }, (_, i) => i),
      { sender: 'server' },
    ),
  ),
});

/** Rules that frames alone can break: their examples have no head of HTTP in them. */
export const RULE_PRESETS: readonly RuleId[] = RULE_IDS.slice(
  0,
  RULE_IDS.indexOf('ws/req-method-not-get'),
).filter((rule) => rule !== 'ws/frame-before-101');

/** What an example of a rule needs beside its bytes. */
export interface ExampleSetting {
  readonly extensions?: string;
  readonly end?: 'fin';
}

/** The example of a rule, as the site keeps it: a line of hex for each turn. */
export function draftOfExample(text: string, { extensions, end }: ExampleSetting = {}): Draft {
  const agreed = parseExtensions(extensions ?? '');
  return draftOfRuns(
    flowsOf(text),
    agreed === null ? null : deflateParametersOf(agreed),
    end === 'fin',
  );
}

const flowsOf = (text: string): Flow[] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('>') || line.startsWith('<'))
    .map((line) => ({
      direction: line.startsWith('>') ? 'client-to-server' : 'server-to-client',
      bytes: bytesOfHex(line.slice(1)),
    }));
