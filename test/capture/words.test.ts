import { expect, test } from 'vitest';
import { en } from '../../src/i18n/en/index.ts';
import { zh } from '../../src/i18n/zh/index.ts';
import { INPUT_KINDS, NOTE_IDS, REASON_IDS } from '../../src/trace/input.ts';

test.each([
  ['en', en.input],
  ['zh', zh.input],
])('%s says every kind, reason and note', (_locale, words) => {
  for (const kind of INPUT_KINDS) expect(words.kinds[kind]).not.toBe('');
  for (const reason of REASON_IDS) expect(words.reasons[reason]).not.toBe('');
  for (const id of NOTE_IDS) {
    const said = words.notes[id](words.places.text(2, 7), 'hex base64');
    expect(said).toMatch(/[.。?？]$/u);
    expect(said).not.toContain('undefined');
  }
});
