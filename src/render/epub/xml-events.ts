/** Reading back our own XHTML, element by element: what was written is judged, not what was meant. */

export interface OpenElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  /** Of the element itself or of what holds it. */
  readonly language: string;
  readonly direction: string;
  /** Is it, or does it stand in, what the program adds to the text? */
  readonly isAdded: boolean;
}

export interface Visitor {
  readonly open: (element: OpenElement) => void;
  readonly text: (text: string, around: OpenElement) => void;
  /** With the text that the element held. */
  readonly close: (element: OpenElement, text: string) => void;
}

const TOKEN = /<(\/?)([A-Za-z][\w:.-]*)((?:\s+[\w:.-]+="[^"<]*")*)\s*(\/?)>|([^<]+)|<[?!][^>]*>/gy;
const ROOT: OpenElement = {
  name: '',
  attributes: new Map(),
  language: '',
  direction: '',
  isAdded: false,
};

/** Visits a document; returns the place of the first thing that is not well-formed. */
export function readXml(xml: string, visitor: Visitor): number | undefined {
  const open: { element: OpenElement; text: string }[] = [{ element: ROOT, text: '' }];
  const close = (): void => {
    const { element, text } = open.pop()!;
    open.at(-1)!.text += text;
    visitor.close(element, text);
  };
  TOKEN.lastIndex = 0;
  for (let at = 0; at < xml.length; at = TOKEN.lastIndex) {
    const token = TOKEN.exec(xml);
    if (!token) return at;
    const [, closing, name, attributes, empty, text] = token;
    if (text !== undefined) {
      if (/&(?!(?:amp|lt|gt|quot);)/.test(text)) return at;
      const said = unescaped(text);
      open.at(-1)!.text += said;
      visitor.text(said, open.at(-1)!.element);
    } else if (closing === '/') {
      if (open.length === 1 || open.at(-1)!.element.name !== name) return at;
      close();
    } else if (name !== undefined) {
      const element = elementOf(name, attributes ?? '', open.at(-1)!.element);
      visitor.open(element);
      open.push({ element, text: '' });
      if (empty === '/') close();
    }
  }
  return open.length === 1 ? undefined : xml.length;
}

/** Numbers of notes, ways back, headings of the program's own, and what is no text of a page. */
const ADDED = /^(?:reference|back|label|notes-title|separator)$/;

function elementOf(name: string, text: string, around: OpenElement): OpenElement {
  const attributes = new Map<string, string>();
  for (const [, key, value] of text.matchAll(/([\w:.-]+)="([^"]*)"/g))
    attributes.set(key!, unescaped(value!));
  return {
    name,
    attributes,
    language: attributes.get('xml:lang') ?? attributes.get('lang') ?? around.language,
    direction: attributes.get('dir') ?? around.direction,
    isAdded: around.isAdded || name === 'head' || ADDED.test(attributes.get('class') ?? ''),
  };
}

function unescaped(text: string): string {
  if (!text.includes('&')) return text;
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}
