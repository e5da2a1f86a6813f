import type { Remark } from '../../composer/compare/remarks.ts';
import type { Words } from '../../i18n/words.ts';
import { safeText, shorten } from '../bytes/safe-text.ts';
import { opcodeInTitle } from './row-words.ts';

/** A difference of two units in a sentence. */
export function sayRemark(remark: Remark, { messages, reference }: Words): string {
  const { remarks, sides } = messages.compare;
  const { decode } = messages;
  const fieldName = (id: keyof typeof reference.fields) => reference.fields[id].name;
  switch (remark.id) {
    case 'identical':
      return remarks.identical;
    case 'kind':
      return remarks.kind(kindName(remark.one, messages), kindName(remark.other, messages));
    case 'direction': {
      const { direction } = decode.unit;
      return remarks.direction(direction[remark.one], direction[remark.other]);
    }
    case 'opcode':
      return remarks.opcode(opcodeInTitle(remark.one, decode), opcodeInTitle(remark.other, decode));
    case 'close-code':
      return remarks.closeCode(remark.one, remark.other);
    case 'flag': {
      const side = remark.one ? sides.one : sides.other;
      return remark.field === 'ws.mask'
        ? remarks.masked(side)
        : remarks.flag(fieldName(remark.field), side);
    }
    case 'mask-key':
      return remarks.maskKey;
    case 'length-form':
      return remarks.form(remark.one, remark.other);
    case 'length':
      return remarks.length(remark.one, remark.other);
    case 'same-payload':
      return remarks.samePayload(remark.clipped);
    case 'payload-from':
      return remarks.payloadFrom(remark.at);
    case 'payload-goes-on':
      return remarks.payloadGoesOn(sides[remark.longer], remark.at);
    case 'compressed':
      return remarks.compressed(remark.one ? sides.one : sides.other);
    case 'fragments':
      return remarks.fragments(remark.one, remark.other);
    case 'same-message':
      return remarks.sameMessage(remark.clipped);
    case 'message-from':
      return remarks.messageFrom(remark.at);
    case 'header': {
      const name = shorten(safeText(remark.name), 60);
      return remark.only === null
        ? remarks.header(name)
        : remarks.headerOnly(name, sides[remark.only]);
    }
    case 'part':
      return remarks.part(fieldName(remark.field));
    case 'rule':
      return remarks.rule(sides[remark.only], reference.rules[remark.rule].title);
  }
}

function kindName(kind: string, { decode }: Words['messages']): string {
  const { unit } = decode;
  if (kind === 'frame') return unit.frame;
  if (kind === 'request' || kind === 'response') return unit.headTitle[kind];
  return (unit.otherTitle as Readonly<Record<string, string>>)[kind] ?? kind;
}
