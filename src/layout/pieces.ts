import {
  assertNever,
  hidesAddress,
  type Inline,
  type Link,
  plainText,
  positionOfNote,
  positions,
  type Tongue,
} from '../document/index.js';
import type { LinkReference } from '../edition/index.js';
import type { Piece } from '../typeset/index.js';
import type { Context, LinkMark, ParagraphStyle, Tag } from './context.js';
import type { LinkTarget } from './page.js';

interface Surroundings {
  readonly tongue: Tongue;
  readonly style: ParagraphStyle;
  readonly weight: 400 | 700;
  readonly emphasis: boolean;
  readonly family: ParagraphStyle['family'];
  readonly owner: number;
  readonly colour: string;
  readonly link?: LinkMark;
}

const NOTE_SIZE = 0.66;
const NOTE_RAISE = 0.36;
/** Size of an address's number against the words before it. */
const ADDRESS_SIZE = 0.72;
const NO_BREAK_SPACE = '\u00a0';
/** Keeps a note's mark on the line of its word. */
const WORD_JOINER = '\u2060';

/** Inlines → pieces for the typesetter, each with its element in the structure tree. */
export function piecesOf(
  context: Context,
  inlines: readonly Inline[],
  tongue: Tongue,
  style: ParagraphStyle,
  owner: number,
): Piece<Tag>[] {
  const { weight, family, colour } = style;
  return pieces(context, inlines, {
    tongue,
    style,
    weight,
    family,
    colour,
    owner,
    emphasis: false,
  });
}

/** A text of the program's own (a folio, a marker), without an element of its own. */
export function plainPiece(
  context: Context,
  text: string,
  tongue: Tongue,
  style: ParagraphStyle,
  owner: Tag['owner'],
): Extract<Piece<Tag>, { kind: 'text' }> {
  const { size, weight, family, colour } = style;
  return {
    kind: 'text',
    text,
    style: context.wardrobe(tongue, { size, weight, family, emphasis: false }),
    tag: { owner, colour, raise: 0 },
  };
}

function pieces(context: Context, inlines: readonly Inline[], around: Surroundings): Piece<Tag>[] {
  // One tag for all of a paragraph's plain text: neighbouring runs with one tag are shaped as one.
  const tag: Tag = {
    owner: around.owner,
    colour: around.colour,
    raise: 0,
    ...(around.link ? { link: around.link } : {}),
  };
  return inlines.flatMap((inline) => piece(context, inline, around, tag));
}

function piece(context: Context, inline: Inline, around: Surroundings, tag: Tag): Piece<Tag>[] {
  const { structure, theme } = context;
  switch (inline.kind) {
    case 'text':
      return inline.text === '' ? [] : [textPiece(context, inline.text, around, tag)];
    case 'emphasis':
      return pieces(context, inline.children, { ...around, emphasis: true });
    case 'strong':
      return pieces(context, inline.children, { ...around, weight: 700 });
    case 'time':
      return [isolated(around.tongue, pieces(context, inline.children, around))];
    case 'break':
      return [{ kind: 'break' }];
    case 'code': {
      const tongue: Tongue = { language: around.tongue.language, direction: 'ltr' };
      const owner = structure.add('Code', around.owner, tongue);
      return [
        isolated(tongue, [
          textPiece(context, inline.text, { ...around, tongue, family: 'mono' }, { ...tag, owner }),
        ]),
      ];
    }
    case 'isolate': {
      const tongue = {
        language: inline.language ?? around.tongue.language,
        direction: inline.direction,
      };
      const owner =
        inline.language === undefined ? around.owner : structure.add('Span', around.owner, tongue);
      return [isolated(tongue, pieces(context, inline.children, { ...around, tongue, owner }))];
    }
    case 'link': {
      const owner = structure.add('Link', around.owner);
      const link: LinkMark = {
        target: targetOf(inline),
        contents: plainText(inline.children).trim() || inline.href,
        owner,
      };
      const linked = { ...around, owner, link, colour: theme.colours.accent };
      return [
        ...pieces(context, inline.children, linked),
        ...addressNumber(context, inline, around),
      ];
    }
    case 'note-reference':
      return noteReference(context, inline.note, around);
    default:
      return assertNever(inline);
  }
}

function targetOf({ href, page }: Link): LinkTarget {
  if (href.startsWith('#')) return { destination: href.slice(1) };
  return { url: href, ...(page ? { page } : {}) };
}

function noteReference(context: Context, id: string, around: Surroundings): Piece<Tag>[] {
  const index = positionOfNote(context.notes, id) ?? -1;
  const note = context.notes[index];
  if (!note?.label) throw new Error(`a reference to ${id}, which is no note of the article`);
  const raise = around.style.size * NOTE_RAISE;
  const text = WORD_JOINER + note.label;
  const mark = { text, label: note.label, destination: id, size: NOTE_SIZE, raise, note: index };
  return [reference(context, around, mark)];
}

const positionOfAddress = positions<LinkReference>(({ href }) => href);

/** The number under which the address of a link is written out at the end of the article. */
function addressNumber(context: Context, link: Link, around: Surroundings): Piece<Tag>[] {
  const index = positionOfAddress(context.references, link.href) ?? -1;
  const found = context.references[index];
  if (!found || !hidesAddress(link)) return [];
  const text = NO_BREAK_SPACE + found.label;
  const destination = addressPlace(index);
  return [
    reference(context, around, {
      text,
      label: found.label,
      destination,
      size: ADDRESS_SIZE,
      raise: 0,
    }),
  ];
}

interface ReferenceMark {
  readonly text: string;
  /** What it says to those who cannot see it. */
  readonly label: string;
  readonly destination: string;
  /** Of the text around it. */
  readonly size: number;
  /** Points. */
  readonly raise: number;
  readonly note?: number;
}

/** A number that leads to another place of the document. */
function reference(context: Context, around: Surroundings, mark: ReferenceMark): Piece<Tag> {
  const { text, label, destination, raise, note } = mark;
  const owner = context.structure.add('Link', context.structure.add('Reference', around.owner));
  const style = context.wardrobe(around.tongue, {
    size: around.style.size * mark.size,
    weight: 400,
    family: 'text',
    emphasis: false,
  });
  const tag: Tag = {
    owner,
    colour: context.theme.colours.accent,
    raise,
    ...(note === undefined ? {} : { note }),
    link: { target: { destination }, contents: label, owner },
  };
  return isolated(around.tongue, [{ kind: 'text', text, style, tag }]);
}

/** Name of the place where the address with this index is written out. */
export function addressPlace(index: number): string {
  return `link-${index + 1}`;
}

function textPiece(context: Context, text: string, around: Surroundings, tag: Tag): Piece<Tag> {
  const { weight, emphasis, family } = around;
  return {
    kind: 'text',
    text,
    style: context.wardrobe(around.tongue, { size: around.style.size, weight, emphasis, family }),
    tag,
  };
}

function isolated(tongue: Tongue, inner: readonly Piece<Tag>[]): Piece<Tag> {
  return { kind: 'isolate', direction: tongue.direction, pieces: inner };
}
