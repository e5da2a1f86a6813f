/** What the decoder reads by. */
export const STANDARDS = ['6455', '7692', '9112'].map((number) => ({
  name: `RFC ${number}`,
  href: `https://www.rfc-editor.org/rfc/rfc${number}`,
}));
