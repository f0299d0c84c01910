/** What is wrong, as HTML: over the last good page, or as a page of its own. */
import type { Diagnostic } from '../../diagnostics/index.js';

export const PANEL_STYLE = `
:host { position: fixed; inset: auto 0 0 0; z-index: 2147483647; }
.panel { direction: ltr; text-align: left; font: 15px/1.5 system-ui, sans-serif; color: #1a1a1a;
  background: #fff8f0; border-top: 3px solid #b00020; box-shadow: 0 -4px 16px rgb(0 0 0 / .25);
  max-height: 45vh; overflow: auto; padding: .5em 1em; }
.panel.warning { border-color: #9a6700; }
summary { cursor: pointer; font-weight: 700; }
ol { margin: .5em 0; padding: 0; list-style: none; }
li { margin: 0 0 .75em; }
p { margin: 0; }
code { font: 14px/1.5 ui-monospace, monospace; overflow-wrap: anywhere; }
.hint { color: #555; }
@media print { .panel { display: none; } }
`;

/** Empty where nothing is wrong. Errors stand open; warnings wait until they are asked for. */
export function panelHtml(diagnostics: readonly Diagnostic[]): string {
  if (diagnostics.length === 0) return '';
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const warnings = diagnostics.filter(({ severity }) => severity === 'warning');
  const total = [counted(errors.length, 'error'), counted(warnings.length, 'warning')];
  const [kind, open] = errors.length > 0 ? ['error', ' open'] : ['warning', ''];
  return `<details class="panel ${kind}" lang="en" dir="ltr" role="status"${open}>
<summary>${total.filter((each) => each !== '').join(', ')}</summary>
<ol>
${[...errors, ...warnings].map(itemOf).join('\n')}
</ol>
</details>`;
}

/** Where there is no page that stands under the panel. */
export function faultPage(diagnostics: readonly Diagnostic[]): string {
  return `<!DOCTYPE html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>warraq: nothing to show yet</title>
<style>body { font: 16px/1.5 system-ui, sans-serif; margin: 2em; }${PANEL_STYLE}</style>
</head>
<body>
<h1>There is no page to show yet</h1>
<p>It comes by itself when this is mended:</p>
${panelHtml(diagnostics)}
</body>
</html>
`;
}

function counted(count: number, word: string): string {
  return count === 0 ? '' : `${count} ${word}${count === 1 ? '' : 's'}`;
}

function itemOf({ file, span, severity, code, message, hints }: Diagnostic): string {
  const { line, column } = file.position(span?.start ?? 0);
  return [
    `<li><p><code dir="ltr">${words(`${file.path}:${line}:${column}`)}</code></p>`,
    `<p>${severity} <code>${code}</code>: ${words(message)}</p>`,
    ...hints.map((hint) => `<p class="hint">${words(hint)}</p>`),
    '</li>',
  ].join('\n');
}

const RIGHT_TO_LEFT =
  /[\p{Script=Arabic}\p{Script=Hebrew}][\p{Script=Arabic}\p{Script=Hebrew}\p{M}\u200c\u200d]*/gu;

/** Escaped, and every word of the other direction an isolate; what turns direction is said by its number. */
function words(text: string): string {
  return text
    .replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, numbered)
    .replace(/[&<>"']/g, (each) => `&#${each.charCodeAt(0)};`)
    .replace(RIGHT_TO_LEFT, (word) => `<bdi dir="rtl">${word}</bdi>`);
}

function numbered(character: string): string {
  return `<U+${character.charCodeAt(0).toString(16).toUpperCase()}>`;
}
