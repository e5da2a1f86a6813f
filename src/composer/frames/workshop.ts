import { messageReaders, readConversation } from '../../trace/conversation.ts';
import { writePcapng } from '../../trace/pcapng/write-pcapng.ts';
import { connectionOf } from './connection.ts';
import type { Draft } from './draft.ts';
import { judgeDraft, rowsOfUnits, type Judgement } from './judge.ts';
import { bytesOfUnit } from './units.ts';

/** What takes long where a draft is long: on another thread then. */
export interface Workshop {
  judge(draft: Draft, selected: number): Promise<Judgement>;
  /** What a whole message says, inflated; null where it cannot be told. */
  plain(draft: Draft, unit: number): Promise<Uint8Array | null>;
  /** The draft with its opening handshake as a capture file; `comment` is what the file says of itself. */
  pcapng(draft: Draft, comment: string): Promise<Blob>;
}

const pace = (): Promise<void> => Promise.resolve();

async function plain(draft: Draft, unit: number): Promise<Uint8Array | null> {
  const conversation = await readConversation(connectionOf(draft), {}, pace);
  const row = rowsOfUnits(draft, conversation)[unit] ?? null;
  if (row === null) return null;
  const { kind, direction, unit: frame } = conversation.order.place(row);
  const message = kind === 'frame' ? messageReaders(conversation)[direction].read(frame) : null;
  return message === null || message.fault !== null ? null : message.payload.slice();
}

/** The same thread does the work. */
export const workshop: Workshop = {
  judge: judgeDraft,
  plain,
  pcapng(draft, comment) {
    const pieces = [...writePcapng([connectionOf(draft)], { comment })];
    return Promise.resolve(new Blob(pieces, { type: 'application/x-pcapng' }));
  },
};

/** What inflating may give for a byte, as far as it matters here. */
const INFLATED = 64;
/** What a frame costs beside its bytes. */
const PER_UNIT = 256;

/** How much work judging is, about: bytes that are looked at. */
export const weightOf = ({ units, deflate }: Draft): number =>
  units.reduce((sum, unit) => {
    const { length } = bytesOfUnit(unit);
    const inflates = deflate !== null && unit.kind === 'frame' && unit.rsv1;
    return sum + PER_UNIT + length * (inflates ? INFLATED : 1);
  }, 0);

/** Up to this weight the page's own thread judges within a few milliseconds. */
export const LIGHT = 128 * 1024;
