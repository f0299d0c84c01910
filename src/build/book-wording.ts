/** Which characters of a book are set in which face, so that it carries no more of each than it needs. */
import {
  type Block,
  type Inline,
  type MastheadLine,
  plainText,
  type Tongue,
} from '../document/index.js';
import type { Book, Edition, EditionArticle, Theme, Words } from '../edition/index.js';
import type { BookWording } from './faces.js';
import { hasArabicSign, isArabic } from './letters.js';

const ARABIC = 'آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیءأؤئۀ۰۱۲۳۴۵۶۷۸۹،؛؟«»٪٫٬ٔ\u200c .:()[]!-/–…';
const LATIN =
  Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).join('') +
  '–—‘’“”…·•←→©\u00a0';
/** Of the program's own: marks of lists, ways back, the signs between names. */
const SIGNS = '←→•·–/.0123456789';

interface Setting {
  readonly bold: boolean;
  readonly italic: boolean;
}

const PLAIN: Setting = { bold: false, italic: false };

/** What the articles of a book and the words of the program beside them need. */
export function bookWording(articles: readonly EditionArticle[], theme: Theme): BookWording {
  const gathered = new Gathered(theme);
  for (const article of articles) addArticle(gathered, article);
  return gathered.wording();
}

/** The same for a book of `site.yaml`, which has its own title page, contents and index. */
export function boundWording(book: Book, edition: Edition): BookWording {
  const { tongue, words, theme } = edition;
  const gathered = new Gathered(theme);
  for (const article of book.articles) {
    addArticle(gathered, article);
    gathered.addInlines(article.titleInlines, PLAIN, article.tongue);
    gathered.addText(article.authors.join(''), PLAIN);
  }
  addWords(gathered, words);
  const own = [book.title, edition.publisher, plainText(book.periodInlines), words.authorsIndex];
  for (const text of own)
    for (const bold of [true, false]) gathered.addText(text, { ...PLAIN, bold });
  gathered.addText(edition.siteDescription + book.canonicalUrl, PLAIN);
  gathered.addBlocks([book.masthead], tongue);
  gathered.addBase(tongue);
  return gathered.wording();
}

function addArticle(gathered: Gathered, article: EditionArticle): void {
  const { words, tongue, tail, notes, online } = article;
  addWords(gathered, words);
  gathered.addBlocks(
    [article.masthead, ...article.head, ...article.body, ...tail, online.line],
    tongue,
  );
  for (const note of notes) gathered.addBlocks(note.blocks, note.tongue ?? tongue);
  gathered.addInlines(article.dateInlines, PLAIN, tongue);
  gathered.addBase(tongue);
}

function addWords(gathered: Gathered, words: Words): void {
  gathered.addText(Object.values(words).join(''), PLAIN);
  for (const heading of [words.contents, words.colophon, words.notes])
    gathered.addText(heading, { ...PLAIN, bold: true });
}

class Gathered {
  readonly #sets = {
    naskh: new Set<string>(),
    naskhBold: new Set<string>(),
    serif: new Set<string>(SIGNS),
    serifItalic: new Set<string>(),
    serifBold: new Set<string>(),
    mono: new Set<string>(),
  };
  readonly #display = new Set<string>();
  /** By code unit: a bit for each setting in which the character has come. */
  readonly #come = new Uint8Array(0x10000);
  readonly #theme: Theme;

  constructor(theme: Theme) {
    this.#theme = theme;
  }

  wording(): BookWording {
    return { characters: this.#sets, display: [...this.#display] };
  }

  /** Every letter of the book's own script, so that books of one language share their faces. */
  addBase({ direction }: Tongue): void {
    const [face, letters] =
      direction === 'rtl' ? (['naskh', ARABIC] as const) : (['serif', LATIN] as const);
    for (const letter of letters) this.#sets[face].add(letter);
    if (direction === 'rtl') for (const letter of ARABIC) this.#sets.naskhBold.add(letter);
  }

  addText(text: string, { bold, italic }: Setting): void {
    const { naskh, naskhBold, serif, serifBold, serifItalic } = this.#sets;
    // Persian has no italics: what is stressed is bold.
    const arabic = bold || italic ? naskhBold : naskh;
    const latin = bold ? serifBold : italic ? serifItalic : serif;
    const setting = 1 << (Number(bold) + 2 * Number(italic));
    for (let at = 0; at < text.length; at++) {
      // Most characters have come already.
      const unit = text.charCodeAt(at);
      if (this.#come[unit]! & setting) continue;
      const character = String.fromCodePoint(text.codePointAt(at)!);
      if (character.length === 1) this.#come[unit]! |= setting;
      else at += 1;
      if (isOfNaskh(character)) arabic.add(character);
      else if (/\S/.test(character)) latin.add(character);
    }
  }

  addBlocks(blocks: readonly Block[], around: Tongue): void {
    for (const block of blocks) this.#addBlock(block, block.tongue ?? around);
  }

  addInlines(inlines: readonly Inline[], setting: Setting, tongue: Tongue): void {
    for (const inline of inlines) {
      if (inline.kind === 'text') this.addText(inline.text, setting);
      else if (inline.kind === 'code') this.#addCode(inline.text);
      else if ('children' in inline)
        this.addInlines(
          inline.children,
          {
            bold: setting.bold || inline.kind === 'strong',
            italic: setting.italic || inline.kind === 'emphasis',
          },
          tongue,
        );
    }
  }

  #addBlock(block: Block, tongue: Tongue): void {
    const { roles, headings } = this.#theme;
    switch (block.kind) {
      case 'list':
        for (const item of block.items) {
          this.addText(item.marker ?? '', PLAIN);
          this.addBlocks(item.blocks, tongue);
        }
        break;
      case 'quote':
        this.addBlocks(block.blocks, tongue);
        break;
      case 'heading':
        this.addInlines(block.children, weighted(headings[block.level].weight), tongue);
        break;
      case 'matter':
        this.addInlines(block.children, weighted(roles[block.role].weight), tongue);
        break;
      case 'paragraph':
        this.addInlines(block.children, PLAIN, tongue);
        break;
      case 'table':
        for (const cell of block.header) this.addInlines(cell.children, weighted(700), tongue);
        for (const cell of block.rows.flat()) this.addInlines(cell.children, PLAIN, tongue);
        break;
      case 'verse':
        for (const half of block.bayts.flat()) this.addInlines(half, PLAIN, tongue);
        break;
      case 'figure':
        this.addInlines(block.caption, PLAIN, tongue);
        break;
      case 'code-block':
        this.#addCode(block.text);
        break;
      case 'masthead':
        for (const line of block.lines) this.#addMastheadLine(line, tongue);
        break;
      case 'rule':
        break;
    }
  }

  #addMastheadLine({ role, cells }: MastheadLine, around: Tongue): void {
    const style = this.#theme.roles[role];
    for (const { tongue = around, children } of cells)
      if (style.face === 'nastaliq' && tongue.direction === 'rtl')
        this.#display.add(plainText(children).trim());
      else this.addInlines(children, weighted(style.weight), tongue);
  }

  #addCode(text: string): void {
    for (const character of text)
      if (isOfNaskh(character)) this.#sets.naskh.add(character);
      else if (/\S/.test(character)) this.#sets.mono.add(character);
  }
}

const IS_SHARED = /[\u200c-\u200d«»]/u;

function isOfNaskh(character: string): boolean {
  return isArabic(character) || hasArabicSign(character) || IS_SHARED.test(character);
}

function weighted(weight: 400 | 700): Setting {
  return { bold: weight === 700, italic: false };
}
