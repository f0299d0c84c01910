/** What stands below the text: author's note, source and rights, the page on the web, addresses of links. */
import type { EditionArticle } from '../edition/index.js';
import { addressStrips } from './addresses.js';
import { blockStrips } from './blocks.js';
import type { Context, Frame } from './context.js';
import type { RuleItem, SymbolItem } from './page.js';
import { QUIET_ZONE, qrCode } from './qr-code.js';
import { type Strip, spacer, withSpace } from './strip.js';

/** Side of a module, points: half a millimetre, which any telephone reads from paper. */
const MODULE = 1.42;
/** Between the text and the symbol, em; more than the quiet zone. */
const GAP = 1.5;

/** Below a rule that stays with them; nothing where there is nothing to say. */
export function tailStrips(context: Context, article: EditionArticle, frame: Frame): Strip[] {
  const { qrCode: hasSymbol } = context.theme.paper;
  const matter = hasSymbol
    ? besideSymbol(context, article, frame)
    : blockStrips(context, article.tail, frame);
  const set = [...matter, ...addressStrips(context, article.words.links, frame)];
  return set.length === 0 ? [] : [ruleAbove(context, frame), ...set];
}

function ruleAbove({ theme }: Context, frame: Frame): Strip {
  const line: RuleItem = {
    kind: 'rule',
    x: frame.x,
    y: 0,
    width: frame.width,
    height: 0.75,
    colour: theme.colours.rule,
  };
  const [rule] = withSpace([spacer(theme.textSize * 0.3, [line])], theme.textSize);
  return { ...rule!, keep: true, drift: 'stop' };
}

/** The article's matter with the QR code of its page on the end side. */
function besideSymbol(context: Context, article: EditionArticle, frame: Frame): Strip[] {
  const { structure, theme } = context;
  const modules = qrCode(article.canonicalUrl);
  const side = modules.length * MODULE;
  const rtl = frame.tongue.direction === 'rtl';
  const taken = side + theme.textSize * GAP;
  const inner = { ...frame, x: rtl ? frame.x + taken : frame.x, width: frame.width - taken };
  const set = blockStrips(context, [...article.tail, article.online.line], inner);
  const symbol: SymbolItem = {
    kind: 'symbol',
    x: rtl ? frame.x : frame.x + frame.width - side,
    y: 0,
    width: side,
    height: side,
    modules,
    colour: theme.colours.ink,
    owner: structure.add('Figure', frame.parent, undefined, { alt: article.online.symbolAlt }),
  };
  const quiet = QUIET_ZONE * MODULE;
  return withSpace(hangBeside(set, symbol, side + quiet), quiet);
}

/** Hangs an item from the top of the first strip; as far down as it reaches strips stay together. */
function hangBeside(strips: readonly Strip[], item: SymbolItem, height: number): Strip[] {
  let bottom = 0;
  const hung = strips.map((strip, index) => {
    const above = strips[index - 1];
    bottom += (above ? Math.max(above.after, strip.before) : 0) + strip.height;
    const items = index === 0 ? [item, ...strip.items] : strip.items;
    return { ...strip, items, keep: strip.keep || bottom < height };
  });
  return bottom < height ? [...hung, spacer(height - bottom)] : hung;
}
