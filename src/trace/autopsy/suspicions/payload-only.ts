import { finish } from '../../../codec/finish.ts';
import { textOf } from '../../../codec/utf8.ts';
import { senderOf, wrap } from '../invent.ts';
import { LOOKED_AT } from '../strand.ts';
import { proposal, type Suspicion, type Treatment } from '../suspicion.ts';
import { weighText } from '../text-weight.ts';

/** A text may say so much for itself, and no more: what it is a notation of says more. */
const MOST = 40;

/** What an application sees: a text without a frame around it. */
export const payloadOnly: Suspicion = {
  id: 'payload-only',
  prior: 6,
  *propose({ bytes, direction }, { readText }) {
    // A notation of bytes is a text only to someone who does not read it.
    if (finish(readText(bytes)) !== null) return;
    const after = bytes.length === LOOKED_AT;
    if (!after && textOf(bytes) === null) return;
    const own = Math.min(weighText(bytes, { before: false, after }), MOST);

    const treat: Treatment = function* (all) {
      // What is no text further on is carried as it is, and told by the decoder.
      return [{ direction: senderOf(direction), bytes: wrap(textOf(all) ?? all, direction) }];
    };
    if (own > 0)
      yield proposal(treat, { args: [isJson(bytes) ? 'json' : 'text'], own, invents: true });
  },
};

function isJson(bytes: Uint8Array): boolean {
  const text = textOf(bytes)?.trimStart() ?? '';
  if (!text.startsWith('{') && !text.startsWith('[')) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
