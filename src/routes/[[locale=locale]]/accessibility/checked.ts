/** When someone last went through what the page says, by the list in `docs/release.md`. */
export const CHECKED = '2026-11-22';
