/** A place's digest as its part of the one of all: put into words, bounded, and read back. */
import type { DigestContent } from '../../model/digest.ts';
import type { DigestPart, PartLine, PartSection } from '../../model/digest-part.ts';
import { DIGEST_SECTIONS, type DigestSection } from '../../model/digest-section.ts';
import type { Offered } from './catalogue.ts';
import {
  costSentences,
  countsOf,
  firstOf,
  namesBeside,
  type SectionLines,
} from './digest-layout.ts';
import type { Line, Sections, Voice } from './digest-line.ts';
import { isUneventful, sectionsOf } from './digest-sections.ts';
import { statusOffer } from './offer.ts';
import { sayFor, type View } from './say.ts';
import { type Room, roomFor, whileTrue } from './size.ts';
import { wordsOf } from './words.ts';

/** A fifth of a whole mail, and three units of the ledger to write. */
const PART_BYTES_MAX = 12_000;
/** Lines of one section; more are only named, and more than that are counted. */
const MOST_LINES = 10;
const MOST_NAMED = 40;

/** What home says for all places: these are its lines alone, or the sum of all of them. */
const OF_HOME: ReadonlySet<DigestSection> = new Set(['week', 'month']);

/** Of a content without what home alone says: the switch, channels, a meter that all share. */
export function partOf(content: DigestContent, view: View): Omit<DigestPart, 'kind'> {
  const voice = { words: wordsOf(view.language), say: sayFor(view) };
  const { date, at, fleet, saved, lookBacks } = content;
  const page = linkOf(statusOffer(content, voice.words.offer, view));
  const own = { ...content, lookBacks: [] };
  const known = { date, at, fleet, saved, lookBacks, page };
  if (isUneventful(own)) return { ...known, counts: {}, sections: [] };
  const sections = sectionsOf(own, voice);
  const counted = Object.entries(countsOf(own, sections)).filter(([, count]) => count > 0);
  return { ...known, counts: Object.fromEntries(counted), sections: bounded(own, sections, voice) };
}

/** The sections in turn, each as far as there is room. */
function bounded(content: DigestContent, sections: Sections, voice: Voice): readonly PartSection[] {
  const room = roomFor(PART_BYTES_MAX);
  const costs = costSentences(content, voice);
  return DIGEST_SECTIONS.filter((name) => !OF_HOME.has(name))
    .filter((section) => sections[section].length > 0)
    .map((section) => ({
      section,
      costs: costs[section] ?? [],
      ...fitted(sections[section], room),
    }));
}

function fitted(all: readonly Line[], room: Room): Omit<PartSection, 'section' | 'costs'> {
  const fits = (one: unknown): boolean => room.take(`${JSON.stringify(one)},`);
  const shown = whileTrue(firstOf(all, MOST_LINES), (line) => fits(partLine(line)));
  const others = whileTrue(namesBeside(shown, all, MOST_NAMED), fits);
  const more = all.length - shown.length - others.length;
  return { lines: shown.map(partLine), others, more };
}

function partLine({ name, text, actions, offered = null, cells }: Line): PartLine {
  const link = linkOf(offered);
  return {
    name,
    text,
    actions: actions.map(({ label, command: { before, ids, after } }) => ({
      label,
      command: { before, ids, after },
    })),
    ...(link === null ? {} : { link }),
    ...(cells === undefined ? {} : { cells }),
  };
}

const linkOf = (offered: Offered | null) => offered && { label: offered.label, url: offered.url };

/** A link is only read of a digest: what can be pressed on its page is for the page to say. */
export const offeredAt = (link: DigestPart['page'] | undefined): Offered | null =>
  link ? { ...link, actions: [] } : null;

const lineOf = ({ link, cells, ...line }: PartLine): Line => ({
  ...line,
  offered: offeredAt(link),
  ...(cells === undefined ? {} : { cells }),
});

export const sectionsIn = ({ sections }: DigestPart): readonly SectionLines[] =>
  sections.map(({ lines, ...section }) => ({ ...section, lines: lines.map(lineOf) }));

/** What goes on is said again each day, and old by the next: of a late part the news is left. */
const STANDING: ReadonlySet<string> = new Set<DigestSection>([
  'warnings',
  'holds',
  'left',
  'forgotten',
  'next',
]);

export function toldLate(part: DigestPart): DigestPart {
  const counts = Object.entries(part.counts).filter(([name]) => !STANDING.has(name));
  const sections = part.sections.filter(({ section }) => !STANDING.has(section));
  return { ...part, counts: Object.fromEntries(counts), sections };
}

export const hasNews = ({ sections }: Pick<DigestPart, 'sections'>): boolean => sections.length > 0;
