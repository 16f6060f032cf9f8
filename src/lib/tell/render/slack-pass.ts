/** What a pass tells, for Slack: the most urgent kind first, an answer under each instance. */
import type { SlackMessage } from '../../cloud/cloud.ts';
import type { InstanceId } from '../../model/ids.ts';
import type { Notice, NoticeKind } from '../../model/notice.ts';
import type { Offered, Worded } from './catalogue.ts';
import type { Voice } from './digest-line.ts';
import { mrkdwn, mrkdwnWithin } from './mrkdwn.ts';
import { whileTrue } from './size.ts';
import {
  bold,
  buttonsFor,
  commandSections,
  context,
  header,
  linkOf,
  type Name,
  openSheet,
  type Sheet,
  type SlackBlock,
  sectionOf,
  sectionsOf,
} from './slack-blocks.ts';
import { mergeActions } from './text.ts';

export interface SlackVoice extends Voice {
  /** Buttons are for an app. `apart`: the answers to a message's only notice stand elsewhere. */
  readonly answers: 'pressed' | 'linked' | 'apart';
}

interface Told {
  readonly notice: Notice;
  /** Put into words when they are asked for: of a thousand few find room. */
  readonly worded: () => Worded;
  readonly name: () => string;
  /** In the order of the message: makes the ids of blocks unique. */
  readonly index: number;
}

/** More of one kind than this are only named. */
const MOST_LISTED = 20;
/** From here on buttons and commands would be most of the message: a link each is enough. */
const MOST_WITH_BUTTONS = 3;
/** Parts beyond these are only named. */
const MOST_PARTS = 10;

const URGENT: ReadonlySet<NoticeKind> = new Set(['about-to-stop', 'did-not-work', 'health']);

const isUrgent = (notice: Notice): boolean =>
  URGENT.has(notice.kind) || (notice.kind === 'notebook' && notice.facts.news === 'about-to-stop');

/** The most urgent kind first, as they were sorted for every other channel too. */
export function slackPass(
  notices: readonly Notice[],
  headline: string,
  voice: Voice,
): SlackMessage {
  return {
    text: mrkdwn(headline),
    blocks: passBlocks(notices, headline, { ...voice, answers: 'pressed' }),
    linked: passBlocks(notices, headline, { ...voice, answers: 'linked' }),
    urgent: notices.some(isUrgent),
  };
}

function toldOf(notice: Notice, index: number, { words, say }: Voice): Told {
  let known: Worded | null = null;
  const worded = (): Worded => {
    known ??= words.notice(notice, say);
    return known;
  };
  const { facts } = notice;
  const name = (): string => ('subject' in facts ? say.name(facts.subject) : worded().title);
  return { notice, worded, name, index };
}

export function passBlocks(
  notices: readonly Notice[],
  headline: string,
  voice: SlackVoice,
): readonly SlackBlock[] {
  const told = notices.map((notice, index) => toldOf(notice, index, voice));
  const sheet = openSheet();
  sheet.add([header(headline)]);
  const [only] = told;
  const omitted =
    told.length === 1 && only ? addWhole(sheet, only, voice) : addGroups(sheet, told, voice);
  return sheet.finish(omitted, voice);
}

/** The header is its title. */
function addWhole(sheet: Sheet, told: Told, voice: SlackVoice): readonly Name[] {
  const { sentences, about, parts } = told.worded();
  const texts = sentences.map((sentence) => mrkdwnWithin(sentence, SENTENCE_LENGTH_MAX));
  sheet.add(sectionsOf(texts, '\n'));
  if (about !== '') sheet.add([context(about)]);
  if (voice.answers !== 'apart') sheet.add(answersTo(told, voice));
  return addParts(sheet, parts);
}

/** Far more than any sentence of ours with the longest of names in it. */
const SENTENCE_LENGTH_MAX = 1_500;
const ABOUT_LENGTH_MAX = 300;

/** The things of one instance, one section each; the names of those that found no room. */
function addParts(sheet: Sheet, parts: readonly Worded[]): readonly Name[] {
  const shown = whileTrue(parts.slice(0, MOST_PARTS), (part) => sheet.add(partBlocks(part)));
  return parts.slice(shown.length).map(
    ({ title }) =>
      () =>
        title,
  );
}

const partBlocks = ({ title, sentences, actions }: Worded): readonly SlackBlock[] => [
  sectionOf(`${bold(title)}\n${mrkdwnWithin(sentences.join(' '), SENTENCE_LENGTH_MAX)}`),
  ...commandSections(actions),
];

function addGroups(sheet: Sheet, told: readonly Told[], voice: SlackVoice): readonly Name[] {
  return [...Map.groupBy(told, ({ notice }) => notice.kind)].flatMap(([kind, group]) => {
    const heading = sectionOf(bold(voice.words.pass.heading(kind, group.length)));
    return addGroup(sheet, { heading, group }, voice);
  });
}

/** One kind: some listed, under a heading that never stands alone; the names of the others. */
function addGroup(sheet: Sheet, { heading, group }: Group, voice: SlackVoice): readonly Name[] {
  const isLong = group.length > MOST_WITH_BUTTONS;
  const listed = whileTrue(group.slice(0, MOST_LISTED), (told) => {
    const above = told === group[0] ? [heading] : [];
    const added =
      (!isLong && sheet.add([...above, itemSection(told), ...answersTo(told, voice)])) ||
      sheet.add([...above, itemSection(told, told.worded().offered)]);
    if (added) addParts(sheet, told.worded().parts);
    return added;
  });
  if (isLong) sheet.add(sharedCommands(group, listed));
  return group.slice(listed.length).map(({ name }) => name);
}

interface Group {
  readonly heading: SlackBlock;
  readonly group: readonly Told[];
}

/** Of all of a kind, or of those that are listed where that is too much for one command. */
function sharedCommands(group: readonly Told[], listed: readonly Told[]): readonly SlackBlock[] {
  const [all = [], some = []] = [group.slice(0, MOST_COMMANDED), listed].map((told) => {
    const unanswered = told.map(({ worded }) => worded()).filter(({ offered }) => offered === null);
    return commandSections(mergeActions(unanswered.flatMap(({ actions }) => actions)));
  });
  return all.length > 0 ? all : some;
}

/** The ids of more than these fill no section with one command. */
const MOST_COMMANDED = 100;

/** One among others: its sentences run together. */
function itemSection({ worded }: Told, link: Offered | null = null): SlackBlock {
  const { title, sentences, about } = worded();
  const id = about === '' ? '' : ` (${mrkdwnWithin(about, ABOUT_LENGTH_MAX)})`;
  const text = mrkdwnWithin(sentences.join(' '), SENTENCE_LENGTH_MAX);
  return sectionOf(`${bold(title)}${id}\n${text}${link === null ? '' : `\n${linkOf(link)}`}`);
}

/** Buttons, or the link, or the commands where there is no page. */
function answersTo(
  { notice, worded, index }: Told,
  { words, answers }: SlackVoice,
): readonly SlackBlock[] {
  const { offered, actions } = worded();
  if (offered === null) return commandSections(actions);
  const instanceId = instanceOf(notice);
  if (answers !== 'pressed' || instanceId === null) return [sectionOf(linkOf(offered))];
  return buttonsFor(offered, { instanceId, index }, words.chat);
}

export const instanceOf = ({ facts }: Notice): InstanceId | null =>
  'subject' in facts ? facts.subject.instanceId : null;
