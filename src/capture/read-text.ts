import type { InputKind } from '../trace/input.ts';
import type { Direction } from '../trace/trace.ts';
import { readBody } from './http/body.ts';
import { readHead } from './http/head.ts';
import { createNoteList, type NoteList } from './note-list.ts';
import type { Part } from './parts.ts';
import { planText } from './plan.ts';
import type { Piece, Reading } from './reading.ts';
import { createCollector, type Collector } from './sink.ts';
import { counted, STRIDE, type Steps } from './steps.ts';
import { findFullWidth, isAllBlank } from './text/characters.ts';
import { packetsIn, type TextPacket } from './text-packets.ts';

/** What a text amounts to, and whether any format fits it well. */
export interface TextReading {
  readonly reading: Omit<Reading, 'size'>;
  readonly poor: boolean;
}

/** The share of the work that is cutting a text into parts: measured. */
const PLANNING = 0.2;

/** Reads a pasted text; `kind` forces a format, `direction` is that of bytes that do not say it. Yields positions in it. */
export function* readText(
  text: string,
  kind: InputKind | undefined,
  direction: Direction | null,
): Steps<TextReading> {
  const notes = createNoteList();
  if (isAllBlank(text)) notes.add('input/empty', 0);
  const cut = text.length * PLANNING;
  const plan = yield* counted(planText(text, kind, notes), (at) => Math.floor(at * PLANNING));
  const { parts, detection, inner, poor } = plan;
  const collector = createCollector(notes);
  const packets: TextPacket[] = [];
  for (const part of parts) {
    collector.begin(part.direction ?? direction, part.at);
    yield* counted(readPart(part, collector), (at) => Math.floor(cut + at * (1 - PLANNING)));
    const found = takePackets(part, collector);
    for (const packet of found) packets.push(packet);
  }
  if (packets.length > 0) notes.add('input/packets', packets[0]!.at, String(packets.length));
  const pieces = piecesOf(collector);
  return { reading: { ...detection, inner, pieces, packets, logs: [], notes: notes.take() }, poor };
}

function piecesOf({ turns, out }: Collector): Piece[] {
  return turns.flatMap(({ direction, at, start }, i) => {
    const bytes = out.slice(start, turns[i + 1]?.start ?? out.length);
    return bytes.length > 0 ? [{ direction, bytes, at }] : [];
  });
}

function* readPart(part: Part, collector: Collector): Steps {
  const { notes, out } = collector;
  if (part.form === 'head') return readHead(part, part.headEnd, out, notes);
  if (part.form === 'body') return readBody(part, part.facts?.contentLength ?? null, out, notes);
  yield* noteFullWidth(part, notes);
  if (part.format !== null) yield* part.format.read(part, collector);
}

function* noteFullWidth({ text, start, end }: Part, notes: NoteList): Steps {
  for (let at = start; at < end; at += WIDE_STRIDE) {
    const wide = findFullWidth(text, at, Math.min(end, at + WIDE_STRIDE));
    if (wide >= 0) return notes.once('input/full-width', wide, text[wide]);
    if (at > start) yield start;
  }
}

/** The engine searches some times faster than anything else here reads: measured. */
const WIDE_STRIDE = 4 * STRIDE;

/** Takes the packets that the dumps of a part show out of its bytes; none where they show something else. */
function takePackets(part: Part, { out, records }: Collector): readonly TextPacket[] {
  const own = records.splice(0);
  const kind = part.format?.kind;
  if (own.length === 0 || (kind !== 'tcpdump' && kind !== 'hexdump')) return [];
  const dumps = own.map(({ at, start, time }, i) => ({
    at,
    time,
    bytes: out.slice(start, own[i + 1]?.start ?? out.length),
  }));
  const packets = packetsIn(dumps);
  if (packets.length > 0) out.truncate(own[0]!.start);
  return packets;
}
