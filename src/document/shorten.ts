import type { Inline } from './model.js';

/** Without its last word, for which an ellipsis stands; of what is one word nothing is left. */
export function withoutLastWord(inlines: readonly Inline[]): Inline[] {
  const last = inlines.at(-1);
  if (!last) return [];
  const before = inlines.slice(0, -1);
  if ('children' in last) {
    const children = withoutLastWord(last.children);
    return children.length > 0 ? [...before, { ...last, children }] : ended(before);
  }
  if (last.kind !== 'text') return ended(before);
  const words = last.text.replace(/…$/, '').trimEnd();
  if (words === '') return withoutLastWord(before);
  const fewer = withoutStop(words.replace(/\S+$/, ''));
  return fewer === '' ? ended(before) : [...before, { ...last, text: `${fewer}…` }];
}

function ended(inlines: readonly Inline[]): Inline[] {
  const last = inlines.at(-1);
  if (!last) return [];
  if (last.kind !== 'text') return [...inlines, { kind: 'text', text: '…' }];
  return [...inlines.slice(0, -1), { ...last, text: `${withoutStop(last.text)}…` }];
}

/** No comma and no dash stands before an ellipsis. */
function withoutStop(text: string): string {
  return text.replace(/[\s,;:·،؛–—-]+$/, '');
}
