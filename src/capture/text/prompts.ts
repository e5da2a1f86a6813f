/** What a shell prints before a command: `$ `, `% `, `me@host:~/dir$ `, `PS C:\> `. */
const SHELL =
  /[ \t]*(?:\([\w.-]+\) )?(?:\$ |% (?=[a-z./])|[\w.-]+@[\w.-]+[: ][^\n$#%>]{0,80}[$#%] |PS [A-Z]:\\[^>\n]{0,80}> ?|[A-Z]:\\[^>\n]{0,80}>)/y;

/** Python, and Python's continuation lines; Node writes `... 9 more items` into its output. */
const PYTHON = /[ \t]*(?:>>> |\.\.\. (?!\d+ more )|In \[\d+\]: )/y;
const NODE = /> /y;
const RESULT = /Out\[\d+\]: /y;

/** Names, calls and literals, which no notation of bytes looks like. */
const CODE =
  /(?:(?:new|await|const|let|var|import|from|print|typeof)\s|[A-Za-z_$][\w$]*(?:\s*[.([]|\s*=\s*[^=\s])|(?:rb?|br?|u)?["'`]|[[(])/y;
const NAME = /(?![0-9a-fA-F]+\s*$)[A-Za-z_$][\w$]*[ \t]*(?=[\r\n]|$)/y;

const matchAt = (pattern: RegExp, text: string, at: number): number => {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : -1;
};

/**
 * Where the command after a prompt begins, or −1 for a line without one. `>` and `>>>` may also mark a
 * direction: they are prompts before code, and `>` before a mere name where `names` says so.
 */
export function commandAt(text: string, from: number, end: number, names: boolean): number {
  const shell = matchAt(SHELL, text, from);
  if (shell >= 0 && shell <= end) return shell;
  const python = matchAt(PYTHON, text, from);
  const at = python >= 0 ? python : matchAt(NODE, text, from);
  if (at < 0 || at > end) return -1;
  if (matchAt(CODE, text, at) >= 0) return at;
  return (python >= 0 || names) && matchAt(NAME, text, at) >= 0 ? at : -1;
}

/** Where the value begins that IPython prints after `Out[1]: `. */
export function resultAt(text: string, from: number): number {
  const at = matchAt(RESULT, text, from);
  return at < 0 ? from : at;
}

/** Node's answer to a name: what it prints for bytes, on the line after. */
export const answersName = (text: string): boolean =>
  /(?:^|[\r\n])> [^\r\n]*\r?[\n\r](?:<Buffer |Uint8Array\(|Int8Array\(|ArrayBuffer \{|\[|'|\{)/.test(
    text,
  );
