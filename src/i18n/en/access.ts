export const access = {
  title: 'Accessibility',
  description:
    'What of wire101 was tested for accessibility, how and when, and what is known not to work yet.',
  heading: 'Accessibility',
  lede: 'wire101 aims at WCAG 2.2, level AA. This page says what was tested and what was not.',
  checked: (date: string) => `Last gone through on ${date}.`,
  automatic: {
    heading: 'Tested with every change',
    about: 'In Chromium, on the built site, in English and Chinese:',
    items: {
      axe: 'The rules of axe-core, on light and dark pages, on wide and narrow screens, with explanations open and fields chosen.',
      keyboard:
        'The keyboard alone: every page has a link to its content first, each thing that Tab reaches shows where the focus is, and nothing holds it.',
      reflow:
        'At 320 pixels, which is a wide screen at 400 %, and with text twice as large, no page scrolls sideways. Only figures and tables that need two dimensions scroll in a frame of their own.',
      targets:
        'What can be pressed is at least 24 by 24 pixels, or far enough from its neighbours.',
      colours:
        'Contrast of every colour pair is computed: text 4.5 to 1, digits in cells 7 to 1, marks 3 to 1. Field colours stay apart for three kinds of colour blindness. With forced colours, states stay visible.',
      motion:
        'Whoever asks for less motion finds the race at rest, and steps through it event by event.',
      script: 'Without JavaScript every lesson is complete as text.',
    },
  },
  equivalents: {
    heading: 'What diagrams say in words',
    items: {
      bits: 'Bits, bytes and text of a unit share a list of all fields with value, meaning and section; each field has a name that is read out.',
      timeline:
        'A timeline has a table of the events in view, which opens the same bytes, and each step is announced.',
      charts: 'Each chart of the race stands beside a table of its numbers.',
      map: 'The map of a conversation is for pointers alone: the list beside it and its keys lead to the same places.',
      figures: 'A figure of a lesson has a description in words, and so has each of its states.',
    },
  },
  limits: {
    heading: 'Known limits',
    items: {
      readers:
        'No person has gone through the site with a screen reader yet. Roles, names and announcements are tested by machine only.',
      browsers: 'The tests run in Chromium. Firefox and Safari were not gone through.',
      people: 'No test with disabled visitors was made.',
      drawing:
        'A timeline is drawn, not written: what is under the pointer there is told in its table only.',
      cells:
        'On a narrow screen the cell of a single bit is narrower than 24 pixels, as wide as its digit. Arrow keys reach each field, and the list of fields has all of them as rows.',
      long: 'A very long conversation shows only the rows in view to the accessibility tree; each says its place among all.',
      late: 'The numbers and formulas of the race come when somebody scrolls near them: a list of the headings of the page does not name them before.',
    },
  },
};
