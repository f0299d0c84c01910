/** A line that mixes scripts stands as far from its neighbours as any other. */
import { article, EN, edition, FA, p, run } from '../support/edition.js';
import { layOut, texts } from '../support/layout.js';
import { enWords, faWords } from './cases.js';

test.each([
  [
    'English with Persian words',
    EN,
    [enWords(30), ' ', run(FA, 'وراق کابل، هفته‌ای یک بار'), ' ', enWords(40)],
  ],
  [
    'Persian with English words',
    FA,
    [faWords(30), ' ', run(EN, 'Globetrotter, (Quarterly)'), ' ', faWords(40)],
  ],
])('%s', (_, tongue, content) => {
  const within = edition(tongue);
  const layout = layOut({
    edition: within,
    article: article(tongue, within, { body: [p(content)] }),
  });
  const paragraph = layout.structure.findLastIndex(({ type }) => type === 'P');
  const own = texts(layout).filter(({ owner }) => owner === paragraph);
  const baselines = [...new Set(own.map(({ y }) => Math.round(y * 100)))].sort((a, b) => a - b);
  const steps = baselines.slice(1).map((y, index) => y - baselines[index]!);
  expect(steps.length).toBeGreaterThan(3);
  expect(Math.max(...steps) - Math.min(...steps)).toBeLessThanOrEqual(1);
});
