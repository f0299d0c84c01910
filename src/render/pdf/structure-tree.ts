/** The structure tree (ISO 32000-1 §14.7): which mark on which page belongs to which element. */
import type { Layout, StructureElement } from '../../layout/index.js';
import type { PdfReference, Writer } from './hooks.js';

export interface StructureTree {
  /** A new mark of the element on the current page; gives its MCID. */
  readonly mark: (element: number) => number;
  /** Hangs an annotation on its element; gives the annotation's key in the parent tree. */
  readonly annotate: (element: number, annotation: PdfReference) => number;
  /** Begins a page; gives its key in the parent tree. */
  readonly openPage: (page: PdfReference) => number;
  readonly finish: () => void;
}

/**
 * Children are attached when their first content appears, elder siblings first. Holds: the order of
 * an element's kids is the order of reading, empty elements (a blank cell) included.
 */
export function openStructure(document: Writer, layout: Layout): StructureTree {
  const root = document.ref({ Type: 'StructTreeRoot' });
  const { structure } = layout;
  const references = structure.map((element) => document.ref(dictionaryOf(element)));
  const kids = structure.map((): unknown[] => []);
  const children = structure.map((): number[] => []);
  for (const [index, element] of structure.entries())
    if (element.parent >= 0) children[element.parent]!.push(index);
  const attached = structure.map(() => 0);
  const isAttached = structure.map((element) => element.parent < 0);
  const parentTree: unknown[] = [];
  let page: PdfReference | undefined;
  let marks: PdfReference[] = [];

  const attach = (index: number): void => {
    if (isAttached[index]) return;
    const parent = structure[index]!.parent;
    attach(parent);
    while (!isAttached[index]) {
      const next = children[parent]![attached[parent]!]!;
      attached[parent]! += 1;
      isAttached[next] = true;
      kids[parent]!.push(references[next]);
    }
  };

  return {
    openPage: (reference) => {
      page = reference;
      marks = [];
      parentTree.push(marks);
      return parentTree.length - 1;
    },
    mark: (element) => {
      attach(element);
      const id = marks.length;
      marks.push(references[element]!);
      kids[element]!.push(kidOf(references[element]!, page!, id));
      return id;
    },
    annotate: (element, annotation) => {
      attach(element);
      kids[element]!.push({ Type: 'OBJR', Obj: annotation, Pg: page });
      parentTree.push(references[element]);
      return parentTree.length - 1;
    },
    finish: () => {
      for (const index of structure.keys()) attach(index);
      structure.forEach((element, index) => {
        const reference = references[index]!;
        reference.data.P = element.parent < 0 ? root : references[element.parent];
        reference.data.K = kids[index];
        reference.end();
      });
      const nums = document.ref({ Nums: parentTree.flatMap((value, key) => [key, value]) });
      nums.end();
      const named = structure.flatMap((element, index) =>
        element.id === undefined ? [] : [{ id: element.id, reference: references[index] }],
      );
      named.sort((a, b) => (a.id < b.id ? -1 : 1));
      Object.assign(root.data, {
        K: [references[0]],
        ParentTree: nums,
        ParentTreeNextKey: parentTree.length,
        ...(named.length > 0
          ? { IDTree: { Names: named.flatMap(({ id, reference }) => [new String(id), reference]) } }
          : {}),
      });
      root.end();
      document._root.data.StructTreeRoot = root;
      document._root.data.MarkInfo = { Marked: true };
    },
  };
}

/** A mark as its number alone where it is on the element's own page, the page of its first mark (§14.7.4.2). */
function kidOf(element: PdfReference, page: PdfReference, id: number): unknown {
  element.data.Pg ??= page;
  return element.data.Pg === page ? id : { Type: 'MCR', Pg: page, MCID: id };
}

function dictionaryOf(element: StructureElement): Record<string, unknown> {
  const attributes: Record<string, unknown>[] = [];
  if (element.direction)
    attributes.push({ O: 'Layout', WritingMode: element.direction === 'rtl' ? 'RlTb' : 'LrTb' });
  if (element.listNumbering) attributes.push({ O: 'List', ListNumbering: element.listNumbering });
  if (element.scope) attributes.push({ O: 'Table', Scope: element.scope });
  return {
    Type: 'StructElem',
    S: element.type,
    ...(element.language ? { Lang: new String(element.language) } : {}),
    ...(element.alt ? { Alt: new String(element.alt) } : {}),
    ...(element.id ? { ID: new String(element.id) } : {}),
    ...(attributes.length > 0 ? { A: attributes.length === 1 ? attributes[0] : attributes } : {}),
  };
}
