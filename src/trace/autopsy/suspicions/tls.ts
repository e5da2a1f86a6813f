import { readRecord, RecordType } from '../../../codec/tls/record.ts';
import { LOOKED_AT } from '../strand.ts';
import { proposal, type Suspicion } from '../suspicion.ts';

/** The header of a record: its type, its version, a length that may be. RFC 8446 §5.1 */
const RECORD_BITS = 20;
const MOST = 80;

const NAMES = new Map<number, string>(
  Object.entries(RecordType).map(([name, type]) => [type, name]),
);

/** Encrypted: records one after the other, up to the end. */
export const tls: Suspicion = {
  id: 'tls',
  prior: 4,
  *propose({ bytes }) {
    const counts = new Map<string, number>();
    let at = 0;
    let records = 0;
    for (let next = readRecord(bytes, 0); next !== null; next = readRecord(bytes, at)) {
      const name = NAMES.get(next.type)!;
      counts.set(name, (counts.get(name) ?? 0) + 1);
      records++;
      at = next.end;
    }
    const lands = at === bytes.length || (at > bytes.length && bytes.length === LOOKED_AT);
    // One alone that says no more than its header is little.
    if (records < 2 && !lands) return;
    const args = [records, ...[...counts].flat()];
    yield proposal(null, { args, own: Math.min(records * RECORD_BITS, MOST) });
  },
};
