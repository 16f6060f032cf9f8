/** The one digest of all places as a mail: each place in whole, or in short, or by its name. */
import type { PlacedPart } from '../../model/digest-part.ts';
import type { DigestSection } from '../../model/digest-section.ts';
import { savedIn, switchedBlocks } from './digest-day.ts';
import { costSentences, sectionBlocks } from './digest-layout.ts';
import type { Voice } from './digest-line.ts';
import { offeredAt, sectionsIn } from './digest-part.ts';
import { soonOver } from './look-back-lines.ts';
import {
  COMMON_SECTIONS,
  endsOf,
  homePage,
  type JointDigest,
  OWN_SECTIONS,
  placeHeading,
  placeName,
  summaryOf,
} from './place-lines.ts';
import { bytesOf, type Room, roomFor, TEXT_BYTES_MAX, whileTrue } from './size.ts';
import { BLANK, type Block, closing, INDENT, item, layOut, offerBlocks, prose } from './text.ts';

/** For the headings, the ends and the footer. */
const SPARE_BYTES = 10_000;
/** What places are told of in short may take, where not all are told of in whole. */
const LINKED_BYTES = 9_000;
const UNLINKED_BYTES = 4_000;
const NAMED_BYTES = 3_000;

export function jointText(joint: JointDigest, voice: Voice): string {
  const { pass } = voice.words;
  const end = { whereToRun: pass.whereToRun, footer: pass.footer(voice.say) };
  const page = offerBlocks(homePage(joint, voice));
  const body = joint.isQuiet ? [] : bodyOf(joint, voice);
  const ends = endsOf(joint, voice).flatMap((text) => [prose(text), BLANK]);
  const all = [...topOf(joint, voice), ...page, BLANK, ...body, ...ends];
  return `${layOut([...all, ...closing(body, end)])}\n`;
}

function topOf(joint: JointDigest, voice: Voice): readonly Block[] {
  const { words, say } = voice;
  const { title, own, all, heard, joined, isQuiet } = joint;
  const { places } = words.digest;
  const lately = savedIn({ ...own, ...all }, words.digest, say);
  return [
    prose(title),
    ...switchedBlocks(own, say),
    ...(isQuiet ? [places.nothing, ...soonOver(own, voice)].map((text) => prose(text)) : []),
    prose(places.fleet(all, { heard, places: joined.places })),
    ...(lately === '' ? [] : [prose(lately)]),
  ];
}

/** Home has half of the room at most, where others have something to tell. */
function bodyOf(joint: JointDigest, voice: Voice): readonly Block[] {
  const total = TEXT_BYTES_MAX - SPARE_BYTES;
  const room = roomFor(joint.news.length === 0 ? total : total / 2);
  const home = homeBlocks(joint, voice, room);
  return [...home, ...placesBlocks(joint, voice, total - bytesOf(layOut(home)))];
}

function homeBlocks(joint: JointDigest, voice: Voice, room: Room): readonly Block[] {
  const { home, own } = joint;
  const costs = costSentences(own, voice);
  const blocksOf = (sections: readonly DigestSection[]): readonly Block[] =>
    sections.flatMap((section) => {
      const told = { section, lines: home.sections[section], costs: costs[section] };
      return sectionBlocks(told, voice.words, room);
    });
  const common = blocksOf(COMMON_SECTIONS);
  if (!home.isNews) return common;
  const { account } = voice.say.view;
  const heading = prose(placeHeading({ label: home.label, account, part: own }, joint, voice));
  return [...common, heading, BLANK, ...blocksOf(OWN_SECTIONS)];
}

/** In whole, where all find room so; else as many as there is room for beside those in short. */
function placesBlocks(joint: JointDigest, voice: Voice, bytes: number): readonly Block[] {
  const places = joint.news.map((one) => {
    const blocks = wholePlace(one, joint, voice);
    return { one, blocks, text: layOut(blocks) };
  });
  const needed = places.reduce((sum, { text }) => sum + bytesOf(text), 0);
  const inShort = needed <= bytes ? 0 : LINKED_BYTES + UNLINKED_BYTES + NAMED_BYTES;
  const room = roomFor(bytes - inShort);
  const [whole, rest] = partition(places, ({ text }) => room.take(text));
  return [
    ...whole.flatMap(({ blocks }) => blocks),
    ...shortPlaces(
      rest.map(({ one }) => one),
      joint,
      voice,
    ),
  ];
}

function partition<T>(all: readonly T[], isFirst: (one: T) => boolean): readonly [T[], T[]] {
  const parts: [T[], T[]] = [[], []];
  for (const one of all) parts[isFirst(one) ? 0 : 1].push(one);
  return parts;
}

function wholePlace(
  { place, label, part }: PlacedPart,
  joint: JointDigest,
  voice: Voice,
): readonly Block[] {
  const room = roomFor(TEXT_BYTES_MAX);
  return [
    prose(placeHeading({ label, account: place.account, part }, joint, voice)),
    ...offerBlocks(offeredAt(part.page)),
    BLANK,
    ...sectionsIn(part).flatMap((told) => sectionBlocks(told, voice.words, room)),
  ];
}

function shortPlaces(
  places: readonly PlacedPart[],
  { own }: JointDigest,
  voice: Voice,
): readonly Block[] {
  if (places.length === 0) return [];
  const lines = places.map((one) => {
    const name = placeName(one.label, voice);
    return { name, blocks: shortBlocks(`${name} ${summaryOf(one, own, voice)}`, one) };
  });
  const linked = roomFor(LINKED_BYTES);
  const withLink = whileTrue(lines, ({ blocks }) => linked.take(layOut(blocks)));
  const others = lines.slice(withLink.length);
  const unlinked = roomFor(UNLINKED_BYTES);
  const without = whileTrue(others, ({ blocks }) => unlinked.take(layOut(blocks.slice(0, 1))));
  const rest = others.slice(without.length).map(({ name }) => name);
  const named = roomFor(NAMED_BYTES);
  const names = whileTrue(rest, (name) => named.take(`${name}, `));
  const { short, unshown } = voice.words.digest.places;
  return [
    ...[prose(short), BLANK],
    ...withLink.flatMap(({ blocks }) => blocks),
    ...without.flatMap(({ blocks }) => blocks.slice(0, 1)),
    BLANK,
    ...(rest.length === 0 ? [] : [prose(unshown(names, rest.length - names.length)), BLANK]),
  ];
}

/** One line, and the address of its page under it. */
function shortBlocks(text: string, { part }: PlacedPart): readonly Block[] {
  const page = part.page;
  if (page === null) return [item(text)];
  return [item(text), { kind: 'address', text: page.url, indent: INDENT }];
}
