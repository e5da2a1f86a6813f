const INDENT = '  ';
/** What lies deeper is not read by its indent; and brackets alone would make megabytes of it. */
const DEEPEST = 64;
/** A string, a sign, or what stands between: a number or a word. */
const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\]:,]|[^\s{}[\]:,"]+/g;

/** An object or an array with a line for each member, every token as it is written; null for any other text. RFC 8259 */
export function layOutJson(text: string): string | null {
  if (!isStructure(text)) return null;
  let out = '';
  let depth = 0;
  let last = '';
  for (const [token] of text.matchAll(TOKEN)) {
    const opened = last === '{' || last === '[';
    const closes = token === '}' || token === ']';
    if (closes) depth--;
    if (opened !== closes || last === ',') out += `\n${INDENT.repeat(depth)}`;
    out += token === ':' ? ': ' : token;
    if (token === '{' || token === '[') depth++;
    if (depth > DEEPEST) return null;
    last = token;
  }
  return out;
}

function isStructure(text: string): boolean {
  if (!/^\s*[{[]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
