/** One message for a pass, however many instances it is about: the most urgent kind first. */
import type { ChannelMessage, MessageForm } from '../../cloud/cloud.ts';
import { later } from '../../model/instant.ts';
import type { Notice, NoticeKind } from '../../model/notice.ts';
import { besideLink, type Worded, type Words } from './catalogue.ts';
import { passNotification } from './chat-pass.ts';
import { passDocument } from './document.ts';
import { placed, type Say, sayFor, type View } from './say.ts';
import { type Room, roomFor, TEXT_BYTES_MAX, whileTrue } from './size.ts';
import { slackPass } from './slack-pass.ts';
import { subjectLine } from './subject.ts';
import {
  actionBlocks,
  BLANK,
  type Block,
  closing,
  itemBlocks,
  layOut,
  mergeActions,
  prose,
  shortItemBlocks,
  wholeBlocks,
} from './text.ts';
import { wordsOf } from './words.ts';

/** What cannot wait comes first. */
const RANK: Readonly<Record<NoticeKind, number>> = {
  'about-to-stop': 0,
  notebook: 1,
  'did-not-work': 2,
  health: 2,
  'aws-health': 3,
  'own-trouble': 3,
  'exposed-port': 3,
  'allowance-threshold': 3,
  'address-missing': 4,
  'volumes-left': 5,
  stopped: 6,
  started: 7,
  withdrawn: 8,
  'address-restored': 9,
  digest: 10,
};

/** More of one kind than this are only named, and more than that are counted. */
const MOST_LISTED = 20;
const MOST_NAMED = 200;
/** From here on the items share their commands: five times the same is noise. */
const MOST_WITH_OWN_ACTIONS = 3;
/** For the headings and the footer. */
const SPARE_BYTES = 5_000;

/** `forms`: what the channel needs besides text and document. */
export function renderPass(
  notices: readonly Notice[],
  view: View,
  forms: readonly MessageForm[] = [],
): ChannelMessage {
  const sorted = notices.toSorted((a, b) => RANK[a.kind] - RANK[b.kind]);
  const [first] = sorted;
  if (!first) throw new RangeError('there is nothing to tell');
  const [words, say] = [wordsOf(view.language), sayFor(view)];
  const others = sorted.length - 1;
  const title = placedTitle(words.notice(first, say).title, first, say);
  const tail = others === 0 ? '' : words.pass.andMore(others);
  const headline = tail === '' ? title : `${title} (${tail})`;
  const voice = { words, say };
  const at = sorted.reduce((newest, notice) => later(newest, notice.at), first.at);
  return {
    subject: subjectLine(title, tail),
    text: textOf(sorted, words, say),
    document: passDocument(sorted, at, view),
    attributes: attributesOf(first, view),
    slack: forms.includes('slack') ? slackPass(sorted, headline, voice) : null,
    amazonQ: forms.includes('amazon-q')
      ? passNotification({ notices: sorted, headline, at }, voice)
      : null,
  };
}

/** Whose news it is comes first: on a phone the end of a title is not seen. */
const placedTitle = (title: string, notice: Notice, say: Say): string =>
  isOfPlace(notice) ? placed(title, say) : title;

const OF_NO_PLACE: ReadonlySet<string> = new Set(['scope-refused', 'places-unlooked']);

/** Told from home, of the account, or of other places: its name would mislead. */
const isOfPlace = ({ kind, facts }: Notice): boolean =>
  kind !== 'allowance-threshold' && !(kind === 'own-trouble' && OF_NO_PLACE.has(facts.trouble));

/** For filter policies: the most urgent of the kinds, since an attribute has one value. */
const attributesOf = ({ kind, urgency }: Notice, { account, region }: View) => ({
  kind,
  urgency,
  account,
  region,
});

interface Told {
  readonly name: string;
  readonly worded: Worded;
}

function textOf(notices: readonly Notice[], words: Words, say: Say): string {
  const room = roomFor(TEXT_BYTES_MAX - SPARE_BYTES);
  const tell = (notice: Notice): Told => {
    const worded = words.notice(notice, say);
    const { facts } = notice;
    return { worded, name: 'subject' in facts ? say.name(facts.subject) : worded.title };
  };
  const [first] = notices;
  const body =
    notices.length === 1 && first
      ? wholeBlocks(words.notice(first, say))
      : [...Map.groupBy(notices, ({ kind }) => kind)].flatMap(([kind, group]) => [
          prose(words.pass.heading(kind, group.length)),
          BLANK,
          ...groupBlocks(group.slice(0, MOST_NAMED).map(tell), {
            total: group.length,
            words,
            room,
          }),
        ]);
  const { whereToRun, footer } = words.pass;
  return `${layOut([...body, ...closing(body, { whereToRun, footer: footer(say) })])}\n`;
}

/** One kind: some listed, some named, the rest counted. `total` counts all, told here or not. */
function groupBlocks(group: readonly Told[], { total, words, room }: Setting): readonly Block[] {
  const fits = (blocks: readonly Block[]): boolean => room.take(layOut(blocks));
  const shares = group.length > MOST_WITH_OWN_ACTIONS;
  const label = shares ? sharedLabel(group) : null;
  const items = group.slice(0, MOST_LISTED).map(({ worded }) => {
    if (!shares) return itemBlocks(worded);
    return label === null ? itemBlocks({ ...worded, actions: [] }) : shortItemBlocks(worded);
  });
  const listed = whileTrue(items, fits);
  const rest = group.slice(listed.length).map(({ name }) => name);
  const named = whileTrue(rest, (name) => room.take(`${name}, `));
  const unnamed = total - listed.length - named.length;
  // Whoever has no link here can still be answered for by a command.
  const answers = group.flatMap(({ worded }, index) =>
    index < listed.length ? besideLink(worded) : worded.actions,
  );
  const actions = actionBlocks(shares ? mergeActions(answers) : []);
  return [
    ...(label === null ? [] : [prose(words.offer.each(label)), BLANK]),
    ...listed.flat(),
    ...(named.length + unnamed > 0 ? [prose(words.pass.others(named, unnamed)), BLANK] : []),
    ...(fits(actions) ? actions : []),
    BLANK,
  ];
}

/** Said once over all; null where not all have a link, or not for the same. */
function sharedLabel(group: readonly Told[]): string | null {
  const [label = null, ...others] = new Set(
    group.map(({ worded }) => worded.offered?.label ?? null),
  );
  return others.length === 0 ? label : null;
}

interface Setting {
  readonly total: number;
  readonly words: Words;
  readonly room: Room;
}
