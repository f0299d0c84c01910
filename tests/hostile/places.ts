/** Every place of an article that takes a text of its writer. */

/** What is written in the body, made of one hostile text; `id` tells places of one article apart. */
export const BODY_PLACES: Readonly<Record<string, (text: string, id: string) => string>> = {
  paragraph: (text) => text,
  'within a paragraph': (text) => `Some ${text} words`,
  heading: (text) => `## ${text}`,
  item: (text) => `- ${text}`,
  quotation: (text) => `> ${text}`,
  emphasis: (text) => `**${text}**`,
  'code span': (text) => `\`${text}\``,
  'block of code': (text) => `\`\`\`\n${text}\n\`\`\``,
  'language of code': (text) => `\`\`\`${text}\ncode\n\`\`\``,
  verse: (text) => `\`\`\`verse\n${text}\n\`\`\``,
  'head of a table': (text) => `| ${text} |\n|---|\n| a |`,
  cell: (text) => `| a |\n|---|\n| ${text} |`,
  'words of a link': (text) => `[${text}](https://www.example.org)`,
  'target of a link': (text) => `[words](${text})`,
  'target in angles': (text) => `[words](<${text}>)`,
  'title of a link': (text) => `[words](https://www.example.org "${text}")`,
  'target by reference': (text, id) => `[words][r${id}]\n\n[r${id}]: ${text}`,
  'target in place': (text) => `<${text}>`,
  'fragment of a link': (text) => `[words](#${text})`,
  'query of a link': (text) => `[words](https://www.example.org/?q=${text})`,
  'description of a picture': (text) => `![${text}](map.png)`,
  'caption of a picture': (text) => `![A map](map.png "${text}")`,
  'name of a picture': (text) => `![A map](${text})`,
  'name of a picture in angles': (text) => `![A map](<${text}>)`,
  note: (text, id) => `Words[^${id}]\n\n[^${id}]: ${text}`,
  'name of a note': (text) => `Words[^${text}]\n\n[^${text}]: The note.`,
};

/** Lines of front matter that hold one hostile text. */
export const FRONT_PLACES: Readonly<Record<string, (text: string) => string>> = {
  title: (text) => `title: ${quoted(text)}`,
  subtitle: (text) => `subtitle: ${quoted(text)}`,
  author: (text) => `author: ${quoted(text)}`,
  translator: (text) => `translator: ${quoted(text)}`,
  tags: (text) => `tags: [${quoted(text)}]`,
  teaser: (text) => `teaser: ${quoted(text)}`,
  bio: (text) => `bio: ${quoted(text)}`,
  source: (text) => `source: { name: ${quoted(text)}, rights: ${quoted(text)} }`,
  'source.url': (text) => `source: { name: N, url: ${quoted(text)} }`,
  contact: (text) => `contact: ${quoted(text)}`,
  section: (text) => `section: ${quoted(text)}`,
  image: (text) => `image: ${quoted(text)}`,
  date: (text) => `date: ${quoted(text)}`,
};

const NEEDED: Readonly<Record<string, string>> = {
  title: "title: 'A title'",
  date: 'date: 2023-05-12',
  section: 'section: culture',
};

/** An article with these lines in its front matter, and with what every article needs. */
export function articleOf(lines: readonly string[], body: string): string {
  const given = new Set(lines.map((line) => line.slice(0, line.indexOf(':'))));
  const needed = Object.entries(NEEDED).flatMap(([key, line]) => (given.has(key) ? [] : [line]));
  return `---\n${[...needed, ...lines].join('\n')}\n---\n\n${body}\n`;
}

/** Within double quotation marks YAML reads whatever JSON can say. */
function quoted(text: string): string {
  return JSON.stringify(text);
}
