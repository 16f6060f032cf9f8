/** Law 4: no power action on what is not ours, protected or held, whatever goes wrong. */
import type { Instance } from '../../../src/lib/model/instance.ts';
import { type Instant, minus, seconds } from '../../../src/lib/model/instant.ts';
import type { Control, Hold } from '../../../src/lib/model/ledger.ts';
import type { Policy } from '../../../src/lib/model/policy.ts';
import type { History } from '../../../src/lib/wiring/history.ts';
import { attemptOf, type Law, type OwnCall, sayCall, type Violation } from './law.ts';
import { type Timelines, timelinesOf } from './timelines.ts';
import {
  HOLD_TAG,
  isTooYoung,
  losesData,
  surelySeen,
  untouchableByNature,
  untouchableByTags,
} from './untouchable.ts';

/** From the re-check to the call lie the answers of AWS; what a person says then is too late. */
const UNKNOWABLE = seconds(2);

const STATE_AFTER: Partial<Record<string, Hold['want']>> = { stop: 'stopped', start: 'running' };

export const handsOff: Law = {
  number: 4,
  name: 'no power action on what is not ours, protected or held',
  check: (history) => {
    const timelines = timelinesOf(history);
    return powerCalls(history).flatMap((seen) => objections(history, timelines, seen));
  },
};

/** A call with what its attempt could know by then. */
interface InformedCall {
  readonly call: OwnCall;
  /** When it last listed the instances. */
  readonly listedAt: Instant | undefined;
  readonly control: Control | null;
  /** Whether every question about stop protection was answered. */
  readonly heardOfProtection: boolean;
}

/** Goes through the journal once and notes at each call what had been read. */
function powerCalls({ world }: History): readonly InformedCall[] {
  const listed = new Map<string, Instant>();
  const unheard = new Set<string>();
  let control: Control | null = null;
  const calls: InformedCall[] = [];
  for (const entry of world.journal.entries) {
    if (entry.kind === 'ledger' && entry.written && entry.item?.kind === 'control') {
      control = entry.change === 'put' ? entry.item : null;
    }
    if (entry.kind !== 'read' && entry.kind !== 'call') continue;
    const { actor, at } = entry;
    if (actor.kind !== 'invocation') continue;
    const attempt = attemptOf(actor);
    if (entry.kind === 'call') {
      if (entry.verb !== 'stop' && entry.verb !== 'start') continue;
      const heardOfProtection = !unheard.has(attempt);
      const call = { ...entry, actor };
      calls.push({ call, listedAt: listed.get(attempt), control, heardOfProtection });
    } else if (entry.operation === 'ec2:DescribeInstances') {
      if (entry.refused === null) listed.set(attempt, at);
      unheard.delete(attempt);
    } else if (entry.operation === 'ec2:DescribeInstanceAttribute' && entry.refused !== null) {
      unheard.add(attempt);
    }
  }
  return calls;
}

function objections(
  history: History,
  timelines: Timelines,
  { call, listedAt, control, heardOfProtection }: InformedCall,
): readonly Violation[] {
  const { before, at } = call;
  if (before === null) return [];
  const known = minus(at, UNKNOWABLE);
  const held = before.holds.some((hold) => hold.at < known && hold.want !== STATE_AFTER[call.verb]);
  const lowered = control !== null && (control.paused || control.mode === 'observe');
  const shielded = call.verb === 'stop' && before.stopProtected && heardOfProtection;
  const found = [
    ...(listedAt === undefined
      ? ['never having looked']
      : whenListed(history, timelines, { call, listedAt })),
    ...(held ? ['a hold in the ledger'] : []),
    ...(lowered && control.at < known ? ['a pause'] : []),
    ...(shielded && isProtectedSince(history, call, known) ? ['DisableApiStop'] : []),
  ];
  return found.map((what) => ({ at, says: `${sayCall(call)} in spite of ${what}` }));
}

/** What was so both at the list and ten seconds before it, the list must have shown. */
function whenListed(
  { options, world }: History,
  timelines: Timelines,
  { call, listedAt }: { readonly call: OwnCall; readonly listedAt: Instant },
): readonly string[] {
  const { policy } = options;
  const instance = call.before?.instance;
  if (instance === undefined) return [];
  const { id, spotRequestId } = instance;
  const earlier = untouchableByTags(timelines.tagsAt(id, surelySeen(listedAt)), policy, listedAt);
  const now = untouchableByTags(timelines.tagsAt(id, listedAt), policy, listedAt);
  const spotType = world.account.spotRequests.get(spotRequestId ?? '')?.type ?? null;
  return [
    ...now.filter((what) => earlier.includes(what) && !(what === HOLD_TAG && isWanted(call))),
    ...untouchableByNature({ instance, spotType }),
    ...(call.verb === 'stop' ? unstoppable(policy, instance, listedAt) : []),
  ];
}

function unstoppable(policy: Policy, instance: Instance, listedAt: Instant): readonly string[] {
  const isYoung = isTooYoung(instance, policy, listedAt);
  return [
    ...(losesData(instance, policy) ? ['data on instance-store volumes'] : []),
    ...(isYoung && instance.launchTime < surelySeen(listedAt) ? ['its youth'] : []),
  ];
}

/** A hold that wants the very state is a later word than the tag. */
const isWanted = ({ verb, before }: OwnCall): boolean =>
  before?.holds.some(({ want }) => want === STATE_AFTER[verb]) ?? false;

const isProtectedSince = ({ world }: History, { on }: OwnCall, since: Instant): boolean =>
  !world.journal
    .of('call')
    .some((entry) => entry.verb === 'protect' && entry.on === on && entry.at >= since);
