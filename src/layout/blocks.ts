import {
  assertNever,
  type Block,
  type Figure,
  type Heading,
  type List,
  type Matter,
  plainText,
  type Quote,
  type Tongue,
  type Verse,
} from '../document/index.js';
import { naturalWidth } from '../typeset/index.js';
import {
  bodyStyle,
  type Context,
  type Frame,
  type ParagraphStyle,
  resolveStyle,
} from './context.js';
import { mastheadStrips } from './masthead.js';
import type { PageItem } from './page.js';
import { piecesOf, plainPiece } from './pieces.js';
import {
  type Cell,
  keepAll,
  paragraphStrips,
  rowStrips,
  type Strip,
  spacer,
  withSpace,
} from './strip.js';
import { tableStrips } from './table.js';

/** Blocks → strips, from top to bottom. */
export function blockStrips(context: Context, blocks: readonly Block[], frame: Frame): Strip[] {
  return blocks.flatMap((block) =>
    strips(context, block, { ...frame, tongue: block.tongue ?? frame.tongue }),
  );
}

function strips(context: Context, block: Block, frame: Frame): Strip[] {
  const { structure, theme } = context;
  const body = bodyStyle(theme, frame.tongue, frame.scale);
  switch (block.kind) {
    case 'paragraph': {
      const owner = structure.add('P', frame.parent, frame.tongue);
      const pieces = piecesOf(context, block.children, frame.tongue, body, owner);
      return withSpace(paragraphStrips(context, cellIn(frame, pieces, body)), body.size * 0.55);
    }
    case 'heading':
      return heading(context, block, frame);
    case 'matter':
      return matter(context, block, frame);
    case 'masthead':
      return mastheadStrips(context, block, frame);
    case 'list':
      return list(context, block, frame, body);
    case 'table':
      return withSpace(tableStrips(context, block, frame), body.size);
    case 'quote':
      return quote(context, block, frame, body);
    case 'verse':
      return verse(context, block, frame, body);
    case 'figure':
      return figure(context, block, frame, body);
    case 'code-block':
      return code(context, block.text, frame, body);
    case 'rule': {
      const width = frame.width / 5;
      const line: PageItem = {
        kind: 'rule',
        x: frame.x + (frame.width - width) / 2,
        y: body.size,
        width,
        height: 0.75,
        colour: theme.colours.rule,
      };
      return [{ ...spacer(body.size * 1.6, [line]), before: body.size * 0.5 }];
    }
    default:
      return assertNever(block);
  }
}

function heading(context: Context, block: Heading, frame: Frame): Strip[] {
  const role = context.theme.headings[block.level];
  const style = resolveStyle(context.theme, role);
  const owner = context.structure.add(`H${block.level}`, frame.parent, frame.tongue);
  const pieces = piecesOf(context, block.children, frame.tongue, style, owner);
  const set = keepAll(
    withSpace(
      paragraphStrips(context, cellIn(frame, pieces, style)),
      context.theme.textSize * role.before,
    ),
  );
  const title = plainText(block.children);
  return set.map((strip, index) =>
    index === 0
      ? { ...strip, marks: [...strip.marks, block.id], outline: { title, level: block.level } }
      : strip,
  );
}

function matter(context: Context, block: Matter, frame: Frame): Strip[] {
  const role = context.theme.roles[block.role];
  const style = resolveStyle(context.theme, role);
  const isTitle = block.role === 'title';
  const owner = context.structure.add(isTitle ? 'H1' : 'P', frame.parent, frame.tongue);
  const pieces = piecesOf(context, block.children, frame.tongue, style, owner);
  const set = withSpace(
    paragraphStrips(context, cellIn(frame, pieces, style)),
    context.theme.textSize * role.before,
  );
  const spaced = [...set, spacer(context.theme.textSize * role.after)];
  const kept =
    isTitle || block.role === 'subtitle' || block.role === 'byline' ? keepAll(spaced) : spaced;
  if (!isTitle) return kept;
  return kept.map((strip, index) =>
    index === 0
      ? { ...strip, marks: ['title'], outline: { title: plainText(block.children), level: 1 } }
      : strip,
  );
}

