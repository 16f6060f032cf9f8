/** The English around the sentences: headings, counts, the lines of a digest. */
import type { DigestContent } from '../../model/digest.ts';
import type { DigestCounts, DigestSection } from '../../model/digest-section.ts';
import type { NoticeKind } from '../../model/notice.ts';
import type { Words } from './catalogue.ts';
import { FAMILIES_EN, findingEn } from './finding-en.ts';
import { knownWord } from './known-word.ts';
import { deedsEn, lookedBackEn, savedEn, savedLatelyEn, spentEn } from './look-back-en.ts';
import { METER_EN } from './meter-en.ts';
import { monthlyEn } from './monthly.ts';
import { noticeEn, OFFER_EN } from './notice-en.ts';
import { PLACES_EN } from './places-en.ts';
import { reasonEn } from './reason-en.ts';
import type { Say } from './say.ts';
import { channelLineEn } from './trouble-en.ts';
import { newestCopy, provisioned } from './volume-en.ts';

const HEADINGS: Readonly<Record<NoticeKind, string>> = {
  'about-to-stop': 'About to stop',
  stopped: 'Stopped',
  started: 'Started',
  'did-not-work': 'Did not work',
  withdrawn: 'Stays on after all',
  'address-restored': 'Has its address back',
  'address-missing': 'Addresses to look at',
  'volumes-left': 'Volumes left behind',
  'exposed-port': 'Open to the world',
  digest: 'To know',
  'allowance-threshold': 'Free tier',
  health: 'Not well, or planned by AWS',
  'aws-health': 'From AWS Health',
  notebook: 'SageMaker notebooks',
  'own-trouble': 'Trouble of Tierkeeper itself',
};

const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;

/** Where a message was to arrive. */
const CHANNELS: Readonly<Record<string, string>> = {
  sns: 'mail',
  'event-bridge': 'EventBridge',
  'slack-webhook': 'Slack webhook',
  'slack-app': 'Slack app',
};

const SUMMARY: readonly (readonly [DigestSection, (count: number) => string])[] = [
  ['trouble', (count) => `${count} to look at`],
  ['health', (count) => `${count} on health`],
  ['done', (count) => `${count} done`],
  ['would', (count) => `${count} would have been done`],
  ['proposals', (count) => plural(count, 'proposal')],
  ['unreadable', (count) => plural(count, 'unreadable tag')],
  ['left', (count) => `${count} left behind`],
  ['meter', (count) => `${count} over the free tier`],
  ['forgotten', (count) => `${count} perhaps forgotten`],
  ['warnings', (count) => plural(count, 'open warning')],
  ['holds', (count) => plural(count, 'hold')],
  ['uncertain', (count) => plural(count, 'uncertain message')],
];

function fleet({ fleet: counted }: DigestContent): string {
  if (counted === null) return 'the instances could not be listed';
  return `${counted.running} running, ${counted.stopped} stopped`;
}

/** Many Regions of one trouble are counted. */
const regionsIn = (regions: readonly string[], say: Say): string =>
  regions.length > 3 ? `${regions.length} Regions` : regions.map((one) => say.data(one)).join(', ');

const TURNS = { running: 'starts', stopped: 'stops' } as const;
const WOULD_TURN = { running: 'would start', stopped: 'would stop' } as const;
const NEXT = { running: 'next start', stopped: 'next stop' } as const;

function soonest({ next }: DigestContent, say: Say): string {
  const first = next.find(({ mode }) => mode === 'act') ?? next[0];
  if (first === undefined) return '';
  return `, ${first.to === null ? 'next' : NEXT[first.to]} ${say.clock(first.at)}`;
}

const summary = (counts: Partial<DigestCounts>): string => {
  const parts = SUMMARY.flatMap(([section, words]) => {
    const count = counts[section] ?? 0;
    return count > 0 ? [words(count)] : [];
  });
  if (parts.length === 0) return 'nothing happened';
  const first = parts.slice(0, MOST_SUMMED);
  return first.join(', ') + (parts.length > MOST_SUMMED ? ' and more' : '');
};

/** A subject is read at a glance. */
const MOST_SUMMED = 3;

