import type { Messages } from '../../i18n/words.ts';
import { digits } from './format.ts';
import type { PublishedFigure } from './published-figures.ts';

type PublishedWords = Messages['race']['explained']['published'];

/** Megabits as the article printed them: 6.645, 0.01526. */
const megabits = (value: number, locale: string): string =>
  value.toLocaleString(locale, { maximumSignificantDigits: 4 });

/** What others printed of a number, and what it says here. */
export function publishedText(
  figure: PublishedFigure,
  said: PublishedWords,
  locale: string,
): string {
  switch (figure.id) {
    case 'one-transit':
    case 'close-to-one':
    case 'three-transits':
      return said[figure.id](digits(figure.ms));
    case 'bytes':
      return said.bytes(digits(figure.printed), digits(figure.sent));
    case 'traffic':
      return said.traffic(megabits(figure.printed, locale), megabits(figure.sent, locale));
    case 'polls':
      return said.polls(digits(figure.perSecond));
  }
}
