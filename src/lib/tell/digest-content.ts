/** What a date's digest has to say: the ledger, the snapshot and the decisions, put together. */
import { switchedBy } from '../model/control.ts';
import type { Decision } from '../model/decision.ts';
import type {
  DigestContent,
  ForgottenLines,
  NextLine,
  Standing,
  UncertainSend,
  UnreadLine,
} from '../model/digest.ts';
import { itemsOf } from '../model/family.ts';
import { isProven, type Unread } from '../model/finding.ts';
import { nameOf } from '../model/instance.ts';
import { days, type Instant, plus } from '../model/instant.ts';
import type { Delivery, NoticeRecord } from '../model/ledger.ts';
import type { MicroUsd } from '../model/money.ts';
import type { Modes, Policy } from '../model/policy.ts';
import type { Reason, ReasonKey } from '../model/reason.ts';
import type { PowerState } from '../model/schedule.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { channelLines } from './channel-lines.ts';
import { isSettled, wasAccepted } from './delivery.ts';
import type { DueDigest } from './digest-due.ts';
import { calmed } from './flapping.ts';
import { freshSurvey, leftAddresses, leftVolumes } from './left-behind.ts';
import { type PastBasis, pastOf, sinceIn } from './past.ts';

export interface DigestBasis extends PastBasis {
  readonly decisions: readonly Decision[];
  readonly modes: Modes;
  readonly policy: Pick<Policy, 'tell' | 'mode'>;
}

/** What no digest has shown yet; a digest that is tried again shows what it showed at first. */
export const undigested = (
  records: readonly NoticeRecord[],
  { known }: DueDigest,
): readonly NoticeRecord[] =>
  records.filter(isSettled).filter((record) => {
    const { digestedAt, recordedAt, deliveries } = record;
    if (known === null) return digestedAt === null;
    // Some of it may have been marked already.
    const isOfThis = digestedAt === null || digestedAt >= known.at;
    const wasSettled = deliveries.every(({ at }) => at <= known.at);
    return isOfThis && wasSettled && recordedAt <= known.at;
  });

export function digestContent(basis: DigestBasis): DigestContent {
  const { date, snapshot, shows } = basis;
  const { saved, lookBacks } = pastOf(basis);
  return {
    date,
    at: snapshot.takenAt,
    switched: switchedBy(snapshot.memory.control, basis.policy),
    fleet: fleetOf(snapshot),
    saved,
    lookBacks,
    notices: calmed(shows.map(({ notice }) => notice)).toSorted((a, b) => a.at - b.at),
    warnings: standing(basis, isOpenWarning),
    holds: standing(basis, ({ key }) => HOLDS.has(key)),
    health: healthLines(basis),
    leftVolumes: leftVolumes(basis).sort(dearestFirst),
    leftAddresses: leftAddresses(basis).sort(dearestFirst),
    forgotten: forgotten(basis),
    meter: freshSurvey(snapshot)?.meter ?? null,
    next: nextLines(basis).sort((a, b) => a.at - b.at),
    uncertain: [...uncertainNotices(shows), ...uncertainDigest(basis)],
    channels: channelLines(snapshot.memory, sinceIn(basis)),
  };
}

function fleetOf({ instances }: Snapshot): DigestContent['fleet'] {
  if (!instances.complete) return null;
  const count = (state: string): number =>
    instances.items.filter((instance) => instance.state === state).length;
  return { running: count('running'), stopped: count('stopped') };
}

const HOLDS: ReadonlySet<ReasonKey> = new Set(['held', 'hold-wants-running', 'hold-wants-stopped']);

/** Warned and not yet stopped; what was only observed has no time to stop at. */
function isOpenWarning({ key, evidence }: Reason): boolean {
  switch (key) {
    case 'idle-waiting':
    case 'stop-edge-near':
    case 'stop-edge-waiting':
    case 'guard-waiting':
    case 'warning-not-sent':
      return true;
    case 'idle-warned':
    case 'guard-warned':
      return evidence.stopAt !== null;
    default:
      return false;
  }
}

type PowerDecision = Decision & { readonly target: { readonly kind: 'power' } };

const isPower = (decision: Decision): decision is PowerDecision => decision.target.kind === 'power';

function standing(
  { decisions, snapshot }: DigestBasis,
  isMeant: (because: Reason) => boolean,
): readonly Standing[] {
  const names = namesIn(snapshot);
  return decisions
    .filter(isPower)
    .filter(({ reason }) => isMeant(reason))
    .map(({ target: { id }, reason }) => ({ instanceId: id, name: names(id), reason }));
}

