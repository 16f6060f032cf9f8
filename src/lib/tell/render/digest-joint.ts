/** One digest of all places: home's own, and the parts that the others have handed over. */
import type { ChannelMessage, MessageForm } from '../../cloud/cloud.ts';
import type { DigestPart, PlacedPart } from '../../model/digest-part.ts';
import { DIGEST_SECTIONS, type DigestCounts } from '../../model/digest-section.ts';
import { placeKey } from '../../model/managed-place.ts';
import type { Words } from './catalogue.ts';
import { dayOf } from './digest-day.ts';
import { countsOf } from './digest-layout.ts';
import type { Voice } from './digest-line.ts';
import { headlineParts } from './digest-message.ts';
import { hasNews } from './digest-part.ts';
import { isUneventful, sectionsOf } from './digest-sections.ts';
import { jointDocument } from './document.ts';
import { jointText } from './joint-text.ts';
import type { JointContent, JointDigest } from './place-lines.ts';
import { type Say, sayFor, type View } from './say.ts';
import { jointNotification, slackJoint } from './slack-joint.ts';
import { subjectLine } from './subject.ts';
import { wordsOf } from './words.ts';

/** `forms`: what the channels need besides text and document. */
export function renderJoint(
  content: JointContent,
  view: View,
  forms: readonly MessageForm[] = [],
): ChannelMessage {
  const voice = { words: wordsFor(content, view), say: sayFor(view) };
  const joint = jointDigest(content, voice);
  const { account, region } = view;
  return {
    subject: subjectLine(joint.headline),
    text: jointText(joint, voice),
    document: jointDocument(content, view),
    attributes: { kind: 'digest', urgency: 'digest', account, region },
    slack: forms.includes('slack') ? slackJoint(joint, voice) : null,
    amazonQ: forms.includes('amazon-q') ? jointNotification(joint, voice) : null,
  };
}

/** A message of all places says so at its end. */
function wordsFor({ joined }: JointContent, { language }: View): Words {
  const words = wordsOf(language);
  const { whereToRun, footer } = words.digest.places;
  const pass = { ...words.pass, footer: (say: Say) => footer(joined.places, say) };
  return { ...words, pass: joined.accounts > 1 ? { ...pass, whereToRun } : pass };
}

/** What comes next is no event, wherever it comes. */
export const isQuietEverywhere = ({ own, all, joined }: JointContent): boolean =>
  isUneventful({ ...own, lookBacks: all.lookBacks }) &&
  !joined.parts.some(({ part }) => hasNews(part));

function jointDigest(content: JointContent, voice: Voice): JointDigest {
  const { own, all, joined } = content;
  const { words, say } = voice;
  const { places } = words.digest;
  // What looks back is of all; what is metered is everybody's sum already.
  const sections = sectionsOf({ ...own, lookBacks: all.lookBacks }, voice);
  const news = gravestFirst(joined.parts.filter(({ part }) => hasNews(part)));
  const { lookBacks } = all;
  const counts = countsOfAll(countsOf(own, sections), news);
  const said = headlineParts({ lookBacks, switched: own.switched }, counts, voice);
  const day = dayOf(own, say);
  const isNews = !isUneventful({ ...own, lookBacks: [] });
  return {
    ...content,
    headline: `${places.subject(day, joined.places)}: ${said}`,
    title: places.title(day, joined.places),
    home: { label: say.view.place ?? say.view.region, sections, isNews },
    news,
    isQuiet: isQuietEverywhere(content),
  };
}

/** By what each place has to tell; of equals as the policy has them, and all of one together. */
function gravestFirst(parts: readonly PlacedPart[]): readonly PlacedPart[] {
  const gravities = new Map<string, number>();
  for (const { place, part } of parts) {
    const key = placeKey(place);
    gravities.set(key, Math.min(gravityOf(part), gravities.get(key) ?? Infinity));
  }
  const of = ({ place }: PlacedPart): number => gravities.get(placeKey(place)) ?? Infinity;
  return parts.toSorted((a, b) => of(a) - of(b));
}

/** Sections are said in the order of what matters most. */
const gravityOf = ({ sections }: DigestPart): number =>
  Math.min(...sections.map(({ section }) => DIGEST_SECTIONS.indexOf(section)));

const countsOfAll = (own: DigestCounts, news: readonly PlacedPart[]): Partial<DigestCounts> =>
  Object.fromEntries(
    DIGEST_SECTIONS.map((section) => [
      section,
      news.reduce((sum, { part }) => sum + (part.counts[section] ?? 0), own[section]),
    ]),
  );
