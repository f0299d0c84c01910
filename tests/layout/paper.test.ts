/** What only paper has: addresses written out, a symbol to photograph; both can be switched off. */
import type { Layout, PageItem } from '../../src/layout/index.js';
import { qrCode } from '../../src/layout/qr-code.js';
import { article, EN, edition, link, matter, p, THEME } from '../support/edition.js';
import { layOut, texts } from '../support/layout.js';

const HREF = 'https://www.example.org/a';

function laidOut(paper: (typeof THEME)['paper']): Layout {
  const on = edition(EN, { ...THEME, paper });
  return layOut({
    edition: on,
    article: article(EN, on, {
      body: [p(['See ', link(HREF, 'this page'), '.'])],
      tail: [matter('rights', 'All of them.')],
      references: [{ href: HREF, label: '[1]', address: HREF }],
    }),
  });
}
const saying = (layout: Layout, text: string) =>
  texts(layout).filter((item) => item.text.trim() === text);
const typesAbove = (layout: Layout, owner: PageItem & { kind: 'text' }): string[] => {
  const chain: string[] = [];
  for (let at = owner.owner as number; at > 0; at = layout.structure[at]!.parent)
    chain.push(layout.structure[at]!.type);
  return chain;
};

describe('addresses', () => {
  const layout = laidOut({ columns: 1, addresses: true, qrCode: false });

  test('have their number behind the link, and lead to the list', () => {
    const [mark, label] = saying(layout, '[1]');
    expect(typesAbove(layout, mark!)).toEqual(['Link', 'Reference', 'P']);
    expect(typesAbove(layout, label!)).toEqual(['Lbl', 'LI', 'L']);
    const place = layout.destinations.get('link-1')!;
    expect(place.page).toBe(label!.page);
    expect(place.y).toBeLessThan(label!.y);
  });

  test('are links themselves', () => {
    const [address] = saying(layout, HREF);
    expect(typesAbove(layout, address!)).toEqual(['Link', 'LBody', 'LI', 'L']);
    const links = layout.pages.flatMap((page) => page.items).filter((item) => item.kind === 'link');
    expect(links.map(({ target }) => ('url' in target ? target.url : target.destination))).toEqual([
      HREF,
      'link-1',
      HREF,
    ]);
  });

  test('are left out where the theme says so', () => {
    const without = laidOut({ columns: 1, addresses: false, qrCode: false });
    expect(saying(without, '[1]')).toEqual([]);
    expect(saying(without, HREF)).toEqual([]);
  });
});

describe('the symbol', () => {
  const symbols = (layout: Layout) =>
    layout.pages.flatMap((page) => page.items).filter((item) => item.kind === 'symbol');

  test('stands at the end side, and says its address to those who cannot see it', () => {
    const layout = laidOut({ columns: 1, addresses: false, qrCode: true });
    const [symbol] = symbols(layout);
    const { page } = THEME;
    expect(symbol!.x + symbol!.width).toBeCloseTo(page.width - page.margin.outer);
    expect(layout.structure[symbol!.owner as number]).toMatchObject({
      type: 'Figure',
      alt: expect.stringContaining('https://www.example.org/fa/sample/'),
    });
  });

  test('is left out where the theme says so', () => {
    expect(symbols(laidOut({ columns: 1, addresses: false, qrCode: false }))).toEqual([]);
  });

  test('is a square of a size of Model 2 with its three finders', () => {
    const rows = qrCode(HREF);
    expect((rows.length - 17) % 4).toBe(0);
    const finder = ['#######', '#.....#', '#.###.#', '#.###.#', '#.###.#', '#.....#', '#######'];
    const at = (x: number, y: number) =>
      Array.from({ length: 7 }, (_, row) =>
        rows[y + row]!.slice(x, x + 7)
          .map((dark) => (dark ? '#' : '.'))
          .join(''),
      );
    const far = rows.length - 7;
    expect([at(0, 0), at(far, 0), at(0, far)]).toEqual([finder, finder, finder]);
  });

  test('has error correction M', () => {
    // ISO/IEC 18004 §7.9: the first two bits of the format, masked by 10, say the level; 00 is M.
    const rows = qrCode(HREF);
    expect([!rows[8]![0], rows[8]![1]]).toEqual([false, false]);
  });
});
