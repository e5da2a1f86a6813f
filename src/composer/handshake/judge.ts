import type { Annotation, Violation } from '../../codec/annotation.ts';
import { annotateHead } from '../../codec/http/annotate.ts';
import { judgeFraming } from '../../codec/http/body-rules.ts';
import { valueOf } from '../../codec/http/headers.ts';
import type { Header, HttpHead } from '../../codec/http/layout.ts';
import { readHttpHead } from '../../codec/http/message.ts';
import { readHandshake, type Handshake } from '../../codec/websocket/handshake.ts';
import {
  isOpeningHandshake,
  judgeConnect,
  judgeRequest,
  judgeResponse,
} from '../../codec/websocket/handshake-rules.ts';

/** Node and most servers refuse a longer head. It is not judged while someone types: the decoder does that, in a worker. */
export const MOST_JUDGED = 16 * 1024;

/** Why there is no head to judge, or what there is instead of it. */
export type HeadFault = 'empty' | 'unfinished' | 'too-long' | 'not-this-side' | 'no-handshake';

/** What a line is to an opening handshake: RFC 6455 §4.1, §4.2. */
export type Role = 'start' | 'required' | 'optional' | 'other' | 'blank';

/** A line of a head with what is wrong in it; ranges count from the start of the head. */
export interface JudgedLine {
  readonly role: Role;
  /** In small letters; empty for a line that is none of a header field. */
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly violations: readonly Violation[];
}

/** One side of a handshake: its bytes, read and judged by the codec. */
export interface JudgedHead {
  readonly bytes: Uint8Array;
  readonly head: HttpHead | null;
  readonly fault: HeadFault | null;
  readonly violations: readonly Violation[];
  readonly lines: readonly JudgedLine[];
  /** Bytes behind the blank line. */
  readonly after: number;
}

/** Both sides, and what came of them. */
export interface JudgedHandshake {
  readonly request: JudgedHead;
  readonly response: JudgedHead;
  readonly handshake: Handshake;
}

type Kind = HttpHead['kind'];

const ROLES: Readonly<Record<Kind, ReadonlyMap<string, Role>>> = {
  request: new Map([
    ...['host', 'upgrade', 'connection', 'sec-websocket-key', 'sec-websocket-version'].map(
      (name) => [name, 'required'] as const,
    ),
    ...['origin', 'sec-websocket-protocol', 'sec-websocket-extensions'].map(
      (name) => [name, 'optional'] as const,
    ),
  ]),
  response: new Map([
    ...['upgrade', 'connection', 'sec-websocket-accept'].map((name) => [name, 'required'] as const),
    ...['sec-websocket-protocol', 'sec-websocket-extensions'].map(
      (name) => [name, 'optional'] as const,
    ),
  ]),
};

/** Reads and judges both sides of an opening handshake, the answer by its request: RFC 6455 §4. */
export function judgeHandshake(request: Uint8Array, response: Uint8Array): JudgedHandshake {
  const asked = readHead(request);
  const answered = readHead(response);
  const ask = asked?.kind === 'request' ? asked : null;
  const answer = answered?.kind === 'response' ? answered : null;
  return {
    request: judged(request, asked, 'request', ask && violationsOfRequest(ask, request)),
    response: judged(response, answered, 'response', answer && violationsOfResponse(ask, answer)),
    handshake: readHandshake(ask, answer),
  };
}

const readHead = (bytes: Uint8Array): HttpHead | null =>
  bytes.length > MOST_JUDGED ? null : readHttpHead(bytes, 0, bytes.length);

const violationsOfRequest = (head: HttpHead, bytes: Uint8Array): Violation[] => [
  ...judgeRequest(head, bytes.subarray(head.end)),
  ...judgeConnect(head),
  ...judgeFraming(head),
];

const violationsOfResponse = (request: HttpHead | null, head: HttpHead): Violation[] => [
  ...judgeResponse(request, head),
  ...judgeFraming(head, request),
];

/** `violations` is null where there is no head of that kind. */
function judged(
  bytes: Uint8Array,
  head: HttpHead | null,
  kind: Kind,
  violations: readonly Violation[] | null,
): JudgedHead {
  const broken = violations ?? [];
  return {
    bytes,
    head,
    fault: faultOf(bytes, head, kind, broken),
    violations: broken,
    lines: head ? linesOf(head, kind, broken) : [],
    after: head ? bytes.length - head.end : 0,
  };
}

function faultOf(
  bytes: Uint8Array,
  head: HttpHead | null,
  kind: Kind,
  violations: readonly Violation[],
): HeadFault | null {
  if (bytes.length === 0) return 'empty';
  if (bytes.length > MOST_JUDGED) return 'too-long';
  if (head === null) return 'unfinished';
  if (head.kind !== kind) return 'not-this-side';
  // a plain request breaks no rule, and asks for no WebSocket
  return kind === 'request' && violations.length === 0 && !isOpeningHandshake(head)
    ? 'no-handshake'
    : null;
}

/** The head to the bit, for those who look; null where there is none. */
export const annotate = ({ bytes, head, violations }: JudgedHead): Annotation | null =>
  head && annotateHead(bytes, head, violations);

/** A violation stands at the line in which it begins. */
function linesOf(head: HttpHead, kind: Kind, violations: readonly Violation[]): JudgedLine[] {
  const start = head.emptyLines.at(-1)?.end ?? 0;
  const startEnd = head.start.lineEnd.end;
  const bare = { name: '', violations: [] };
  const lines: JudgedLine[] = [
    ...head.emptyLines.map((line) => ({ ...bare, role: 'blank' as const, ...placeOf(line) })),
    { ...bare, role: 'start', start, end: startEnd },
    ...head.headers.map((header) => ({
      role: ROLES[kind].get(nameOf(header)) ?? 'other',
      name: nameOf(header),
      start: header.name.start,
      end: header.lineEnd.end,
      violations: [],
    })),
    { ...bare, role: 'blank', ...placeOf(head.blankLine) },
  ];
  return lines.map((line) => ({
    ...line,
    violations: violations.filter(({ range }) => {
      const at = range.start / 8;
      return at >= line.start && at < line.end;
    }),
  }));
}

const placeOf = ({ start, end }: { readonly start: number; readonly end: number }) => ({
  start,
  end,
});

const nameOf = (header: Header): string => header.name.text.toLowerCase();

/** What the first line of that name says, without the white space around it; null where there is none. */
export function valueIn(head: HttpHead | null, name: string): string | null {
  const header = head?.headers.find((each) => nameOf(each) === name.toLowerCase());
  return header ? valueOf(header) : null;
}