/** Markers hang on the list's start side; items of another direction keep to that side too. */
function list(context: Context, block: List, frame: Frame, body: ParagraphStyle): Strip[] {
  const { structure, theme } = context;
  const { tongue } = frame;
  const owner = structure.add('L', frame.parent, tongue, {
    listNumbering: block.ordered ? 'Decimal' : 'Disc',
  });
  const indent = body.size * (block.ordered ? 2 : 1.5);
  const gap = block.tight ? body.size * 0.15 : body.size * 0.55;
  return block.items.flatMap((item, index) => {
    const element = structure.add('LI', owner);
    const label = structure.add('Lbl', element);
    const content = structure.add('LBody', element, item.tongue);
    const inner: Frame = {
      ...indented(frame, indent),
      tongue: item.tongue ?? tongue,
      flush: tongue.direction,
      parent: content,
    };
    const set = withSpace(blockStrips(context, item.blocks, inner), 0).map((strip, at) =>
      at === 0
        ? { ...strip, before: index === 0 ? body.size * 0.4 : gap }
        : block.tight
          ? { ...strip, before: Math.min(strip.before, gap) }
          : strip,
    );
    const [first, ...rest] = set;
    if (!first) return [];
    const marker = plainPiece(
      context,
      item.marker ?? '•',
      tongue,
      { ...body, colour: theme.colours.muted },
      label,
    );
    const width = indent - body.size * 0.5;
    const x = tongue.direction === 'rtl' ? frame.x + frame.width - width : frame.x;
    const markerStrip = rowStrips(context, [
      { pieces: [marker], tongue, style: body, x, width, align: 'end' },
    ])[0]!;
    const shift = first.baseline - markerStrip.baseline;
    const markerItems = markerStrip.items.map((each) => ({ ...each, y: each.y + shift }));
    return [{ ...first, items: [...markerItems, ...first.items] }, ...rest];
  });
}

/** A rule runs down the start side, through the spaces between the lines. */
function quote(context: Context, block: Quote, frame: Frame, body: ParagraphStyle): Strip[] {
  const { structure, theme } = context;
  const owner = structure.add('BlockQuote', frame.parent, frame.tongue);
  const indent = body.size * 1.4;
  const inner = { ...indented(frame, indent), parent: owner };
  const set = blockStrips(context, block.blocks, {
    ...inner,
    width: inner.width - indent,
    x: frame.tongue.direction === 'rtl' ? inner.x + indent : inner.x,
  });
  const x =
    frame.tongue.direction === 'rtl'
      ? frame.x + frame.width - body.size * 0.6
      : frame.x + body.size * 0.5;
  return set.map((strip, index) => {
    const above = index === 0 ? 0 : strip.before;
    const line: PageItem = {
      kind: 'rule',
      x,
      y: -above,
      width: 1.5,
      height: strip.height + above,
      colour: theme.colours.rule,
    };
    return {
      ...strip,
      before: index === 0 ? body.size * 0.8 : strip.before,
      items: [line, ...strip.items],
    };
  });
}

/** Hemistichs side by side, first at the start; one below the other where the column is too narrow. */
function verse(context: Context, block: Verse, frame: Frame, body: ParagraphStyle): Strip[] {
  const { structure } = context;
  const { tongue } = frame;
  const owner = structure.add('Div', frame.parent, tongue);
  const style: ParagraphStyle = { ...body, align: 'start', leading: body.leading * 1.05 };
  const gap = body.size * 2.5;
  const lines = block.bayts.map((bayt) =>
    bayt.map((half) => piecesOf(context, half, tongue, style, structure.add('P', owner))),
  );
  const widest = Math.max(
    0,
    ...lines.flat().map((pieces) => naturalWidth({ pieces, direction: tongue.direction })),
  );
  const together = widest * 2 + gap <= frame.width;
  const width = together ? widest * 2 + gap : Math.min(frame.width, widest + gap);
  const left = frame.x + (frame.width - width) / 2;
  const rtl = tongue.direction === 'rtl';
  const set = lines.flatMap((bayt) => {
    if (!together || bayt.length === 1)
      return keepAll(
        bayt.flatMap((pieces, index) => {
          const shift = index * body.size * 2;
          return rowStrips(context, [
            {
              pieces,
              tongue,
              style,
              x: rtl ? left : left + shift,
              width: width - shift,
              align: 'start',
            },
          ]);
        }),
      );
    const cells = bayt.map((pieces, index): Cell => {
      const column = (index === 0) === rtl ? left + widest + gap : left;
      // A hair more than the widest, so that it is not broken by a rounding.
      return { pieces, tongue, style, x: column - 0.01, width: widest + 0.02, align: 'start' };
    });
    return rowStrips(context, cells);
  });
  const kept = set.map((strip, index) => ({
    ...strip,
    keep: index < set.length - 1 && set.length <= 8,
  }));
  return [...withSpace(kept, body.size * 0.8), spacer(body.size * 0.5)];
}

