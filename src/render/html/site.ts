/** The pages of all editions, as files. */
import { createHash } from 'node:crypto';
import type { Checked, SourceFile } from '../../diagnostics/index.js';
import type { Picture, Tongue } from '../../document/index.js';
import type { Edition, EditionArticle } from '../../edition/index.js';
import {
  languageAttributes,
  type MarkupContext,
  renderBlocks,
  renderInlines,
  renderNotes,
} from '../markup.js';
import { openTemplates, type TemplateSet } from './template.js';
import { themeCss, type WebFace } from './theme-css.js';

export interface SiteFile {
  /** Relative to the site's root, with `/`. */
  readonly path: string;
  readonly bytes: Uint8Array | string;
}

/** Renders the language page, the front pages and the article pages; every link is relative. */
export function renderSite(
  editions: readonly Edition[],
  templateFiles: ReadonlyMap<string, SourceFile>,
  faces: readonly WebFace[],
): Checked<readonly SiteFile[]> {
  const templates = openTemplates(templateFiles);
  const [first] = editions;
  if (!first) return { value: [], diagnostics: templates.diagnostics };
  const style = styleSheet(first, templateFiles, faces);
  const pictures = new Map<string, SiteFile>();
  const files: SiteFile[] = [style, languagePage(editions, templates, style)];
  for (const edition of editions) {
    files.push(frontPage(edition, templates, style));
    for (const article of edition.articles)
      files.push(articlePage(edition, article, templates, style, pictures));
  }
  return { value: [...files, ...pictures.values()], diagnostics: templates.diagnostics };
}

function styleSheet(
  edition: Edition,
  files: ReadonlyMap<string, SourceFile>,
  faces: readonly WebFace[],
): SiteFile {
  const text = themeCss(edition.theme, faces) + (files.get('site.css')?.text ?? '');
  return { path: `assets/site-${hashOf(text)}.css`, bytes: text };
}

function languagePage(
  editions: readonly Edition[],
  templates: TemplateSet,
  style: SiteFile,
): SiteFile {
  const [first] = editions;
  const choices = editions.map((edition) => ({
    attributes: languageAttributes(edition.tongue, 'html'),
    href: `${edition.name}/index.html`,
    label: edition.label,
    title: edition.siteTitle,
    description: edition.siteDescription,
    choose: edition.words.chooseLanguage,
  }));
  const html = templates.render('language', {
    attributes: languageAttributes(first!.tongue, 'html'),
    title: first!.siteTitle,
    style: style.path,
    masthead: renderBlocks([first!.masthead], contextOf(first!, first!.tongue, '')),
    choices,
    alternates: alternateLinks(
      editions.map((edition) => ({
        language: edition.tongue.language,
        href: `${edition.baseUrl}/${edition.name}/`,
      })),
      `${first!.baseUrl}/`,
    ),
  });
  return { path: 'index.html', bytes: asHtml(html) };
}

function frontPage(edition: Edition, templates: TemplateSet, style: SiteFile): SiteFile {
  const root = '../';
  const [lead, ...others] = edition.articles.map((article) => card(edition, article));
  const html = templates.render('front', {
    ...common(edition, edition.tongue, root, style),
    title: edition.siteTitle,
    description: edition.siteDescription,
    canonical: `${edition.baseUrl}/${edition.name}/`,
    masthead: renderBlocks([edition.masthead], contextOf(edition, edition.tongue, root)),
    alternates: alternateLinks(
      edition.editions.map((each) => ({
        language: each.tongue.language,
        href: `${edition.baseUrl}/${each.name}/`,
      })),
      `${edition.baseUrl}/`,
    ),
    switches: edition.editions
      .filter((each) => each.name !== edition.name)
      .map((each) => switchTo(edition, each.tongue, each.label, `${root}${each.name}/index.html`)),
    lead: lead ? [lead] : [],
    articles: others,
    sections: edition.sections.map((section) => ({
      key: section.key,
      label: section.label,
      articles: edition.articles
        .filter((article) => section.slugs.includes(article.slug))
        .map((article) => card(edition, article)),
    })),
  });
  return { path: `${edition.name}/index.html`, bytes: asHtml(html) };
}

