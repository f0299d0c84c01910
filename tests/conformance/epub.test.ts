/** Every e-book of the publication before EPUBCheck 5. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasCommand, JUDGES, judged, published } from './judges.js';

const classes = `${JUDGES}/epubcheck`;
const isThere = existsSync(classes) && hasCommand('java');

function epubcheck(book: string): { status: number | null; output: string } {
  const result = spawnSync(
    'java',
    ['-cp', `${classes}/*`, 'com.adobe.epubcheck.tool.Checker', book, '--failonwarnings'],
    { encoding: 'utf8' },
  );
  return { status: result.status, output: result.stdout + result.stderr };
}

describe('the e-books', () => {
  judged('EPUBCheck 5', isThere, 'have no errors and no warnings', () => {
    const books = published('.epub');
    expect(books.length).toBeGreaterThan(0);
    for (const book of books) {
      const { status, output } = epubcheck(book);
      expect({ book, status, output: status === 0 ? '' : output }).toEqual({
        book,
        status: 0,
        output: '',
      });
    }
  });

  judged('EPUBCheck 5', isThere, 'are really judged: a broken book fails', () => {
    const path = join(mkdtempSync(join(tmpdir(), 'warraq-')), 'broken.epub');
    writeFileSync(path, 'no book');
    expect(epubcheck(path).status).not.toBe(0);
  });
});
