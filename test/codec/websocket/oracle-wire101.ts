import { rulesIn } from '../../../src/codec/codec.ts';
import type { RuleId } from '../../../src/codec/ids.ts';
import { readClose } from '../../../src/codec/websocket/close.ts';
import type { Finding } from '../../../src/codec/websocket/finding.ts';
import { isControl, Opcode, opcodeOf } from '../../../src/codec/websocket/layout.ts';
import { createMessageJudge } from '../../../src/codec/websocket/message-judge.ts';
import { createMessageReader } from '../../../src/codec/websocket/message-reader.ts';
import {
  isComplete,
  payloadOf,
  startsMessage,
  type Message,
} from '../../../src/codec/websocket/message.ts';
import { createContext, FRAME_RULES } from '../../../src/codec/websocket/rules.ts';
import { createScanner, type FrameIndex, type Tail } from '../../../src/codec/websocket/scan.ts';
import type { OracleStream } from './oracle-streams.ts';
import { eventOf } from './oracle-ws.ts';

/** A rule broken for which a receiver closes. */
export interface Problem {
  readonly frame: number;
  readonly rule: RuleId;
  readonly code: number;
}

/** All that wire101 reads of a stream: unlike a receiver it goes on after a fault. */
export interface Reading {
  readonly stream: OracleStream;
  readonly index: FrameIndex;
  readonly tail: Tail | null;
  readonly problems: readonly Problem[];
  /** What the application gets, with the frame that completes it. */
  readonly events: readonly { readonly frame: number; readonly event: string }[];
  readonly messages: readonly Message[];
}

const problemOf = (
  frame: number,
  { id, closeCode }: { id: RuleId; closeCode: number | null },
): Problem[] => (closeCode === null ? [] : [{ frame, rule: id, code: closeCode }]);

export function readingOf(stream: OracleStream): Reading {
  const { bytes, sender, deflate, most } = stream;
  const context = createContext(sender, { deflate: deflate !== null, maxPayload: most });
  const scanner = createScanner(bytes, context);
  while (scanner.step(64));
  const { index, tail } = scanner.finish();
  const findings = new Map<number, Finding[]>();
  const judge = createMessageJudge(bytes, index, sender, deflate, findings, most);
  while (judge.step(7));
  const reader = createMessageReader(bytes, index, deflate);
  const problems: Problem[] = [];
  const events: Reading['events'][number][] = [];
  const messages: Message[] = [];
  for (let frame = 0; frame < index.length; frame++) {
    for (const rule of rulesIn(FRAME_RULES, index.verdict[frame]!)) {
      problems.push(...problemOf(frame, rule));
    }
    for (const { rule: id, closeCode } of findings.get(frame) ?? []) {
      problems.push(...problemOf(frame, { id, closeCode }));
    }
    const message = startsMessage(index, frame) ? reader.read(frame) : null;
    if (message !== null) {
      messages.push(message);
      const event = eventOf(message.kind, message.payload);
      if (message.complete) events.push({ frame: message.frames.at(-1)!, event });
    }
    const event = controlEvent(bytes, index, frame);
    if (event !== null) events.push({ frame, event });
  }
  events.sort((a, b) => a.frame - b.frame);
  return { stream, index, tail, problems, events, messages };
}

function controlEvent(bytes: Uint8Array, index: FrameIndex, frame: number): string | null {
  const opcode = opcodeOf(index.head[frame]! >> 8);
  if (!isControl(opcode) || !isComplete(bytes, index, frame)) return null;
  const payload = payloadOf(bytes, index.at[frame]!);
  if (opcode !== Opcode.close) return eventOf(opcode === Opcode.ping ? 'ping' : 'pong', payload);
  // What an API reports of a Close frame without a code: RFC 6455 §7.1.5.
  const { code, reasonBytes } = readClose(payload);
  return eventOf(`close ${code ?? 1005}`, reasonBytes);
}
