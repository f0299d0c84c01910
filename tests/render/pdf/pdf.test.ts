/** What the PDF says about itself and its text, read back without other programs. */
import type { Edition, EditionArticle } from '../../../src/edition/index.js';
import type { Layout, PageItem, TextItem } from '../../../src/layout/index.js';
import { renderPdf } from '../../../src/render/pdf/index.js';
import { EVERY_KIND } from '../../support/every-kind.js';
import { editionsOf } from '../../support/house.js';
import { layOut } from '../../support/layout.js';
import {
  catalogue,
  content,
  faces,
  follow,
  ofType,
  type PdfFile,
  type PdfObject,
  pages,
  readPdf,
  references,
  string,
  textObjects,
  value,
} from './read-pdf.js';

interface Printed {
  readonly article: EditionArticle;
  readonly edition: Edition;
  readonly layout: Layout;
  readonly bytes: Uint8Array;
  readonly file: PdfFile;
}

const EDITIONS = editionsOf({
  'articles/every-kind/en.md': EVERY_KIND.en,
  'articles/every-kind/fa.md': EVERY_KIND.fa,
});

async function print(name: string): Promise<Printed> {
  const edition = EDITIONS.find((each) => each.name === name)!;
  const article = edition.articles[0]!;
  const layout = layOut({ article, edition });
  const bytes = await renderPdf(layout, article);
  return { article, edition, layout, bytes, file: readPdf(bytes) };
}

/** What the codes of a page read as, in the order of painting. */
function readingsOf(file: PdfFile, page: number): string[] {
  const byObject = new Map(faces(file).map((face) => [face.object.id, face.characters]));
  return textObjects(file, pages(file)[page]!)
    .flat()
    .map(({ font, code }) => byObject.get(font)!.get(code)!);
}

const items = (layout: Layout): PageItem[] => layout.pages.flatMap((page) => page.items);

/** The same layout with every text item passed through `change`. */
function withTexts(layout: Layout, change: (item: TextItem) => TextItem): Layout {
  return {
    ...layout,
    pages: layout.pages.map((page) => ({
      ...page,
      items: page.items.map((item) => (item.kind === 'text' ? change(item) : item)),
    })),
  };
}

/** The marks that an element holds: bare numbers on its own page, the others with theirs. */
function marksOf({ text }: PdfObject): { readonly page: number; readonly id: number }[] {
  const kids = value(text, 'K') ?? '';
  const elsewhere = [...kids.matchAll(/\/Type \/MCR\s+\/Pg (\d+) 0 R\s+\/MCID (\d+)/g)];
  const own = kids.replace(/<<[\s\S]*?>>|\d+ 0 R/g, '').match(/\d+/g) ?? [];
  const [page] = references(value(text, 'Pg'));
  return [
    ...own.map((id) => ({ page: page!, id: Number(id) })),
    ...elsewhere.map(([, on, id]) => ({ page: Number(on), id: Number(id) })),
  ];
}

