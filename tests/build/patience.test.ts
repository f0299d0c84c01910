/** What has no end is given up, on one thread and on several; what stands beside it is done. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { readArticles } from '../../src/build/articles.js';
import { check } from '../../src/build/check.js';
import { beginTasks } from '../../src/build/draw.js';
import { eachWithin, TookTooLong, within } from '../../src/build/patience.js';
import { publish } from '../../src/build/publish.js';
import { openTexts } from '../../src/build/texts.js';
import { FORMATS } from '../../src/build/wish.js';
import { printDiagnostics, SourceFile } from '../../src/diagnostics/index.js';
import { layoutArticle } from '../../src/layout/index.js';
import { openTemplates } from '../../src/render/html/template.js';
import { parseArticle } from '../../src/source/index.js';
import { editionsOf, faces, frontMatter, htmlTemplates } from '../support/house.js';
import { article, paper, withoutBooks } from '../support/paper.js';

const forever = (): never => {
  for (;;);
};

describe('work that has no end', () => {
  test.each<[string, () => unknown]>([
    ['a loop', forever],
    [
      'a loop that catches everything',
      () => {
        for (;;)
          try {
            forever();
          } catch {}
      },
    ],
    ['a pattern that tries every way', () => /^(?:a+)+$/.test(`${'a'.repeat(50)}b`)],
    ['the beginning of what is awaited', async () => forever()],
    ['what is within other work', () => within(60_000, forever)],
  ])('%s is stopped', (_name, work) => {
    expect(() => within(100, work)).toThrow(TookTooLong);
  });

  test('stops nothing else: values and errors come through, one within another', () => {
    expect(within(1000, () => within(1000, () => 1) + within(1000, () => 2))).toBe(3);
    expect(() =>
      within(1000, () => {
        throw new RangeError('ours');
      }),
    ).toThrow(RangeError);
  });
});

test('work that was stopped from outside is done again', async () => {
  const module = pathToFileURL(join(process.cwd(), '.warraq/lib/build/patience.js')).href;
  const work = `
    const { boundPage } = await import('${module}');
    let tries = 0;
    boundPage(() => {
      tries += 1;
      console.log('begun');
      // The first try has no end but that it is stopped.
      for (; tries === 1;);
    });
    process.exitCode = 10 + tries;`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', work]);
  try {
    const end = new Promise<number | null>((resolve) => child.on('close', resolve));
    await new Promise((resolve) => child.stdout.once('data', resolve));
    child.kill('SIGSTOP');
    await setTimeout(3500);
    child.kill('SIGCONT');
    expect(await end).toBe(12);
  } finally {
    child.kill('SIGKILL');
  }
});

test('of many works that are watched together, the one without end is given up, and no other', () => {
  const all = Array.from({ length: 2000 }, (_, at) => at);
  const slowly = (at: number): number => {
    if (at % 500 === 3) forever();
    const end = performance.now() + (at % 100 === 0 ? 30 : 0);
    while (performance.now() < end);
    return at;
  };
  const batches = [...eachWithin(200, all, slowly, () => -1)];
  expect(batches.flat()).toEqual(all.map((at) => (at % 500 === 3 ? -1 : at)));
  expect(batches.length).toBeLessThan(100);
  expect([...eachWithin(200, [], slowly, () => -1)]).toEqual([]);
  expect(() => [
    ...eachWithin(
      200,
      [1],
      () => {
        throw new RangeError('ours');
      },
      () => -1,
    ),
  ]).toThrow(RangeError);
});

test('a text that takes too long to read costs none of the others', async () => {
  const root = paper({
    'articles/endless/en.md': article,
    'articles/other/en.md': article.replace('Some words', '[Some words](javascript:x)'),
  });
  const read = await readArticles(
    root,
    join(root, 'articles'),
    new Set(['culture']),
    { parse: (source) => (source.slug === 'endless' ? forever() : parseArticle(source)) },
    2000,
  );
  expect(read.diagnostics.map(({ code, file }) => `${file.path} ${code}`)).toEqual([
    'articles/endless/en.md art-013',
    'articles/other/en.md md-002',
  ]);
});

/** As many as a text may have. */
const PARAGRAPHS = 48;

