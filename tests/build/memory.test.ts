/** What a look at the paper sees: a change that it does not see is never published. */
import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { isSameSeen, seeAgain, seeInputs } from '../../src/build/memory.js';
import { article, edit, paper } from '../support/paper.js';

const TEXT = 'articles/one/en.md';

/** Moves a folder of the paper away and leaves a link. */
function linkTo(target: string, root: string, folder: string): void {
  mkdirSync(dirname(target), { recursive: true });
  renameSync(join(root, folder), target);
  symlinkSync(target, join(root, folder));
}

test.each([
  ['articles', TEXT],
  ['templates', 'templates/html/site.css'],
  ['templates/html', 'templates/html/site.css'],
  ['templates/epub', 'templates/epub/book.css'],
  ['locales', 'locales/en/common.json'],
])('a change is seen where %s is a link within the paper', (folder, path) => {
  const root = paper({ [TEXT]: article });
  linkTo(join(root, 'elsewhere', folder), root, folder);
  const before = seeInputs(root).seen;
  edit(root, path, /$/, '\n');
  const after = seeInputs(root).seen;
  expect(isSameSeen(before, before)).toBe(true);
  expect(isSameSeen(before, after)).toBe(false);
  writeFileSync(join(root, dirname(path), 'new.txt'), '');
  expect(isSameSeen(after, seeInputs(root).seen)).toBe(false);
});

test('nobody looks into what a link leads to that is not followed', () => {
  const root = paper({ [TEXT]: article });
  linkTo(join(root, 'elsewhere'), root, 'articles/one');
  symlinkSync(tmpdir(), join(root, 'articles/other'));
  expect(Object.keys(seeInputs(root, ['articles']).seen)).toEqual([
    'articles/',
    'articles/one',
    'articles/other',
  ]);
  linkTo(join(paper({}), 'articles'), root, 'articles');
  expect(Object.keys(seeInputs(root, ['articles']).seen)).toEqual(['articles']);
});

test('a look at some folders gives what a look at everything gives', () => {
  const texts = ['one', 'two', 'three'].map((name) => `articles/${name}/en.md`);
  const root = paper(Object.fromEntries(texts.map((path) => [path, article])));
  const before = seeInputs(root);
  edit(root, 'articles/one/en.md', /$/, '\n');
  writeFileSync(join(root, 'articles/one/new.txt'), '');
  rmSync(join(root, 'articles/two'), { recursive: true });
  renameSync(join(root, 'articles/three'), join(root, 'articles/four'));
  edit(root, 'site.yaml', /$/, '\n');
  const folders = ['one', 'two', 'three', 'four'].map((name) => `articles/${name}`);
  const { seen } = seeAgain(root, before, folders);
  const whole = seeInputs(root).seen;
  expect(isSameSeen(seen, { ...whole, 'site.yaml': before.seen['site.yaml']! })).toBe(true);
  expect(isSameSeen(seeAgain(root, before, [...folders, 'site.yaml']).seen, whole)).toBe(true);
});
