/** The smallest PDF with one line of text: to show what a reader does, whoever made the file. */

/**
 * @param line its characters as seen from left to right; each is a letter of Helvetica that ToUnicode
 *   reads as the character.
 */
export function minimalPdf(line: string): string {
  const characters = [...new Set(line.replaceAll(' ', ''))];
  const codeOf = (character: string) =>
    character === ' ' ? ' ' : String.fromCharCode(65 + characters.indexOf(character));
  const string = [...line].map(codeOf).join('');
  const mapped = [' ', ...characters].map(
    (each) => `<${hex(codeOf(each).charCodeAt(0), 2)}> <${hex(each.charCodeAt(0), 4)}>`,
  );
  return assembled([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 200] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>',
    stream(`BT /F 12 Tf 50 100 Td (${string.replace(/[\\()]/g, '\\$&')}) Tj ET`),
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>',
    stream(
      [
        '/CIDInit /ProcSet findresource begin 12 dict begin begincmap',
        '/CMapName /L def /CMapType 2 def',
        '1 begincodespacerange <00> <ff> endcodespacerange',
        `${mapped.length} beginbfchar`,
        ...mapped,
        'endbfchar endcmap CMapName currentdict /CMap defineresource pop end end',
      ].join('\n'),
    ),
  ]);
}

function stream(content: string): string {
  return `<< /Length ${content.length} >>\nstream\n${content}\nendstream`;
}

function assembled(objects: readonly string[]): string {
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const size = objects.length + 1;
  return `${file}xref\n0 ${size}\n0000000000 65535 f \n${offsets.join('')}trailer << /Size ${size} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`;
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}
