/** The whole program in a folder of its own: what it publishes, and what it says. */
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { article, edit, filesOf, hashOf, paper, warraq } from '../support/paper.js';

const ROOT = process.cwd();

describe('warraq build', () => {
  test('publishes both editions in three formats, and an article of one language in both', async () => {
    const root = paper({ 'articles/2023/one/en.md': article });
    const { code, err } = await warraq(root, 'build');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const files = filesOf(join(root, 'dist'));
    for (const edition of ['fa', 'en'])
      for (const name of ['index.html', 'one/index.html', 'one/one.pdf', 'one/one.epub'])
        expect(files).toContain(`${edition}/${name}`);
    expect(files).toContain('index.html');
    expect(
      files
        .filter((path) => path.endsWith('.woff2'))
        .every((path) => statSync(join(root, 'dist', path)).size > 500),
    ).toBe(true);
  });

  test('takes a title in letters of the other script', async () => {
    const root = paper({
      'articles/one/fa.md': article.replace('A title', 'BBC'),
      'articles/two/fa.md': article.replace('A title', 'بخش فارسی BBC و (IS-K) در کابل'),
      'articles/three/en.md': article.replace('A title', 'The word کابل in a title'),
    });
    const { code, err } = await warraq(root, 'build', '--format', 'epub');
    expect({ code, err }).toEqual({ code: 0, err: '' });
  });

  test('gives the same bytes from another folder, in another time zone and language', async () => {
    const root = paper({
      'articles/one/en.md': article,
      'articles/one/fa.md': article.replace('A title', 'عنوان'),
    });
    expect((await warraq(root, 'build')).code).toBe(0);
    const first = hashOf(join(root, 'dist'));
    for (const made of ['dist', '.warraq']) rmSync(join(root, made), { recursive: true });
    if (!existsSync('.warraq/lib/cli.js')) execFileSync('npm', ['run', '--silent', 'compile']);
    execFileSync(process.execPath, [join(ROOT, '.warraq/lib/cli.js'), 'build'], {
      cwd: join(root, 'articles', 'one'),
      env: { ...process.env, TZ: 'Pacific/Kiritimati', LANG: 'fa_AF.UTF-8', LC_ALL: 'fa_AF.UTF-8' },
    });
    expect(hashOf(join(root, 'dist'))).toBe(first);
  });

  test('says every fault at once, exits 1, and leaves the last publication untouched', async () => {
    const root = paper({ 'articles/one/en.md': article });
    expect((await warraq(root, 'build')).code).toBe(0);
    const before = hashOf(join(root, 'dist'));
    writeFileSync(
      join(root, 'articles/one/en.md'),
      article.replace('Some words', '<b>Some</b> ![x](no.png)'),
    );
    mkdirSync(join(root, 'articles/two'));
    writeFileSync(
      join(root, 'articles/two/fa.md'),
      '---\ntitle: x\ndate: 2023-02-30\nsection: nowhere\n---\n\nText\n',
    );
    const { code, err } = await warraq(root, 'build');
    expect(code).toBe(1);
    for (const place of [
      'articles/one/en.md:8:1: error md-001',
      'articles/one/en.md:8:13: error md-005',
      'articles/two/fa.md:3:7: error fm-003',
      'articles/two/fa.md:4:10: error fm-009',
    ])
      expect(err).toContain(place);
    expect(hashOf(join(root, 'dist'))).toBe(before);
  });

  test('names the faults of folders, file names and pictures', async () => {
    const root = paper({
      'articles/one/en.md': article,
      'articles/nested/one/en.md': article,
      'articles/one/xx.md': article,
      'articles/loose.md': article,
      'articles/Bad Name/en.md': article,
      'articles/pictures/en.md': `${article}\n![A map.](map.webp)\n`,
      'articles/pictures/map.webp': 'RIFF',
    });
    const { code, err } = await warraq(root, 'check');
    expect(code).toBe(1);
    for (const fault of ['art-001', 'art-002', 'art-003', 'art-004', 'art-006'])
      expect(err).toContain(`error ${fault}`);
  });

  test('reads no picture through a link that leads out of the folder', async () => {
    const root = paper({ 'articles/one/en.md': `${article}\n![A secret.](secret.png)\n` });
    symlinkSync(
      join(ROOT, 'articles/2024-03-20-nowruz-calendar/months.png'),
      join(root, 'articles/one/secret.png'),
    );
    const { code, err } = await warraq(root, 'build');
    expect(code).toBe(1);
    expect(err).toContain(
      'articles/one/secret.png:1:1: error art-009: this is a link that leads out',
    );
  });

  test('passes over nothing in silence that could be a text', async () => {
    const root = paper({
      'articles/one/en.md': article,
      'articles/one/fa.txt': 'x',
      'articles/one/en.docx': 'x',
      'articles/one/remarks.txt': 'x',
      'articles/two/EN.MD': article,
      'articles/three/en.markdown': article,
      'articles/four/en.md/x.txt': 'x',
      [`articles/${'a'.repeat(252)}/en.md`]: article,
      'articles/five/p.png': 'x',
    });
    symlinkSync(join(root, 'articles/one'), join(root, 'articles/linked'));
    symlinkSync('../one/en.md', join(root, 'articles/five/en.md'));
    symlinkSync('nowhere.md', join(root, 'articles/five/fa.md'));
    symlinkSync('../one/remarks.txt', join(root, 'articles/five/q.png'));
    const { code, err } = await warraq(root, 'check');
    expect(code).toBe(1);
    for (const place of [
      'one/fa.txt:1:1: error art-010: “fa.txt” is not read',
      'one/en.docx:1:1: warning art-010',
      'two/EN.MD:1:1: error art-010',
      'three/en.markdown:1:1: error art-010',
      'four/en.md:1:1: error art-010',
      'linked:1:1: error art-009: this is a link to a folder',
      'five/en.md:1:1: error art-009: this is a link that leads out',
      'five/fa.md:1:1: error art-009: this is a link to something that is not there',
      'five/q.png:1:1: error art-009',
      'error art-003: the name of the folder has 252 letters; 100 are the most',
    ])
      expect(err).toContain(place);
    expect(err).not.toContain('remarks.txt');
    expect(err).not.toContain('art-017');
  });

  test('tells of a picture that no text can show', async () => {
    const root = paper({
      'articles/one/en.md': article,
      'articles/one/pictures/a.png': readFileSync('articles/2024-03-20-nowruz-calendar/months.png'),
      'articles/two/a.png': 'x',
      'articles/two/b.png': 'x',
      'articles/logo.png': 'x',
    });
    const { code, err } = await warraq(root, 'check');
    expect(code).toBe(0);
    expect(err.match(/^.* art-017/gm)).toEqual([
      'articles:1:1: warning art-017',
      'articles/two:1:1: warning art-017',
    ]);
  });

  test('names a character that no face has, with its place', async () => {
    const root = paper({ 'articles/one/en.md': article.replace('words', 'wor漢ds') });
    const { code, err } = await warraq(root, 'build');
    expect(code).toBe(1);
    expect(err).toContain(
      'articles/one/en.md:8:9: error pdf-001: no face has the character “漢” (U+6F22)',
    );
    expect(existsSync(join(root, 'dist'))).toBe(false);
  });

  test('names faults of site.yaml, the theme, a locale and a template together', async () => {
    const root = paper({ 'articles/one/en.md': article });
    edit(root, 'site.yaml', 'url:', 'ulr:');
    edit(root, 'templates/theme.yaml', 'textSize: 11.5', 'textSize: big');
    edit(root, 'locales/fa/common.json', '"فهرست"', '"Contents"');
    const first = await warraq(root, 'check');
    expect(first.code).toBe(1);
    for (const place of [
      'site.yaml:3:1: error site-001',
      'templates/theme.yaml:26:11: error theme-001',
      'locales/fa/common.json:4:',
    ])
      expect(first.err).toContain(place);
    edit(root, 'site.yaml', 'ulr:', 'url:');
    edit(root, 'templates/theme.yaml', 'textSize: big', 'textSize: 11.5');
    edit(root, 'locales/fa/common.json', '"Contents"', '"فهرست"');
    edit(root, 'templates/html/article.hbs', '{{{body}}}', '{{{bodi}}}');
    const second = await warraq(root, 'build');
    expect(second.code).toBe(1);
    expect(second.err).toContain('templates/html/article.hbs:');
    expect(second.err).toContain('did you mean “body”?');
  });

  test('takes away what it made before, and never what it did not make', async () => {
    const root = paper({ 'articles/one/en.md': article, 'articles/two/en.md': article });
    expect((await warraq(root, 'build')).code).toBe(0);
    writeFileSync(join(root, 'dist/robots.txt'), 'User-agent: *\n');
    rmSync(join(root, 'articles/two'), { recursive: true });
    expect((await warraq(root, 'build')).code).toBe(0);
    const files = filesOf(join(root, 'dist'));
    expect(files).toContain('robots.txt');
    expect(files.some((path) => path.includes('two'))).toBe(false);
  });

  test('publishes one format of one article beside the others, and drafts only when asked', async () => {
    const root = paper({
      'articles/one/en.md': article,
      'articles/two/en.md': article.replace('section:', 'draft: true\nsection:'),
    });
    expect((await warraq(root, 'build')).code).toBe(0);
    expect(filesOf(join(root, 'dist')).some((path) => path.includes('two'))).toBe(false);
    rmSync(join(root, 'dist/en/one/one.pdf'));
    expect(
      (await warraq(root, 'build', 'articles/one', '--format', 'pdf', '--edition', 'en')).code,
    ).toBe(0);
    expect(existsSync(join(root, 'dist/en/one/one.pdf'))).toBe(true);
    expect((await warraq(root, 'build', '--drafts')).code).toBe(0);
    expect(existsSync(join(root, 'dist/fa/two/two.epub'))).toBe(true);
  });
});

