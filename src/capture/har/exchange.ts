import type { LogExchange, LogHeader, LogTimings } from '../../trace/log/log.ts';
import type { NoteList } from '../note-list.ts';
import { readBody } from './body.ts';
import type { Fields } from './fields.ts';
import { durationOf, secondsOfDate } from './times.ts';

/** An entry as an exchange, its time in seconds since 1970; null without a request. */
export function readExchange(entry: Fields, notes: NoteList): LogExchange | null {
  const request = entry.object('request');
  if (request === null) return null;
  const response = entry.object('response');
  // A status of 0 stands for no response.
  const status = response?.number('status') || null;
  return {
    kind: 'exchange',
    time: timeOf(entry, notes),
    duration: durationOf(entry, 'time'),
    method: request.text('method') ?? '',
    url: request.text('url') ?? '',
    httpVersion: response?.text('httpVersion') || request.text('httpVersion') || null,
    requestHeaders: headersOf(request),
    requestBody: readBody(request.object('postData'), notes),
    status,
    statusText: response?.text('statusText') ?? '',
    responseHeaders: response === null ? [] : headersOf(response),
    responseBody: readBody(response?.object('content') ?? null, notes),
    timings: timingsOf(entry.object('timings')),
    error: response?.text('_error') || response?.text('_failureText') || null,
  };
}

function timeOf(entry: Fields, notes: NoteList): number | null {
  const date = entry.text('startedDateTime');
  if (date === null) return null;
  const time = secondsOfDate(date);
  if (time === null) notes.add('input/har-field', 0, `${entry.place}.startedDateTime`);
  return time;
}

const headersOf = (message: Fields): readonly LogHeader[] =>
  message
    .objects('headers')
    .map((header) => ({ name: header.text('name') ?? '', value: header.text('value') ?? '' }));

const timingsOf = (timings: Fields | null): LogTimings => ({
  blocked: durationOf(timings, 'blocked'),
  dns: durationOf(timings, 'dns'),
  connect: durationOf(timings, 'connect'),
  ssl: durationOf(timings, 'ssl'),
  send: durationOf(timings, 'send'),
  wait: durationOf(timings, 'wait'),
  receive: durationOf(timings, 'receive'),
});