/** One instance may have several. */
function healthLines({ decisions, snapshot }: DigestBasis): readonly Standing[] {
  const names = namesIn(snapshot);
  return decisions.flatMap(({ target, opinions }) =>
    target.kind === 'health'
      ? opinions
          .filter(({ reason }) => reason.key === 'impaired' || reason.key === 'scheduled-event')
          .map(({ reason }) => ({ instanceId: target.id, name: names(target.id), reason }))
      : [],
  );
}

function namesIn({ instances, memory }: Snapshot): (id: string) => string {
  const remembered = memory.instances.map(
    ({ instanceId, sighting }) => [instanceId, sighting.name] as const,
  );
  const seen = instances.complete
    ? instances.items.map((instance) => [instance.id, nameOf(instance)] as const)
    : [];
  const names = new Map<string, string>([...remembered, ...seen]);
  return (id) => names.get(id) ?? id;
}

const dearestFirst = (
  a: { readonly monthlyMicroUsd: MicroUsd | null },
  b: { readonly monthlyMicroUsd: MicroUsd | null },
): number => (b.monthlyMicroUsd ?? -1) - (a.monthlyMicroUsd ?? -1);

function forgotten({ snapshot }: DigestBasis): ForgottenLines | null {
  const survey = freshSurvey(snapshot);
  if (survey === null) return null;
  const { at, findings, leftOut, unread, unlooked } = survey;
  return {
    at,
    findings: findings.filter((finding) => isProven(finding, at)),
    leftOut,
    unread: unreadLines(unread.filter(({ foundAt }) => foundAt === at)),
    unlooked,
  };
}

/** What a role lacks, it lacks in every Region: that is one line. */
function unreadLines(unread: readonly Unread[]): readonly UnreadLine[] {
  const troubles = Map.groupBy(unread, ({ family, code, permission }) =>
    [family, code, permission].join(' '),
  );
  return [...troubles.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const { family, code, permission } = first;
    return [{ family, code, permission, regions: [first, ...others].map(({ region }) => region) }];
  });
}

/** From the schedules that were heard, decisive or not, as far as nothing stands in their way. */
function nextLines({ decisions, snapshot, modes }: DigestBasis): NextLine[] {
  const names = namesIn(snapshot);
  const powers = powersIn(snapshot);
  const tomorrow = plus(snapshot.takenAt, days(1));
  return decisions.filter(isPower).flatMap((decision) => {
    const { id } = decision.target;
    const next = decision.opinions.map(({ reason }) => nextOf(reason)).find((one) => one !== null);
    if (!next || next.at > tomorrow || isKeptFrom(decision, next.at)) return [];
    if (next.to === powers.get(id)) return [];
    return [{ instanceId: id, name: names(id), mode: modes.schedule, ...next }];
  });
}

/** What is off already is not stopped, and what runs is not started. */
const powersIn = ({ instances }: Snapshot): ReadonlyMap<string, PowerState> =>
  new Map(
    itemsOf(instances).map(({ id, state }) => [
      id,
      state === 'stopped' || state === 'stopping' ? 'stopped' : 'running',
    ]),
  );

/** A schedule is heard also of what is not ours or protected, and of edges that a hold covers. */
function isKeptFrom({ rule, reason: { key, evidence } }: Decision, edge: Instant): boolean {
  if (rule === 'not-ours' || rule === 'protected') return true;
  const isHold = key === 'held' || key === 'hold-wants-running' || key === 'hold-wants-stopped';
  return isHold && evidence.until > edge;
}

function nextOf({ key, evidence }: Reason): Pick<NextLine, 'at' | 'to'> | null {
  switch (key) {
    case 'stop-edge-near':
    case 'stop-edge-waiting':
      return { at: evidence.stopAt, to: 'stopped' };
    case 'edge-adopted':
    case 'edge-answered':
    case 'schedule-adopted':
      return evidence.next === null ? null : { at: evidence.next, to: evidence.nextTo ?? null };
    default:
      return null;
  }
}

/** Only where no channel took it: what somebody has read is certain. */
const uncertainNotices = (shows: readonly NoticeRecord[]): readonly UncertainSend[] =>
  shows
    .filter(({ deliveries }) => !wasAccepted(deliveries))
    .flatMap(({ notice, deliveries }) => deliveries.map((one) => uncertain(one, notice)));

/** The digest before this one, if it may not have arrived. */
function uncertainDigest({ date, snapshot }: DigestBasis): readonly UncertainSend[] {
  const before = snapshot.memory.digests
    .filter((record) => record.date < date)
    .sort((a, b) => (a.date < b.date ? 1 : -1))[0];
  if (!before || wasAccepted(before.deliveries)) return [];
  return before.deliveries.map((delivery) => uncertain(delivery, before.date));
}

const uncertain = ({ channel, status, at }: Delivery, of: UncertainSend['of']): UncertainSend => ({
  channel,
  at,
  of,
  status: status === 'refused' ? 'refused' : 'doubtful',
});
