/** The tags of HTML in a text, read as HTML §13.2.5 does, and what of the text is no tag for want of its end. */
import { VALUE } from './template-text.js';

export interface MarkupTag {
  /** In small letters. */
  readonly name: string;
  readonly closes: boolean;
  /** What stands between the name and `>`. */
  readonly attributes: string;
  readonly at: number;
  readonly attributesAt: number;
}

/** A part of the text that swallows what stands behind it. */
export interface MarkupFault {
  readonly at: number;
  readonly length: number;
  readonly message: string;
  readonly hint: string;
}

export interface Markup {
  readonly tags: readonly MarkupTag[];
  readonly faults: readonly MarkupFault[];
}

const START = /<!--|<(\/?)([a-zA-Z][\w-]*)/g;
/** What stands within these is no markup. */
const RAW = new Set(['script', 'style', 'textarea', 'title']);

/** Behind a fault it reads on as if that were mended: later ones are said, too, and at their places. */
export function readMarkup(text: string): Markup {
  const tags: MarkupTag[] = [];
  const faults: MarkupFault[] = [];
  const start = new RegExp(START);
  for (let match = start.exec(text); match; match = start.exec(text)) {
    const { 0: begin, 1: slash, 2: written, index: at } = match;
    if (written === undefined) {
      // `<!-->` is a whole comment.
      const end = text.indexOf('-->', at + 2);
      if (end < 0) faults.push(openComment(at));
      else start.lastIndex = end + 3;
      continue;
    }
    const name = written.toLowerCase();
    const attributesAt = at + begin.length;
    const { end, openQuote } = endOfTag(text, attributesAt);
    const length = end - at;
    if (openQuote !== undefined) faults.push(openValue(written, text[openQuote]!, at, length));
    else if (text[end] !== '>') faults.push(openTag(written, at, begin.length));
    const attributes = text.slice(attributesAt, end);
    tags.push({ name, closes: slash === '/', attributes, at, attributesAt });
    start.lastIndex = text[end] === '>' ? end + 1 : end;
    if (slash === '' && RAW.has(name)) start.lastIndex = endOfRaw(text, name, start.lastIndex);
  }
  return { tags, faults };
}

/**
 * Where a tag ends: at its `>`, or where the next begins before that. A value may hold `<` and `>`; where a
 * quotation mark then stands amid words, the one before that value was left open.
 */
function endOfTag(text: string, from: number): { end: number; openQuote?: number } {
  let suspect: number | undefined;
  const leftOpen = (openQuote: number) => {
    const end = /[<>]|$/.exec(text.slice(openQuote))!.index + openQuote;
    return { end, openQuote };
  };
  let isBehindEquals = false;
  for (let at = from; at < text.length; at += 1) {
    const sign = text[at]!;
    if (sign === '<' || sign === '>') return { end: at };
    if (sign === '"' || sign === "'") {
      const close = text.indexOf(sign, at + 1);
      if (close < 0) return leftOpen(suspect ?? at);
      if (/[<>]/.test(text.slice(at, close))) suspect ??= at;
      const isWhole = isBehindEquals && /^[\s/<>\uFFFC]?$/.test(text.charAt(close + 1));
      if (suspect !== undefined && !isWhole) return leftOpen(suspect);
      at = close;
      isBehindEquals = false;
    } else if (!/\s/.test(sign)) isBehindEquals = sign === '=';
  }
  return { end: text.length };
}

/** Where the end tag begins; at `from` where there is none, so that its lack is said. */
function endOfRaw(text: string, name: string, from: number): number {
  const end = new RegExp(`</${name}\\s*>`, 'gi');
  end.lastIndex = from;
  return end.exec(text)?.index ?? from;
}

function openComment(at: number): MarkupFault {
  const message =
    'a comment is opened here and never closed: browsers would show nothing behind it';
  return { at, length: 4, message, hint: 'write “-->” where it ends' };
}

function openValue(name: string, quote: string, at: number, length: number): MarkupFault {
  const message = `a quotation mark (${quote}) in “<${name}>” is opened and never closed`;
  return { at, length, message, hint: `write “${quote}” where the value ends` };
}

function openTag(name: string, at: number, length: number): MarkupFault {
  return { at, length, message: `“<${name}” has no “>”`, hint: 'write “>” where the tag ends' };
}

export interface Attribute {
  /** In small letters. */
  readonly name: string;
  readonly value: string;
  /** Where it begins in the text. */
  readonly at: number;
  readonly length: number;
}

const ATTRIBUTE = new RegExp(
  String.raw`([^\s"'<>/=${VALUE}]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+)))?`,
  'g',
);

export function attributesOf({ attributes, attributesAt }: MarkupTag): Attribute[] {
  return [...attributes.matchAll(ATTRIBUTE)].map(({ 0: whole, index, ...groups }) => ({
    name: groups[1]!.toLowerCase(),
    value: groups[2] ?? groups[3] ?? groups[4] ?? '',
    at: attributesAt + index,
    length: whole.length,
  }));
}
