const MINUTE: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };

/** Whole days from one moment to another, as the calendar of the reader counts them. */
const daysBetween = (from: Date, to: Date): number =>
  Math.round(
    (new Date(to).setHours(0, 0, 0, 0) - new Date(from).setHours(0, 0, 0, 0)) / 86_400_000,
  );

/** What the decoder says of an input that it keeps in this browser. */
export const kept = {
  region: 'Kept in this browser',
  offer: (name: string, size: string, when: string) => `Last time: ${name}, ${size}, ${when}`,
  text: 'pasted text',
  when(then: Date, now: Date): string {
    const time = then.toLocaleTimeString('en', MINUTE);
    const days = daysBetween(then, now);
    if (days === 0) return `today ${time}`;
    if (days === 1) return `yesterday ${time}`;
    return `${then.toLocaleDateString('en', { dateStyle: 'medium' })}, ${time}`;
  },
  open: 'Open it',
  forget: 'Forget it',
  kept: 'Too long for the address, so it is kept in this browser only, with all that is in it (cookies of a handshake, too), and will be here after a reload.',
  tooLarge: 'Too large to be kept: it will not be here after a reload.',
  refused: 'This browser has no room for it, or keeps nothing: it will not be here after a reload.',
  forgotten: 'Forgotten: nothing of it is kept. It will not be here after a reload.',
  damaged: 'What was kept of your last visit could not be read any more, and was removed.',
};
