import type { Block, Tongue } from '../document/index.js';
import type { StructureElement, StructureType } from './page.js';

/** The structure tree while it grows: parents first, children in the order of reading. */
export class StructureBuilder {
  readonly elements: StructureElement[] = [];
  /** The innermost block that each element was made for; none for what stands beside the text. */
  readonly blocks: (Block | undefined)[] = [];
  readonly #tongues: Tongue[] = [];

  constructor(root: Tongue) {
    this.elements.push({
      type: 'Document',
      parent: -1,
      language: root.language,
      direction: root.direction,
    });
    this.#tongues.push(root);
  }

  /** The elements from `first` on were made for `block`, save those of blocks within it. */
  claim(block: Block, first: number): void {
    for (let at = first; at < this.elements.length; at++) this.blocks[at] ??= block;
  }

  /** A tree of its own, for text that is measured and not kept. */
  scratch(): StructureBuilder {
    return new StructureBuilder(this.#tongues[0]!);
  }

  /** Adds an element; its language and direction are written where they differ from its parent's. */
  add(
    type: StructureType,
    parent: number,
    tongue?: Tongue,
    attributes: Partial<Omit<StructureElement, 'type' | 'parent' | 'language' | 'direction'>> = {},
  ): number {
    const around = this.#tongues[parent]!;
    const own = tongue ?? around;
    this.elements.push({
      type,
      parent,
      ...attributes,
      ...(own.language === around.language ? {} : { language: own.language }),
      ...(own.direction === around.direction ? {} : { direction: own.direction }),
    });
    this.#tongues.push(own);
    return this.elements.length - 1;
  }
}
