/** Every PDF of the publication before veraPDF, qpdf and poppler. */
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasCommand, JAVA, JUDGES, judged, published, publishedArticles, run } from './judges.js';

const veraPath = `${JUDGES}/verapdf/*:${JUDGES}/verapdf-classes`;
const hasVera = existsSync(`${JUDGES}/verapdf-classes/Judge.class`) && hasCommand('java');
const vera = (files: readonly string[]): string[] =>
  run('java', [...JAVA, '-cp', veraPath, 'Judge', ...files])
    .split('\n')
    .filter(
      (line) => line.startsWith(tmpdir()) || line.startsWith('dist') || line.startsWith('judged'),
    );

describe('the PDFs', () => {
  judged('veraPDF', hasVera, 'keep PDF/UA-1 and PDF/A-2a', () => {
    const files = published('.pdf');
    expect(files.length).toBeGreaterThan(0);
    expect(vera(files)).toEqual([`judged ${files.length}`]);
  });

  judged('veraPDF', hasVera, 'are really judged: with an unknown version a file fails', () => {
    const bytes = readFileSync(published('.pdf')[0]!, 'latin1');
    const path = join(mkdtempSync(join(tmpdir(), 'warraq-')), 'unknown.pdf');
    // The same length, so that the cross-references still hold.
    writeFileSync(path, bytes.replace('%PDF-1.7', '%PDF-1.9'), 'latin1');
    expect(vera([path]).length).toBeGreaterThan(1);
  });

  judged('qpdf', hasCommand('qpdf'), 'are sound', () => {
    for (const file of published('.pdf'))
      expect(run('qpdf', ['--check', file])).toContain('No syntax or stream encoding errors');
  });

  judged('pdffonts', hasCommand('pdffonts'), 'embed subsets of every face, with Unicode', () => {
    for (const file of published('.pdf')) {
      const faces = run('pdffonts', [file]).trim().split('\n').slice(2);
      expect(faces.length).toBeGreaterThan(1);
      for (const face of faces) expect(face).toMatch(/^[A-Z]{6}\+\S+ .* yes yes yes /);
    }
  });

  judged('pdftotext', hasCommand('pdftotext'), 'give their words back', () => {
    for (const file of publishedArticles('.pdf')) {
      const slug = file.split('/')[2]!;
      const edition = file.split('/')[1]!;
      const own = `articles/${slug}/${edition}.md`;
      const source = existsSync(own)
        ? own
        : `articles/${slug}/${edition === 'fa' ? 'en' : 'fa'}.md`;
      const wanted = paragraphs(readFileSync(source, 'utf8'));
      const found = new Set(words(run('pdftotext', [file, '-'])));
      const missing = wanted.filter((word) => !found.has(word));
      // poppler places some spaces beside numbers wrongly, whoever makes the file (notes/pdf.md §4.3).
      expect({
        file,
        share: missing.length / wanted.length < 0.06,
        missing: missing.length / wanted.length < 0.06 ? [] : missing,
      }).toEqual({ file, share: true, missing: [] });
    }
  });

  judged(
    'pdftotext',
    hasCommand('pdftotext'),
    'have no presentation forms, no lost characters, and keep half-spaces',
    () => {
      for (const file of published('.pdf')) {
        const text = run('pdftotext', [file, '-']);
        expect(text).not.toMatch(/[\ufb50-\ufdff\ufe70-\ufefc\ufffd\ue000-\uf8ff]/);
        if (file.includes('/fa/2023')) expect(text.match(/\u200c/g)!.length).toBeGreaterThan(80);
      }
    },
  );
});

const words = (text: string): string[] =>
  text
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .split(/[^\p{L}\p{M}\u200c]+/u)
    .filter((word) => word.length > 2);

/** Plain paragraphs: lines without Markdown's signs. */
function paragraphs(markdown: string): string[] {
  const body = markdown
    .split(/^---$/m)
    .slice(2)
    .join('')
    .replace(/```[\s\S]*?```/g, '')
    .replace(/\]\([^)]*\)/g, ']')
    .replace(/<https?:[^>]*>/g, '');
  return words(
    body
      .split('\n')
      .filter((line) => /^\p{L}/u.test(line))
      .join('\n')
      .replace(/`[^`]*`|\[\^[^\]]*\]|\S+@\S+/g, ''),
  );
}