function articlePage(
  edition: Edition,
  article: EditionArticle,
  templates: TemplateSet,
  style: SiteFile,
  pictures: Map<string, SiteFile>,
): SiteFile {
  const root = '../../';
  const context = contextOf(edition, article.tongue, root, article, pictures);
  const { words } = edition;
  // Of an untranslated article the page in its own edition is the one that counts.
  const html = templates.render('article', {
    ...common(edition, edition.tongue, root, style),
    title: article.title,
    description: article.description,
    canonical: article.canonicalUrl,
    masthead: renderBlocks([article.masthead], { ...context, tongue: edition.tongue }),
    articleAttributes: languageAttributes(article.tongue, 'html'),
    head: renderBlocks(article.head, context),
    body: renderBlocks(article.body, context),
    notes: renderNotes(context),
    tail: renderBlocks(article.tail, context),
    alternates: alternateLinks(
      article.alternates.map((each) => ({
        language: each.tongue.language,
        href: `${edition.baseUrl}/${each.edition}/${article.slug}/`,
      })),
      '',
    ),
    switches: edition.editions
      .filter((each) => each.name !== edition.name)
      .map((each) =>
        switchTo(
          edition,
          each.tongue,
          each.label,
          `${root}${each.name}/${article.slug}/index.html`,
        ),
      ),
    downloads: [
      {
        href: `${article.slug}.pdf`,
        label: words.printableVersion,
        type: 'application/pdf',
        format: 'PDF',
      },
      {
        href: `${article.slug}.epub`,
        label: words.electronicBook,
        type: 'application/epub+zip',
        format: 'EPUB',
      },
    ],
  });
  return { path: `${edition.name}/${article.slug}/index.html`, bytes: asHtml(html) };
}

/** What every page of an edition has. */
function common(
  edition: Edition,
  tongue: Tongue,
  root: string,
  style: SiteFile,
): Record<string, unknown> {
  return {
    attributes: languageAttributes(tongue, 'html'),
    root,
    style: root + style.path,
    siteTitle: edition.siteTitle,
    home: `${root}${edition.name}/index.html`,
    words: edition.words,
  };
}

/** An article as a list shows it, in its own language. */
function card(edition: Edition, article: EditionArticle) {
  const context = contextOf(edition, article.tongue, '../');
  return {
    attributes: article.untranslated ? languageAttributes(article.tongue, 'html') : '',
    href: `${article.slug}/index.html`,
    title: renderInlines(article.titleInlines, context),
    teaser: renderInlines(article.teaser, context),
    date: renderInlines(article.dateInlines, { ...context, tongue: edition.tongue }),
    section: article.section.label,
  };
}

function switchTo(edition: Edition, tongue: Tongue, label: string, href: string) {
  return {
    attributes: languageAttributes(tongue, 'html'),
    language: tongue.language,
    href,
    label,
    note: edition.words.otherEdition.replace('{{language}}', label),
  };
}

function alternateLinks(versions: readonly { language: string; href: string }[], fallback: string) {
  const links = versions.length > 1 || fallback !== '' ? [...versions] : [];
  return fallback === '' ? links : [...links, { language: 'x-default', href: fallback }];
}

/** Pictures are written once, under a name that carries their content. */
function contextOf(
  edition: Edition,
  tongue: Tongue,
  root: string,
  article?: EditionArticle,
  written?: Map<string, SiteFile>,
): MarkupContext {
  return {
    tongue,
    flavour: 'html',
    notes: article?.notes ?? [],
    references: new Map(),
    words: article?.words ?? edition.words,
    picture: (key) => {
      const picture = article?.pictures.get(key);
      if (!picture) throw new Error(`the picture ${key} was checked and is not there`);
      const path = picturePath(picture);
      written?.set(path, { path, bytes: picture.bytes });
      return { src: root + path, width: picture.width, height: picture.height };
    },
  };
}

function picturePath(picture: Picture): string {
  const extension = picture.mediaType === 'image/png' ? 'png' : 'jpg';
  const stem = picture.path
    .split('/')
    .at(-1)!
    .replace(/\.[^.]*$/, '')
    .replace(/[^a-z0-9-]+/gi, '-')
    .slice(0, 60);
  return `assets/${stem}-${hashOf(picture.bytes)}.${extension}`;
}

function hashOf(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 10);
}

/** The shared markup is XML; in HTML the slash of a void element says nothing and validators mind it. */
function asHtml(markup: string): string {
  return markup.replaceAll(' />', '>');
}