/** At most this part of the page's height. */
const TALLEST = 0.55;

function figure(context: Context, block: Figure, frame: Frame, body: ParagraphStyle): Strip[] {
  const { structure, theme, pictures } = context;
  const picture = pictures.get(block.picture);
  if (!picture) throw new Error(`the picture ${block.picture} was checked and is not there`);
  // A decorative picture is no part of the text.
  const element =
    block.alt === ''
      ? undefined
      : structure.add('Figure', frame.parent, frame.tongue, { alt: block.alt });
  const room = theme.page.height - theme.page.margin.top - theme.page.margin.bottom;
  const scale = Math.min(frame.width / picture.width, (room * TALLEST) / picture.height, 0.75);
  const [width, height] = [picture.width * scale, picture.height * scale];
  const item: PageItem = {
    kind: 'picture',
    x: frame.x + (frame.width - width) / 2,
    y: 0,
    width,
    height,
    picture: block.picture,
    owner: element ?? 'artifact',
  };
  const strip: Strip = {
    ...spacer(height + body.size * 0.4, [item]),
    before: body.size,
    keep: block.caption.length > 0,
  };
  if (block.caption.length === 0) return [strip];
  const style: ParagraphStyle = {
    ...body,
    size: body.size * 0.88,
    leading: body.leading * 0.88,
    align: 'center',
    colour: theme.colours.muted,
  };
  const owner = structure.add('Caption', element ?? frame.parent, frame.tongue);
  const caption = paragraphStrips(
    context,
    cellIn(frame, piecesOf(context, block.caption, frame.tongue, style, owner), style),
  );
  return [strip, ...caption, spacer(body.size * 0.5)];
}

/** Left to right whatever is around it, on a tint; long lines are wrapped. */
function code(context: Context, text: string, frame: Frame, body: ParagraphStyle): Strip[] {
  const { structure, theme } = context;
  const tongue: Tongue = { language: frame.tongue.language, direction: 'ltr' };
  const owner = structure.add('Code', structure.add('P', frame.parent, tongue), tongue);
  const style: ParagraphStyle = {
    ...body,
    family: 'mono',
    align: 'start',
    leading: body.size * 1.5,
  };
  const padding = body.size * 0.7;
  const tint = (height: number): PageItem => ({
    kind: 'rule',
    x: frame.x,
    y: 0,
    width: frame.width,
    height,
    colour: theme.colours.tint,
  });
  const lines = text.split('\n').flatMap((line): Strip[] => {
    const shown = line.replaceAll('\t', '    ');
    if (shown.trim() === '') return [spacer(style.leading)];
    const pieces = [plainPiece(context, shown, tongue, style, owner)];
    return rowStrips(context, [
      {
        pieces,
        tongue,
        style,
        x: frame.x + padding,
        width: frame.width - 2 * padding,
        align: 'start',
      },
    ]);
  });
  const edge = spacer(padding * 0.7);
  const set = [{ ...edge, before: body.size * 0.7, keep: true }, ...lines, edge];
  return set.map((strip) => ({ ...strip, items: [tint(strip.height), ...strip.items] }));
}

function cellIn(frame: Frame, pieces: Cell['pieces'], style: ParagraphStyle): Cell {
  const { x, width, tongue, flush } = frame;
  return { pieces, tongue, style, x, width, align: style.align, ...(flush ? { flush } : {}) };
}

function indented(frame: Frame, indent: number): Frame {
  const x = frame.tongue.direction === 'rtl' ? frame.x : frame.x + indent;
  return { ...frame, x, width: frame.width - indent };
}
