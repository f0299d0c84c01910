/** Paragraphs of a text that went through pages: halves joined, the signature taken off. */

export function paragraphsOf(text: string): string[] {
  const paragraphs: string[][] = [[]];
  for (const line of text.split('\n').map((each) => each.trim()))
    if (line === '') paragraphs.push([]);
    else paragraphs.at(-1)!.push(line);
  return paragraphs.flatMap((lines) => (lines.length > 0 ? [lines.join(' ')] : []));
}

/**
 * Joins a paragraph that a page break has cut in two: the first half ends without a sentence's end and
 * the second begins with a small letter.
 */
export function mendParagraphs(paragraphs: readonly string[]): {
  paragraphs: string[];
  joined: string[];
} {
  const mended: string[][] = [];
  const joined: string[] = [];
  for (const paragraph of paragraphs) {
    // Only the last piece is looked at: what was joined already may be long.
    const last = mended.at(-1)?.at(-1);
    if (last !== undefined && !endsSentence(last) && /^[\p{Ll},;–—]/u.test(paragraph)) {
      mended.at(-1)!.push(paragraph);
      joined.push(`${last.slice(-28)} ${paragraph.slice(0, 24)}`);
    } else mended.push([paragraph]);
  }
  return { paragraphs: mended.map((pieces) => pieces.join(' ')), joined };
}

const EMAIL = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/;

/** A signature: short last paragraphs, one of them with an address, none of them a sentence. */
export function takeSignature(paragraphs: readonly string[]): {
  paragraphs: string[];
  contact: string | undefined;
} {
  let from = paragraphs.length;
  while (from > 0 && isSignatureLine(paragraphs[from - 1]!)) from -= 1;
  const signature = paragraphs.slice(from);
  // Three lines at most: more would be the text itself.
  if (signature.length === 0 || signature.length > 3 || !signature.some((line) => EMAIL.test(line)))
    return { paragraphs: [...paragraphs], contact: undefined };
  return { paragraphs: paragraphs.slice(0, from), contact: signature.join(', ') };
}

function isSignatureLine(line: string): boolean {
  return line.length < 120 && (EMAIL.test(line) || !endsSentence(line));
}

function endsSentence(text: string): boolean {
  return /[.!?:;…؟۔][)\]”’"'»]*$/u.test(text);
}
