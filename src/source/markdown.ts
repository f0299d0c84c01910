/** The door of marked: Markdown text in, tokens out, with footnotes. No HTML is ever made here. */
import { Lexer, Marked, type Token, type Tokens } from 'marked';

export type { Token, Tokens };

export interface FootnoteDefinition {
  readonly type: 'footnoteDefinition';
  readonly raw: string;
  readonly label: string;
  readonly tokens: Token[];
}
export interface FootnoteReference {
  readonly type: 'footnoteReference';
  readonly raw: string;
  readonly label: string;
}

const LABEL = String.raw`\[\^([^\]\s]{1,80})\]`;
const DEFINITION = new RegExp(`^${LABEL}:[ \\t]*`);
const INTERRUPTION = new RegExp(String.raw`\n(?:[ \t]*\n|${LABEL}:)`);
const REFERENCE = new RegExp(`^${LABEL}`);

/** A private instance: nobody else's extensions can reach it. */
const engine = new Marked({
  gfm: true,
  extensions: [
    {
      name: 'footnoteDefinition',
      level: 'block',
      // No farther than the paragraph that asks: it ends at an empty line by itself.
      start: (source) => {
        const found = INTERRUPTION.exec(source);
        return found?.[1] === undefined ? undefined : found.index + 1;
      },
      tokenizer(source) {
        const opening = DEFINITION.exec(source);
        if (!opening) return undefined;
        const raw = definitionOf(source);
        const content = raw.slice(opening[0].length).replace(/^(?: {1,4}|\t)/gm, '');
        const tokens: Token[] = [];
        this.lexer.blockTokens(content.replace(/\n+$/, ''), tokens);
        return { type: 'footnoteDefinition', raw, label: opening[1]!, tokens };
      },
    },
    {
      name: 'footnoteReference',
      level: 'inline',
      start: (source) => {
        const at = source.indexOf('[^');
        return at < 0 ? undefined : at;
      },
      tokenizer(source) {
        const match = REFERENCE.exec(source);
        return match ? { type: 'footnoteReference', raw: match[0], label: match[1]! } : undefined;
      },
    },
  ],
});

/** Deeper emphasis or links are a slip or an attack, and no page could show them. */
const DEEPEST = 16;

/** Breaking lines takes time for each of them: this is six pages of a book without a paragraph's end. */
export const LONGEST_PARAGRAPH = 20_000;

/** In the place of tokens that are nested too deeply to be read, or too long. */
export interface Refused {
  readonly type: 'tooDeep' | 'tooLong';
  readonly raw: string;
}

/** Block tokens, with inline tokens inside them. */
export function lexBlocks(text: string): Token[] {
  const lexer = new Lexer(engine.defaults);
  const tokens = orTooDeep(text, () => lexer.blockTokens(text, []));
  // marked keeps the lines of each block for the end; a fault in one of them hides no other.
  for (const { src, tokens: into } of lexer.inlineQueue) {
    Object.assign(lexer.state, { inLink: false, inRawBlock: false });
    for (const token of inlineTokens(lexer, src)) into.push(token);
  }
  return tokens;
}

/** Inline tokens of one line. */
export function lexInlines(text: string): Token[] {
  return inlineTokens(new Lexer(engine.defaults), text);
}

function inlineTokens(lexer: Lexer, text: string): Token[] {
  if (text.length > LONGEST_PARAGRAPH) return [refused('tooLong', text)];
  if (mostOpen(text) > MOST_OPEN) return [refused('tooDeep', text)];
  return orTooDeep(text, () => {
    const tokens = lexer.inlineTokens(text, []);
    return isDeep(tokens, DEEPEST) ? [refused('tooDeep', text)] : tokens;
  });
}

/** marked reads the rest of the text anew for each open sign: a thousand of them take minutes. */
const MOST_OPEN = 200;

/** How many signs of emphasis and brackets stand open at once at most; an estimate, in linear time. */
function mostOpen(text: string): number {
  let open = 0;
  let most = 0;
  for (const { 0: sign, index } of text.matchAll(/[*_~]+|[[\]]/g)) {
    const opens = sign === '[' || (sign !== ']' && /\S/.test(text[index + sign.length] ?? ' '));
    const closes = sign === ']' || (sign !== '[' && /\S/.test(text[index - 1] ?? ' '));
    if (closes && open > 0) open = Math.max(0, open - sign.length);
    else if (opens) open += sign.length;
    most = Math.max(most, open);
  }
  return most;
}

function isDeep(tokens: readonly Token[], left: number): boolean {
  return tokens.some(
    (token) =>
      'tokens' in token &&
      token.tokens !== undefined &&
      (left === 0 || isDeep(token.tokens, left - 1)),
  );
}

/** marked calls itself for every level, and runs out of stack where there are thousands. */
function orTooDeep(text: string, lex: () => Token[]): Token[] {
  try {
    return lex();
  } catch (thrown) {
    if (thrown instanceof RangeError) return [refused('tooDeep', text)];
    throw thrown;
  }
}

function refused(type: Refused['type'], raw: string): Token {
  return { type, raw } satisfies Refused as unknown as Token;
}

/** A definition runs to the next blank line that is not followed by an indented line, or to the next definition. */
function definitionOf(source: string): string {
  let end = lineEnd(source, 0);
  let isAfterBlank = false;
  // Holds: the definition reaches to `end` at least, and all lines between it and `at` are blank.
  for (let at = end; at < source.length; ) {
    const next = lineEnd(source, at);
    const line = source.slice(at, next);
    if (line.trim() === '') isAfterBlank = true;
    else if (DEFINITION.test(line) || (isAfterBlank && !/^(?: {2,}|\t)/.test(line))) break;
    else {
      end = next;
      isAfterBlank = false;
    }
    at = next;
  }
  return source.slice(0, end);
}

/** Where the line that begins at `start` ends, its line feed included. */
function lineEnd(source: string, start: number): number {
  const end = source.indexOf('\n', start);
  return end < 0 ? source.length : end + 1;
}
