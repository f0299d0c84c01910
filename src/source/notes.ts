/** The footnotes of an article: their definitions, joined to the references of its text. */
import type { Span } from '../diagnostics/index.js';
import { type Note, tongueOf } from '../document/index.js';
import { readBlocks } from './blocks.js';
import type { FootnoteDefinition, Token } from './markdown.js';
import { type Reader, report, reportEmpty } from './reader.js';

/** More is a slip or an attack, and no page could show it. */
const DEEPEST = 16;

/** A definition and the place of its mark. */
interface Definition extends Pick<FootnoteDefinition, 'label' | 'tokens'> {
  readonly mark: Span;
}

/**
 * Notes in the order of their first reference. Reading a note may refer to another, so the references
 * grow while they are walked.
 *
 * @param tokens of the whole text, which begins at `bodyStart`
 */
export function readNotes(reader: Reader, tokens: readonly Token[], bodyStart: number): Note[] {
  const byLabel = byLabels(reader, located(reader, definitionsIn(tokens), bodyStart));
  const notes: Note[] = [];
  const unwritten: string[] = [];
  // Holds: the references up to `known` stand in texts of `depth` notes within each other.
  let depth = 0;
  let known = reader.references.size;
  for (const [label, number] of reader.references) {
    if (number > known) {
      depth += 1;
      known = reader.references.size;
    }
    const definition = byLabel.get(label);
    if (!definition) unwritten.push(label);
    else if (depth > DEEPEST) {
      reportDeep(reader, definition);
      break;
    } else notes.push(readNote(reader, number, definition));
  }
  reportUnwritten(reader, unwritten, bodyStart);
  // What was not read may refer to any of them.
  const isUnread = reader.diagnostics.some(({ code }) => code === 'md-013');
  for (const [label, { mark }] of byLabel)
    if (!isUnread && !reader.references.has(label))
      report(
        reader,
        'warning',
        'md-009',
        `nothing refers to the footnote [^${label}]`,
        mark,
        `write “[^${label}]” in the text, or take the footnote away`,
      );
  return notes;
}

function reportDeep(reader: Reader, { label, mark }: Definition): void {
  report(
    reader,
    'error',
    'md-013',
    `the footnote [^${label}] is one of a footnote of a footnote, more than ${DEEPEST} deep`,
    mark,
    'refer to it from the text',
  );
}

function readNote(reader: Reader, number: number, { tokens, mark }: Definition): Note {
  reader.cursor = mark.start;
  const own = tongueOf(tokens.map(({ raw }) => raw).join(' '), reader.tongue);
  const before = reader.diagnostics.length;
  const blocks = readBlocks(tokens, own ?? reader.tongue, reader, 1);
  if (blocks.length === 0) reportEmpty(reader, before, 'a footnote', mark);
  return { id: `note-${number}`, blocks, ...(own ? { tongue: own } : {}) };
}

/** The first definition of each label; says the others. */
function byLabels(
  reader: Reader,
  definitions: readonly Definition[],
): ReadonlyMap<string, Definition> {
  const byLabel = new Map<string, Definition>();
  for (const definition of definitions) {
    const { label, mark } = definition;
    if (byLabel.has(label))
      report(
        reader,
        'error',
        'md-010',
        `the footnote [^${label}] is written twice`,
        mark,
        'give one of the two another name',
      );
    else byLabel.set(label, definition);
  }
  return byLabel;
}

/** Says each label where it is first referred to. */
function reportUnwritten(reader: Reader, labels: readonly string[], bodyStart: number): void {
  if (labels.length === 0) return;
  const places = marksIn(reader.file.text, bodyStart, REFERENCE);
  for (const label of labels) {
    const mark = `[^${label}]`;
    const start = places.get(label)?.[0] ?? bodyStart;
    report(
      reader,
      'error',
      'md-008',
      `the footnote ${mark} is not written`,
      { start, end: start + mark.length },
      `write “${mark}: …” in a paragraph of its own`,
    );
  }
}

/** Definitions at any depth, in the order of the text. */
function definitionsIn(tokens: readonly Token[]): FootnoteDefinition[] {
  return tokens.flatMap((token): FootnoteDefinition[] => {
    if (token.type === 'footnoteDefinition') return [token as unknown as FootnoteDefinition];
    const inner =
      'items' in token ? (token.items as Token[]) : 'tokens' in token ? (token.tokens ?? []) : [];
    return definitionsIn(inner);
  });
}

const REFERENCE = /\[\^([^\]\s]{1,80})\]/g;
/** At the beginning of a line, within quotations and items of lists too. */
const DEFINITION = /(?<=^[ \t>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t>]+)*)\[\^([^\]\s]{1,80})\]:/gm;

/** Every definition with its place: those of one label stand in the file as they follow each other here. */
function located(
  reader: Reader,
  definitions: readonly FootnoteDefinition[],
  bodyStart: number,
): Definition[] {
  if (definitions.length === 0) return [];
  const places = marksIn(reader.file.text, bodyStart, DEFINITION);
  const counts = new Map<string, number>();
  return definitions.map(({ label, tokens }) => {
    const count = counts.get(label) ?? 0;
    counts.set(label, count + 1);
    const start = places.get(label)?.[count] ?? bodyStart;
    return { label, tokens, mark: { start, end: start + label.length + 4 } };
  });
}

/** Where a pattern finds each label, in one walk through the text from `bodyStart` on. */
function marksIn(text: string, bodyStart: number, pattern: RegExp): Map<string, number[]> {
  const places = new Map<string, number[]>();
  for (const { 1: label, index } of text.slice(bodyStart).matchAll(pattern)) {
    const known = places.get(label!);
    if (known) known.push(bodyStart + index);
    else places.set(label!, [bodyStart + index]);
  }
  return places;
}