export const WORDS_EN: Words = {
  offer: OFFER_EN,
  reason: reasonEn,
  notice: noticeEn,
  pass: {
    heading: (kind, howMany) => `${HEADINGS[kind]}: ${howMany}`,
    andMore: (others) => `and ${others} more`,
    others: (names, unnamed) => {
      const more = unnamed === 0 ? [] : [`${unnamed} more`];
      return `Also: ${[...names, ...more].join(', ')}.`;
    },
    whereToRun: 'Commands can be pasted into AWS CloudShell.',
    footer: ({ view: { account, region, mode } }) =>
      `Tierkeeper for account ${account}, ${region}.` +
      (mode === 'observe' ? ' It only observes: nothing was changed.' : ''),
  },
  digest: {
    summary,
    between: '; ',
    title: (day) => `Tierkeeper on ${day}`,
    nothing: (content, say) =>
      `Nothing happened since the last digest: ${fleet(content)}${soonest(content, say)}.`,
    fleet: (content, say) => `Now ${fleet(content)}${soonest(content, say)}.`,
    headings: {
      trouble: 'Needs you',
      health: 'How instances are, and what AWS plans for them',
      warnings: 'Warned, not stopped yet',
      week: 'The past week',
      month: 'The past month',
      done: 'Done',
      would: 'Would have been done (it only observes)',
      proposals: 'Proposed',
      unreadable: 'Tags that cannot be read',
      left: 'Left behind, and paid for',
      forgotten: 'What the bill forgets, in all Regions',
      meter: 'Free tier, used this month at least (UTC)',
      holds: 'On hold',
      next: 'Until this time tomorrow',
      uncertain: 'Messages that may not have reached you',
    },
    lookedBack: lookedBackEn,
    deeds: deedsEn,
    saved: savedEn,
    spent: spentEn,
    savedLately: savedLatelyEn,
    meter: METER_EN,
    places: PLACES_EN,
    leftCost: ({ monthlyMicroUsd, unpriced, atMost }, say) => {
      if (monthlyMicroUsd === 0) return 'What they cost is not known here, but it is not nothing.';
      const more = unpriced === 0 ? '' : `, and ${unpriced} of unknown price`;
      return `Together ${atMost ? 'at most ' : ''}${say.money(monthlyMicroUsd)} a month${more}.`;
    },
    leftVolume: (volume, age, say) => {
      const name = volume.name === '' ? '' : ` "${say.data(volume.name, 40)}"`;
      const size = volume.sizeGiB === null ? '' : `, ${say.count(volume.sizeGiB)} GiB`;
      const type = volume.type === null ? '' : ` ${say.data(volume.type)}`;
      const from = say.data(volume.instanceName, 40);
      const monthly = monthlyEn(volume.monthlyMicroUsd, say);
      const what = `${size}${type}${provisioned(volume, say)}`;
      const locked = volume.encrypted ? ', encrypted' : '';
      const copy = newestCopy(volume.newestSnapshot, say);
      const until = volume.attachedUntil;
      const last = until === null ? '' : `, attached until ${say.day(until)}`;
      return (
        `${monthly}: ${volume.volumeId}${name}${what}${locked}, from ${from}, ` +
        `${say.duration(age)} ago${last}${copy}.`
      );
    },
    leftAddress: (address, age, say) => {
      const from = say.data(address.instanceName, 40);
      const ip = say.data(address.publicIp);
      const monthly = monthlyEn(address.monthlyMicroUsd, say);
      return (
        `${monthly}: Elastic IP ${ip} (${address.allocationId}), from ${from}, ` +
        `${say.duration(age)} ago.`
      );
    },
    finding: (finding, say) => `${findingEn(finding, say)}.`,
    leftOut: (howMany) => `And ${howMany} more, each cheaper than these.`,
    unread: ({ regions, family, permission }, say) =>
      `${regionsIn(regions, say)}: ${FAMILIES_EN[family]} could not be read` +
      `${permission === null ? '' : `; the role lacks ${say.data(permission)}`}.`,
    unlooked: (regions, say) => `No time was left to look at ${regionsIn(regions, say)}.`,
    keepLabel: 'To keep, and hear no more of it:',
    deleteLabel: 'To delete for good:',
    stopLabel: 'To stop it:',
    releaseLabel: 'To give back to AWS:',
    convertLabel: 'To make it gp3, while it is in use:',
    next: ({ name, instanceId, at, to, mode }, say) => {
      const who = say.name({ name, instanceId });
      const turns = mode === 'observe' ? WOULD_TURN : TURNS;
      return `${say.instant(at)}: ${who} ${to === null ? 'has a time of its schedule' : turns[to]}.`;
    },
    channel: channelLineEn,
    uncertainDigest: (date) => `the digest of ${date}`,
    uncertain: ({ channel, status }, what) =>
      `${what} (${knownWord(CHANNELS, channel) ?? channel}: ` +
      `${status === 'doubtful' ? 'not certain' : 'refused'})`,
  },
  chat: {
    buttons: {
      hour: 'One hour more',
      tomorrow: 'Until tomorrow',
      date: 'Until a date',
      tonight: 'Keep it on tonight',
      start: 'Start it again',
      release: 'Release the hold',
    },
    page: 'All choices',
  },
};
