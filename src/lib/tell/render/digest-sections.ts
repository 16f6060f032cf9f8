/** What each section of a digest says, line by line. */
import type {
  ChannelLine,
  DigestContent,
  ForgottenLines,
  Standing,
  UncertainSend,
} from '../../model/digest.ts';
import type { DigestSection } from '../../model/digest-section.ts';
import { between, hours, type Instant } from '../../model/instant.ts';
import type { HealthNews, NotebookNews, Notice } from '../../model/notice.ts';
import { TAG } from '../../model/tag.ts';
import type { Action } from './catalogue.ts';
import * as command from './command.ts';
import type { Line, Sections, Voice } from './digest-line.ts';
import { findingActions } from './finding-actions.ts';
import { lazyLine } from './lazy-line.ts';
import { lookBackLines, meterLines } from './look-back-lines.ts';
import { isHeldByTag, standingOffer } from './offer.ts';

/** What comes next is no event: a day that has only that is an empty one. */
export const isUneventful = (content: DigestContent): boolean =>
  content.notices.every((notice) => sectionOf(notice) === null) &&
  [content.warnings, content.holds, content.health].every(isEmpty) &&
  [content.leftVolumes, content.leftAddresses].every(isEmpty) &&
  [content.uncertain, content.lookBacks, content.channels].every(isEmpty) &&
  overLimits(content) === 0 &&
  (content.forgotten === null || hasNothing(content.forgotten));

/** What is well within its allowance is worth no more than one line. */
export const overLimits = ({ meter }: DigestContent): number =>
  meter?.limits.filter(({ forecast, limit }) => forecast > limit).length ?? 0;

const hasNothing = ({ findings, unread, unlooked }: ForgottenLines): boolean =>
  isEmpty(findings) && isEmpty(unread) && isEmpty(unlooked);

const isEmpty = (list: readonly unknown[]): boolean => list.length === 0;

/** Where a notice is read again; null for what other sections say by themselves. */
function sectionOf(notice: Notice): DigestSection | null {
  switch (notice.kind) {
    case 'about-to-stop':
    case 'volumes-left':
      return null;
    case 'address-missing':
      return notice.facts.reason.key === 'address-left' ? null : 'trouble';
    case 'did-not-work':
    case 'exposed-port':
      return 'trouble';
    case 'allowance-threshold':
      return 'meter';
    case 'own-trouble':
      return notice.facts.refused === undefined ? 'trouble' : null;
    case 'aws-health':
      return 'health';
    case 'health':
      return HEALTH_SECTIONS[notice.facts.news];
    case 'notebook':
      return NOTEBOOK_SECTIONS[notice.facts.news];
    case 'digest':
      return LINE_SECTIONS[notice.facts.line];
    default:
      return 'done';
  }
}

/** What goes on is in its section anyway, as it is now. */
const HEALTH_SECTIONS: Readonly<Record<HealthNews['news'], DigestSection | null>> = {
  impaired: null,
  scheduled: null,
  moved: null,
  well: 'health',
  over: 'health',
};

const NOTEBOOK_SECTIONS: Readonly<Record<NotebookNews, DigestSection | null>> = {
  'about-to-stop': null,
  stopped: 'done',
  started: 'done',
  'did-not-stop': 'trouble',
  'did-not-start': 'trouble',
  'would-stop': 'would',
  'would-start': 'would',
  withdrawn: 'done',
  unreadable: 'unreadable',
  missed: 'trouble',
};

const LINE_SECTIONS = {
  'would-stop': 'would',
  'would-start': 'would',
  'would-associate': 'would',
  proposal: 'proposals',
  unreadable: 'unreadable',
  missed: 'trouble',
  'over-limit': 'trouble',
  unknown: 'trouble',
  credits: 'trouble',
} as const;

export function sectionsOf(content: DigestContent, { words, say: voiced }: Voice): Sections {
  const say = voiced.on(content.at);
  const voice = { words, say };
  const told = (section: DigestSection): readonly Line[] =>
    content.notices
      .filter((notice) => sectionOf(notice) === section)
      .map((notice) => noticeLine(notice, content.at, voice));
  const standing = (one: Standing): Line => standingLine(one, content, voice);
  return {
    trouble: [...content.channels.map((one) => channelLine(one, voice)), ...told('trouble')],
    health: [...content.health.map(standing), ...told('health')],
    warnings: content.warnings.map(standing),
    week: lookBackLines(content, 'week', voice),
    month: lookBackLines(content, 'month', voice),
    done: told('done'),
    would: told('would'),
    proposals: told('proposals'),
    unreadable: told('unreadable'),
    left: leftLines(content, voice),
    forgotten: forgottenLines(content, voice),
    meter: [...told('meter'), ...meterLines(content, voice)],
    holds: content.holds.map(standing),
    next: content.next.map((line) =>
      lazyLine(
        () => say.name(line),
        () => ({ text: words.digest.next(line, say), actions: [] }),
      ),
    ),
    uncertain: content.uncertain.map((send) => uncertainLine(send, voice)),
  };
}

