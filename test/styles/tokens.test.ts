import { describe, expect, it } from 'vitest';
import { contrast, distance, mix, seenWith, SIGHT, type Colour } from './colour.ts';
import { colour, PAIRS, share, THEMES, type Theme } from './tokens.ts';

const WEBSOCKET = ['field-flag', 'field-opcode', 'field-mask', 'field-length', 'field-payload'];
const HTTP = ['field-http-start', 'field-header-name', 'field-header-value', 'field-neutral'];
const FIELDS = [...WEBSOCKET, ...HTTP];
const JUDGEMENT = ['violation', 'warning', 'success'];
const TRANSPORTS = ['transport-1', 'transport-2', 'transport-3', 'transport-4'];
const PANELS = ['bg', 'surface', 'sunken'];

/** Fields that can touch in a diagram or follow each other in a line of hex. */
const NEIGHBOURS: readonly (readonly [string, string])[] = [
  ['field-flag', 'field-opcode'],
  ['field-opcode', 'field-mask'],
  ['field-mask', 'field-length'],
  ['field-length', 'field-payload'],
  ['field-mask', 'field-payload'],
  ['field-http-start', 'field-header-name'],
  ['field-http-start', 'field-header-value'],
  ['field-header-name', 'field-header-value'],
];
const NEIGHBOURS_APART = 0.08;
const ANY_TWO_APART = 0.045;

const cell = (field: string, tint: string, theme: Theme): Colour =>
  mix(colour(field, theme), share(tint), colour('surface', theme));

describe.each(THEMES)('the colours of %s', (theme) => {
  const ratio = (text: string, under: Colour): number => contrast(colour(text, theme), under);
  const apart = (a: string, b: string, sight: string): number => {
    const matrix = SIGHT[sight];
    if (matrix === undefined) throw new Error(`no sight ${sight}`);
    return distance(seenWith(matrix, colour(a, theme)), seenWith(matrix, colour(b, theme)));
  };

  it.each(['ink', 'muted', 'accent', ...FIELDS, ...JUDGEMENT, ...TRANSPORTS])(
    'are text where --%s stands on any surface',
    (text) => {
      for (const panel of PANELS)
        expect(ratio(text, colour(panel, theme)), panel).toBeGreaterThanOrEqual(4.5);
    },
  );

  it.each([...FIELDS, ...JUDGEMENT])('are text in a cell tinted with --%s', (field) => {
    for (const tint of ['tint-faint', 'tint', 'tint-strong']) {
      const under = cell(field, tint, theme);
      expect(ratio(field, under), `label on ${tint}`).toBeGreaterThanOrEqual(4.5);
      expect(ratio('ink', under), `digits on ${tint}`).toBeGreaterThanOrEqual(7);
    }
  });

  it('keep a selected row readable', () => {
    for (const text of ['ink', 'muted', 'accent', ...JUDGEMENT, ...FIELDS])
      expect(ratio(text, cell('accent', 'tint-selected', theme)), text).toBeGreaterThanOrEqual(4.5);
  });

  it('write on a filled button', () => {
    expect(ratio('on-ink', colour('ink', theme))).toBeGreaterThanOrEqual(7);
  });

  it.each(['outline', 'focus'])('make a mark of --%s', (mark) => {
    for (const panel of PANELS)
      expect(ratio(mark, colour(panel, theme)), panel).toBeGreaterThanOrEqual(3);
  });

  it('mark a chosen cell with its own colour', () => {
    for (const field of FIELDS)
      expect(ratio(field, cell(field, 'tint-strong', theme)), field).toBeGreaterThanOrEqual(3);
  });

  describe.each(Object.keys(SIGHT))('seen with %s sight', (sight) => {
    it.each(NEIGHBOURS)('tell --%s from --%s', (a, b) => {
      expect(apart(a, b, sight)).toBeGreaterThanOrEqual(NEIGHBOURS_APART);
    });

    it.each([WEBSOCKET, HTTP, TRANSPORTS])('keep each of %s, … apart', (...family) => {
      for (const [i, a] of family.entries())
        for (const b of family.slice(i + 1))
          expect(apart(a, b, sight), `${a}, ${b}`).toBeGreaterThanOrEqual(ANY_TWO_APART);
    });
  });
});

describe('the tokens', () => {
  it('give every colour to both themes', () => {
    expect(PAIRS.size).toBeGreaterThan(25);
  });

  it('measure as the standards do', () => {
    expect(contrast([0, 0, 0], [1, 1, 1])).toBeCloseTo(21, 6);
    expect(distance([0, 0, 0], [1, 1, 1])).toBeCloseTo(1, 3);
    expect(distance([0.2, 0.4, 0.6], [0.2, 0.4, 0.6])).toBe(0);
  });
});
