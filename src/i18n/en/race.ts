import { raceParameters } from './race-parameters.ts';
import { raceExplained } from './race-explained.ts';
import { raceNumbers } from './race-numbers.ts';
import { count } from '../numbers.ts';

export const race = {
  title: 'The race: polling, long polling, streaming and WebSocket',
  description:
    'The same news over polling, long polling, HTTP streaming and WebSocket, side by side on one clock. Every arrow is real bytes, every number can be checked.',
  heading: 'The race',
  lede: 'The same news, four ways, one clock. Change the network, the server or the news, and see what each way costs. Every arrow carries real bytes: open one.',
  lanes: {
    label: 'Lanes',
    choose: 'Lanes to run',
    compare: 'Compare two settings of one transport',
    other: (name: string) => `${name}, other settings`,
    settings: 'Settings of',
    all: 'all lanes',
  },
  transports: {
    polling: { name: 'Polling', about: 'asks again and again' },
    'long-polling': { name: 'Long polling', about: 'asks once, waits for the answer' },
    streaming: { name: 'Streaming', about: 'one answer that does not end' },
    websocket: { name: 'WebSocket', about: 'either side may speak' },
  },
  running: (percent: number) => `Simulating, ${percent}%`,
  cancel: 'Cancel',
  failed: 'The simulation stopped unexpectedly. Your settings are kept.',
  again: 'Run again',
  tooLarge: (events: number) =>
    `These settings make about ${count(events)} events, more than the page can hold. Shorten the run, or let news be rarer.`,
  ...raceParameters,
  failures: {
    heading: 'Make something fail',
    about: 'It happens at the moment the clock shows.',
    at: (seconds: string) => `at ${seconds} s`,
    add: 'Drop in',
    remove: (name: string) => `Take out: ${name}`,
    names: {
      cut: {
        label: 'Cut the cable',
        help: 'The client notices, the server does not. What is under way is lost.',
      },
      silence: { label: 'Silence', help: 'Nothing passes and nobody notices: TCP keeps trying.' },
      'server-restart': {
        label: 'Restart the server',
        help: 'All connections end, and none is taken for a while.',
      },
      'buffering-proxy': {
        label: 'Buffering proxy',
        help: 'From here on a proxy holds this many bytes back.',
      },
      'idle-timer': {
        label: 'Idle timer',
        help: 'From here on a proxy cuts what is silent for so long.',
      },
      tabs: { label: 'More tabs', help: 'Tabs open until there are this many. Watch the seventh.' },
      'packet-lost': {
        label: 'Lose a packet',
        help: 'The next packet that carries news is lost once.',
      },
      'client-closes': { label: 'Client leaves', help: 'The page closes its connection.' },
      'server-closes': { label: 'Server closes', help: 'The server ends the connection in order.' },
    },
  },
  presets: {
    names: {
      initial: {
        name: 'Default settings',
        about: 'News every five seconds or so, 50 ms each way.',
      },
      chat: { name: 'Chat', about: 'A message every two seconds, and some of your own.' },
      ticker: {
        name: 'Stock ticker',
        about: 'Twenty prices a second, small and worthless when late.',
      },
      dashboard: { name: 'Dashboard', about: 'New figures every ten seconds, on the dot.' },
      mobile: { name: 'Mobile network', about: 'Jitter, loss and a thin link.' },
      'llm-tokens': {
        name: 'Tokens of a language model',
        about: 'Forty small pieces a second, in order.',
      },
      'presence-million': {
        name: 'Presence, a million clients',
        about: 'Who is online: rare news, very many listeners.',
      },
      'rfc6202-worst': {
        name: 'The worst case of RFC 6202',
        about: 'News just after an answer has left: three transits for long polling.',
      },
      'quantum-leap-a': {
        name: '“Quantum Leap” A: 1,000 clients',
        about: 'The comparison of 2010 with the headers it printed.',
      },
      'quantum-leap-b': {
        name: '“Quantum Leap” B: 10,000 clients',
        about: 'The same with ten times as many.',
      },
      'quantum-leap-c': {
        name: '“Quantum Leap” C: 100,000 clients',
        about: 'The same with a hundred times as many.',
      },
    },
    label: 'Presets',
    own: 'Your own settings',
  },
  ...raceNumbers,
  ...raceExplained,
  drawer: {
    label: 'Bytes of the arrow',
    close: 'Close',
    sent: (seconds: string) => `sent at ${seconds} s`,
    arrived: (seconds: string) => `arrived at ${seconds} s`,
    units: 'In this arrow',
    open: 'Open the connection in the decoder',
    counted: 'Counted, not drawn byte by byte: TLS and TCP/IP.',
  },
  exports: {
    label: 'Export',
    link: 'Copy link',
    copied: 'Copied',
    pcapng: {
      client: 'Capture at the client (.pcapng)',
      server: 'Capture at the server (.pcapng)',
    },
    svg: 'Picture (SVG)',
    png: 'Picture (PNG)',
    csv: 'Events (CSV)',
    json: 'Everything (JSON)',
    failed: 'That did not work.',
  },
};
