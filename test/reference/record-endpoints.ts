import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { encodeClose } from '../../src/codec/websocket/close.ts';
import { Opcode } from '../../src/codec/websocket/layout.ts';
import type { Sender } from '../../src/codec/websocket/rules.ts';
import { CLOSE_CODE_IDS } from '../../src/i18n/reference.ts';
import { rangesOfCode } from '../../src/reference/close-ranges.ts';
import { RULE_BOOK, type RuleGroup } from '../../src/reference/rule-book.ts';
import { EXAMPLES } from '../trace/rule-examples.ts';
import { fromClient, fromServer, joined } from '../trace/wire.ts';
import { observe, type Reaction } from './endpoint.ts';

/** The file that this writes. */
export const RECORD = new URL('../../src/reference/endpoints.ts', import.meta.url);

/** Rules on what one side sends once the connection is open. */
const GROUPS: ReadonlySet<RuleGroup> = new Set(['frame', 'text', 'compression', 'close']);

interface RuleReaction extends Reaction {
  readonly receiver: Sender;
}

async function reactionsToRules(): Promise<Record<string, RuleReaction>> {
  const found: Record<string, RuleReaction> = {};
  for (const { rule, group } of RULE_BOOK) {
    if (!GROUPS.has(group)) continue;
    const { turns, extensions } = EXAMPLES.find((example) => example.rule === rule)!.breaks;
    const marks = new Set(turns.map(([mark]) => mark));
    if (marks.size !== 1) throw new RangeError(`${rule} is said by both sides`);
    const receiver = marks.has('>') ? 'server' : 'client';
    const bytes = joined(...turns.map(([, part]) => part));
    const trial = { receiver, bytes, ...(extensions === undefined ? {} : { extensions }) } as const;
    found[rule] = { receiver, ...(await observe(trial)) };
  }
  return found;
}

/** The code that ws sends back for a Close with a code, by the side that it takes. */
async function answersToCodes(): Promise<Record<number, Record<Sender, number | null>>> {
  const found: Record<number, Record<Sender, number | null>> = {};
  // The first and the last of each range of codes that mean the same.
  const codes = CLOSE_CODE_IDS.flatMap(rangesOfCode).flatMap(({ from, to }) => [from, to]);
  for (const code of new Set(codes)) {
    const payload = encodeClose(code);
    const opcode = Opcode.close;
    const client = await observe({ receiver: 'client', bytes: fromServer(payload, { opcode }) });
    const server = await observe({ receiver: 'server', bytes: fromClient(payload, { opcode }) });
    found[code] = { client: client.sends, server: server.sends };
  }
  return found;
}

const versionOfWs = (): string => {
  const path = createRequire(import.meta.url).resolve('ws/package.json');
  return (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version;
};

/** What a real ws does with the example of each rule, and with each kind of close code, as a module. */
export async function endpointsModule(): Promise<string> {
  const rules = await reactionsToRules();
  const codes = await answersToCodes();
  const text = [
    `import type { RuleId } from '../codec/ids.ts';`,
    `import type { Sender } from '../codec/websocket/rules.ts';`,
    '',
    '/* Written by test/reference/record-endpoints.ts; test/reference/endpoints.test.ts records it again. */',
    '',
    '/** What an endpoint did with the example of a rule. */',
    'export interface Reaction {',
    '  /** The side that it took. */',
    '  readonly receiver: Sender;',
    '  /** The code of the Close it sent; null for none. */',
    '  readonly sends: number | null;',
    '  /** What it complained of; null where it took the bytes. */',
    '  readonly error: string | null;',
    '}',
    '',
    `export const ENDPOINT = { name: 'ws', version: ${JSON.stringify(versionOfWs())} } as const;`,
    '',
    '/** By rule: what became of a connection on which the example was sent. */',
    `export const REACTIONS: Readonly<Partial<Record<RuleId, Reaction>>> = ${JSON.stringify(rules)};`,
    '',
    '/** By close code, and by the side that the endpoint took: the code it sent back; null for none. */',
    `export const ANSWERS: Readonly<Record<number, Readonly<Record<Sender, number | null>>>> = ${JSON.stringify(codes)};`,
  ].join('\n');
  const path = fileURLToPath(RECORD);
  return format(text, { ...(await resolveConfig(path)), filepath: path });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await writeFile(RECORD, await endpointsModule());
}
