import { type Article, type Figure, walkBlocks } from '../document/index.js';

/**
 * The picture that stands for an article where another page leads to it: the one that its `image:` names,
 * or else the first of its text. Since it leads somewhere, it is described, by the title if by nothing else.
 */
export function leadPictureOf({ frontMatter, body }: Article): Figure | undefined {
  const figures: Figure[] = [];
  walkBlocks(body, (block) => {
    if (block.kind === 'figure') figures.push(block);
  });
  const picture = frontMatter.image ?? figures[0]?.picture;
  if (picture === undefined) return undefined;
  const alt = figures.find((each) => each.picture === picture)?.alt || frontMatter.title;
  return { kind: 'figure', picture, alt, caption: [] };
}