describe.each(['fa', 'en'])('the PDF of an article with every kind (%s)', (name) => {
  let printed: Printed;
  beforeAll(async () => {
    printed = await print(name);
  });

  test('has the same bytes twice', async () => {
    const again = (await print(name)).bytes;
    expect(Buffer.compare(Buffer.from(again), Buffer.from(printed.bytes))).toBe(0);
  });

  test('embeds every face and names none of pdfkit', () => {
    const all = faces(printed.file);
    expect(all.length).toBeGreaterThan(2);
    for (const face of all) {
      expect(face.name).toMatch(/^[A-Z]{6}\+\w/);
      expect(face.program.readUInt32BE(0)).toBe(0x00010000);
    }
    expect(new Set(all.map((face) => face.name.slice(0, 6))).size).toBe(all.length);
    const written = [...printed.file.objects.values()].map((object) => object.text).join('\n');
    expect(written).not.toContain('Helvetica');
  });

  test('has one visible character and one width for every code that is drawn, and never .notdef', () => {
    const byObject = new Map(faces(printed.file).map((face) => [face.object.id, face]));
    const drawn = pages(printed.file).flatMap((page) => textObjects(printed.file, page).flat());
    for (const { font, code } of drawn) {
      const face = byObject.get(font)!;
      const reading = face.characters.get(code) ?? '';
      expect(code).toBeGreaterThan(0);
      expect(reading).toMatch(
        /^(?:[\u200e\u200f]|[\u200c\u200e\u200f\u061c]*[^\u200c\u200e\u200f\u061c])$/u,
      );
      expect(face.widths[code]).toBeGreaterThanOrEqual(0);
    }
    expect(drawn.length).toBeGreaterThan(500);
  });

  test('gives each page exactly the characters it was set from', () => {
    printed.layout.pages.forEach((page, index) => {
      const readings = readingsOf(printed.file, index).join('');
      const set = page.items.flatMap((item) => (item.kind === 'text' ? [item.text] : [])).join('');
      // Spaces stand between words, and where cells and notes begin.
      const wanted = [...set.replace(/ /g, '')].sort();
      expect([...readings.replace(/[ \u200e\u200f\u061c]/g, '')].sort()).toEqual(wanted);
      expect(readings.split(' ').length).toBeGreaterThanOrEqual(set.split(' ').length);
    });
  });

  test('puts each run where the layout has it, to a hundredth of a point', () => {
    printed.layout.pages.forEach((page, index) => {
      const found = textObjects(printed.file, pages(printed.file)[index]!).flat();
      for (const item of page.items) {
        if (item.kind !== 'text') continue;
        // A note's reference rises in its glyphs, from the baseline of its line.
        const { x, y, text, size } = item;
        const there = found.some(
          (at) => Math.abs(at.x - x) < 0.02 && at.y - y < size && y - at.y < 0.01,
        );
        expect({ text, there }).toEqual({ text, there: true });
      }
    });
  });

  test('has widths in the face as in the file (PDF/UA-1 §7.21.5)', () => {
    for (const { program, widths } of faces(printed.file)) {
      const table = (tag: string): number => {
        for (let at = 12; at < 12 + program.readUInt16BE(4) * 16; at += 16)
          if (program.toString('latin1', at, at + 4) === tag) return program.readUInt32BE(at + 8);
        throw new Error(`no ${tag}`);
      };
      const em = program.readUInt16BE(table('head') + 18);
      const hmtx = table('hmtx');
      widths.forEach((width, code) => {
        expect(width).toBeCloseTo((program.readUInt16BE(hmtx + code * 4) * 1000) / em, 2);
      });
    }
  });

  test('marks all content as text of an element or as artifact, without nesting', () => {
    for (const page of pages(printed.file)) {
      let open = 0;
      for (const line of content(printed.file, page).split('\n')) {
        if (/ B[MD]C$/.test(line)) open += 1;
        if (line === 'EMC') open -= 1;
        expect(open === 0 || open === 1).toBe(true);
        if (/( TJ| re f| Do)$/.test(line)) expect(open).toBe(1);
      }
      expect(open).toBe(0);
    }
  });

  test('leads from every mark to its element and back', () => {
    const { file } = printed;
    const tree = follow(file, catalogue(file).text, 'StructTreeRoot')!;
    const numbers = value(follow(file, tree.text, 'ParentTree')!.text, 'Nums');
    expect(numbers).toBeDefined();
    for (const page of pages(file)) {
      // Painted from left to right, numbered in the order of reading: each number once.
      const marks = [...content(file, page).matchAll(/\/MCID (\d+)/g)]
        .map(([, id]) => Number(id))
        .sort((a, b) => a - b);
      expect(marks).toEqual(marks.map((_, index) => index));
      const kids = ofType(file, 'StructElem')
        .flatMap(marksOf)
        .filter((each) => each.page === page.id);
      expect(kids.map((each) => each.id).sort((a, b) => a - b)).toEqual(marks);
    }
  });

  test('uses structure types of PDF 1.7 only', () => {
    const types = new Set(ofType(printed.file, 'StructElem').map((each) => value(each.text, 'S')));
    expect(types).not.toContain('/Em');
    expect(types).not.toContain('/Strong');
    for (const wanted of ['/H1', '/P', '/L', '/Table', '/TH', '/Figure', '/Link', '/Note'])
      expect(types).toContain(wanted);
  });

  test('has links that say where they go, on the page of their words', () => {
    const { file, layout } = printed;
    const links = layout.pages.map((page) => page.items.filter((item) => item.kind === 'link'));
    expect(links.flat().length).toBeGreaterThan(1);
    pages(file).forEach((page, index) => {
      const annotations = references(value(page.text, 'Annots')).map((id) => file.objects.get(id)!);
      expect(annotations.map((each) => string(value(each.text, 'Contents')))).toEqual(
        links[index]!.map((item) => item.contents),
      );
      for (const each of annotations) {
        const owners = ofType(file, 'StructElem').filter((element) =>
          element.text.includes(`/Obj ${each.id} 0 R`),
        );
        expect(owners.map((element) => value(element.text, 'S'))).toEqual(['/Link']);
        expect(owners[0]!.text).toMatch(new RegExp(`/Obj ${each.id} 0 R\\s+/Pg ${page.id} 0 R`));
      }
    });
  });

  test('has an outline that goes to the line of each heading', () => {
    const { file, layout } = printed;
    expect(layout.outline.length).toBeGreaterThan(2);
    for (const { title, page, y } of layout.outline) {
      const entry = [...file.objects.values()].find(
        (each) => each.text.includes('/Dest') && string(value(each.text, 'Title')) === title,
      );
      const top = layout.pages[page - 1]!.height - y;
      const [on, left, at] = /\[(\d+) 0 R \/XYZ (\S+) (\S+) /.exec(entry!.text)!.slice(1);
      expect(Number(on)).toBe(pages(file)[page - 1]!.id);
      expect(['null', '0']).toContain(left);
      expect(Number(at)).toBeCloseTo(top, 1);
    }
  });

  test('says what its colours mean, with a profile as long as it says', () => {
    const { file } = printed;
    const [intent] = references(value(catalogue(file).text, 'OutputIntents'));
    const profile = follow(file, file.objects.get(intent!)!.text, 'DestOutputProfile')!.stream!;
    expect(profile.readUInt32BE(0)).toBe(profile.length);
    expect(profile.toString('latin1', 12, 24)).toBe('mntrRGB XYZ ');
    expect(profile.toString('latin1', 36, 40)).toBe('acsp');
  });

  test('says its title, language, direction and standards', () => {
    const { file, article, layout } = printed;
    const root = catalogue(file);
    const information = follow(file, file.trailer, 'Info')!;
    expect(string(follow(file, information.text, 'Title')!.text)).toBe(article.title);
    expect(string(value(root.text, 'Lang'))).toBe(layout.language);
    const preferences = follow(file, root.text, 'ViewerPreferences')!.text;
    expect(value(preferences, 'DisplayDocTitle')).toBe('true');
    expect(value(preferences, 'Direction')).toBe(name === 'fa' ? '/R2L' : undefined);
    const xmp = follow(file, root.text, 'Metadata')!.stream!.toString('utf8');
    expect(xmp).toContain('<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>');
    expect(xmp).toContain('<pdfuaid:part>1</pdfuaid:part>');
    expect(xmp).toContain('pdfaExtension:schemas');
    expect(xmp).toContain(`<rdf:li>${layout.language}</rdf:li>`);
  });
});

describe('text that is hard to give back', () => {
  test('keeps half-spaces with the letters before them, and no presentation forms', async () => {
    const { file, layout } = await print('fa');
    const readings = pages(file).flatMap((_, index) => readingsOf(file, index));
    const kept = readings.filter((reading) => reading.includes('\u200c'));
    const set = items(layout).flatMap((item) => (item.kind === 'text' ? [...item.text] : []));
    expect(kept).toHaveLength(set.filter((character) => character === '\u200c').length);
    // Seen from left to right, the half-space comes before the letter that it follows.
    for (const each of kept) expect(each).toMatch(/^\u200c\p{Script=Arabic}$/u);
    expect(readings.join('')).not.toMatch(/[\ufb50-\ufdff\ufe70-\ufefc\ufffd\ue000-\uf8ff]/);
  });
});

describe('what the titles and names of an article may hold', () => {
  test('escapes metadata', async () => {
    const { layout, article } = await print('en');
    const title = 'Salt & <bread> "here"';
    const file = readPdf(await renderPdf(layout, { ...article, title }));
    const xmp = follow(file, catalogue(file).text, 'Metadata')!.stream!.toString('utf8');
    expect(xmp).toContain('Salt &#38; &#60;bread&#62; &#34;here&#34;');
  });

  test('sorts destinations by their bytes, in every locale of the machine', async () => {
    const { layout, article } = await print('en');
    const place = { page: 1, x: 0, y: 0 };
    const names = ['note-10', 'a_1', 'ab', 'Zb', 'a-b', 'note-2', 'a1'];
    const destinations = new Map([
      ...layout.destinations,
      ...names.map((each) => [each, place] as const),
    ]);
    const file = readPdf(await renderPdf({ ...layout, destinations }, article));
    const tree = follow(file, catalogue(file).text, 'Names')!.text;
    const found = [...tree.matchAll(/^\s+\((\S+)\) \[/gm)].map(([, each]) => each!);
    expect(found).toEqual([...destinations.keys()].sort());
  });
});

describe('a layout that would break the standards is refused', () => {
  const FAULTS: Record<string, { change: (layout: Layout) => Layout; says: RegExp }> = {
    'a glyph that is .notdef': {
      change: (layout) =>
        withTexts(layout, (item) => ({
          ...item,
          glyphs: item.glyphs.map((glyph) => ({ ...glyph, id: 0 })),
        })),
      says: /\.notdef/,
    },
    'text of an element that is not there': {
      change: (layout) => withTexts(layout, (item) => ({ ...item, owner: 99999 })),
      says: /has no owner/,
    },
    'a figure without alternative text': {
      change: (layout) => ({
        ...layout,
        structure: layout.structure.map(({ alt: _, ...element }) => element),
      }),
      says: /no alternative text/,
    },
    'a note without an ID': {
      change: (layout) => ({
        ...layout,
        structure: layout.structure.map(({ id: _, ...element }) => element),
      }),
      says: /note \d+ has no ID/,
    },
    'a link to a place that is not there': {
      change: (layout) => ({ ...layout, destinations: new Map() }),
      says: /which is not there/,
    },
  };
  test.each(Object.entries(FAULTS))('%s', async (_, { change, says }) => {
    const { layout, article } = await print('en');
    await expect(async () => renderPdf(change(layout), article)).rejects.toThrow(says);
  });
});
