import { hexOf } from '../codec/bytes.ts';
import { utf8Of } from '../codec/utf8.ts';
import type { Answer } from './answers.ts';
import type { Exercise } from './exercises.ts';
import { isWireFault, readWire } from './wire.ts';
import type { WireFault } from './wire.ts';

/** What a reader typed, as the judge of the exercise takes it; where it cannot be read, why. Nothing typed is nothing sent. */
export function readAnswer(exercise: Exercise, text: string): Answer | WireFault {
  if (exercise.answerAs === 'settings') return readSettings(text);
  if (text.trim() === '') return { as: 'wire', pieces: [] };
  const sender = exercise.judge === 'response' ? 'server' : exercise.parameters['sender'];
  const direction = sender === 'server' ? 'server-to-client' : 'client-to-server';
  if (exercise.answerAs === 'events') {
    return { as: 'wire', pieces: [{ direction: 'server-to-client', hex: hexOf(utf8Of(text)) }] };
  }
  // The line that is being typed ends where the text does.
  const read = readWire(`${text}\n`, direction);
  return isWireFault(read) ? read : { as: 'wire', pieces: read };
}

/** `name=number`, one a line. */
function readSettings(text: string): Answer | WireFault {
  const settings: Record<string, number> = {};
  for (const [line, content] of text.split('\n').entries()) {
    if (content.trim() === '') continue;
    const [, name = '', value = ''] = /^\s*(\w+)\s*=\s*(\d+(?:\.\d+)?)\s*$/u.exec(content) ?? [];
    if (name === '') return { problem: `"${content.trim()}" is no name=number`, line };
    settings[name] = Number(value);
  }
  return { as: 'settings', settings };
}

export const isFault = (read: Answer | WireFault): read is WireFault => 'problem' in read;
