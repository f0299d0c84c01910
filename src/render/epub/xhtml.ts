import type { Tongue } from '../../document/index.js';
import { escapeText, languageAttributes } from '../markup.js';

/** Elements with their language, told three times over: e-readers differ in which of them they heed. */
export interface XhtmlParts {
  readonly title: string;
  readonly tongue: Tongue;
  /** Of the body (EPUB 3 Structural Semantics). */
  readonly type: 'cover' | 'frontmatter' | 'bodymatter' | 'backmatter';
  /** `article` or `section`, with attributes of its own after the language. */
  readonly root: { readonly name: 'article' | 'section'; readonly attributes: string };
  readonly content: string;
}

/** A whole document: direction and language on the root, the body and the article or section in it. */
export function xhtmlDocument({ title, tongue, type, root, content }: XhtmlParts): string {
  const attributes = languageAttributes(tongue, 'epub');
  return page(
    title,
    tongue,
    type,
    `<${root.name}${attributes} ${root.attributes}>\n${content}\n</${root.name}>`,
  );
}

/** A document with several sections, each with its language. */
export function page(title: string, tongue: Tongue, type: string, body: string): string {
  const attributes = languageAttributes(tongue, 'epub');
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<!DOCTYPE html>',
    `<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"${attributes}>`,
    '<head>',
    `<title>${escapeText(title)}</title>`,
    '<link rel="stylesheet" type="text/css" href="style.css" />',
    '</head>',
    `<body${attributes} epub:type="${type}">`,
    body,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}
