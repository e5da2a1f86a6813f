/** So much of a text is looked at. */
const NEAR = 4096;

/** An object whose first member is `log`, with what a HAR has in it, or begins with. */
const START = /^[\s\ufeff]*\{\s*"log"\s*:\s*\{/;
const MEMBER = /"(?:version|creator|browser|pages|entries|comment)"\s*:/;

/** Whether a text begins as a HAR does: `{"log": {"version": "1.2", …`. */
export function isHar(text: string): boolean {
  const start = text.slice(0, NEAR);
  return START.test(start) && MEMBER.test(start);
}
