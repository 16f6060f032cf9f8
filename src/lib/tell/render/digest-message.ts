/** The daily digest as one message; a day without events is one line. */
import type { ChannelMessage, MessageForm } from '../../cloud/cloud.ts';
import type { DigestContent, LeftCost } from '../../model/digest.ts';
import { isUpperBound } from '../../model/finding.ts';
import { type MicroUsd, sumOf } from '../../model/money.ts';
import { instantOf } from '../../schedule/zone.ts';
import {
  DIGEST_SECTIONS,
  type DigestCounts,
  type DigestSection,
  type DigestWords,
  type Words,
} from './catalogue.ts';
import type { Line, Sections, Voice } from './digest-line.ts';
import { isUneventful, overLimits, sectionsOf } from './digest-sections.ts';
import { digestDocument } from './document.ts';
import { isPaidByCredits, soonOver } from './look-back-lines.ts';
import { statusOffer } from './offer.ts';
import { placed, type Say, sayFor, type View } from './say.ts';
import { type Room, roomFor, TEXT_BYTES_MAX, whileTrue } from './size.ts';
import { type DigestText, digestNotification, slackDigest } from './slack-digest.ts';
import { subjectLine } from './subject.ts';
import { switchedEnd, switchedLine, switchedSentence, switchedShort } from './switched.ts';
import {
  actionBlocks,
  BLANK,
  type Block,
  closing,
  INDENT,
  item,
  layOut,
  mergeActions,
  offerBlocks,
  prose,
  tableOf,
} from './text.ts';
import { wordsOf } from './words.ts';

/** `forms`: what the channels need besides text and document. */
export function renderDigest(
  content: DigestContent,
  view: View,
  forms: readonly MessageForm[] = [],
): ChannelMessage {
  const voice = { words: wordsOf(view.language), say: sayFor(view) };
  const sections = sectionsOf(content, voice);
  const headline = headlineOf(content, sections, voice);
  const chat = forms.length === 0 ? null : chatOf(content, { headline, sections }, voice);
  return {
    subject: subjectLine(headline),
    text: textOf(content, sections, voice),
    document: digestDocument(content, view),
    attributes: { kind: 'digest', urgency: 'digest', account: view.account, region: view.region },
    slack: chat !== null && forms.includes('slack') ? slackDigest(chat, voice) : null,
    amazonQ: chat !== null && forms.includes('amazon-q') ? digestNotification(chat, voice) : null,
  };
}

/** After a week or a month what that came to is said first. */
function headlineOf(content: DigestContent, sections: Sections, { words, say }: Voice): string {
  const { digest } = words;
  const backs = content.lookBacks.map((back) => digest.lookedBack(back, say));
  const [newest] = backs.slice(-1);
  const counts = countsOf(content, sections);
  const happened = Object.values(counts).some((count) => count > 0);
  const switched = switchedShort(content.switched ?? null, say.view.language);
  const parts = [
    ...(switched === null ? [] : [switched]),
    ...(newest === undefined ? [] : [newest]),
    ...(happened || newest === undefined ? [digest.summary(counts)] : []),
  ];
  return placed(`${dayOf(content, say)}: ${parts.join(digest.between)}`, say);
}

/** What chats say of the day, put into words once for all of them. */
function chatOf(
  content: DigestContent,
  told: Pick<DigestText, 'headline' | 'sections'>,
  voice: Voice,
): DigestText {
  const {
    words: { digest, offer },
    say,
  } = voice;
  const calm = [digest.nothing(content, say), ...soonOver(content, voice)];
  const withSaved = (text: string): string =>
    [text, savedIn(content, digest, say)].join(' ').trim();
  const costs = Object.entries(COSTS).map(([section, of]) => [
    section,
    of(content).map((cost) => digest.leftCost(cost, say)),
  ]);
  return {
    ...told,
    title: placed(digest.title(dayOf(content, say)), say),
    page: statusOffer(content, offer, say.view),
    fleet: withSaved([...switchedIn(content, say), digest.fleet(content, say)].join(' ')),
    nothing: isUneventful(content)
      ? withSaved([...switchedIn(content, say), ...calm].join(' '))
      : null,
    costs: Object.fromEntries(costs),
  };
}

/** Said every day, so that nobody forgets it; alone it makes no day eventful. */
const switchedIn = ({ switched }: DigestContent, say: Say): readonly string[] =>
  switched ? [switchedLine(switched, say)] : [];

const savedIn = (content: DigestContent, digest: DigestWords, say: Say): string =>
  content.saved.off > 0 ? digest.savedLately(content.saved, say, isPaidByCredits(content)) : '';

const dayOf = ({ date }: DigestContent, say: Say): string =>
  say.day(instantOf(say.view.zone, date, NOON_MINUTE));

const NOON_MINUTE = 12 * 60;

