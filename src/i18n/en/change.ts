import { count } from '../numbers.ts';
import { plural } from './plural.ts';

const hex = (byte: number) => byte.toString(16).padStart(2, '0');

/** What if: someone else's bytes, changed, and what they would have meant. */
export const change = {
  start: 'What if …',
  startHint: 'Flip a bit or change a byte, and read on as if it had travelled so.',
  label: 'What if',
  hint: 'Click a bit to flip it, or type over a byte below. Ctrl+Z takes it back.',
  undo: 'Undo',
  redo: 'Redo',
  keep: 'Keep the original',
  none: 'Nothing is changed yet.',
  edits: (n: number) => plural(n, 'byte changed', 'bytes changed'),
  edit: (offset: number, before: number | null, after: number) =>
    `byte ${count(offset)}: ${before === null ? '' : `${hex(before)} → `}${hex(after)}`,
  reading: 'Reading anew',
  failed: 'The changed conversation could not be read. The original is as it was.',
  nowhere: 'In the changed reading, no unit holds this byte.',
  changed: 'Changed',
  original: 'Original',
  sideBySide: 'Original and changed, field by field',
  follows: {
    label: 'What follows',
    nothing: 'Nothing: the bytes are as they were.',
    rows: (edited: number, judged: number, gone: number, added: number) =>
      [
        ...(edited > 0 ? [`${plural(edited, 'row is', 'rows are')} other than before`] : []),
        ...(judged > 0
          ? [`${plural(judged, 'row is', 'rows are')} judged otherwise, byte for byte the same`]
          : []),
        ...(gone > 0 ? [`${plural(gone, 'row is', 'rows are')} gone`] : []),
        ...(added > 0 ? [`${plural(added, 'row was', 'rows were')} not there before`] : []),
      ].join('; ') + '.',
    inStep: 'Frames begin where they began before: nothing is out of step.',
    lost: (direction: string, at: number) =>
      `${direction}: from byte ${count(at)} on, units begin at other bytes.`,
    found: (at: number) => `They are in step again at byte ${count(at)}.`,
    never: 'They are never in step again.',
    waits: (direction: string, need: string, have: number) =>
      `${direction}: the receiver waits for ${need} bytes, of which ${count(have)} come.`,
    show: 'show',
  },
  rules: {
    appear: 'Broken now',
    vanish: 'No longer broken',
    times: (n: number) => (n === 1 ? '' : `× ${count(n)}`),
  },
  verdict: {
    label: 'What both peers say',
    receiver: {
      'client-to-server': 'The server answers',
      'server-to-client': 'The client answers',
    },
    api: { 'client-to-server': 'The client’s API', 'server-to-client': 'The server’s API' },
    takes: 'takes all of it',
    closes: (code: number, row: string) => `Close ${code}, at ${row}`,
    answers: (status: number, row: string) => `status ${status}, at ${row}`,
    fails: (row: string) => `fails the connection, at ${row}`,
    later: 'does not get so far',
    reports: (code: number, reason: string, clean: boolean) =>
      `close event, code ${code}${reason === '' ? '' : ` “${reason}”`}, ${clean ? 'clean' : 'not clean'}`,
    silent: 'reports no end',
    note: 'As a strict receiver would by the standards: it may not take the first unit that breaks a rule, and the connection ends there.',
    row: (n: number) => `row ${count(n)}`,
    frame: (n: number) => `frame ${count(n)}`,
  },
  pairs: {
    label: 'Rows that are not the same',
    fate: 'Change',
    fates: {
      edited: 'changed',
      resized: 'other length',
      judged: 'judged otherwise',
      gone: 'gone',
      added: 'new',
    },
    nothing: 'nothing here',
    more: (n: number) => `and ${plural(n, 'more row', 'more rows')}`,
    hint: 'Choose a row to see both readings of it.',
  },
  bytes: {
    label: 'Bytes to type over',
    hint: 'Arrow keys move from byte to byte; two hex digits replace one.',
    byte: (offset: number, value: number) => `byte ${count(offset)}: ${hex(value)}`,
    half: (digit: string) => `${digit} and one more digit`,
    more: (n: number) => `${count(n)} more bytes of this unit cannot be changed here.`,
  },
};
