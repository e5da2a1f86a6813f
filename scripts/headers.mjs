/** The rules of a `_headers` file, as Netlify and Cloudflare Pages read it: a path, then what it sends. */
export function readHeaders(text) {
  const rules = [];
  for (const line of text.split('\n')) {
    const said = line.trim();
    if (said === '' || said.startsWith('#')) continue;
    if (/^\S/.test(line)) rules.push({ path: patternOf(said), steps: [] });
    else rules.at(-1)?.steps.push(stepOf(said));
  }
  return rules;
}

/** A star stands for anything, slashes too. */
const patternOf = (path) =>
  new RegExp(`^${path.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('\\*', '.*')}$`);

/** `Name: value` adds a header, `! Name` takes one away that an earlier rule added. */
function stepOf(said) {
  if (said.startsWith('!')) return { name: said.slice(1).trim().toLowerCase(), value: null };
  const colon = said.indexOf(':');
  return { name: said.slice(0, colon).trim().toLowerCase(), value: said.slice(colon + 1).trim() };
}

/** What a path is sent with; what several rules say of one header is joined by commas. */
export function headersFor(rules, path) {
  const headers = {};
  for (const { steps } of rules.filter((rule) => rule.path.test(path))) {
    for (const { name, value } of steps) {
      if (value === null) delete headers[name];
      else headers[name] = name in headers ? `${headers[name]}, ${value}` : value;
    }
  }
  return headers;
}
