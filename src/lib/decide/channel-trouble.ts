/**
 * Channels that refuse: told once on the others, kept in the digest as long as it lasts, and told
 * once when they work again. One that comes and goes is told once a day, both ways.
 */
import { type ChannelTrouble, MOST_ATTEMPTS, TROUBLING_REFUSALS } from '../model/channel-record.ts';
import type { Mark } from '../model/decision.ts';
import { hours, type Instant, instant, later, plus } from '../model/instant.ts';
import type { Delivery } from '../model/ledger.ts';
import type { NoticeFacts } from '../model/notice.ts';
import type { Policy } from '../model/policy.ts';
import type { World } from './world.ts';

/** Before that much time is over, a channel that fails anew is left to the digest. */
const CALM = hours(24);

export function channelMarks(world: World): readonly Mark[] {
  const { memory } = world.snapshot;
  const before = memory.channels?.troubles ?? [];
  const records = [...memory.notices, ...memory.digests];
  // As a rule: then there is nothing to sort out among all that was ever sent.
  if (before.length === 0 && !records.some(wasRefused)) return [];
  const deliveries = records.flatMap((one) => one.deliveries);
  const byChannel = Map.groupBy(deliveries, ({ channel }) => channel);
  const seen = CHANNELS.filter(({ isUsed }) => isUsed(world.policy)).flatMap(({ name }) => {
    const known = before.find(({ channel }) => channel === name) ?? null;
    return troubleOf(name, known, byChannel.get(name) ?? []) ?? [];
  });
  const told = seen.map((trouble) => tell(world, trouble));
  const troubles = told.map(({ trouble }) => trouble).filter((one) => !isOver(one, world.now));
  const isSame = troubles.length === before.length && troubles.every((one) => before.includes(one));
  return [
    ...told.flatMap(({ mark }) => mark ?? []),
    ...(isSame
      ? []
      : [{ mark: 'channels-looked', record: { kind: 'channels', troubles } } as const]),
  ];
}

const wasRefused = ({ deliveries }: { readonly deliveries: readonly Delivery[] }): boolean =>
  deliveries.some(({ status }) => status === 'refused');

/** One that the policy does not name any more has no trouble. */
const CHANNELS: readonly {
  readonly name: string;
  readonly isUsed: (policy: Policy) => boolean;
}[] = [
  { name: 'sns', isUsed: () => true },
  { name: 'event-bridge', isUsed: ({ tell: { eventBridge } }) => eventBridge },
  { name: 'slack-webhook', isUsed: ({ tell: { slack } }) => slack.webhook !== null },
  { name: 'slack-app', isUsed: ({ tell: { slack } }) => slack.app !== null },
];

/** What is known of it now; the same object where nothing is new. */
function troubleOf(
  channel: string,
  known: ChannelTrouble | null,
  deliveries: readonly Delivery[],
): ChannelTrouble | null {
  const taken = newest(deliveries.filter(({ status }) => status === 'accepted'));
  const refused = deliveries.filter(
    ({ status, at }) => status === 'refused' && (taken === null || at > taken.at),
  );
  if (known !== null && known.worksSince === null) {
    return taken !== null && taken.at > known.refusedAt
      ? { ...known, worksSince: taken.at }
      : goingOn(known, refused);
  }
  if (!refused.some(({ attempts }) => attempts >= TROUBLING_REFUSALS)) return known;
  const since = instant(Math.min(...refused.map((one) => one.refusedSince ?? one.at)));
  const first = { channel, since, refusedAt: NEVER, fault: null, lost: 0 };
  const toldAt = known?.toldAt ?? null;
  return goingOn({ ...first, worksSince: null, toldAt, isTold: false }, refused);
}

const NEVER = instant(0);

function goingOn(known: ChannelTrouble, refused: readonly Delivery[]): ChannelTrouble {
  const fresh = refused.filter(({ at }) => at > known.refusedAt);
  const last = newest(fresh);
  if (last === null) return known;
  const given = fresh.filter(({ attempts }) => attempts >= MOST_ATTEMPTS);
  return {
    ...known,
    refusedAt: later(known.refusedAt, last.at),
    fault: last.fault ?? null,
    // The notices of one message share their instant.
    lost: known.lost + new Set(given.map(({ at }) => at)).size,
  };
}

const newest = (deliveries: readonly Delivery[]): Delivery | null =>
  deliveries.reduce<Delivery | null>((a, b) => (a === null || b.at > a.at ? b : a), null);

interface Told {
  readonly trouble: ChannelTrouble;
  readonly mark: Mark | null;
}

function tell(world: World, trouble: ChannelTrouble): Told {
  const { now } = world;
  const { worksSince, toldAt, isTold } = trouble;
  if (worksSince !== null) {
    if (!isTold) return { trouble, mark: null };
    return {
      trouble: { ...trouble, isTold: false },
      mark: notice(world, 'channel-works', trouble),
    };
  }
  if (isTold || (toldAt !== null && plus(toldAt, CALM) > now)) return { trouble, mark: null };
  const told = { ...trouble, toldAt: now, isTold: true };
  return { trouble: told, mark: notice(world, 'channel-refused', trouble) };
}

function notice(
  { now, policy }: World,
  kind: Extract<NoticeFacts['own-trouble']['trouble'], `channel-${string}`>,
  { channel, since, worksSince, fault, lost }: ChannelTrouble,
): Mark {
  const facts = {
    trouble: kind,
    fault,
    family: channel,
    refused: { since, until: worksSince, lost },
  };
  // What a channel does not take is not tried there; without another it is for the digest alone.
  const others = CHANNELS.some(({ name, isUsed }) => name !== channel && isUsed(policy));
  const urgency = kind === 'channel-works' || others ? 'now' : 'digest';
  const dedupeKey = `own-trouble:${kind}:${channel}:${since}`;
  return {
    mark: 'notice',
    notice: { kind: 'own-trouble', dedupeKey, urgency, at: now, facts },
  };
}

/** A digest a day has shown how it ended, and a new one may be told at once. */
const isOver = ({ worksSince, toldAt, isTold }: ChannelTrouble, now: Instant): boolean =>
  worksSince !== null && !isTold && plus(later(worksSince, toldAt ?? worksSince), CALM) <= now;