function standingLine(one: Standing, content: DigestContent, { words, say }: Voice): Line {
  const { reason, instanceId } = one;
  const name = (): string => say.name(one);
  const drop = (): Action => ({
    label: words.offer.dropTag,
    command: command.dropTags(instanceId, [TAG.holdUntil], say.view),
  });
  return lazyLine(name, () => ({
    text: `${name()}: ${words.reason(reason, say)}`,
    actions: isHeldByTag(reason) ? [drop()] : [],
    offered: standingOffer(one, content, { words: words.offer, view: say.view }),
  }));
}

function channelLine(line: ChannelLine, { words, say }: Voice): Line {
  const text = words.digest.channel(line, say);
  return { name: text, text, actions: [] };
}

const A_DAY = hours(24);

function noticeLine(notice: Notice, now: Instant, { words, say }: Voice): Line {
  const { facts, at } = notice;
  const name = (): string =>
    'subject' in facts ? say.name(facts.subject) : words.notice(notice, say).title;
  return lazyLine(name, () => {
    const { title, sentences, actions } = words.notice(notice, say);
    const when = between(at, now) < A_DAY ? say.clock(at) : say.instant(at);
    const [why = ''] = sentences;
    return { text: `${when}: ${title}. ${why}`, actions: kept(notice, actions) };
  });
}

/** What was done can be undone from its own message; a proposal is only made here. */
const kept = (notice: Notice, actions: readonly Action[]): readonly Action[] =>
  notice.kind === 'digest' ? actions : [];

function leftLines(
  { leftVolumes, leftAddresses, at }: DigestContent,
  { words: { digest }, say }: Voice,
): readonly Line[] {
  const { view } = say;
  const keep = (id: Parameters<typeof command.setTag>[0]): Action => ({
    label: digest.keepLabel,
    command: command.setTag(id, command.KEEP, view),
  });
  const volumes = leftVolumes.map((volume) =>
    lazyLine(
      () => volume.volumeId,
      () => ({
        text: digest.leftVolume(volume, between(volume.foundAt, at), say),
        actions: [
          { label: digest.deleteLabel, command: command.deleteVolume(volume.volumeId, view) },
          keep(volume.volumeId),
        ],
      }),
    ),
  );
  const addresses = leftAddresses.map((address) =>
    lazyLine(
      () => say.data(address.publicIp),
      () => ({
        text: digest.leftAddress(address, between(address.foundAt, at), say),
        actions: [
          {
            label: digest.releaseLabel,
            command: command.releaseAddress(address.allocationId, view),
          },
          keep(address.allocationId),
        ],
      }),
    ),
  );
  return [...volumes, ...addresses];
}

/** The longest name of a Region today: `ap-southeast-2`. */
const REGION_COLUMNS = 16;

function forgottenLines(
  { forgotten }: DigestContent,
  { words: { digest }, say }: Voice,
): readonly Line[] {
  if (forgotten === null) return [];
  const { findings, leftOut, unread, unlooked } = forgotten;
  const found = findings.map((finding) => ({
    name: say.data(finding.id),
    text: digest.finding(finding, say),
    cells: {
      amount: say.dollars(finding.monthlyMicroUsd),
      place: say.data(finding.region, REGION_COLUMNS),
    },
    actions: findingActions(finding, digest),
  }));
  const more = leftOut === 0 ? [] : [digest.leftOut(leftOut)];
  const skipped = unlooked.length === 0 ? [] : [digest.unlooked(unlooked, say)];
  const said = [...more, ...unread.map((one) => digest.unread(one, say)), ...skipped];
  return [...found, ...said.map((text) => ({ name: text, text, actions: [] }))];
}

function uncertainLine(send: UncertainSend, { words, say }: Voice): Line {
  const { of } = send;
  const what = typeof of === 'string' ? words.digest.uncertainDigest(say.data(of)) : titled(of);
  function titled(notice: Notice): string {
    return `${say.instant(notice.at)}: ${words.notice(notice, say).title}`;
  }
  const channel = say.data(send.channel);
  return {
    name: what,
    text: words.digest.uncertain({ channel, status: send.status }, what),
    actions: [],
  };
}
