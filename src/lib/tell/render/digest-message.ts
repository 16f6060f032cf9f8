/** The daily digest as one message; a day without events is one line. */
import type { ChannelMessage, MessageForm } from '../../cloud/cloud.ts';
import type { DigestContent } from '../../model/digest.ts';
import { DIGEST_SECTIONS, type DigestCounts } from '../../model/digest-section.ts';
import { dayOf, savedIn, switchedBlocks, switchedIn } from './digest-day.ts';
import { costSentences, countsOf, sectionBlocks } from './digest-layout.ts';
import type { Sections, Voice } from './digest-line.ts';
import { isUneventful, sectionsOf } from './digest-sections.ts';
import { digestDocument } from './document.ts';
import { soonOver } from './look-back-lines.ts';
import { statusOffer } from './offer.ts';
import { placed, sayFor, type View } from './say.ts';
import { roomFor, TEXT_BYTES_MAX } from './size.ts';
import { type DigestText, digestNotification, slackDigest } from './slack-digest.ts';
import { subjectLine } from './subject.ts';
import { switchedShort } from './switched.ts';
import { BLANK, closing, layOut, offerBlocks, prose } from './text.ts';
import { wordsOf } from './words.ts';

/** `forms`: what the channels need besides text and document. */
export function renderDigest(
  content: DigestContent,
  view: View,
  forms: readonly MessageForm[] = [],
): ChannelMessage {
  const voice = { words: wordsOf(view.language), say: sayFor(view) };
  const sections = sectionsOf(content, voice);
  const parts = headlineParts(content, countsOf(content, sections), voice);
  const headline = placed(`${dayOf(content, voice.say)}: ${parts}`, voice.say);
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
export function headlineParts(
  content: Pick<DigestContent, 'lookBacks' | 'switched'>,
  counts: Partial<DigestCounts>,
  { words: { digest }, say }: Voice,
): string {
  const backs = content.lookBacks.map((back) => digest.lookedBack(back, say));
  const [newest] = backs.slice(-1);
  const happened = Object.values(counts).some((count) => count > 0);
  const switched = switchedShort(content.switched ?? null, say.view.language);
  const parts = [
    ...(switched === null ? [] : [switched]),
    ...(newest === undefined ? [] : [newest]),
    ...(happened || newest === undefined ? [digest.summary(counts)] : []),
  ];
  return parts.join(digest.between);
}

/** What chats say of the day, put into words once for all of them. */
function chatOf(
  content: DigestContent,
  told: Pick<DigestText, 'headline' | 'sections'>,
  voice: Voice,
): DigestText {
  const { words, say } = voice;
  const { digest, offer } = words;
  const calm = [digest.nothing(content, say), ...soonOver(content, voice)];
  const withSaved = (text: string): string =>
    [text, savedIn(content, digest, say)].join(' ').trim();
  return {
    ...told,
    title: placed(digest.title(dayOf(content, say)), say),
    page: statusOffer(content, offer, say.view),
    fleet: withSaved([...switchedIn(content, say), digest.fleet(content, say)].join(' ')),
    nothing: isUneventful(content)
      ? withSaved([...switchedIn(content, say), ...calm].join(' '))
      : null,
    costs: costSentences(content, voice),
  };
}

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
    const nothing = [...switched, ...calm.map((text) => prose(text)), ...saved];
    return `${layOut([...nothing, ...page, ...closing([], end)])}\n`;
  }
  const room = roomFor(TEXT_BYTES_MAX - SPARE_BYTES);
  const costs = costSentences(content, voice);
  const body = DIGEST_SECTIONS.flatMap((section) =>
    sectionBlocks({ section, lines: sections[section], costs: costs[section] }, words, room),
  );
  const title = prose(digest.title(dayOf(content, say)));
  const first = [title, ...switched, prose(digest.fleet(content, say))];
  // Near the top: on a phone the page is easier to read than what follows.
  const top = [...first, ...saved, ...page, BLANK];
  return `${layOut([...top, ...body, ...closing(body, end)])}\n`;
}

/** For the headings and the footer. */
const SPARE_BYTES = 5_000;
