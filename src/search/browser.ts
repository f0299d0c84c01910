/**
 * The script of the search page: asks for the parts of the index that a query needs and shows what is
 * found. Parts come as scripts, not by `fetch`, which browsers refuse to pages opened from a disk.
 */
import { type Entry, find } from './find.js';
import type { Manifest, Result } from './shards.js';

/** Results shown at once. */
const SHOWN = 20;
/** Shards that a beginning may ask for. */
const MOST_SHARDS = 4;

type Part = Manifest | readonly Entry[] | readonly Result[];

const awaited = new Map<string, (part: Part) => void>();
const parts = new Map<string, Promise<Part>>();

/** Every part of the index is one call of this function. */
Object.assign(globalThis, {
  warraqPart: (name: string, part: Part) => awaited.get(name)?.(part),
});

function load<T extends Part>(folder: string, name: string): Promise<T> {
  const known = parts.get(name);
  if (known) return known as Promise<T>;
  const part = new Promise<Part>((resolve, reject) => {
    awaited.set(name, resolve);
    const script = document.createElement('script');
    script.src = `${folder}${name}.js`;
    script.onerror = () => {
      parts.delete(name);
      reject(new Error(name));
    };
    document.head.append(script);
  });
  parts.set(name, part);
  return part as Promise<T>;
}

function lookupIn(folder: string, { firstWords, words }: Manifest) {
  const shardOf = (word: string) =>
    Math.max(0, firstWords.filter((first) => first <= word).length - 1);
  return async (first: string, last: string): Promise<readonly Entry[]> => {
    const from = shardOf(first);
    const to = Math.min(shardOf(last), from + MOST_SHARDS - 1);
    const shards = words.slice(from, to + 1).map((name) => load<readonly Entry[]>(folder, name));
    return (await Promise.all(shards)).flat();
  };
}

/** Shards lie beside the folder of the index that names them: indexes share those that they have in common. */
function aboveOf(folder: string): string {
  return folder.replace(/[^/]*\/$/, '');
}

interface Page {
  readonly form: HTMLFormElement;
  readonly field: HTMLInputElement;
  readonly status: HTMLElement;
  readonly list: HTMLElement;
  readonly more: HTMLButtonElement;
}

/** A query that was overtaken by the next one shows nothing. */
let latest = 0;

async function search(page: Page, query: string): Promise<void> {
  const { form, status, list, more } = page;
  const { index, one, many, none, failed } = form.dataset as Record<string, string>;
  const own = ++latest;
  list.replaceChildren();
  more.hidden = true;
  status.textContent = '';
  if (query.trim() === '') return;
  try {
    const manifest = await load<Manifest>(index!, 'index');
    const found = await find(query, lookupIn(aboveOf(index!), manifest));
    await show(page, manifest, found, own);
    if (own !== latest) return;
    status.textContent = found.length === 0 ? none! : counted(found.length, one!, many!);
  } catch {
    if (own === latest) status.textContent = failed!;
  }
}

function counted(number: number, one: string, many: string): string {
  const format = new Intl.NumberFormat(document.documentElement.lang, { useGrouping: false });
  return number === 1 ? one : many.replace('{{number}}', format.format(number));
}

/** Adds the next results; the button below them adds those after. */
async function show(
  page: Page,
  manifest: Manifest,
  found: readonly number[],
  own: number,
): Promise<void> {
  const { form, list, more } = page;
  const next = found.slice(list.children.length, list.children.length + SHOWN);
  const items = await Promise.all(
    next.map(async (number) => {
      const shard = manifest.results[Math.floor(number / manifest.perShard)]!;
      const results = await load<readonly Result[]>(aboveOf(form.dataset.index!), shard);
      return itemOf(results[number % manifest.perShard]!);
    }),
  );
  if (own !== latest) return;
  list.append(...items);
  more.hidden = list.children.length >= found.length;
  more.onclick = () => show(page, manifest, found, own);
}

/** Title and date have a direction each, so that neither takes numbers and signs of the other. */
function itemOf([href, title, date, language, direction]: Result): HTMLElement {
  const link = document.createElement('a');
  link.href = href;
  link.textContent = title;
  if (language) link.lang = language;
  link.dir = direction ?? document.dir;
  const day = document.createElement('span');
  day.className = 'count';
  day.dir = document.dir;
  day.textContent = date;
  const item = document.createElement('li');
  item.append(link, ' ', day);
  return item;
}

function start(form: HTMLFormElement): void {
  const page: Page = {
    form,
    field: form.querySelector('input')!,
    status: document.querySelector('[role=status]')!,
    list: document.querySelector('.entries')!,
    more: document.querySelector('button.more')!,
  };
  const { field } = page;
  form.hidden = false;
  // As a form is sent, so that an address with a query can be handed on.
  form.onsubmit = (event) => {
    event.preventDefault();
    history.replaceState(null, '', `?q=${encodeURIComponent(field.value)}`);
    search(page, field.value);
  };
  field.value = new URLSearchParams(location.search).get('q') ?? '';
  search(page, field.value);
}

const form = document.querySelector<HTMLFormElement>('form[data-index]');
if (form) start(form);
