import { type Diagnostic, SourceFile } from '../../diagnostics/index.js';
import type { RoleStyle, Theme } from '../../edition/index.js';
import { faultsOfStyleSheet } from '../style-faults.js';
import type { BookFace } from './book.js';

const MASTHEAD_ROLES = ['name', 'monogram', 'verse', 'address', 'section', 'dateline'];

/** The style of the books has to be there, lest they come out without one. */
export function checkBookTemplates(files: ReadonlyMap<string, SourceFile>): Diagnostic[] {
  const style = files.get('book.css');
  if (style) return faultsOfStyleSheet(style);
  return [
    {
      code: 'tpl-001',
      severity: 'error',
      message: 'the file is missing',
      file: new SourceFile('templates/epub/book.css', ''),
      hints: ['put templates/epub/book.css back'],
    },
  ];
}

/** Faces, then the roles of the theme, then `templates/epub/book.css`, which has the last word. */
export function styleSheet(
  { roles, headings, colours }: Theme,
  templates: ReadonlyMap<string, SourceFile>,
  faces: readonly BookFace[],
): string {
  const faceRules = faces.map(
    ({ family, weight, style, fileName }) =>
      `@font-face{font-family:${family};font-weight:${weight};font-style:${style};src:url(faces/${fileName})}`,
  );
  const rule = (selector: string, { size, weight, align, leading, colour }: RoleStyle) =>
    `${selector}{font-size:${size}em;font-weight:${weight};text-align:${align};line-height:${leading};color:${colours[colour]}}`;
  return [
    ...faceRules,
    ...Object.entries(roles).map(([name, style]) =>
      rule(MASTHEAD_ROLES.includes(name) ? `.masthead-${name}` : `.${name}`, style),
    ),
    ...Object.entries(headings).map(([level, style]) => rule(`h${level}`, style)),
    templates.get('book.css')?.text ?? '',
  ].join('\n');
}
