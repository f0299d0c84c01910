import { type Inline, isolateIn, type Tongue } from '../document/index.js';
import { readLink, reportBareWays } from './links.js';
import { type FootnoteReference, LONGEST_PARAGRAPH, type Token, type Tokens } from './markdown.js';
import { decode, pass, place, type Reader, report, runOn } from './reader.js';

/** Inline tokens → inlines of the model, runs of the other language isolated. */
export function readInlines(tokens: readonly Token[], tongue: Tongue, reader: Reader): Inline[] {
  return isolateIn(readAll(tokens, reader), tongue);
}

function readAll(tokens: readonly Token[], reader: Reader): Inline[] {
  return mergeText(tokens.flatMap((token) => readInline(token, reader)));
}

function readInline(token: Token, reader: Reader): Inline[] {
  const span = place(reader, token.raw);
  const inner = (tokens: readonly Token[] | undefined): Inline[] => {
    const children = readAll(tokens ?? [], reader);
    pass(reader, span);
    return children;
  };
  switch (token.type) {
    case 'text':
      if ((token as Tokens.Text).tokens?.length) return inner((token as Tokens.Text).tokens);
      pass(reader, span);
      reportBareWays(token.raw, span, reader);
      // Of the raw text, since marked has decoded some of the references in its own.
      return [
        {
          kind: 'text',
          text: runOn(decode(reader, token.raw, span)),
          span,
        },
      ];
    case 'escape':
      pass(reader, span);
      return [{ kind: 'text', text: (token as Tokens.Escape).text, span }];
    case 'em':
      return [{ kind: 'emphasis', children: inner((token as Tokens.Em).tokens), span }];
    case 'strong':
      return [{ kind: 'strong', children: inner((token as Tokens.Strong).tokens), span }];
    case 'codespan':
      pass(reader, span);
      return [{ kind: 'code', text: runOn((token as Tokens.Codespan).text), span }];
    case 'br':
      pass(reader, span);
      return [{ kind: 'break', span }];
    case 'link':
      return readLink(token as Tokens.Link, inner, reader);
    case 'footnoteReference': {
      pass(reader, span);
      const { label } = token as unknown as FootnoteReference;
      const number = reader.references.get(label) ?? reader.references.size + 1;
      reader.references.set(label, number);
      return [{ kind: 'note-reference', note: `note-${number}`, span }];
    }
    case 'image':
      pass(reader, span);
      report(
        reader,
        'error',
        'md-005',
        'a picture stands within a line of text',
        span,
        'put it into a paragraph of its own, with an empty line before and after',
      );
      return [];
    case 'html':
      pass(reader, span);
      report(
        reader,
        'error',
        'md-001',
        `raw HTML: ${token.raw.trim().slice(0, 40)}`,
        span,
        'write it in Markdown; to show the sign itself write “\\<”',
      );
      return [];
    case 'del': {
      const signs = /^~+/.exec(token.raw)![0];
      report(
        reader,
        'error',
        'md-018',
        `struck-out text, between ${signs} and ${signs}`,
        span,
        `a newspaper does not print it: take “${signs}” away; to show the sign itself write “\\~”`,
      );
      return inner((token as Tokens.Del).tokens);
    }
    case 'tooDeep':
      pass(reader, span);
      report(
        reader,
        'error',
        'md-013',
        'emphasis or brackets are nested too deeply',
        { start: span.start, end: span.start },
        'take some of the signs * _ ~ [ ] away, or write “\\” before those that are to be seen',
      );
      return [];
    case 'tooLong':
      pass(reader, span);
      report(
        reader,
        'error',
        'md-013',
        `a paragraph has more than ${LONGEST_PARAGRAPH} characters`,
        { start: span.start, end: span.start },
        'part it into paragraphs, with an empty line between them',
      );
      return [];
    case 'checkbox':
      report(reader, 'error', 'md-018', 'a box to tick', span, 'write a plain list');
      return [];
    default:
      throw new Error(`unknown inline token: ${token.type}`);
  }
}

/** marked parts text at every escape and entity; a run of another language must not be parted there. */
function mergeText(inlines: readonly Inline[]): Inline[] {
  const merged: Inline[] = [];
  for (const inline of inlines) {
    const last = merged.at(-1);
    if (inline.kind === 'text' && last?.kind === 'text') {
      const span =
        last.span && inline.span ? { span: { start: last.span.start, end: inline.span.end } } : {};
      merged[merged.length - 1] = { kind: 'text', text: last.text + inline.text, ...span };
    } else merged.push(inline);
  }
  return merged;
}

/**
 * Enough of the words to tell the language: code and addresses taken out. Addresses are bounded and
 * begin where a word does, so that no text makes this slower than linear.
 */
export function wordsOf(markdown: string): string {
  return markdown.replace(/`[^`]*`|https?:\/\/\S+|\]\([^)]{0,2000}\)|(?<!\S)[^\s@]+@\S+/g, ' ');
}
