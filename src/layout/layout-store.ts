/** What of a long book lies in memory: pages beyond that are laid out again when they are asked for. */
import type { Layout, Page, PageItem } from './page.js';

/** Glyphs that are kept: those of some eighty articles, or about 150 MB. */
const MOST = 1_000_000;

export class LayoutStore {
  readonly #most: number;
  #glyphs = 0;
  /** Of what is not kept the last that was asked for: pages are drawn one after the other. */
  #latest: { readonly lay: () => Layout; readonly layout: Layout } | undefined;

  constructor(most = MOST) {
    this.#most = most;
  }

  /** @param lay gives the same layout each time */
  keep(lay: () => Layout): Layout {
    const layout = lay();
    this.#glyphs += glyphsOf(layout);
    if (this.#glyphs <= this.#most) return layout;
    const pages = layout.pages.map((page, index) =>
      withItems(page, () => this.#again(lay).pages[index]!.items),
    );
    return { ...layout, pages };
  }

  #again(lay: () => Layout): Layout {
    if (this.#latest?.lay !== lay) this.#latest = { lay, layout: lay() };
    return this.#latest.layout;
  }
}

/** A page whose items are made each time that it is asked for them. */
export function withItems(page: Page, items: () => readonly PageItem[]): Page {
  const { number, folio, width, height } = page;
  return {
    number,
    folio,
    width,
    height,
    get items() {
      return items();
    },
  };
}

function glyphsOf({ pages }: Layout): number {
  let count = 0;
  for (const { items } of pages)
    for (const item of items) if (item.kind === 'text') count += item.glyphs.length;
  return count;
}
