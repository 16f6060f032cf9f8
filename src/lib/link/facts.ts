/** What the ledger knows of the instance that a link is about, read afresh. */

import { scheduleNamed } from '../decide/choose-schedule.ts';
import type { LoggedDecision } from '../model/decision-log.ts';
import type { InstanceId } from '../model/ids.ts';
import { isGone } from '../model/instance.ts';
import type { InstanceRecord } from '../model/instance-record.ts';
import type { Instant } from '../model/instant.ts';
import type { Intent } from '../model/intent.ts';
import type { Control, Hold } from '../model/ledger.ts';
import type { Policy } from '../model/policy.ts';
import type { Schedule } from '../model/schedule.ts';
import { type HourSaved, hourSaved } from '../model/stop-effects.ts';
import { readDecisionLog } from '../record/decision-log.ts';
import { controlKey, holdKey, instanceKey, livePartition, noticeKey } from '../record/place.ts';
import type { Ledger } from '../record/record.ts';
import type { PageSubject, Rest } from './page.ts';

export interface Facts {
  readonly instanceId: InstanceId;
  /** Null where the ledger does not know it any more. */
  readonly record: InstanceRecord | null;
  /** Also one that has ended. */
  readonly hold: Hold | null;
  readonly control: Control | null;
  /** What was decided about it last. */
  readonly decision: LoggedDecision | null;
  /** What an hour of it being stopped saves, as its warning says; null: that is unknown. */
  readonly saves: HourSaved | null;
}

export async function factsOf({ store, place }: Ledger, instanceId: InstanceId): Promise<Facts> {
  const [record, hold, control, log] = await Promise.all([
    store.get(instanceKey(place, instanceId)),
    store.get(holdKey(place, instanceId)),
    store.get(controlKey(place)),
    readDecisionLog({ store, place }),
  ]);
  const known = record?.item.kind === 'instance' ? record.item : null;
  const standing = log?.standing ?? [];
  const isOfIt = ({ target }: LoggedDecision): boolean =>
    target.kind === 'power' && target.id === instanceId;
  return {
    instanceId,
    record: known,
    hold: hold?.item.kind === 'hold' ? hold.item : null,
    control: control?.item.kind === 'control' ? control.item : null,
    decision: standing.find(isOfIt) ?? null,
    saves: known && (await savingOf(known, { store, place })),
  };
}

/** A record does not say what runs on it; whoever warned had looked, and knew its price. */
async function savingOf(
  { warnings }: InstanceRecord,
  { store, place }: Ledger,
): Promise<HourSaved | null> {
  const key = warnings.findLast((warning) => warning.noticeKey !== null)?.noticeKey ?? null;
  const found = key === null ? null : await store.get(noticeKey(place, key));
  if (found?.item.kind !== 'notice') return null;
  const { notice } = found.item;
  return notice.kind === 'about-to-stop' ? hourSaved(notice.facts.effects) : null;
}

export const holdInForce = ({ hold }: Pick<Facts, 'hold'>, now: Instant): Hold | null =>
  hold !== null && hold.until > now ? hold : null;

/** There is something that a hold could hold. */
export const isThere = ({ record }: Facts): boolean =>
  record !== null && !isGone(record.sighting.state);

export function subjectOf(facts: Facts, now: Instant): PageSubject {
  const { instanceId, record } = facts;
  return {
    instanceId,
    name: record?.sighting.name ?? '',
    type: record?.sighting.type ?? '',
    state: record?.sighting.state ?? null,
    hold: holdInForce(facts, now),
  };
}

/** Null also for a schedule that only the instance's own tag spells out. */
export function scheduleOf({ record }: Facts, policy: Policy): Schedule | null {
  const name = record?.schedule?.schedule;
  return name === undefined ? null : scheduleNamed(policy, name);
}

/** While everything is paused or only observed, nothing is stopped or started for anybody. */
export function restOf({ control }: Pick<Facts, 'control'>, { mode }: Policy): Rest | null {
  if (control?.paused) return 'paused';
  return mode === 'observe' || control?.mode === 'observe' ? 'observing' : null;
}

/** Intents that are open, read consistently: what is being stopped or started right now. */
export async function openIntents({ store, place }: Ledger): Promise<readonly Intent[]> {
  const options = { sortPrefix: 'intent#', consistent: true };
  const { items } = await store.query(livePartition(place), options);
  return items.flatMap(({ item }) => (item.kind === 'intent' ? [item] : []));
}

/**
 * Whether a stop of ours is under way or done, so that leaving it as it is would leave it stopped.
 * What somebody has started again since counts as stopped here until the next look: a hold that
 * wants it running leaves it running all the same.
 */
export function isTooLate(
  { instanceId, record }: Pick<Facts, 'instanceId' | 'record'>,
  intents: readonly Intent[],
): boolean {
  const isBeingStopped = intents.some(
    ({ verb, targets }) =>
      verb === 'stop' &&
      targets.some(({ target }) => target.kind === 'power' && target.id === instanceId),
  );
  return isBeingStopped || (record !== null && wasStoppedByUs(record));
}

function wasStoppedByUs({ sighting, lastStop }: InstanceRecord): boolean {
  const { state, launchTime } = sighting;
  const isOff = state === 'stopping' || state === 'stopped';
  return isOff && lastStop !== null && wasAccepted(lastStop.result) && launchTime <= lastStop.at;
}

const wasAccepted = (result: NonNullable<InstanceRecord['lastStop']>['result']): boolean =>
  result !== 'refused' && result !== 'protected' && result !== 'gone';
