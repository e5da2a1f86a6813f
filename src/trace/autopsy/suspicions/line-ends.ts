import { STRIDE, proposal, type Steps, type Suspicion, type Treatment } from '../suspicion.ts';

const CR = 0x0d;
const LF = 0x0a;

/** A copy as text put a carriage return before every line feed: 0a became 0d 0a. */
export const lineEnds: Suspicion = {
  id: 'line-ends',
  prior: 4,
  *propose({ bytes, direction }) {
    const times = countConverted(bytes);
    if (times === 0) return;
    const treat: Treatment = function* (all) {
      return [{ direction, bytes: yield* takeOut(all) }];
    };
    yield proposal(treat, { args: [times] });
  },
};

/** How many line feeds there are; 0 where one has no carriage return before it. */
function countConverted(bytes: Uint8Array): number {
  let times = 0;
  for (let at = bytes.indexOf(LF); at >= 0; at = bytes.indexOf(LF, at + 1)) {
    if (bytes[at - 1] !== CR) return 0;
    times++;
  }
  return times;
}

function* takeOut(bytes: Uint8Array): Steps<Uint8Array> {
  const out = new Uint8Array(bytes.length);
  let to = 0;
  for (let i = 0; i < bytes.length; i++) {
    if (i > 0 && i % STRIDE === 0) yield;
    if (bytes[i] !== CR || bytes[i + 1] !== LF) out[to++] = bytes[i]!;
  }
  return out.subarray(0, to);
}
