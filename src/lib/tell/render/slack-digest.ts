/** The digest for Slack: its sections with their lines, as many as one message holds. */
import type { SlackMessage } from '../../cloud/cloud.ts';
import { DIGEST_SECTIONS, type DigestSection } from '../../model/digest-section.ts';
import { amazonQ, stepsOf } from './amazon-q.ts';
import type { Action, Offered } from './catalogue.ts';
import { paragraphsOf } from './chat-pass.ts';
import type { Line, Sections, Voice } from './digest-line.ts';
import { mrkdwn, mrkdwnWithin } from './mrkdwn.ts';
import { whileTrue } from './size.ts';
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
import { mergeActions } from './text.ts';

/** What a digest says, put into words already. */
export interface DigestText {
  readonly headline: string;
  readonly title: string;
  readonly fleet: string;
  /** The sentence of a day without events; null on other days. */
  readonly nothing: string | null;
  readonly sections: Sections;
  /** The status page; null where there are no links. */
  readonly page: Offered | null;
  /** Sentences on money, under the heading of a section. */
  readonly costs: Readonly<Partial<Record<DigestSection, readonly string[]>>>;
}

/** More lines of one section than this are only named. */
const MOST_LINES = 10;
/** With its cells: far more than any line of ours with the longest of names in it. */
const LINE_LENGTH_MAX = 1_000;

export function slackDigest(digest: DigestText, voice: Voice): SlackMessage {
  const blocks = blocksOf(digest, voice);
  return { text: mrkdwn(digest.headline), blocks, linked: blocks, urgent: false };
}

export const digestNotification = (digest: DigestText, voice: Voice): string =>
  notificationOf({ ...digest, blocks: blocksOf(digest, voice) }, voice);

interface Notified extends Pick<DigestText, 'headline' | 'page'> {
  readonly blocks: readonly SlackBlock[];
}

/** The same blocks for Amazon Q, of one place or of all. */
export function notificationOf({ headline, page, blocks }: Notified, { say }: Voice): string {
  const { account, region } = say.view;
  return amazonQ({
    title: headline,
    paragraphs: paragraphsOf(blocks),
    steps: page === null ? [] : stepsOf(page, []),
    keywords: ['digest', region],
    threadId: null,
    context: { account, region, kind: 'digest' },
  });
}

function blocksOf(digest: DigestText, voice: Voice): readonly SlackBlock[] {
  const { title, fleet, nothing } = digest;
  const page = digest.page === null ? [] : [sectionOf(linkOf(digest.page))];
  const sheet = openSheet();
  if (nothing !== null) {
    sheet.add([section(nothing), ...page]);
    return sheet.finish([], voice);
  }
  sheet.add([header(title), section(fleet), ...page]);
  const { headings } = voice.words.digest;
  const added = DIGEST_SECTIONS.map((name) =>
    addSection(sheet.part(), digest, { name, title: headings[name] }),
  );
  // Commands get the room that all lines have left.
  for (const { part, actions } of added) part.add(commandSections(mergeActions(actions)));
  return sheet.finish(
    added.flatMap(({ omitted }) => omitted),
    voice,
  );
}

interface Added {
  readonly part: Part;
  /** What can be done about the lines that are shown. */
  readonly actions: readonly Action[];
  /** Those that found no room. */
  readonly omitted: readonly Name[];
}

/** A heading that never stands alone, and lines. */
export function addSection(
  part: Part,
  { sections, costs }: Pick<DigestText, 'sections' | 'costs'>,
  { name, title }: { readonly name: DigestSection; readonly title: string },
): Added {
  const lines = sections[name];
  const cost = (costs[name] ?? []).map((sentence) => `\n${mrkdwn(sentence)}`).join('');
  const heading = sectionOf(`${bold(title)}${cost}`);
  const groups = groupsOf(lines.slice(0, MOST_LINES));
  const shown = whileTrue(groups, (group) =>
    part.add([...(group === groups[0] ? [heading] : []), sectionOf(group.text)]),
  ).flatMap(({ lines: told }) => told);
  return {
    part,
    actions: shown.flatMap(({ actions }) => actions),
    omitted: lines.slice(shown.length).map((line) => () => line.name),
  };
}

interface LineGroup {
  readonly text: string;
  readonly lines: readonly Line[];
}

/** Few lines a block: what does not fit any more is told apart from what does. */
const GROUP_LENGTH_MAX = 800;

export function groupsOf(lines: readonly Line[]): readonly LineGroup[] {
  const groups: LineGroup[] = [];
  for (const line of lines) {
    const text = `• ${lineText(line)}`;
    const last = groups.at(-1);
    if (last && last.text.length + text.length < GROUP_LENGTH_MAX) {
      groups[groups.length - 1] = {
        text: `${last.text}\n${text}`,
        lines: [...last.lines, line],
      };
    } else groups.push({ text, lines: [line] });
  }
  return groups;
}

function lineText({ cells, text, offered = null }: Line): string {
  const link = offered === null ? '' : ` ${linkOf(offered)}`;
  const said = mrkdwnWithin(text, LINE_LENGTH_MAX) + link;
  return cells === undefined ? said : `${bold(cells.amount)} ${mrkdwn(cells.place)}: ${said}`;
}
