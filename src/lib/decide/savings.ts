/**
 * What a stop of ours saves, from look to look: it would have run on until somebody launched or
 * ended it, or a person wanted it stopped. docs/savings.md has this in words.
 */
import { endedAt, keptFrom, paidFrom } from '../meter/saved-time.ts';
import { type Instance, isGone, transitionAt } from '../model/instance.ts';
import { hourOf } from '../model/instance-price.ts';
import type { InstanceRecord, OwnAction } from '../model/instance-record.ts';
import { type Instant, instant, later, minus, minutes, plus, seconds } from '../model/instant.ts';
import type { Hold } from '../model/ledger.ts';
import {
  type InstanceSavings,
  type OpenSaving,
  SAVING_RULES,
  type SavingRule,
} from '../model/savings.ts';
import { newestEdge } from '../schedule/edges.ts';
import type { ScheduleChoice } from './choose-schedule.ts';
import { reservedNow } from './reserved.ts';
import { plansBegan, plansIn, plansNow } from './savings-plans.ts';
import { automaticAddressesOf } from './sighting.ts';
import type { World } from './world.ts';

/** An instance as a case shows it: its record has been seen, and has no savings of this look. */
export interface SightedCase {
  readonly world: World;
  readonly instance: Instance;
  readonly record: InstanceRecord;
  readonly holds: readonly Hold[];
  readonly schedule: ScheduleChoice;
}

/** AWS writes whole seconds, and its clock and ours are not one. */
const CLOCKS_DIFFER = seconds(2);
/** Three ticks: so long after a look the first launch is taken for the only one. */
const LOOKED_WITHIN = minutes(15);

/** The record with what this look tells of savings; the same object where it tells nothing new. */
export function withSavings(subject: SightedCase): InstanceRecord {
  const { record } = subject;
  const before = record.savings ?? null;
  const after = begun(subject, before === null ? null : continued(subject, before));
  return after === null || after === before ? record : { ...record, savings: after };
}

function continued(subject: SightedCase, savings: InstanceSavings): InstanceSavings {
  const { open } = savings;
  if (open === null) return savings;
  const end = endOf(subject, open);
  if (end !== null) return endedAt(keptOn(subject, savings, end), end);
  const { instance, world } = subject;
  const going = freed(subject, keptOn(subject, savings, world.now));
  const reservedShare = reservedNow(world).get(instance.id) ?? 0;
  const savingsPlanShare = plansNow(world).get(instance.id) ?? 0;
  const plansSince = plansBegan(world);
  return paidFrom(going, { reservedShare, savingsPlanShare, plansSince }, world.now);
}

/** The launch of anybody, the end of the instance, or a person's wish to have it stopped. */
function endOf(
  { instance, holds, world }: SightedCase,
  { stoppedAt, since }: OpenSaving,
): Instant | null {
  const { lastSweepAt } = world.snapshot.memory;
  const wished = holds.filter(({ want, at }) => want === 'stopped' && at > stoppedAt);
  const ends = [
    ...wished.map(({ at }) => at),
    ...(instance.launchTime > stoppedAt ? [launchedAt(instance, lastSweepAt)] : []),
    ...(isGone(instance.state) ? [goneAt(instance, lastSweepAt)] : []),
  ];
  if (ends.length === 0) return null;
  return later(since, instant(Math.min(world.now, ...ends)));
}

/** AWS shows the last launch alone: while nobody looked there may have been one before it. */
const launchedAt = ({ launchTime }: Instance, seenLast: Instant | null): Instant =>
  seenLast === null ? launchTime : instant(Math.min(launchTime, plus(seenLast, LOOKED_WITHIN)));

/** As AWS says it, else when it was seen last. */
const goneAt = ({ stateTransitionReason }: Instance, seenLast: Instant | null): Instant =>
  transitionAt(stateTransitionReason) ?? seenLast ?? instant(0);

/**
 * A schedule that finds it off at an edge would have stopped it there: from then on it is the
 * schedule that saves, up to the edge that would have started it.
 */
