/** Notes at the foot stand in the order of their numbers. */
import { layoutArticle } from '../../src/layout/index.js';
import { editionsOf, faces, frontMatter } from '../support/house.js';

/** Numbers of the notes, from the top of the first page's foot. */
function foot(language: 'fa' | 'en', text: string): string[] {
  const edition = editionsOf({ [`articles/a/${language}.md`]: frontMatter('A title') + text }).find(
    ({ name }) => name === language,
  )!;
  const layout = layoutArticle(edition.articles[0]!, edition, faces());
  const isLabel = (owner: number): boolean => {
    const above: string[] = [];
    for (let at = owner; at >= 0; at = layout.structure[at]!.parent)
      above.push(layout.structure[at]!.type);
    return above.includes('Lbl') && above.includes('Note');
  };
  return layout.pages[0]!.items.flatMap((item) =>
    item.kind === 'text' && item.owner !== 'artifact' && isLabel(item.owner) ? [item] : [],
  )
    .sort((a, b) => a.y - b.y)
    .map(({ text: label }) => label.trim());
}

const NOTES = '\n\n[^a]: First.\n\n[^b]: Second.\n\n[^c]: Third.\n';

test('of one line of Persian, which is drawn from its end', () => {
  expect(foot('fa', `یادداشت[^a] و دیگر[^b] و سوم[^c].${NOTES}`)).toEqual(['۱', '۲', '۳']);
  expect(foot('en', `Words[^a] and more[^b] and these[^c].${NOTES}`)).toEqual(['1', '2', '3']);
});

test('of a note that has one of its own', () => {
  const notes = '\n\n[^a]: First, with a note[^c].\n\n[^b]: Second.\n\n[^c]: Third.\n';
  expect(foot('en', `One[^a] and two[^b].${notes}`)).toEqual(['1', '2', '3']);
});
