/** A face as PDF objects: Type 0, CIDFontType2, ToUnicode (ISO 32000-1 §9.7, §9.10.3). */
import type { CodeTable } from './characters.js';
import type { PdfReference, Writer } from './hooks.js';

/** Fills `font`, which pages already point to; called once, when all codes are known. */
export function embedFace(
  document: Writer,
  font: PdfReference,
  table: CodeTable,
  ordinal: number,
): void {
  const { metrics } = table.face;
  const thousandth = 1000 / metrics.unitsPerEm;
  const scaled = (value: number) => Math.round(value * thousandth * 1000) / 1000;
  const name = `${subsetTag(ordinal)}+${metrics.postScriptName}`;

  const program = document.ref({});
  const bytes = table.face.build(table.recipes);
  program.data.Length1 = bytes.length;
  program.end(bytes);
  const descriptor = document.ref({
    Type: 'FontDescriptor',
    FontName: name,
    // Symbolic: its codes are no Latin alphabet (ISO 32000-1 table 123).
    Flags: 4 + (metrics.fixedPitch ? 1 : 0) + (metrics.italicAngle === 0 ? 0 : 64),
    FontBBox: metrics.box.map(scaled),
    ItalicAngle: metrics.italicAngle,
    Ascent: scaled(metrics.ascent),
    Descent: scaled(metrics.descent),
    CapHeight: scaled(metrics.capHeight),
    StemV: 80,
    FontFile2: program,
  });
  descriptor.end();
  const descendant = document.ref({
    Type: 'Font',
    Subtype: 'CIDFontType2',
    BaseFont: name,
    CIDSystemInfo: {
      Registry: new String('Adobe'),
      Ordering: new String('Identity'),
      Supplement: 0,
    },
    FontDescriptor: descriptor,
    DW: 0,
    W: [0, table.widths.map(scaled)],
    CIDToGIDMap: 'Identity',
  });
  descendant.end();
  const toUnicode = document.ref({});
  toUnicode.end(characterMap(table.characters));
  Object.assign(font.data, {
    Type: 'Font',
    Subtype: 'Type0',
    BaseFont: name,
    Encoding: 'Identity-H',
    DescendantFonts: [descendant],
    ToUnicode: toUnicode,
  });
  font.end();
}

/** Six letters, as ISO 32000-1 §9.6.4 asks; by the order of the faces, so the same input has the same. */
function subsetTag(ordinal: number): string {
  return [...String(ordinal).padStart(6, '0')]
    .map((digit) => String.fromCharCode(65 + Number(digit)))
    .join('');
}

/** A range of codes may differ in its last byte only (§9.10.3). */
const RANGE = 0x100;

/** Codes follow each other, so only their characters are listed. */
function characterMap(characters: readonly string[]): Uint8Array {
  const ranges: string[] = [];
  for (let start = 0; start < characters.length; start += RANGE) {
    const first = Math.max(1, start);
    const last = Math.min(start + RANGE, characters.length) - 1;
    const listed = characters.slice(first, last + 1).map((each) => `<${utf16(each)}>`);
    if (listed.length > 0)
      ranges.push(
        '1 beginbfrange',
        `<${hex(first)}> <${hex(last)}> [${listed.join('')}]`,
        'endbfrange',
      );
  }
  const lines = [
    '/CIDInit /ProcSet findresource begin',
    '12 dict begin',
    'begincmap',
    '/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def',
    '/CMapName /Adobe-Identity-UCS def',
    '/CMapType 2 def',
    '1 begincodespacerange',
    '<0000> <ffff>',
    'endcodespacerange',
    ...ranges,
    'endcmap',
    'CMapName currentdict /CMap defineresource pop',
    'end',
    'end',
  ];
  return new TextEncoder().encode(lines.join('\n'));
}

function hex(value: number): string {
  return value.toString(16).padStart(4, '0');
}

function utf16(text: string): string {
  return Array.from({ length: text.length }, (_, index) => hex(text.charCodeAt(index))).join('');
}
