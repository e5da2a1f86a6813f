import { createPacketReader, type PacketResult } from './packets/packet-reader.ts';
import { STRIDE, type Steps } from './steps.ts';
import type { TextPacket } from './text-packets.ts';

const NONE: PacketResult = { connections: [], notes: [] };

/** The connections that the packets of a text are of. */
export function* joinPackets(packets: readonly TextPacket[]): Steps<PacketResult> {
  if (packets.length === 0) return NONE;
  const reader = createPacketReader();
  let bytes = 0;
  let last = 0;
  for (const packet of packets) {
    reader.packet(packet);
    bytes += packet.bytes.length;
    if (bytes - last >= STRIDE) yield (last = bytes);
  }
  return reader.finish();
}
