/** The masthead: one definition, settled here for all three outputs. */
import {
  type Block,
  type CalendarDate,
  type Inline,
  isolateForeign,
  type MastheadLine,
  type Tongue,
} from '../document/index.js';
import { canonicalLanguage, formatDate, isoDate, tongueFor } from '../locale/index.js';
import type { Site, SiteEdition, SiteSection } from './site.js';

export interface MastheadOccasion {
  readonly section: SiteSection;
  readonly date: CalendarDate;
}

/**
 * The masthead of an edition; with an occasion, the section and the date of one article as well.
 *
 * An edition in another language than the paper's first shows the paper's own name above its own.
 */
export function mastheadOf(site: Site, edition: SiteEdition, occasion?: MastheadOccasion): Block {
  const lines: MastheadLine[] = [
    ...namesOf(site, edition),
    { role: 'monogram', cells: [cell(site.masthead.monogram, edition.tongue)] },
    ...site.masthead.verse.map(
      (bayt): MastheadLine => ({
        role: 'verse',
        cells: bayt.map((half) => cell(half, edition.tongue)),
      }),
    ),
    {
      role: 'address',
      cells: site.masthead.address.map((address) => cell(address, edition.tongue)),
    },
    ...(occasion ? occasionLines(site, edition, occasion) : []),
  ];
  return { kind: 'masthead', tongue: edition.tongue, lines };
}

/** The date as an edition's readers know it: each calendar in turn, machine-readable. */
export function dateInlines(edition: SiteEdition, date: CalendarDate): Inline[] {
  return edition.calendars.flatMap((calendar, index): Inline[] => {
    const text = formatDate(date, edition.tongue.language, calendar);
    const time: Inline = { kind: 'time', iso: isoDate(date), children: [{ kind: 'text', text }] };
    return index === 0 ? [time] : [{ kind: 'text', text: ' / ' }, time];
  });
}

function namesOf(site: Site, edition: SiteEdition): MastheadLine[] {
  const first = site.editions[0]!;
  const wanted = first.name === edition.name ? [edition] : [first, edition];
  return wanted.map((each) => {
    const text = site.name[each.name]!;
    return { role: 'name', cells: [inTongue(text, each.tongue, edition.tongue)] };
  });
}

/** The section in the edition's language first, then in the others. */
function occasionLines(
  site: Site,
  edition: SiteEdition,
  { section, date }: MastheadOccasion,
): MastheadLine[] {
  const others = site.editions.filter((each) => each.name !== edition.name);
  const cells = [edition, ...others].map((each) =>
    inTongue(section.names[each.name]!, each.tongue, edition.tongue),
  );
  return [
    { role: 'section', cells },
    { role: 'dateline', cells: [{ children: dateInlines(edition, date) }] },
  ];
}

/** A text of no declared language: its script tells whose it is. */
function cell(text: string, around: Tongue): MastheadLine['cells'][number] {
  const arabic = /\p{Script=Arabic}/u.test(text);
  const direction = arabic ? 'rtl' : 'ltr';
  if (direction === around.direction) return { children: isolateForeign(text, around) };
  const tongue = arabic ? tongueFor(canonicalLanguage('fa')!) : tongueFor('en');
  return { tongue, children: isolateForeign(text, tongue) };
}

function inTongue(text: string, tongue: Tongue, around: Tongue): MastheadLine['cells'][number] {
  const children = isolateForeign(text, tongue);
  return tongue.language === around.language ? { children } : { tongue, children };
}
