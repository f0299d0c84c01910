import type { Span } from '../diagnostics/index.js';
import { type Bayt, type Block, isolateForeign, type Tongue, tongueOf } from '../document/index.js';
import { pass, place, type Reader, report, reportEmpty, runOn } from './reader.js';
import { warnOfMarkdown } from './unread-markdown.js';

/** A fenced block `verse`: one bayt a line, its hemistichs parted by ` / `. */
export function readVerse(text: string, span: Span, tongue: Tongue, reader: Reader): Block {
  const own = tongueOf(text, tongue);
  const bayts = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => readBayt(line, own ?? tongue, reader));
  if (bayts.length === 0) reportEmpty(reader, reader.diagnostics.length, 'a verse', span);
  return { kind: 'verse', bayts, span, ...(own ? { tongue: own } : {}) };
}

const PARTED = 'write one bayt a line, its two hemistichs parted by “ / ”';

function readBayt(line: string, tongue: Tongue, reader: Reader): Bayt {
  const at = place(reader, line);
  pass(reader, at);
  warnOfMarkdown(reader, 'a line of verse', line, at);
  const halves = ` ${line} `.split(/\s\/\s/).map((half) => half.trim());
  if (halves.length > 2) {
    const message = `a line of verse with ${halves.length} hemistichs`;
    report(reader, 'error', 'md-011', message, at, PARTED);
  } else if (halves.includes('')) reportEmpty(reader, reader.diagnostics.length, 'a hemistich', at);
  else if (halves.length === 1 && LONE_SLASH.test(line)) {
    const message = 'a line of verse has a slash, but is not parted by it';
    report(reader, 'warning', 'md-021', message, at, `${PARTED}, with blanks on both sides`);
  }
  const [first, second] = halves.map((half) => isolateForeign(runOn(half), tongue));
  return second === undefined ? [first!] : [first!, second];
}

/** A slash that is not part of `https://`. */
const LONE_SLASH = /(?<![:/])\/(?!\/)/;
