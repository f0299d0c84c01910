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
const REFERENCE = new RegExp(`^${LABEL}`);

/** A private instance: nobody else's extensions can reach it. */
const engine = new Marked({
  gfm: true,
  extensions: [
    {
      name: 'footnoteDefinition',
      level: 'block',
      start: (source) => {
        const at = source.search(new RegExp(`\\n${LABEL}:`));
        return at < 0 ? undefined : at + 1;
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

/** Block tokens, with inline tokens inside them. */
export function lexBlocks(text: string): Token[] {
  return new Lexer(engine.defaults).lex(text);
}

/** Inline tokens of one line. */
export function lexInlines(text: string): Token[] {
  return new Lexer(engine.defaults).inlineTokens(text);
}

/** A definition runs to the next blank line that is not followed by an indented line, or to the next definition. */
function definitionOf(source: string): string {
  const lines = source.split('\n');
  let taken = 1;
  let blank = 0;
  for (const line of lines.slice(1)) {
    if (line.trim() === '') blank += 1;
    else if (DEFINITION.test(line) || (blank > 0 && !/^(?: {2,}|\t)/.test(line))) break;
    else {
      taken += blank + 1;
      blank = 0;
    }
  }
  const raw = lines.slice(0, taken).join('\n');
  return raw.length < source.length ? `${raw}\n` : raw;
}
