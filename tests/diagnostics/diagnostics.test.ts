/**
 * One folder a code: what a person wrote (`in.md`, or `in.fa.md`), and what they are told (`out.txt`).
 * Folders are found by listing, so a forgotten case cannot hide.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import {
  CODES,
  diagnosticsJson,
  printDiagnostics,
  SourceFile,
} from '../../src/diagnostics/index.js';
import { openTemplates } from '../../src/render/html/template.js';
import { expectGolden } from '../support/golden.js';
import { htmlTemplates, parse } from '../support/house.js';

const HERE = 'tests/diagnostics';
const folders = readdirSync(HERE, { withFileTypes: true })
  .filter((each) => each.isDirectory())
  .map((each) => each.name)
  .sort();

/** Codes that no single text raises: their tests stand in the rooms that raise them. */
const ELSEWHERE = /^(?:art|site|book|theme|sign|loc|web|pdf|epub|out|cli|imp)-/;

function diagnose(folder: string) {
  const template = `${HERE}/${folder}/article.hbs`;
  if (existsSync(template)) {
    const files = htmlTemplates();
    files.set(
      'article.hbs',
      new SourceFile('templates/html/article.hbs', readFileSync(template, 'utf8')),
    );
    const templates = openTemplates(files);
    templates.render('article', { title: 'x', words: {}, style: '' });
    return templates.diagnostics;
  }
  const persian = existsSync(`${HERE}/${folder}/in.fa.md`);
  const bytes = readFileSync(`${HERE}/${folder}/${persian ? 'in.fa.md' : 'in.md'}`);
  return parse(`articles/a/${persian ? 'fa' : 'en'}.md`, new TextDecoder().decode(bytes))
    .diagnostics;
}

describe('a person is told', () => {
  test.each(folders)('%s', (folder) => {
    const diagnostics = diagnose(folder);
    expect(diagnostics.map((each) => each.code)).toContain(folder);
    expectGolden(`${HERE}/${folder}/out.txt`, printDiagnostics(diagnostics));
  });

  test('of every fault that a text can have', () => {
    const wanted = Object.keys(CODES).filter((code) => !ELSEWHERE.test(code));
    expect(wanted.filter((code) => !folders.includes(code))).toEqual([]);
  });
});

test('machines are told the same, with places', () => {
  const file = new SourceFile('a.md', 'one\nکتاب two\n');
  const json = diagnosticsJson([
    {
      code: 'md-001',
      severity: 'error',
      message: 'm',
      file,
      span: { start: 9, end: 12 },
      hints: ['h'],
    },
  ]);
  expect(JSON.parse(json)).toEqual([
    {
      code: 'md-001',
      severity: 'error',
      message: 'm',
      file: 'a.md',
      start: { line: 2, column: 6 },
      end: { line: 2, column: 9 },
      hints: ['h'],
    },
  ]);
});

test('columns count code points, lines end in any of three ways', () => {
  const file = new SourceFile('a.md', '😀a\r\nb\nc\rd');
  expect(file.position(2)).toEqual({ line: 1, column: 2 });
  expect([5, 7, 9].map((offset) => file.position(offset).line)).toEqual([2, 3, 4]);
});

test('a terminal is never steered by what a text says', () => {
  const file = new SourceFile('a.md', 'x\u001b[31my\u202ez');
  const out = printDiagnostics([
    {
      code: 'md-015',
      severity: 'error',
      message: 'm\u001b',
      file,
      span: { start: 1, end: 2 },
      hints: [],
    },
  ]);
  expect([...out].filter((each) => each === '\u001b' || each === '\u202e')).toEqual([]);
});
