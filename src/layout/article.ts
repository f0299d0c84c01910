import type { Direction } from '../document/index.js';
import type { Edition, EditionArticle, Theme } from '../edition/index.js';
import { formatInteger } from '../locale/index.js';
import { blockStrips } from './blocks.js';
import { bodyStyle, type Context, type Frame, type ParagraphStyle } from './context.js';
import { type Faces, openWardrobe } from './faces.js';
import type { Layout, OutlineEntry, Page, PageItem } from './page.js';
import { type FilledPage, fillPages } from './pages.js';
import { piecesOf, plainPiece } from './pieces.js';
import { rowStrips, type Strip, spacer } from './strip.js';
import { StructureBuilder } from './structure.js';

/** Lays out an article of an edition: masthead, text, notes at the foot, running line and folio. */
export function layoutArticle(article: EditionArticle, edition: Edition, faces: Faces): Layout {
  const { theme } = edition;
  const { tongue } = article;
  const context: Context = {
    theme,
    wardrobe: openWardrobe(faces, theme),
    structure: new StructureBuilder(tongue),
    notes: article.notes,
    pictures: article.pictures,
    missing: [],
  };
  const { width, height } = textArea(theme);
  const frame: Frame = { x: 0, width, tongue, parent: 0, scale: 1 };

  // The text from top to bottom, in strips of one line.
  const strips = [
    ...blockStrips(context, [article.masthead], frame),
    ...blockStrips(context, article.head, frame),
    ...blockStrips(context, article.body, frame),
    ...tailStrips(context, article, frame),
  ];
  const notes = article.notes.map((_, index) => noteStrips(context, index, frame));
  // Pages, each with the notes that it refers to.
  const filled = fillPages({ strips, notes, separator: separator(theme, frame), height });
  const pages = filled.map((page, index) => finishPage(context, edition, page, index + 1));
  return {
    direction: edition.tongue.direction,
    language: tongue.language,
    pages,
    structure: context.structure.elements,
    outline: outlineOf(filled, theme),
    destinations: destinationsOf(filled, edition),
    missing: context.missing,
  };
}

function textArea({ page }: Theme): { width: number; height: number } {
  const { top, bottom, inner, outer } = page.margin;
  return { width: page.width - inner - outer, height: page.height - top - bottom };
}

function tailStrips(context: Context, article: EditionArticle, frame: Frame): Strip[] {
  if (article.tail.length === 0) return [];
  const { colours, textSize } = context.theme;
  const line: PageItem = {
    kind: 'rule',
    x: frame.x,
    y: textSize,
    width: frame.width,
    height: 0.75,
    colour: colours.rule,
  };
  return [
    { ...spacer(textSize * 1.3, [line]), keep: true },
    ...blockStrips(context, article.tail, frame),
  ];
}

const NOTE_SCALE = 0.84;

/** A note: its label at the start side, its blocks beside it, a way back to the reference. */
function noteStrips(context: Context, index: number, frame: Frame): Strip[] {
  const { structure, notes, theme } = context;
  const note = notes[index]!;
  const tongue = note.tongue ?? frame.tongue;
  const owner = structure.add('Note', frame.parent, tongue, { id: note.id });
  const style: ParagraphStyle = { ...bodyStyle(theme, tongue, NOTE_SCALE), align: 'start' };
  const indent = style.size * 1.8;
  const rtl = tongue.direction === 'rtl';
  const label = structure.add('Lbl', owner);
  const link = structure.add('Link', label);
  const inner: Frame = {
    x: rtl ? frame.x : frame.x + indent,
    width: frame.width - indent,
    tongue,
    parent: owner,
    scale: NOTE_SCALE,
  };
  const [first, ...rest] = blockStrips(context, note.blocks, inner);
  const text = note.label ?? '';
  const base = plainPiece(context, text, tongue, { ...style, colour: theme.colours.accent }, link);
  const target = { destination: `ref-${index + 1}` };
  const piece =
    base.kind === 'text'
      ? { ...base, tag: { ...base.tag, link: { target, contents: text, owner: link } } }
      : base;
  const x = rtl ? frame.x + frame.width - indent : frame.x;
  const marker = rowStrips(context, [
    { pieces: [piece], tongue, style, x, width: indent, align: 'start' },
  ])[0]!;
  const head = first ?? marker;
  const items = first
    ? [
        ...marker.items.map((item) => ({ ...item, y: item.y + first.baseline - marker.baseline })),
        ...first.items,
      ]
    : marker.items;
  return [{ ...head, before: style.size * 0.2, items, marks: [...head.marks, note.id] }, ...rest];
}

