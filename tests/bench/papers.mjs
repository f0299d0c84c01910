#!/usr/bin/env node
/**
 * Whole papers of many article pairs: each format alone and all together, cold and warm, beside other programs
 * on the same corpus in the same run.
 *
 *   npm run bench:papers [-- --pairs 10,100,1000 --peers-at 10,100 --keep]
 *
 * Prints a table for each paper, the ratios with their bars, then the same as one line of JSON. What
 * `tests/bench/install-peers` has not installed is named as missing. Quote ratios, from a machine that does
 * nothing else.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measureBuilds } from './builds.mjs';
import { writeCorpus } from './corpus.mjs';
import { bytesOf, measured } from './measure.mjs';
import { PEERS } from './peers.mjs';
import { FORMATS, printHead, printRatios, printRow, ratiosOf } from './report.mjs';
import { openWarraq } from './warraq.mjs';

/** Documents that are enough of a slow peer. */
const SAMPLE = 200;

const { values } = parseArgs({
  options: {
    pairs: { type: 'string', default: '10,100,1000' },
    /** Absent: at all of them. */
    'peers-at': { type: 'string' },
    /** Leaves what was made for people to look at, and says where. */
    keep: { type: 'boolean', default: false },
  },
});
const sizes = numbersOf(values.pairs);
const peersAt = new Set(values['peers-at'] === undefined ? sizes : numbersOf(values['peers-at']));
const machine = {
  processor: cpus()[0].model,
  cores: availableParallelism(),
  load: loadavg()[0],
  node: process.version,
};
console.log(`${machine.processor}, ${machine.cores} cores, load ${machine.load.toFixed(2)}`);
const peers = installed();
const { editionOf } = await openWarraq();
const papers = [];
for (const pairs of sizes) {
  const rows = [];
  printHead(pairs);
  for (const row of measurePaper(pairs, peersAt.has(pairs) ? peers : [])) {
    printRow(row);
    rows.push(row);
  }
  papers.push({ pairs, rows });
}
const ratios = ratiosOf(papers);
printRatios(ratios);
console.log(JSON.stringify({ machine, papers, ratios }));

function numbersOf(list) {
  return list.split(',').map(Number);
}

function installed() {
  const known = PEERS.map((peer) => ({ ...peer, version: peer.version() }));
  for (const { name, version } of known)
    console.log(
      version ? `${name}: ${version}` : `${name} is missing: tests/bench/install-peers installs it`,
    );
  return known.filter(({ version }) => version !== undefined);
}

/** All together first, for its pages and covers are what some peers are given; then a format after the other. */
function* measurePaper(pairs, peers) {
  const workplace = mkdtempSync(join(tmpdir(), 'papers-'));
  try {
    const folder = join(workplace, 'paper');
    writeCorpus(folder, pairs);
    const paper = { folder, articles: articlesOf(folder), pages: join(workplace, 'pages') };
    yield* measureBuilds(paper, FORMATS.join());
    renameSync(join(folder, 'dist'), paper.pages);
    for (const format of FORMATS) {
      yield* measureBuilds(paper, format);
      for (const peer of peers.filter(({ formats }) => formats === format))
        yield measurePeer(peer, paper, join(workplace, peer.name));
    }
  } finally {
    if (values.keep) console.log(`kept: ${workplace}`);
    else rmSync(workplace, { recursive: true });
  }
}

function measurePeer({ name, formats, prepare, sampled }, paper, folder) {
  const made = join(folder, 'made');
  mkdirSync(made, { recursive: true });
  const articles = sampled ? sampleOf(paper.articles) : paper.articles;
  const figures = prepare({ ...paper, articles, editionOf, folder }).map(measured);
  const sum = (what) => figures.reduce((total, each) => total + each[what], 0);
  return {
    name,
    formats,
    state: 'cold',
    documents: articles.length,
    wall: sum('wall'),
    cpu: sum('cpu'),
    memory: Math.max(...figures.map(({ memory }) => memory)),
    bytes: bytesOf(made),
  };
}

/** Pairs from the whole paper, as far apart as can be. */
function sampleOf(articles) {
  const share = Math.min(1, SAMPLE / articles.length);
  return articles.filter((_, at) => {
    const pair = at >> 1;
    return Math.floor((pair + 1) * share) > Math.floor(pair * share);
  });
}

function articlesOf(folder) {
  return readdirSync(join(folder, 'articles'))
    .sort()
    .flatMap((slug) =>
      ['fa', 'en'].map((language) => {
        const file = join(folder, 'articles', slug, `${language}.md`);
        const [, section] = readFileSync(file, 'utf8').match(/^section: (.*)$/m);
        return { name: `${slug}.${language}`, slug, language, file, section };
      }),
    );
}
