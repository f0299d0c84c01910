/** Drafts: what is wrong with them is said, and stops nobody who did not ask for them. */
import { appendFileSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { article, edit, filesOf, paper, warraq, withoutBooks } from '../support/paper.js';

const one = { 'articles/one/en.md': article };
const draft = article.replace('section:', 'draft: true\nsection:');

/** Codes with their severities, of the texts that are spoken of. */
const said = (err: string) =>
  [...err.matchAll(/^(\S+?):\d+:\d+: (error|warning) (\S+):/gm)].map((found) =>
    found.slice(1, 4).join(' '),
  );

test('a new article stops no build, and its faults are those that it is published with', async () => {
  const root = withoutBooks(paper(one));
  await warraq(root, 'new', '2024-03-20-two');
  const path = 'articles/2024-03-20-two/en.md';
  for (const command of ['check', 'status'])
    expect(await warraq(root, command)).toMatchObject({ code: 0 });
  const { code, err } = await warraq(root, 'build', '--format', 'html');
  expect([code, said(err)]).toEqual([0, [`${path} warning fm-008`, `${path} warning md-012`]]);
  expect(filesOf(join(root, 'dist')).some((each) => each.includes('two'))).toBe(false);

  const asked = await warraq(root, 'build', '--format', 'html', '--drafts');
  expect([asked.code, said(asked.err)]).toEqual([
    1,
    [`${path} error fm-008`, `${path} error md-012`],
  ]);
});

test.each<[string, Record<string, string>, string]>([
  ['a link that leads nowhere', { 'articles/two/en.md': `${draft}[a](../no/)\n` }, 'art-015'],
  ['a name that is a page’s', { 'articles/authors/en.md': draft }, 'art-012'],
  ['the name of an article', { 'articles/a/one/en.md': draft }, 'art-006'],
  [
    'a file of another ending',
    { 'articles/two/en.md': draft, 'articles/two/fa.txt': '' },
    'art-010',
  ],
  [
    'front matter that breaks off',
    { 'articles/two/en.md': draft.replace('\n---\n', '\n') },
    'fm-001',
  ],
  [
    'YAML that breaks off above',
    { 'articles/two/en.md': draft.replace('---\n', '---\nsubtitle: "unclosed\n') },
    'fm-002',
  ],
  [
    'YAML that breaks off amid it',
    { 'articles/two/en.md': draft.replace('draft:', 'teaser: "unclosed\ndraft:') },
    'fm-002',
  ],
  [
    'a picture that is none',
    { 'articles/two/en.md': draft, 'articles/two/a.png': 'no' },
    'art-004',
  ],
])('a draft with %s stops no build', async (_, texts, code) => {
  const root = withoutBooks(paper({ ...one, ...texts }));
  const built = await warraq(root, 'build', '--format', 'html');
  expect([built.code, said(built.err).length]).toEqual([0, 1]);
  expect(built.err).toContain(`warning ${code}: `);
  expect(existsSync(join(root, 'dist/en/one/index.html'))).toBe(true);
  expect((await warraq(root, 'check', '--drafts')).code).toBe(1);
});

test('a draft is checked where it is named, and others are not asked about', async () => {
  const root = withoutBooks(
    paper({
      ...one,
      'articles/two/en.md': `${draft}漢\n`,
      'articles/three/en.md': draft.replace('2024-03-20', '2024-02-30'),
    }),
  );
  expect(said((await warraq(root, 'check', 'articles/two')).err)).toEqual([
    'articles/two/en.md error pdf-001',
  ]);
  edit(root, 'articles/two/en.md', '漢', '');
  const { code, err } = await warraq(root, 'check', 'articles/two');
  expect([code, err]).not.toContainEqual(expect.stringContaining('cli-001'));
  expect(code).toBe(0);
});

test('a book leaves a draft out, and says so', async () => {
  const root = withoutBooks(paper({ ...one, 'articles/two/en.md': draft }));
  const book = '\nbooks:\n  - { name: b, fa: الف, en: B, articles: [one, two, three] }\n';
  appendFileSync(join(root, 'site.yaml'), book);
  const { err } = await warraq(root, 'check');
  expect(said(err)).toEqual(['site.yaml warning book-001', 'site.yaml error book-001']);
  expect(err).toContain('“two” is a draft: the book leaves it out');
  edit(root, 'site.yaml', ', three]', ']');
  expect((await warraq(root, 'check')).code).toBe(0);
});

test('a book is not at fault where a text of it is', async () => {
  const root = withoutBooks(
    paper({ ...one, 'articles/two/en.md': article.replace('section:', 'sektion:') }),
  );
  appendFileSync(
    join(root, 'site.yaml'),
    '\nbooks:\n  - { name: b, fa: الف, en: B, articles: [two] }\n',
  );
  expect((await warraq(root, 'check')).err).not.toContain('book-00');
});

test('what a published text can show is no draft’s fault alone', async () => {
  const root = paper({
    'articles/one/en.md': article,
    'articles/one/fa.md': draft,
    'articles/one/a.png': 'no picture',
  });
  expect((await warraq(root, 'check')).err).toContain('error art-004');
});

test('status lists drafts and texts that are empty, and marks them', async () => {
  const root = paper({ ...one, 'articles/one/fa.md': draft });
  await warraq(root, 'new', '2024-03-20-two');
  expect((await warraq(root, 'status')).out.split('\n')).toEqual([
    '2024-03-20-two  en (draft, not whole yet)  lacks fa-AF',
    'one  en fa-AF (draft)',
    '',
  ]);
});

test('drafts alone are no paper', async () => {
  const root = paper({ 'articles/two/en.md': draft });
  mkdirSync(join(root, 'articles/three'));
  await warraq(root, 'new', 'three');
  const { code, err } = await warraq(root, 'build');
  expect([code, err]).toEqual([1, expect.stringContaining('every article is a draft')]);
  const chosen = await warraq(root, 'build', 'articles/three');
  expect([chosen.code, chosen.err]).toEqual([1, expect.stringContaining('this is a draft')]);
  edit(root, 'articles/two/en.md', 'draft: true\n', '');
  expect((await warraq(root, 'check')).code).toBe(0);
});