function keptOn(subject: SightedCase, savings: InstanceSavings, until: Instant): InstanceSavings {
  const { open } = savings;
  if (open === null || open.rule === 'schedule') return savings;
  const { schedule, record, world } = subject;
  if (schedule.kind !== 'schedule') return keptFrom(savings, open.rule, until);
  const edge = newestEdge(schedule.schedule, until);
  if (edge === null || edge.at <= open.stoppedAt) return savings;
  if (edge.to === 'running') return keptFrom(savings, open.rule, edge.at);
  const { answeredEdge = null, how } = record.schedule ?? {};
  const wantsIt = world.modes.schedule === 'act' && answeredEdge === edge.at && how === 'already';
  return wantsIt ? keptFrom(savings, 'schedule', edge.at) : savings;
}

function freed({ instance, world }: SightedCase, savings: InstanceSavings): InstanceSavings {
  const { open } = savings;
  if (open === null || open.freedAt !== null || instance.state !== 'stopped') return savings;
  return { ...savings, open: { ...open, freedAt: world.now } };
}

/** The stop that is seen for the first time is ours, and was not counted before. */
function begun(subject: SightedCase, savings: InstanceSavings | null): InstanceSavings | null {
  const { instance, record, world } = subject;
  const { lastStop, sighting } = record;
  const isNews = sighting.since === world.now;
  if (!isNews || lastStop === null || lastStop.at === savings?.countedStop) return savings;
  const rule = savingRuleOf(lastStop);
  const stoppedAt = rule === null ? null : stoppedByUsAt(subject, lastStop);
  if (rule === null || stoppedAt === null) return savings;
  const open = openSaving(subject, rule, stoppedAt);
  const { platform } = instance;
  return { platform, open, countedStop: lastStop.at, months: savings?.months ?? [] };
}

const isSavingRule = (rule: string): rule is SavingRule =>
  SAVING_RULES.some((known) => known === rule);

/** Null where AWS refused, or a person asked for the stop. */
function savingRuleOf({ rule, result }: OwnAction): SavingRule | null {
  const isTaken = result === 'requested' || result === 'stopped' || result === 'stuck';
  return isTaken && isSavingRule(rule) ? rule : null;
}

const BY_CALL: ReadonlySet<string> = new Set([
  'Client.UserInitiatedShutdown',
  'Client.UserInitiatedHibernate',
]);

/**
 * When AWS ceased to bill it: as it began to stop, and only once it has stopped where it hibernates
 * (docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-instance-lifecycle.html). Null where it has not,
 * or where somebody else was first: the system inside, AWS, a call before ours.
 */
function stoppedByUsAt({ instance, world }: SightedCase, { at }: OwnAction): Instant | null {
  const { state, stateReason, stateTransitionReason, launchTime } = instance;
  if (launchTime > at || (state !== 'stopping' && state !== 'stopped')) return null;
  if (stateReason !== null && !BY_CALL.has(stateReason.code)) return null;
  const told = transitionAt(stateTransitionReason);
  if (told !== null && told < minus(at, CLOCKS_DIFFER)) return null;
  const hibernates = stateReason?.code === 'Client.UserInitiatedHibernate';
  if (hibernates) return state === 'stopped' ? world.now : null;
  return told === null || told > world.now ? world.now : later(told, at);
}

function openSaving(
  { instance, record, world }: SightedCase,
  rule: SavingRule,
  stoppedAt: Instant,
): OpenSaving {
  const { sighting } = record;
  const isKnown = world.snapshot.memory.survey?.reserved !== undefined;
  const reservedShare = reservedNow(world).get(instance.id) ?? 0;
  const savingsPlanShare = plansNow(world).get(instance.id) ?? 0;
  return {
    ...{ rule, keptBy: rule, stoppedAt, since: stoppedAt, type: instance.type },
    hourMicroUsd: hourOf(instance, world.snapshot.region, world.prices),
    freedAt: instance.state === 'stopped' ? world.now : null,
    automaticAddresses: sighting.automaticAddresses ?? automaticAddressesOf(instance),
    elasticAddresses: sighting.addresses.length,
    ...(isKnown ? { reservedShare } : {}),
    ...(plansIn(world) === undefined ? {} : { savingsPlanShare }),
  };
}
