/** Of what somebody wrote into an address, no more is said back. */
const MOST_SAID = 40;

export const clipped = (text: string): string =>
  text.length > MOST_SAID ? `${text.slice(0, MOST_SAID)}…` : text;
