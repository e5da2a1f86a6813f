import { plural } from './plural.ts';

/** What is said of an answer to an exercise; the keys are the ids of the verdict. */
export const judge = {
  right: 'Right.',
  notYet: 'Not yet.',
  unreadable: (line: number) => `Line ${line} cannot be read.`,
  did: {
    nothing: 'There is nothing yet.',
    bytes: (n: number) => `${plural(n, 'byte')}.`,
    incomplete: 'The bytes end inside a frame.',
    frame: (opcode: string, length: number, masked: boolean) =>
      `${opcode}, ${masked ? 'masked' : 'not masked'}, ${plural(length, 'byte')} of payload.`,
    message: (text: string | null, fragments: number) =>
      `A message in ${plural(fragments, 'frame')}${text === null ? ', not text.' : `: “${text}”.`}`,
    broken: (title: string) => `It breaks a rule: ${title}`,
    'closed-with': (code: number | null) =>
      code === null ? 'The receiver does not close.' : `The receiver closes with ${code}.`,
    head: (start: string) => `A request: ${start}`,
    handshake: (succeeded: boolean) =>
      succeeded ? 'The connection opens.' : 'The connection does not open.',
    event: (type: string, data: string) => `An event of type ${type} with the data “${data}”.`,
    delay: (milliseconds: number) => `Delay: ${milliseconds.toFixed(0)} ms.`,
    cost: (bytes: number) => `Cost: ${plural(bytes, 'byte')}.`,
  },
  lacks: {
    something: 'Write something first.',
    whole: 'Something is cut off: more bytes are needed.',
    'one-frame': 'One frame was asked for.',
    sender: 'The other side should send it.',
    opcode: 'Another kind of frame was asked for.',
    payload: 'The payload is not the one asked for.',
    final: 'Look at FIN.',
    legal: 'It breaks a rule.',
    'these-rules': 'It should break the rule that was asked for, and no other.',
    'close-code': 'Another close code was asked for.',
    shorter: 'It can be done in fewer bytes.',
    fragments: 'The message should come in more fragments.',
    'control-between': 'A control frame belongs between the fragments.',
    text: 'The text is not the one asked for.',
    compressed: 'The message should be compressed.',
    handshake: 'This opens no WebSocket.',
    subprotocol: 'Look at the subprotocol.',
    origin: 'Look at the origin.',
    'one-event': 'Exactly one event was asked for: an empty line sends it off.',
    'event-type': 'The event has another type than was asked for.',
    'event-data': 'The event has other data than was asked for.',
    'event-id': 'The event has another id than was asked for.',
    chunks: 'More chunks were asked for.',
    body: 'The chunks say something else.',
    setting: 'Set only what was asked for, within its range.',
    delay: 'News still comes too late.',
    cost: 'It costs too much.',
  },
  units: {
    none: '',
    ms: 'ms',
    s: 's',
    bytes: 'bytes',
    percent: '%',
    'per-second': 'per second',
    'bytes-per-second': 'bytes per second',
  },
};
