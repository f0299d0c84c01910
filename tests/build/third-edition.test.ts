/** A third edition, in a language that the repository has no words for: an editor copies those of another. */
import { cpSync, readFileSync } from 'node:fs';
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
  edit(root, 'site.yaml', /^( *)en: .*$/gm, '$&\n$1ps: پښتو');
  expect(await warraq(root, 'build', '--edition', 'ps')).toMatchObject({ code: 0, err: '' });
  const page = readFileSync(`${root}/dist/ps/one/index.html`, 'utf8');
  expect(page).toContain('۲۲ غویی ۱۴۰۲');
  expect(page).toContain('۱۲ مۍ ۲۰۲۳');
  const month = readFileSync(`${root}/dist/ps/archive/1402/02/index.html`, 'utf8');
  expect(month).toMatch(/<h1[^>]*>.*غویی ۱۴۰۲/);
});
