export const compose = {
  title: 'Compose WebSocket frames',
  description:
    'Build any WebSocket frame, legal or not: fields, bits and bytes in step, with the rules it breaks.',
  heading: 'Compose',
  lede: 'Build any frame, legal or not. Fields, bits and bytes stay in step.',
  tabs: { label: 'What to compose', frames: 'Frames', handshake: 'Handshake' },
};