/** What could not be read is something to look at, and nothing that was forgotten. */
const countsOf = (content: DigestContent, sections: Sections): DigestCounts => ({
  trouble: sections.trouble.length + (content.forgotten?.unread.length ?? 0),
  health: sections.health.length,
  warnings: sections.warnings.length,
  week: 0,
  month: 0,
  meter: overLimits(content),
  done: sections.done.length,
  would: sections.would.length,
  proposals: sections.proposals.length,
  unreadable: sections.unreadable.length,
  left: sections.left.length,
  forgotten: (content.forgotten?.findings.length ?? 0) + (content.forgotten?.leftOut ?? 0),
  holds: sections.holds.length,
  next: 0,
  uncertain: sections.uncertain.length,
});

function textOf(content: DigestContent, sections: Sections, voice: Voice): string {
  const { words, say } = voice;
  const { digest, pass } = words;
  const end = { whereToRun: pass.whereToRun, footer: pass.footer(say) };
  const lately = savedIn(content, digest, say);
  const saved = lately === '' ? [] : [prose(lately)];
  const switched = switchedBlocks(content, say);
  const page = offerBlocks(statusOffer(content, words.offer, say.view));
  if (isUneventful(content)) {
    const calm = [digest.nothing(content, say), ...soonOver(content, voice)];
    const nothing = [...switched, ...calm.map(prose), ...saved];
    return `${layOut([...nothing, ...page, ...closing([], end)])}\n`;
  }
  const room = roomFor(TEXT_BYTES_MAX - SPARE_BYTES);
  const body = DIGEST_SECTIONS.filter((section) => sections[section].length > 0).flatMap(
    (section) => [
      prose(digest.headings[section]),
      ...(COSTS[section]?.(content) ?? []).map((cost) => prose(digest.leftCost(cost, say))),
      ...sectionBlocks(sections[section], words, room),
      BLANK,
    ],
  );
  const title = prose(digest.title(dayOf(content, say)));
  const first = [title, ...switched, prose(digest.fleet(content, say))];
  // Near the top: on a phone the page is easier to read than what follows.
  const top = [...first, ...saved, ...page, BLANK];
  return `${layOut([...top, ...body, ...closing(body, end)])}\n`;
}

function switchedBlocks({ switched }: DigestContent, say: Say): readonly Block[] {
  if (!switched) return [];
  const end = actionBlocks([switchedEnd(switched, say)]);
  return [BLANK, prose(switchedSentence(switched, say)), ...end, BLANK];
}

/** More lines than this are only named, and more than that are counted. */
const MOST_LINES = 20;
const MOST_NAMED = 200;
/** For the headings and the footer. */
const SPARE_BYTES = 5_000;

function sectionBlocks(lines: readonly Line[], words: Words, room: Room): readonly Block[] {
  const shown = whileTrue(lines.slice(0, MOST_LINES), (line) =>
    room.take(layOut(lineBlocks(line))),
  );
  const rest = lines.slice(shown.length, MOST_NAMED).map(({ name }) => name);
  const names = whileTrue(rest, (name) => room.take(`${name}, `));
  const left = lines.length - shown.length - names.length;
  const actions = actionBlocks(mergeActions(shown.flatMap((line) => line.actions)));
  return [
    ...rowsOf(shown),
    ...(left + names.length > 0 ? [item(words.pass.others(names, left))] : []),
    ...(room.take(layOut(actions)) ? actions : []),
  ];
}

/** Those with cells first, as one table; the others below it. */
function rowsOf(lines: readonly Line[]): readonly Block[] {
  const rows = lines.flatMap(({ cells, text }) => (cells ? [{ ...cells, text }] : []));
  const items = lines.filter(({ cells }) => !cells).flatMap(lineBlocks);
  return [...tableOf(rows), ...items];
}

const lineBlocks = ({ text, offered = null }: Line): readonly Block[] => [
  item(text),
  ...(offered === null ? [] : [...offerBlocks(offered, INDENT), BLANK]),
];

/** Sections that money runs through say their sum under the heading. */
const COSTS: Partial<Record<DigestSection, (content: DigestContent) => readonly LeftCost[]>> = {
  left: ({ leftVolumes, leftAddresses }) => [costOf([...leftVolumes, ...leftAddresses])],
  forgotten: ({ forgotten }) =>
    forgotten === null || forgotten.findings.length === 0
      ? []
      : [{ ...costOf(forgotten.findings), atMost: forgotten.findings.some(isUpperBound) }],
};

function costOf(things: readonly { readonly monthlyMicroUsd: MicroUsd | null }[]): LeftCost {
  const prices = things.map(({ monthlyMicroUsd }) => monthlyMicroUsd);
  const known = prices.filter((price) => price !== null);
  return { monthlyMicroUsd: sumOf(known), unpriced: prices.length - known.length, atMost: false };
}
