#!/usr/bin/env node
/**
 * Speed and size of the PDF beside its peers, in one process and in turn, warm.
 *
 *   npm run bench [-- rounds]      prints medians, then the same as one line of JSON
 *
 * CPU time is that of all threads. The room for young objects is that of `npm run build`: all of an article
 * is thrown away at once, and a small room would copy it before that.
 * Quote ratios: the machine's mood is the same for both.
 */
import { setImmediate } from 'node:timers/promises';
import { openTypst, typstSource } from './typst.mjs';
import { variantsOf } from './variants.mjs';
import { openWarraq } from './warraq.mjs';

const PEERS = '.warraq/peers';
/** Articles that one makes before the other's turn: a publication has many, and nothing between them. */
const TURN = 10;
/** A multiple of it. */
const WARM_UP = 100;
const rounds = Number(process.argv[2] ?? 60);

const warraq = await openWarraq();
const typst = installed(() => openTypst(PEERS));
const results = [];
for (const language of ['fa', 'en']) results.push(await compare(language));
for (const result of results) result.rows.push(await books(result.language));
for (const result of results) print(result);
console.log(JSON.stringify({ node: process.version, rounds, results }));

/** A peer; without it only ours is measured. */
function installed(open) {
  try {
    return open();
  } catch (error) {
    console.error(`typst is missing, tests/bench/install-peers installs it: ${error.message}`);
    return undefined;
  }
}

/** The same articles, made by each in turns. */
async function compare(language) {
  const variant = variantsOf(language);
  const contenders = [{ name: warraq.name, samples: [], make: warraq.make.bind(null, language) }];
  if (typst)
    contenders.push({ name: typst.name, samples: [], make: (_, source) => typst.make(source) });
  // Made beforehand, so that nobody pays for what they leave behind.
  const articles = Array.from({ length: WARM_UP + rounds }, (_, round) => {
    const text = variant(round);
    return { text, source: typst ? typstSource(warraq.editionOf(language, text)) : '' };
  });
  for (let from = 0; from < articles.length; from += TURN)
    for (const { make, samples } of contenders)
      for (const { text, source } of articles.slice(from, from + TURN)) {
        const { made, cpu, wall } = await measured(() => make(text, source));
        if (from >= WARM_UP) samples.push({ cpu, wall, bytes: made.length });
      }
  const rows = contenders.map(({ name, samples }) => rowOf(name, samples));
  const [own, peer] = rows;
  const ratio = peer ? Number((own.cpu / peer.cpu).toFixed(3)) : null;
  return { language, rows, ratio };
}

/**
 * The e-book of each article, from Markdown on, cover and all; no peer makes one. Its pages come from the
 * layout of the PDF, which a build has made by then: that is not measured here a second time.
 */
async function books(language) {
  const variant = variantsOf(language);
  const samples = [];
  for (let round = 0; round < WARM_UP + rounds; round++) {
    const text = variant(round);
    const reading = await measured(() => warraq.editionOf(language, text));
    const layout = warraq.layoutOf(reading.made);
    const book = await measured(() => warraq.makeBook(reading.made, layout, text));
    samples.push({
      cpu: reading.cpu + book.cpu,
      wall: reading.wall + book.wall,
      bytes: book.made.length,
    });
  }
  return rowOf(`${warraq.name}, e-book`, samples.slice(WARM_UP));
}

function rowOf(name, samples) {
  const of = (what) => median(samples.map((sample) => sample[what]));
  return { name, cpu: of('cpu'), wall: of('wall'), bytes: of('bytes') };
}

/** What was made, in milliseconds of CPU and of the clock. The event loop turns before, as bindings free memory there. */
async function measured(make) {
  await setImmediate();
  const cpu = process.cpuUsage();
  const wall = performance.now();
  const made = await make();
  const elapsed = performance.now() - wall;
  const { user, system } = process.cpuUsage(cpu);
  return { cpu: (user + system) / 1000, wall: elapsed, made };
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return Number(sorted[sorted.length >> 1].toFixed(2));
}

function print({ language, rows, ratio }) {
  console.log(`\n${language}${' '.repeat(26)}CPU ms   wall ms     bytes`);
  for (const { name, cpu, wall, bytes } of rows)
    console.log(
      `  ${name.padEnd(22)}${[cpu, wall, bytes].map((each) => String(each).padStart(10)).join('')}`,
    );
  if (ratio !== null) console.log(`  warraq / typst: ${ratio} of the CPU time`);
}
