import { readPercent, scanPercent } from '../text/percent.ts';
import { eachLine, stepLines } from '../text/lines.ts';
import type { Format } from './format.ts';

/** Bytes as in an address: `%81%05Hello`. RFC 3986 §2.1 */
export const urlEncoded: Format = {
  kind: 'url-encoded',
  recognise(passages) {
    let escapes = 0;
    let strays = 0;
    for (const passage of passages)
      eachLine(passage, ({ start, end }) => {
        const tally = scanPercent(passage.text, start, end);
        escapes += tally.escapes;
        strays += tally.strays;
      });
    if (escapes === 0 || strays > escapes) return null;
    const fit = strays > 0 ? 'poor' : escapes > 1 ? 'certain' : 'likely';
    return { fit, reason: 'percent-escapes' };
  },
  read: (passage, sink) =>
    stepLines(passage, (line, from, limit) =>
      readPercent(passage.text, from, line.end, limit, sink),
    ),
};
