import { expect, test } from 'vitest';
import { en } from '../../src/i18n/en/index.ts';
import { zh } from '../../src/i18n/zh/index.ts';
import { INPUT_KINDS, NOTE_IDS, REASON_IDS } from '../../src/trace/input.ts';
import { CONVERSATION_NOTE_IDS } from '../../src/trace/notes.ts';

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

test.each([
  ['en', en.input],
  ['zh', zh.input],
])('%s says every note on a conversation', (_locale, words) => {
  const where = words.places.stream('server-to-client', 12);
  for (const id of CONVERSATION_NOTE_IDS) {
    for (const detail of ['', '3 4380', 'mask', 'news.example h2 http/1.1', '-']) {
      const said = words.conversationNotes[id](where, detail);
      expect(said).toMatch(/[.。]$/u);
      expect(said).not.toContain('undefined');
    }
  }
  expect(words.conversationNotes['conversation/gap'](where, '3 4380')).toContain('4380');
  expect(words.conversationNotes['conversation/tls']('', 'news.example h2')).toContain(
    'news.example',
  );
});
