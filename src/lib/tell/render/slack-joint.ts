/** The one digest of all places for chats: a line for each, and more as far as there is room. */
import type { SlackMessage } from '../../cloud/cloud.ts';
import type { PlacedPart } from '../../model/digest-part.ts';
import type { DigestSection } from '../../model/digest-section.ts';
import { savedIn, switchedIn } from './digest-day.ts';
import { costSentences, type SectionLines } from './digest-layout.ts';
import type { Voice } from './digest-line.ts';
import { sectionsIn } from './digest-part.ts';
import { soonOver } from './look-back-lines.ts';
import { mrkdwn } from './mrkdwn.ts';
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
import { roomFor, whileTrue } from './size.ts';
import {
  bold,
  commandSections,
  header,
  linkOf,
  type Name,
  openSheet,
  type Part,
  type SlackBlock,
  section,
  sectionOf,
} from './slack-blocks.ts';
import { addSection, groupsOf, notificationOf } from './slack-digest.ts';
import { mergeActions } from './text.ts';

/** What is told of all places in short has half of the message at most. */
const SHORT_LENGTH_MAX = 4_500;

export function slackJoint(joint: JointDigest, voice: Voice): SlackMessage {
  const blocks = blocksOf(joint, voice);
  return { text: mrkdwn(joint.headline), blocks, linked: blocks, urgent: false };
}

export function jointNotification(joint: JointDigest, voice: Voice): string {
  const { headline } = joint;
  const said = { headline, page: homePage(joint, voice), blocks: blocksOf(joint, voice) };
  return notificationOf(said, voice);
}

function blocksOf(joint: JointDigest, voice: Voice): readonly SlackBlock[] {
  const page = homePage(joint, voice);
  const links = page === null ? [] : [sectionOf(linkOf(page))];
  const ends = endsOf(joint, voice).map(section);
  const sheet = openSheet();
  if (joint.isQuiet) {
    const { nothing } = voice.words.digest.places;
    const said = [nothing, stateOf(joint, voice), ...soonOver(joint.own, voice)].join(' ');
    sheet.add([section(said), ...links, ...ends]);
    return sheet.finish([], voice);
  }
  sheet.add([header(joint.title), section(stateOf(joint, voice)), ...links]);
  // Parts stand in the order in which they are made; what must be there takes its room first.
  const short = sheet.part();
  const home = HOME_SECTIONS.map((name) => ({ name, part: sheet.part() }));
  const places = joint.news.map((one) => ({ one, part: sheet.part() }));
  sheet.part().add(ends);
  const omitted = [...addShort(short, joint, voice), ...addHome(home, joint, voice)];
  for (const { one, part } of places) addPlace(part, one, { joint, voice });
  return sheet.finish(omitted, voice);
}

function stateOf({ own, all, heard, joined }: JointDigest, { words, say }: Voice): string {
  const { digest } = words;
  const fleet = digest.places.fleet(all, { heard, places: joined.places });
  const saved = savedIn({ ...own, ...all }, digest, say);
  return [...switchedIn(own, say), fleet, saved].join(' ').trim();
}

/** A line for each, with its page; those that found no room are named at the end. */
function addShort(part: Part, { news, own }: JointDigest, voice: Voice): readonly Name[] {
  const label = voice.words.digest.places.page;
  const lines = news.map((one) => {
    const name = placeName(one.label, voice);
    const { page } = one.part;
    const offered = page === null ? null : { label, url: page.url, actions: [] };
    return { name, text: `${name} ${summaryOf(one, own, voice)}`, actions: [], offered };
  });
  const room = roomFor(SHORT_LENGTH_MAX);
  const shown = whileTrue(groupsOf(lines), ({ text }) => {
    const block = sectionOf(text);
    return room.take(JSON.stringify(block)) && part.add([block]);
  }).flatMap((group) => group.lines);
  return lines.slice(shown.length).map(
    ({ name }) =>
      () =>
        name,
  );
}

interface HomePart {
  readonly name: DigestSection | 'heading';
  readonly part: Part;
}

/** What is of all places, and then home's own under its name. */
const HOME_SECTIONS = [...COMMON_SECTIONS, 'heading', ...OWN_SECTIONS] as const;

function addHome(parts: readonly HomePart[], joint: JointDigest, voice: Voice): readonly Name[] {
  const { home, own } = joint;
  const told = { sections: home.sections, costs: costSentences(own, voice) };
  const { headings } = voice.words.digest;
  const added = parts.flatMap(({ name, part }) => {
    if (name === 'heading') {
      if (home.isNews) part.add([sectionOf(headingOf(home.label, joint, voice))]);
      return [];
    }
    if (!home.isNews && !COMMON_SECTIONS.includes(name)) return [];
    return [addSection(part, told, { name, title: headings[name] })];
  });
  for (const { part, actions } of added) part.add(commandSections(mergeActions(actions)));
  return added.flatMap(({ omitted }) => omitted);
}

const headingOf = (label: string, joint: JointDigest, voice: Voice): string => {
  const { account } = voice.say.view;
  return bold(placeHeading({ label, account, part: joint.own }, joint, voice));
};

interface Setting {
  readonly joint: JointDigest;
  readonly voice: Voice;
}

/** All of it, or nothing more than its line: half a place would be taken for a whole one. */
function addPlace(part: Part, { place, label, part: told }: PlacedPart, setting: Setting): void {
  const { joint, voice } = setting;
  const heading = placeHeading({ label, account: place.account, part: told }, joint, voice);
  const sections = sectionsIn(told);
  const lines = sections.flatMap((one) => sectionBlocksOf(one, voice));
  const blocks = [sectionOf(bold(heading)), ...lines];
  const actions = sections.flatMap((one) => one.lines.flatMap((line) => line.actions));
  const commands = commandSections(mergeActions(actions));
  if (!part.add([...blocks, ...commands])) part.add(blocks);
}

function sectionBlocksOf(told: SectionLines, { words }: Voice): readonly SlackBlock[] {
  const { section: name, costs = [], lines, others = [], more = 0 } = told;
  const cost = costs.map((sentence) => `\n${mrkdwn(sentence)}`).join('');
  const left = others.length + more;
  return [
    sectionOf(bold(words.digest.headings[name]) + cost),
    ...groupsOf(lines).map(({ text }) => sectionOf(text)),
    ...(left === 0 ? [] : [section(words.pass.others(others, more))]),
  ];
}