describe('the other commands', () => {
  test('import writes an article, and never over one', async () => {
    const root = paper({ 'letter.txt': readFileSync('tests/import/globetrotter.txt') });
    const first = await warraq(root, 'import', 'letter.txt');
    expect(first.code).toBe(0);
    expect(first.out).toContain('wrote articles/2023-05-12-taliban-islamic-state/en.md');
    expect((await warraq(root, 'build')).code).toBe(0);
    const second = await warraq(root, 'import', 'letter.txt');
    expect(second.code).toBe(1);
    expect(second.err).toContain('is there already');
  });

  test('new makes a draft, status says what is lacking', async () => {
    const root = paper({ 'articles/one/en.md': article });
    expect((await warraq(root, 'new', '2024-01-01-word', '--language', 'fa')).out).toContain(
      'articles/2024-01-01-word/fa.md',
    );
    expect((await warraq(root, 'status')).out).toContain('one  en  lacks fa-AF');
  });

  test('a slip of the hand is answered in words', async () => {
    const root = paper({});
    const cases: [string[], string][] = [
      [['bild'], 'there is no command “bild”'],
      [['build', '--format', 'docx'], 'there is no format “docx”'],
      [['build', '--colour'], 'colour'],
      [['import'], 'name one document'],
      [['import', 'nowhere.txt'], 'there is no file nowhere.txt'],
      [['new', 'Bad Name'], 'name the folder with small Latin letters'],
      [['new', 'authors'], '“authors” is a page of the site already: give the folder another name'],
      [['new', '2024-13-45-x'], '“2024-13-45” is not a date of the calendar'],
      [['new', '1403-12-31'], '“1403-12-31” is not a date of the calendar'],
    ];
    for (const [argv, words] of cases) {
      const { code, err } = await warraq(root, ...argv);
      expect({ argv, code }).toEqual({ argv, code: 1 });
      expect(err).toContain(words);
    }
    expect((await warraq(tmpdir(), 'build')).err).toContain('there is no site.yaml');
    expect((await warraq(root, '--help')).code).toBe(0);
  });
});