/**
 * Paragraphs of one word that is all that a line can hold: all together they take many seconds to break;
 * others, a tenth of one. No word comes twice, for what is known of words is kept.
 */
function slow(letter: string, count = PARAGRAPHS): string {
  const paragraphs = Array.from({ length: count }, (_, index) => {
    const [first, second] = [index % 7, Math.floor(index / 7)].map((each) => 'aeiouyw'[each]);
    return (letter + first + letter + second).repeat(4900);
  });
  return `${frontMatter('Slow')}${paragraphs.join('\n\n')}\n`;
}

/** Milliseconds that this machine takes for so many of them now, busy or not. */
function timeFor(letter: string, count: number): number {
  const texts = { 'articles/slow/en.md': slow(letter, count) };
  const edition = editionsOf(texts).find(({ name }) => name === 'en')!;
  const begun = performance.now();
  layoutArticle(edition.articles[0]!, edition, faces());
  return performance.now() - begun;
}

/** A third of what the text takes once the program is warm. */
function impatience(): number {
  timeFor('b', 4);
  return (timeFor('d', 8) / 8) * (PARAGRAPHS / 3);
}

test.each([1, 2])('an article that takes too long to draw, with %i threads', async (jobs) => {
  const others = Array.from({ length: 8 }, (_, index) => `articles/o-${index}/en.md`);
  const root = withoutBooks(
    paper({
      'articles/slow/en.md': slow(jobs === 1 ? 'k' : 'm'),
      // No face has it: only drawing finds that.
      ...Object.fromEntries(others.map((path) => [path, article.replace('words', 'words 漢')])),
    }),
  );
  const { diagnostics, files } = await publish({
    root,
    out: 'dist',
    jobs,
    patience: impatience(),
    formats: FORMATS,
    editions: [],
    drafts: false,
    paths: [],
    articles: 'all',
    books: 'none',
  });
  expect(files).toEqual([]);
  expect(diagnostics.map(({ code, file }) => `${file.path} ${code}`).sort()).toEqual([
    ...others.map((path) => `${path} pdf-001`),
    'articles/slow/en.md art-013',
  ]);
});

test('threads that are told to stop do no more, and are not replaced', async () => {
  const paths = Array.from({ length: 40 }, (_, index) => `articles/o-${index}/en.md`);
  const root = withoutBooks(paper(Object.fromEntries(paths.map((path) => [path, article]))));
  const choice = { formats: FORMATS, editions: [], drafts: false, paths: [] } as const;
  const wish = { ...choice, articles: 'all', books: 'none' } as const;
  const cacheFolder = join(root, '.warraq/cache');
  const { drawable } = await check(root, wish, openTexts(cacheFolder));
  const { project, editions } = drawable!;
  const patience = 100;
  let done = 0;
  let stop: () => void = () => {};
  const onProgress = (): void => {
    done += 1;
    stop();
  };
  const workplace = { cacheFolder, jobs: 2, patience, onProgress };
  const { run } = await beginTasks(project, editions, wish, 'publish', workplace);
  const stopped = new Promise<void>((resolve) => {
    stop = () => {
      run.stop();
      resolve();
    };
  });
  await stopped;
  const before = done;
  // The faces may take twenty times as long as an article, and are what threads begin with.
  await setTimeout(patience * 25);
  expect(done).toBe(before);
  expect(before).toBeLessThan(paths.length);
});

test('a template that goes round in circles is said at its tag, and tried once', () => {
  const circles = 14;
  const tags = `${'{{#each @root}}'.repeat(circles)}x${'{{/each}}'.repeat(circles)}`;
  const file = new SourceFile('templates/html/about.hbs', `\n  ${tags}`);
  let tried = 0;
  const templates = openTemplates(new Map([...htmlTemplates(), ['about.hbs', file]]), (work) => {
    tried += 1;
    return within(500, work);
  });
  const before = tried;
  const values = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`value${i}`, 'x']));
  expect([templates.render('about', values), templates.render('about', values)]).toEqual(['', '']);
  expect(printDiagnostics(templates.diagnostics)).toContain(
    'templates/html/about.hbs:2:3: error tpl-002: this tag takes so long that it was given up',
  );
  // The page, then each of its pieces alone: the line's blanks and the tag.
  expect(tried - before).toBeLessThanOrEqual(4);
});
