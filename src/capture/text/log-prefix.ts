const DATE = String.raw`\d{4}[-/]\d\d[-/]\d\d[T_ ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?:Z| ?[+-]\d\d:?\d\d| UTC| GMT)?`;
const CLOCK = String.raw`\d\d:\d\d:\d\d[.,]\d{1,9}`;
const SYSLOG = String.raw`[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d(?: [\w.-]+)?`;
const LOGCAT = String.raw`\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}(?: +\d+){0,2} +[VDIWEF]\b`;
const GLOG = String.raw`[IWEF]\d{4} \d\d:\d\d:\d\d\.\d+ +\d+ [\w./-]+:\d+\]`;
const WORD = 'TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERROR|FATAL|CRITICAL|VERBOSE';
const SOFT = `(?:${WORD.toLowerCase()}|Trace|Debug|Info|Warn(?:ing)?|Error)`;
const LEVEL = String.raw`(?:\[ *(?:${WORD}|${SOFT}) *\]:?|<(?:${WORD}|${SOFT})>|(?:${WORD})(?=[:\s])|${SOFT}(?=:)):?`;
const SECONDS = String.raw`\[ *\d+\.\d{3,9}\]`;

/** A time without a fraction could be three bytes: it counts before a level or a bracket. */
const BARE_CLOCK = String.raw`\d\d:\d\d:\d\d(?= +(?:\[|${LEVEL}))`;
const STAMP = [
  DATE,
  CLOCK,
  SYSLOG,
  LOGCAT,
  GLOG,
  SECONDS,
  String.raw`\[(?:${DATE}|\d\d:\d\d:\d\d(?:[.,]\d+)?)\]`,
  BARE_CLOCK,
].join('|');

/** What begins a line of a log: a time, or a level. */
const START = new RegExp(String.raw`[ \t]*(?:${STAMP}|${LEVEL})(?=[\s:|\]-]|$)`, 'y');

/** What may follow it: more of the same, a thread, a logger. A bracket without such letters may be a list of bytes. */
const MORE = new RegExp(
  String.raw`[ \t]*(?:[-|:](?=\s)|${STAMP}|${LEVEL}|\[(?=[^\]\n]{0,60}[g-zG-Z])(?!Uint8|u8)[^\]\n"']{1,60}\]|[\w./$-]*[g-zG-Z.][\w./$-]*(?:\[\d+\])?:(?=\s)|[\w.]*[g-zG-Z_][\w.]* -(?= ))`,
  'y',
);

/** A label before the bytes: `recv 7 bytes:`, `payload=`. `data:` begins an address. */
const LABEL =
  /[ \t]*(?!data:)(?=[^:=\n]{0,60}[g-zG-Z])[A-Za-z](?:[\w .,()#/-]{0,60}?[\w)])?(?::(?=\s|$|["'[{<\\]|[\da-fA-F]{2})|=>?(?![=>]|[ \t]*(?:[\r\n]|$)))/y;

/** `received`, `Sending`: a word that is no bytes in hex and looks like no base64; `7 bytes`. */
const TALK =
  /[ \t]*(?:\(?\d+ (?:bytes?|octets?)\)?|(?=[a-zA-Z]*[g-zG-Z])[A-Za-z][a-z]*)[,.:!]?(?=\s|$)/y;

/** `12:00:01.1234 IP …` is tcpdump's, `12:00:01.1234 == Info: …` is curl's: both are read by their formats. */
const FOREIGN =
  /[ \t]*(?:[\d:. -]+ +(?:\S+ +(?:In|Out|B|M|P) +)?(?:IP6?|ARP|UNIX)[ ,(]|[\d:.]+ (?:\[[^\]]*\] )?(?:==|=>|<=) )/y;

function matchAt(pattern: RegExp, text: string, at: number, end: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) && pattern.lastIndex <= end ? pattern.lastIndex : -1;
}

/** Where the line goes on after what a logger put before it; `from` where it put nothing. */
export function skipLogPrefix(text: string, from: number, end: number): number {
  let at = matchAt(START, text, from, end);
  if (at < 0 || matchAt(FOREIGN, text, from, end) >= 0) return from;
  for (let next = at; next >= 0; next = matchAt(MORE, text, at, end)) at = next;
  return at;
}

/** Where the bytes begin after the words that introduce them; `end` where there is nothing but words. */
export function skipTalk(text: string, from: number, end: number): number {
  const label = matchAt(LABEL, text, from, end);
  let at = label < 0 ? from : label;
  for (let next = at; next >= 0; next = matchAt(TALK, text, at, end)) at = next;
  return at;
}