/** A short rule at the start side. */
function separator(theme: Theme, frame: Frame): Strip {
  const width = frame.width / 4;
  const x = frame.tongue.direction === 'rtl' ? frame.x + frame.width - width : frame.x;
  const em = theme.textSize;
  return spacer(em * 1.4, [
    { kind: 'rule', x, y: em * 0.9, width, height: 0.6, colour: theme.colours.rule },
  ]);
}

/** Left edge of the text: a Persian edition is bound on the right, so page one's inner side is right. */
function leftEdge(theme: Theme, direction: Direction, page: number): number {
  const innerIsLeft = (direction === 'ltr') === (page % 2 === 1);
  return innerIsLeft ? theme.page.margin.inner : theme.page.margin.outer;
}

function finishPage(context: Context, edition: Edition, filled: FilledPage, number: number): Page {
  const { theme } = context;
  const left = leftEdge(theme, edition.tongue.direction, number);
  const { top } = theme.page.margin;
  const items = filled.placed.flatMap(({ strip, y }) =>
    strip.items.map((item) => moved(item, left, top + y)),
  );
  const folio = formatInteger(number, edition.tongue.language);
  return {
    number,
    folio,
    width: theme.page.width,
    height: theme.page.height,
    items: [
      ...items,
      ...furniture(context, edition, folio, number).map((item) => moved(item, left, 0)),
    ],
  };
}

/** Running address and folio at the foot; on page one the folio alone. No part of the text. */
function furniture(context: Context, edition: Edition, folio: string, number: number): PageItem[] {
  const { theme } = context;
  const { tongue } = edition;
  const { width } = textArea(theme);
  const em = theme.textSize;
  const style: ParagraphStyle = {
    ...bodyStyle(theme, tongue, 0.8),
    align: 'start',
    colour: theme.colours.muted,
  };
  const side = em * 3;
  // The outer side is where the thumb is: left of an odd page of a right-bound book.
  const outerIsLeft = (tongue.direction === 'rtl') === (number % 2 === 1);
  const folioCell = {
    pieces: [plainPiece(context, folio, tongue, style, 'artifact')],
    tongue,
    style,
    x: outerIsLeft ? 0 : width - side,
    width: side,
    align: outerIsLeft === (tongue.direction === 'rtl') ? ('end' as const) : ('start' as const),
  };
  const scratch: Context = { ...context, structure: context.structure.scratch() };
  const address = {
    pieces: number === 1 ? [] : piecesOf(scratch, edition.runningAddress, tongue, style, 0),
    tongue,
    style,
    x: side,
    width: width - 2 * side,
    align: 'center' as const,
  };
  const [strip] = rowStrips(context, [address, folioCell]);
  const y = theme.page.height - theme.page.margin.bottom + em * 1.2;
  const rule: PageItem = {
    kind: 'rule',
    x: 0,
    y: y - em * 0.2,
    width,
    height: 0.5,
    colour: theme.colours.rule,
  };
  const items = strip!.items.flatMap((item): PageItem[] =>
    item.kind === 'text' ? [{ ...moved(item, 0, y), owner: 'artifact' } as PageItem] : [],
  );
  return number === 1 ? items : [rule, ...items];
}

function moved<T extends PageItem>(item: T, x: number, y: number): T {
  return { ...item, x: item.x + x, y: item.y + y };
}

function outlineOf(filled: readonly FilledPage[], theme: Theme): OutlineEntry[] {
  return filled.flatMap(({ placed }, index) =>
    placed.flatMap(({ strip, y }) =>
      strip.outline ? [{ ...strip.outline, page: index + 1, y: theme.page.margin.top + y }] : [],
    ),
  );
}

function destinationsOf(filled: readonly FilledPage[], edition: Edition): Layout['destinations'] {
  const { theme } = edition;
  const places = new Map<string, { page: number; x: number; y: number }>();
  filled.forEach(({ placed }, index) => {
    for (const { strip, y } of placed)
      for (const mark of strip.marks)
        if (!places.has(mark))
          places.set(mark, {
            page: index + 1,
            x: leftEdge(theme, edition.tongue.direction, index + 1),
            y: theme.page.margin.top + y,
          });
  });
  return places;
}
