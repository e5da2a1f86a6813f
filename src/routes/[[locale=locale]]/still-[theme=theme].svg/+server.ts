import { loadWords, localeOf } from '../../../i18n/index.ts';
import { LOCALES } from '../../../i18n/words.ts';
import { scenariosOf } from '../../../simulation/setup.ts';
import { createRun } from '../../../simulation/simulate.ts';
import { TRANSPORTS } from '../../../simulation/transport.ts';
import tokens from '../../../styles/tokens.css?inline';
import { indexLane } from '../../../views/timeline/lane-index.ts';
import { finish } from '../../../views/timeline/order.ts';
import { tokenOf, type Palette } from '../../../views/timeline/palette.ts';
import { pictureOf } from '../../../views/timeline/picture.ts';
import { PAINTS } from '../../../views/timeline/shapes.ts';
import { HOME_RACE, HOME_SPAN } from '../../home-race.ts';
import { laneOfRun } from '../../race-lanes.ts';
import type { EntryGenerator, RequestHandler } from './$types';

export const prerender = true;
export const trailingSlash = 'never';

const THEMES = ['paper', 'night'] as const;

export const entries: EntryGenerator = () =>
  LOCALES.flatMap((locale) =>
    THEMES.map((theme) => (locale === 'en' ? { theme } : { theme, locale })),
  );

/** The race of the home page as a picture: for those who have no scripts, and until the scripts have come. */
export const GET: RequestHandler = async ({ params }) => {
  const words = await loadWords(localeOf(params.locale));
  const lanes = scenariosOf(HOME_RACE).map((scenario) => {
    const run = createRun(scenario);
    while (run.step(10_000));
    return finish(indexLane(laneOfRun(run.finish(), words)));
  });
  const colour = (token: string): string => colourIn(token, params.theme === 'night');
  const picture = pictureOf(
    lanes,
    { from: 0, to: HOME_SPAN },
    {
      background: colour('--surface'),
      palette: (lane) =>
        Object.fromEntries(PAINTS.map((paint) => [paint, colour(tokenOf(paint, lane))])) as Palette,
    },
  );
  if (lanes.length !== TRANSPORTS.length) throw new Error('a lane is missing');
  return new Response(picture, { headers: { 'content-type': 'image/svg+xml' } });
};

/** What a token is in a theme: every one is written as `light-dark(paper, night)`. */
function colourIn(token: string, night: boolean): string {
  const found = new RegExp(`${token}:\\s*light-dark\\(\\s*([^,]+?)\\s*,\\s*([^)]+?)\\s*\\)`).exec(
    tokens,
  );
  const colour = found?.[night ? 2 : 1];
  if (colour === undefined) throw new Error(`${token} is no colour of a theme`);
  return colour;
}
