/** Style sheets of a paper before they are used: browsers pass over in silence what they cannot read. */
import type { Diagnostic, SourceFile } from '../diagnostics/index.js';

const STRING = String.raw`"(?:[^"\\\n]|\\[\s\S])*"?|'(?:[^'\\\n]|\\[\s\S])*'?`;
/** A comment; what brings something else in; a string; a bracket of rules. */
const TOKEN = new RegExp(
  String.raw`/\*(?:[\s\S]*?\*/)?|@import\b|url\(\s*(?<address>${STRING}|[^"')\s]*)|(?<string>${STRING})|[{}]`,
  'gi',
);

/** What breaks the rules behind it, and what the publication would lack: it holds no files but its own. */
export function faultsOfStyleSheet(file: SourceFile): Diagnostic[] {
  const faults: Diagnostic[] = [];
  const say = (start: number, length: number, message: string, hint: string): void => {
    const span = { start, end: start + length };
    faults.push({ code: 'tpl-001', severity: 'error', message, file, span, hints: [hint] });
  };
  const open: number[] = [];
  for (const { 0: token, index, groups } of file.text.matchAll(TOKEN)) {
    const { address, string } = groups!;
    const [first] = token;
    if (first === '{') open.push(index);
    else if (first === '}' && open.pop() === undefined)
      say(index, 1, 'a “}” closes nothing', 'take it away, or write the “{” that it belongs to');
    else if (token === '/*')
      say(index, 2, 'a comment is opened here and never closed', 'write “*/” where it ends');
    else if (string !== undefined) {
      if (string.length === 1 || !string.endsWith(first!))
        say(
          index,
          1,
          `a text in ${first} is not closed in its line`,
          `write “${first}” where it ends`,
        );
    } else if (/^@import/i.test(token))
      say(
        index,
        token.length,
        'a style sheet is brought in',
        'write its rules here: pages ask for one',
      );
    else if (address !== undefined && !/^["']?(?:data:|#)/i.test(address))
      say(
        index,
        token.length,
        `“${address.replace(/^["']|["']$/g, '')}” is no file of the publication`,
        'write what it holds as a data: address, or take it away',
      );
  }
  for (const at of open)
    say(at, 1, 'a “{” is opened here and never closed', 'write “}” where its rules end');
  return faults;
}
