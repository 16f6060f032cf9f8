/** What mails and chats say alike of the places of one digest. */
import type { DigestContent } from '../../model/digest.ts';
import type { JoinedParts, PlacedPart } from '../../model/digest-part.ts';
import { DIGEST_SECTIONS, type DigestSection } from '../../model/digest-section.ts';
import type { Offered } from './catalogue.ts';
import { dayOf } from './digest-day.ts';
import type { Sections, Voice } from './digest-line.ts';
import { statusOffer } from './offer.ts';
import { PLACE_COLUMNS } from './say.ts';
import { roomFor, whileTrue } from './size.ts';

export interface JointContent {
  /** Home's, as its digest has it where it is the only place. */
  readonly own: DigestContent;
  /** Of all places together. */
  readonly all: Pick<DigestContent, 'fleet' | 'saved' | 'lookBacks'>;
  /** Of so many places we know what runs there. */
  readonly heard: number;
  readonly joined: JoinedParts;
}

/** The same for mails and chats. */
export interface JointDigest extends JointContent {
  readonly headline: string;
  readonly title: string;
  readonly home: { readonly label: string; readonly sections: Sections; readonly isNews: boolean };
  /** The parts that have something to tell. */
  readonly news: readonly PlacedPart[];
  /** Nothing happened anywhere. */
  readonly isQuiet: boolean;
}

/** Of all places together: looked back on, and metered. */
export const COMMON_SECTIONS: readonly DigestSection[] = ['week', 'month', 'meter'];
export const OWN_SECTIONS: readonly DigestSection[] = DIGEST_SECTIONS.filter(
  (section) => !COMMON_SECTIONS.includes(section),
);

export const placeName = (label: string, { say }: Voice): string =>
  `[${say.data(label, PLACE_COLUMNS)}]`;

interface Headed {
  readonly label: string;
  readonly account: string;
  readonly part: Pick<DigestContent, 'date' | 'fleet'>;
}

/** Over what one place has to tell: what runs there, or of which day it is. */
export function placeHeading(
  { label, account, part }: Headed,
  { own, joined }: JointDigest,
  voice: Voice,
): string {
  const { places } = voice.words.digest;
  const isNamed = joined.accounts === 1 || label.includes(account);
  const isLate = part.date !== own.date;
  return [
    placeName(label, voice),
    ...(isNamed ? [] : [places.account(account)]),
    isLate ? places.late(dayOf(part, voice.say)) : places.there(part.fleet),
  ].join(' ');
}

/** Home's own page, by its name: each of the others has another. */
export function homePage({ own, home }: JointDigest, voice: Voice): Offered | null {
  const offered = statusOffer(own, voice.words.offer, voice.say.view);
  const { homePage: labelled } = voice.words.digest.places;
  return offered && { ...offered, label: labelled(placeName(home.label, voice)) };
}

/** `2 done, 1 left behind`, with its day where that is another one. */
export function summaryOf(
  { part }: PlacedPart,
  own: Pick<DigestContent, 'date'>,
  { words, say }: Voice,
): string {
  const day = part.date === own.date ? '' : `${dayOf(part, say)}: `;
  return day + words.digest.summary(part.counts);
}

const MOST_QUIET = 20;
const MOST_LISTED = 50;
const LISTED_BYTES = 1_500;

/** Those that are told of by name alone, and why; the rest of them is counted. */
export function endsOf(joint: JointDigest, voice: Voice): readonly string[] {
  const { quiet, missing, unread } = voice.words.digest.places;
  const { joined } = joint;
  const lists = [
    { say: quiet, labels: joint.isQuiet ? [] : quietPlaces(joint), most: MOST_QUIET },
    { say: missing, labels: joined.missing, most: MOST_LISTED },
    { say: unread, labels: joined.unread, most: MOST_LISTED },
  ];
  return lists
    .filter(({ labels }) => labels.length > 0)
    .map(({ say, labels, most }) => {
      const room = roomFor(LISTED_BYTES);
      const all = labels.slice(0, most).map((label) => placeName(label, voice));
      const names = whileTrue(all, (name) => room.take(`${name}, `));
      return say(names, labels.length - names.length);
    });
}

/** Labels of places that have told of themselves, and had nothing new. */
function quietPlaces({ home, news, joined }: JointDigest): readonly string[] {
  const told = new Set(news.map(({ label }) => label));
  const heard = new Set(joined.parts.map(({ label }) => label));
  const quiet = [...heard].filter((label) => !told.has(label));
  return home.isNews ? quiet : [home.label, ...quiet];
}
