/** Markdown in places that know none: titles, names, captions and lines of verse are set as they stand. */
import type { Span } from '../diagnostics/index.js';
import { lexInlines, type Token } from './markdown.js';
import type { Reader } from './reader.js';

/**
 * Warns of each sign that a person meant for Markdown.
 *
 * @param what is set: `a title`
 * @param span of the text in the file, where it may be spelled otherwise
 */
export function warnOfMarkdown(
  { file, diagnostics }: Pick<Reader, 'file' | 'diagnostics'>,
  what: string,
  text: string,
  span: Span,
): void {
  if (!/[*_`[]/.test(text)) return;
  const source = file.text.slice(span.start, span.end);
  let from = 0;
  for (const { raw, words } of markdownIn(text)) {
    const at = source.indexOf(raw, from);
    // Escapes of the file have taken its meaning from the sign.
    if (at < 0 && source.includes('\\')) continue;
    if (at >= 0) from = at + raw.length;
    diagnostics.push({
      code: 'md-023',
      severity: 'warning',
      message: `${what} shows “${raw}” as it stands, for no Markdown is read there`,
      file,
      span: at < 0 ? span : { start: span.start + at, end: span.start + from },
      hints: [words === '' ? 'take it away' : `write “${words}”`],
    });
  }
}

interface Marked {
  readonly raw: string;
  /** Without its signs. */
  readonly words: string;
}

function markdownIn(text: string): Marked[] {
  const found: Marked[] = [];
  let end = 0;
  for (const token of lexInlines(text)) {
    const start = end;
    end += token.raw.length;
    const [before, behind] = [text.slice(Math.max(0, start - 2), start), text.slice(end, end + 2)];
    const isInWord = /[\p{L}\p{N}]$/u.test(before) && /^[\p{L}\p{N}]/u.test(behind);
    if (isMeant(token, isInWord)) found.push({ raw: token.raw, words: wordsOf(token) });
  }
  return found;
}

/** Whether somebody meant it: `2*3*4`, `__init__` and `[sic](1402)` are what they are. */
function isMeant({ type, raw, ...token }: Token, isInWord: boolean): boolean {
  switch (type) {
    case 'em':
    case 'strong':
      return !isInWord && /\p{L}/u.test(raw) && !/^__\w+__$/.test(raw);
    case 'link':
    case 'image':
      return (
        raw.startsWith(type === 'link' ? '[' : '![') &&
        !/^\p{N}*$/u.test((token as { href: string }).href)
      );
    case 'codespan':
    case 'footnoteReference':
      return true;
    default:
      return false;
  }
}

/** What is left of Markdown without its signs. */
function wordsOf(token: Token): string {
  if (token.type === 'footnoteReference' || token.type === 'image') return '';
  if (!('tokens' in token) || !token.tokens)
    return 'text' in token ? String(token.text) : token.raw;
  return token.tokens.map(wordsOf).join('');
}
