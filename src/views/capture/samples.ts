/** Conversations a visitor can open; each is `public/samples/<name>.txt`. */
export const SAMPLES = [
  'hello',
  'fragments',
  'compressed',
  'broken',
  'events',
  'chromium',
] as const;

export type SampleName = (typeof SAMPLES)[number];
