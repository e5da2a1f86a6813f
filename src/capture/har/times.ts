import type { Fields } from './fields.ts';

/** ISO 8601, as HAR 1.2 asks for: `2026-11-22T17:00:43.126Z`, `…+01:00`. */
const DATE =
  /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(?:\.\d*)?\s*(Z|[+-]\d\d:?\d\d)?$/;

/** Days from 1970-01-01 to a day of the Gregorian calendar, which repeats itself every 400 years. */
function daysOf(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const ofEra = shifted - era * 400;
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return (
    era * 146_097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719_468
  );
}

/** Seconds since 1970; null for what is no date. A date without a zone is taken for UTC. */
export function secondsOfDate(text: string): number | null {
  const found = DATE.exec(text.trim());
  if (found === null) return null;
  const [, year, month, day, hours, minutes, seconds = '0', fraction = '0', zone = 'Z'] = found;
  const days = daysOf(Number(year), Number(month), Number(day));
  const ofDay = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  return days * 86_400 + ofDay + Number(`0.${fraction}`) - offsetOf(zone);
}

function offsetOf(zone: string): number {
  if (zone === 'Z') return 0;
  const seconds = Number(zone.slice(1, 3)) * 3600 + Number(zone.slice(-2)) * 60;
  return zone.startsWith('-') ? -seconds : seconds;
}

/** Above it a number counts milliseconds: as seconds it would be after the year 5000. */
const MILLISECONDS = 1e11;

/** Seconds since 1970, of a number of seconds or of milliseconds; null for what is no time of either. */
export function secondsOfEpoch(time: number): number | null {
  const seconds = time > MILLISECONDS ? time / 1000 : time;
  return Math.abs(seconds) > MILLISECONDS ? null : seconds;
}

/** A duration of HAR, which counts milliseconds, in seconds; null where there is none. */
export function durationOf(fields: Fields | null, name: string): number | null {
  const milliseconds = fields?.amount(name) ?? null;
  return milliseconds === null ? null : milliseconds / 1000;
}
