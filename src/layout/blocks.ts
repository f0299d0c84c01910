import {
  assertNever,
  type Block,
  type Figure,
  type Heading,
  type Matter,
  type Paragraph,
  plainText,
  type Quote,
  type Tongue,
} from '../document/index.js';
import {
  bodyStyle,
  type Context,
  type Frame,
  type ParagraphStyle,
  resolveStyle,
} from './context.js';
import { hangingIndent, listStrips } from './list.js';
import { mastheadStrips } from './masthead.js';
import type { PageItem } from './page.js';
import { piecesOf, plainPiece } from './pieces.js';
import {
  type Cell,
  keepAll,
  keepLast,
  keepTogether,
  paragraphStrips,
  rowStrips,
  type Strip,
  spacer,
  withBand,
  withSpace,
} from './strip.js';
import { tableStrips } from './table.js';
import { verseStrips } from './verse.js';

/** Blocks → strips, from top to bottom. */
export function blockStrips(context: Context, blocks: readonly Block[], frame: Frame): Strip[] {
  return blocks.flatMap((block) => {
    const first = context.structure.elements.length;
    const set = strips(context, block, { ...frame, tongue: block.tongue ?? frame.tongue });
    context.structure.claim(block, first);
    return set;
  });
}

function strips(context: Context, block: Block, frame: Frame): Strip[] {
  const { structure, theme } = context;
  const body = bodyStyle(theme, frame.tongue, frame.scale);
  switch (block.kind) {
    case 'paragraph': {
      const owner = structure.add('P', frame.parent, frame.tongue);
      const pieces = piecesOf(context, block.children, frame.tongue, body, owner);
      const set = paragraphStrips(context, cellIn(frame, pieces, body));
      return withSpace(announces(block) ? keepLast(set) : set, body.size * 0.55);
    }
    case 'heading':
      return heading(context, block, frame);
    case 'matter':
      return matter(context, block, frame);
    case 'masthead':
      return mastheadStrips(context, block, frame);
    case 'list':
      return listStrips(context, block, frame, body);
    case 'table':
      return withSpace(tableStrips(context, block, frame), body.size, body.size);
    case 'quote':
      return quote(context, block, frame, body);
    case 'verse':
      return verseStrips(context, block, frame, body);
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
      return withSpace([spacer(body.size * 1.6, [line])], body.size * 0.5);
    }
    default:
      return assertNever(block);
  }
}

/** A paragraph that ends in a colon speaks of what comes next. */
function announces({ children }: Paragraph): boolean {
  return plainText(children).trimEnd().endsWith(':');
}

function heading(context: Context, block: Heading, frame: Frame): Strip[] {
  const { theme, structure } = context;
  const role = theme.headings[block.level];
  const style = resolveStyle(theme, role);
  const owner = structure.add(`H${block.level}`, frame.parent, frame.tongue);
  const pieces = piecesOf(context, block.children, frame.tongue, style, owner);
  const set = keepAll(paragraphStrips(context, cellIn(frame, pieces, style)));
  const [first, ...rest] = withSpace(
    set,
    theme.textSize * role.before,
    theme.textSize * role.after,
  );
  const outline = { title: oneLine(plainText(block.children)), level: block.level };
  return [{ ...first!, marks: [block.id, ...first!.marks], outline, drift: 'stop' }, ...rest];
}

function matter(context: Context, block: Matter, frame: Frame): Strip[] {
  const { theme, structure } = context;
  const role = theme.roles[block.role];
  const style = resolveStyle(theme, role);
  const isTitle = block.role === 'title';
  const owner = structure.add(isTitle ? 'H1' : 'P', frame.parent, frame.tongue);
  const pieces = piecesOf(context, block.children, frame.tongue, style, owner);
  const set = withSpace(
    paragraphStrips(context, cellIn(frame, pieces, style)),
    theme.textSize * role.before,
    theme.textSize * role.after,
  );
  const isHead = isTitle || block.role === 'subtitle' || block.role === 'byline';
  const [first, ...rest] = isHead ? keepAll(set) : set;
  if (!isTitle) return [first!, ...rest];
  const outline = { title: oneLine(plainText(block.children)), level: 1 };
  return [{ ...first!, outline }, ...rest];
}

function oneLine(text: string): string {
  return text.replace(/[ \n]+/g, ' ').trim();
}

/** A rule runs down the start side, through the spaces between the lines. */
function quote(context: Context, block: Quote, frame: Frame, body: ParagraphStyle): Strip[] {
  const { structure, theme } = context;
  const owner = structure.add('BlockQuote', frame.parent, frame.tongue);
  const rtl = frame.tongue.direction === 'rtl';
  const indent = hangingIndent(frame, body.size * 1.4);
  const inner: Frame = {
    ...frame,
    x: frame.x + indent,
    width: frame.width - 2 * indent,
    parent: owner,
  };
  const bar = {
    x: rtl ? frame.x + frame.width - indent * 0.4 - 1.5 : frame.x + indent * 0.4,
    width: 1.5,
    colour: theme.colours.rule,
  };
  const set = blockStrips(context, block.blocks, inner);
  return withSpace(withBand(set, bar), body.size * 0.8, body.size * 0.8);
}

/** A picture takes at most these parts of the text's width and of the page's height. */
const WIDEST = 0.8;
const TALLEST = 0.45;

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
  const widest = theme.paper.columns === 1 ? WIDEST : 1;
  const scale = Math.min(
    (frame.width * widest) / picture.width,
    (room * TALLEST) / picture.height,
    0.75,
  );
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
  // A picture inside a list or a quotation belongs to the words around it.
  const drift = frame.parent === 0 ? 'float' : 'stop';
  const strip: Strip = { ...spacer(height, [item]), drift };
  if (block.caption.length === 0) return withSpace([strip], body.size, body.size);
  const style: ParagraphStyle = {
    ...body,
    size: body.size * 0.88,
    leading: body.leading * 0.88,
    align: 'center',
    colour: theme.colours.muted,
  };
  // The caption of a decorative picture is a paragraph: there is no figure that it could belong to.
  const owner =
    element === undefined
      ? structure.add('P', frame.parent, frame.tongue)
      : structure.add('Caption', element, frame.tongue);
  const pieces = piecesOf(context, block.caption, frame.tongue, style, owner);
  const caption = rowStrips(context, [cellIn(frame, pieces, style)]);
  const spaced = withSpace(caption, body.size * 0.4);
  return withSpace(keepTogether([strip, ...spaced]), body.size, body.size);
}

/** Code of no more lines than this stays on one page. */
const SHORT_CODE = 8;

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
  const tint = { x: frame.x, width: frame.width, colour: theme.colours.tint };
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
  const last = lines.length - 1;
  // Short code is not parted, and no page has a single line of long code, or an edge of its ground alone.
  const kept = lines.map((strip, index) => ({
    ...strip,
    keep: lines.length <= SHORT_CODE || index === 0 || index >= last - 1,
  }));
  const set = [{ ...edge, keep: true }, ...kept, edge];
  return withSpace(withBand(set, tint), body.size * 0.7, body.size * 0.7);
}

function cellIn(frame: Frame, pieces: Cell['pieces'], style: ParagraphStyle): Cell {
  const { x, width, tongue, flush } = frame;
  return { pieces, tongue, style, x, width, align: style.align, ...(flush ? { flush } : {}) };
}
