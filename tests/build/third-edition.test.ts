/** A third edition, in a language that the repository has no words for: an editor copies those of another. */
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { frontMatter } from '../support/house.js';
import { edit, paper, warraq } from '../support/paper.js';

test('an edition in Pashto with the Solar calendar has the months of Pashto', async () => {
  const text = frontMatter('سرلیک').replace(/date: .*/, 'date: ۲۲ غویی ۱۴۰۲');
  const root = paper({ 'articles/one/ps.md': `${text}څو ټکي.\n` });
  cpSync(`${root}/locales/fa`, `${root}/locales/ps`, { recursive: true });
  edit(
    root,
    'site.yaml',
    'calendars: [gregorian]',
    'calendars: [gregorian]\n  - {name: ps, language: ps-AF, calendars: [solar, gregorian]}',
  );
  // Names that differ in a letter: readers have to tell sections apart.
  const letters = [...'آبپتټثجځچڅحخدډذرړزژږ'];
  const site = readFileSync(`${root}/site.yaml`, 'utf8');
  const named = site.replace(
    /^( *)en: .*$/gm,
    (line, indent) => `${line}\n${indent}ps: پښتو ${letters.shift()}`,
  );
  writeFileSync(`${root}/site.yaml`, named);
  expect(await warraq(root, 'build', '--edition', 'ps')).toMatchObject({ code: 0, err: '' });
  const page = readFileSync(`${root}/dist/ps/one/index.html`, 'utf8');
  expect(page).toContain('۲۲ غویی ۱۴۰۲');
  expect(page).toContain('۱۲ مۍ ۲۰۲۳');
  const month = readFileSync(`${root}/dist/ps/archive/1402/02/index.html`, 'utf8');
  expect(month).toMatch(/<h1[^>]*>.*غویی ۱۴۰۲/);
});

test.each([
  ['de', 'Die Straße', 'Ein Absatz mit Anmerkung.[^1]\n\n[^1]: Eine Anmerkung.\n'],
  ['ps', 'سرلیک', 'څو ټکي.[^1]\n\n[^1]: یو یادښت.\n'],
])(
  'an article in a language that no edition has is in every one: %s',
  async (language, title, text) => {
    const root = paper({ [`articles/one/${language}.md`]: `${frontMatter(title)}${text}` });
    expect(await warraq(root, 'build')).toMatchObject({ code: 0, err: '' });
    for (const [edition, notes] of [
      ['fa', 'lang="fa-AF" dir="rtl">پانوشت‌ها'],
      ['en', 'lang="en" dir="ltr">Notes'],
    ] as const) {
      expect(existsSync(`${root}/dist/${edition}/one/one.epub`)).toBe(true);
      expect(readFileSync(`${root}/dist/${edition}/one/index.html`, 'utf8')).toContain(notes);
    }
  },
);
