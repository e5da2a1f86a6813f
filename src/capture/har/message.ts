import type { Direction } from '../../trace/direction.ts';
import type { LogClose, LogMessage } from '../../trace/log/log.ts';
import type { NoteList } from '../note-list.ts';
import { bytesOfBase64 } from './body.ts';
import type { Fields } from './fields.ts';
import { secondsOfEpoch } from './times.ts';

const MESSAGES = /^_?webSocketMessages$/i;
const BINARY = 2;

const DIRECTIONS: Readonly<Record<string, Direction>> = {
  send: 'client-to-server',
  receive: 'server-to-client',
};

/** Whether an entry is of a WebSocket: it has messages, says so, or asked for one and got it. */
export function isWebSocket(entry: Fields): boolean {
  const url = entry.object('request')?.text('url') ?? '';
  const type = entry.text('_resourceType')?.toLowerCase();
  return entry.nameLike(MESSAGES) !== null || type === 'websocket' || /^wss?:/i.test(url);
}

/** The messages of a WebSocket, their times in seconds since 1970; null where the log has none of any. */
export function readMessages(entry: Fields, notes: NoteList): readonly LogMessage[] | null {
  const name = entry.nameLike(MESSAGES);
  if (name === null) return null;
  return entry.objects(name).flatMap((message) => readMessage(message, notes) ?? []);
}

function readMessage(message: Fields, notes: NoteList): LogMessage | null {
  const type = message.text('type')?.toLowerCase() ?? '';
  const data = message.text('data');
  if (type === 'error') {
    notes.add('input/har-message-error', 0, `${message.place}: ${data ?? ''}`);
    return null;
  }
  if (!Object.hasOwn(DIRECTIONS, type) || data === null) {
    notes.add('input/har-left-out', 0, message.place);
    return null;
  }
  const time = message.number('time');
  const opcode = message.number('opcode') ?? 1;
  const bytes = opcode === BINARY ? bytesOfBase64(data) : null;
  if (opcode === BINARY && bytes === null)
    notes.add('input/har-base64', 0, `${message.place}.data`);
  return {
    kind: 'message',
    direction: DIRECTIONS[type]!,
    time: time === null ? null : secondsOfEpoch(time),
    opcode,
    data: bytes ?? data,
  };
}

/** How HTTP Toolkit says that a WebSocket ended. */
export function readClose(entry: Fields): LogClose | 'aborted' | null {
  if (!entry.has('_webSocketClose')) return null;
  if (entry.isText('_webSocketClose')) return 'aborted';
  const close = entry.object('_webSocketClose');
  if (close === null) return null;
  const time = close.number('timestamp');
  return {
    code: close.number('code'),
    reason: close.text('reason') ?? '',
    time: time === null ? null : secondsOfEpoch(time),
  };
}
