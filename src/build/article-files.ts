/** The files below `articles/`, and what stands there that is none of ours to read. */
import { type Dirent, existsSync, readdirSync, realpathSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { type Diagnostic, type DiagnosticCode, SourceFile } from '../diagnostics/index.js';
import { canonicalLanguage } from '../locale/index.js';
import { displayPath, isFile, isFolder } from './files.js';

/** Endings of Markdown that other programs give. */
const OTHER_ENDINGS = ['.md', '.markdown', '.mdown', '.mkd', '.mkdn', '.mdx'];
/** Endings of texts; such a file is spoken of only where its name is a language. */
const TEXT_ENDINGS = ['.txt', '.text', '.doc', '.docx', '.odt', '.rtf', '.html', '.htm', '.pages'];

export interface ArticleFiles {
  /** Absolute, in code point order. */
  readonly paths: readonly string[];
  /** Links that are not followed. */
  readonly refused: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Every file below `folder` but hidden ones; a link counts while it stays within its own folder. */
export function articleFiles(root: string, folder: string): ArticleFiles {
  const paths: string[] = [];
  const refused: string[] = [];
  const diagnostics: Diagnostic[] = [];
  const say = (...[code, path, ...rest]: Parameters<typeof fault>): void => {
    diagnostics.push(fault(code, displayPath(root, path), ...rest));
  };
  const visit = (here: string): void => {
    for (const entry of readdirSync(here, { withFileTypes: true }).sort(byName)) {
      if (entry.name.startsWith('.')) continue;
      const path = join(here, entry.name);
      if (entry.isSymbolicLink() && !staysWithin(here, path)) {
        refused.push(path);
        say(
          'art-009',
          path,
          'error',
          linkFault(path),
          'put a copy of it here in place of the link',
        );
      } else if (entry.isDirectory()) {
        if (isMarkdown(entry.name))
          say(
            'art-010',
            path,
            'error',
            'an article’s text has to be a file, and this is a folder',
            'give the folder another name',
          );
        visit(path);
      } else if (entry.isFile() || isFile(path)) {
        paths.push(path);
        const better = betterName(entry.name);
        if (better !== undefined)
          say(
            'art-010',
            path,
            existsSync(join(here, better)) ? 'warning' : 'error',
            `“${entry.name}” is not read: a text ends in .md`,
            `write it in Markdown and name the file ${better}`,
          );
      }
    }
  };
  if (isFolder(folder)) visit(folder);
  return { paths, refused, diagnostics };
}

/** The name that a text should have; undefined for a file that is no text, or has it already. */
function betterName(name: string): string | undefined {
  const ending = extname(name).toLowerCase();
  const stem = basename(name, extname(name));
  if (isMarkdown(name) && extname(name) !== '.md') return `${stem.toLowerCase()}.md`;
  if (TEXT_ENDINGS.includes(ending) && canonicalLanguage(stem)) return `${stem.toLowerCase()}.md`;
  return undefined;
}

function isMarkdown(name: string): boolean {
  return OTHER_ENDINGS.includes(extname(name).toLowerCase());
}

function staysWithin(folder: string, path: string): boolean {
  return isFile(path) && dirname(realpathSync(path)) === realpathSync(folder);
}

/** @param home that it leads out of */
export function linkFault(path: string, home = 'the article’s folder'): string {
  if (!existsSync(path)) return 'this is a link to something that is not there';
  return isFolder(path)
    ? 'this is a link to a folder, which is not followed'
    : `this is a link that leads out of ${home}`;
}

export function fault(
  code: DiagnosticCode,
  path: string,
  severity: Diagnostic['severity'],
  message: string,
  hint: string,
): Diagnostic {
  return { code, severity, message, file: new SourceFile(path, ''), hints: [hint] };
}

/** Of a file whose text is known, since it was given up only now. */
export function tookTooLong(work: 'read' | 'draw', file: SourceFile): Diagnostic {
  return {
    code: 'art-013',
    severity: 'error',
    message: `this took so long to ${work} that it was given up`,
    file,
    hints: ['make the text shorter or its tables smaller; else it is a fault of the program'],
  };
}

function byName(a: Dirent, b: Dirent): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
