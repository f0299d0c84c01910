/** Tables of what was measured, and ratios beside their bars. */
export const FORMATS = ['html', 'pdf', 'epub'];

/**
 * Our time by a peer's, at most, in papers of so many pairs and more: a small paper is hardly more than the start
 * of a program.
 */
const PEER_BARS = {
  Hugo: { bar: 0.6, from: 1000 },
  typst: { bar: 0.33, from: 100 },
  Chromium: { bar: 0.15, from: 100 },
  WeasyPrint: { bar: 0.08, from: 100 },
  pandoc: { bar: 0.2, from: 100 },
};
const LARGE = 1000;
/** Seconds for everything of the large paper. */
const LONGEST = 60;
/** Time and memory of a paper by those of one with a tenth of its articles. */
const GROWTH = { wall: 11, memory: 1.5 };

/** @returns what is compared, the figure, and the bar where there is one for this size */
export function ratiosOf(papers) {
  return papers.flatMap((paper) => [
    ...peerRatios(paper),
    ...growthRatios(
      paper,
      papers.find(({ pairs }) => pairs * 10 === paper.pairs),
    ),
  ]);
}

function peerRatios({ pairs, rows }) {
  return rows
    .filter(({ name }) => name !== 'warraq')
    .map((peer) => {
      const own = coldOf(rows, peer.formats);
      const what = `${peer.formats}: warraq / ${peer.name}`;
      const { bar, from } = PEER_BARS[peer.name] ?? { from: Number.POSITIVE_INFINITY };
      return {
        pairs,
        what,
        figure: each(own, 'wall') / each(peer, 'wall'),
        cpu: each(own, 'cpu') / each(peer, 'cpu'),
        ...(pairs >= from ? { bar } : {}),
      };
    });
}

function growthRatios({ pairs, rows }, tenth) {
  const all = coldOf(rows, FORMATS.join());
  const isLarge = pairs === LARGE;
  const seconds = isLarge
    ? [{ pairs, what: 'all together, seconds', figure: all.wall, bar: LONGEST }]
    : [];
  if (!tenth) return seconds;
  const small = coldOf(tenth.rows, FORMATS.join());
  const growth = ['wall', 'memory'].map((what) => ({
    pairs,
    what: `all together, ${what} / that of ${tenth.pairs} pairs`,
    figure: all[what] / small[what],
    ...(isLarge ? { bar: GROWTH[what] } : {}),
  }));
  return [...seconds, ...growth];
}

function coldOf(rows, formats) {
  return rows.find((row) => row.name === 'warraq' && row.formats === formats);
}

/** Seconds a document, so that samples can be compared. */
function each({ documents, ...seconds }, what) {
  return seconds[what] / documents;
}

export function printHead(pairs) {
  const head = ['documents', 'wall s', 'CPU s', 'ms each', 'peak MB', 'kB'];
  console.log(`\n${`${pairs} pairs`.padEnd(50)}${columns(head)}`);
}

export function printRow(row) {
  const { name, formats, state, documents, wall, cpu, memory, bytes } = row;
  const figures = [
    documents,
    wall.toFixed(2),
    cpu.toFixed(2),
    (each(row, 'wall') * 1000).toFixed(1),
    (memory / 1024).toFixed(0),
    (bytes / 1000).toFixed(0),
  ];
  const label = `${formats.padEnd(15)}${name.padEnd(12)}${state}`;
  console.log(`  ${label.padEnd(48)}${columns(figures)}`);
}

export function printRatios(ratios) {
  const head = ['figure', 'bar', '', 'by CPU'];
  console.log(`\n${'ratios by the clock, cold'.padEnd(56)}${columns(head)}`);
  for (const { pairs, what, figure, bar, cpu } of ratios) {
    const verdict = bar === undefined ? ['', ''] : [bar, figure <= bar ? 'kept' : 'missed'];
    const cells = [figure.toFixed(3), ...verdict, cpu?.toFixed(3) ?? ''];
    console.log(`  ${`${pairs} pairs, ${what}`.padEnd(54)}${columns(cells)}`);
  }
}

function columns(cells) {
  return cells.map((cell) => String(cell).padStart(11)).join('');
}
