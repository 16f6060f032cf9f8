/** What the ledger knows, put together for people who look. */
import { scheduleNamed } from '../decide/choose-schedule.ts';
import { monthOf } from '../meter/month.ts';
import { switchedBy } from '../model/control.ts';
import type { DecisionLog, LoggedDecision } from '../model/decision-log.ts';
import { isGone } from '../model/instance.ts';
import type { InstanceRecord } from '../model/instance-record.ts';
import type { Instant } from '../model/instant.ts';
import type { Hold, LedgerItem, Memory } from '../model/ledger.ts';
import type { Policy } from '../model/policy.ts';
import type { SavedInMonth } from '../model/savings.ts';
import type { Schedule } from '../model/schedule.ts';
import { readDecisionLog } from '../record/decision-log.ts';
import { controlKey, holdPartition, livePartition, surveyKey } from '../record/place.ts';
import type { Ledger } from '../record/record.ts';
import { ahead, type Course, nextTurn } from './ahead.ts';
import type { Status, StatusLine } from './page.ts';

/** What of the memory a status shows. */
export interface StatusBasis
  extends Pick<
    Memory,
    'instances' | 'holds' | 'control' | 'lastSweepAt' | 'survey' | 'accountSurvey'
  > {
  readonly decisionLog: DecisionLog | null;
}

export interface StatusOptions {
  readonly place: Ledger['place'];
  readonly policy: Policy;
  readonly now: Instant;
}

/** More would be no page any more. */
const MOST_LISTED = 100;

interface ReadableLedger extends Pick<Ledger, 'place'> {
  readonly store: Pick<Ledger['store'], 'get' | 'query'>;
  /** The Region in which the account is swept: what is free is used up by all of them together. */
  readonly sweptAt: Ledger['place'];
}

/**
 * Two queries and three reads, one more where the account is swept elsewhere; passes alone write
 * what is read here.
 */
export async function readStatusBasis(ledger: ReadableLedger): Promise<StatusBasis> {
  const { store, place, sweptAt } = ledger;
  const all = { sortPrefix: '', consistent: false };
  const [live, held, control, survey, decisionLog] = await Promise.all([
    store.query(livePartition(place), all),
    store.query(holdPartition(place), { ...all, consistent: true }),
    store.get(controlKey(place)),
    surveyOf(store, place),
    readDecisionLog({ store, place }),
  ]);
  const items = [...live.items, ...held.items].map(({ item }) => item);
  const only = <Item extends LedgerItem>(isIt: (item: LedgerItem) => item is Item) =>
    items.filter(isIt);
  return {
    instances: only((item) => item.kind === 'instance'),
    holds: only((item) => item.kind === 'hold'),
    decisionLog,
    control: control?.item.kind === 'control' ? control.item : null,
    survey,
    accountSurvey:
      survey === null && place.region !== sweptAt.region ? await surveyOf(store, sweptAt) : null,
    lastSweepAt: only((item) => item.kind === 'lease')[0]?.lastSweepAt ?? null,
  };
}

async function surveyOf(store: ReadableLedger['store'], place: Ledger['place']) {
  const stored = await store.get(surveyKey(place));
  return stored?.item.kind === 'survey' ? stored.item : null;
}

export function statusOf(basis: StatusBasis, options: StatusOptions): Status {
  const { place, policy, now } = options;
  const { control, decisionLog, survey, accountSurvey } = basis;
  const lines = basis.instances
    .filter(({ sighting }) => !isGone(sighting.state))
    .map((record) => lineOf(record, basis, options))
    .toSorted(runningFirst);
  return {
    ...place,
    mode: control?.mode === 'observe' ? 'observe' : policy.mode,
    switched: switchedBy(control, policy),
    at: now,
    lastSweepAt: basis.lastSweepAt,
    instances: lines.slice(0, MOST_LISTED),
    more: Math.max(0, lines.length - MOST_LISTED),
    decisions: decisionLog?.recent ?? [],
    meter: (survey ?? accountSurvey)?.meter ?? null,
    saved: savedIn(survey, now),
  };
}

/** Of a month that is over the report has more; of the new one the next sweep will. */
function savedIn(survey: StatusBasis['survey'], now: Instant): SavedInMonth | null {
  const saved = survey?.saved ?? null;
  return saved?.month === monthOf(now).name ? saved : null;
}

const isOn = ({ state }: Pick<StatusLine, 'state'>): boolean =>
  state === 'running' || state === 'pending';

const runningFirst = (a: StatusLine, b: StatusLine): number =>
  Number(isOn(b)) - Number(isOn(a)) ||
  a.name.localeCompare(b.name, 'en') ||
  (a.instanceId < b.instanceId ? -1 : 1);

function lineOf(record: InstanceRecord, basis: StatusBasis, options: StatusOptions): StatusLine {
  const { instanceId, sighting } = record;
  const { policy, now } = options;
  const standing = basis.decisionLog?.standing ?? [];
  const decision = standing.find(
    ({ target }) => target.kind === 'power' && target.id === instanceId,
  );
  const hold = holdOf(record, basis, now) ?? heldByTag(record, decision, now);
  const schedule = scheduleOf(record, policy);
  const reason = decision?.reason ?? null;
  const course: Course = {
    ...{ now, hold, isPaused: basis.control?.paused ?? false },
    schedule: isPreview(basis, policy) || policy.modes.schedule === 'act' ? schedule : null,
    reason: isToldAlone(decision, basis, policy) ? null : reason,
    state: isOn(sighting) ? 'running' : 'stopped',
    isOursToStart: wasStoppedBySchedule(record),
  };
  return {
    instanceId,
    name: sighting.name,
    type: sighting.type,
    state: sighting.state,
    since: sighting.since,
    hold,
    schedule: schedule?.name ?? null,
    ahead: ahead(course),
    next: nextTurn(course),
    decision: decision ?? null,
  };
}

/** While all is observed, a page shows what would be done; of a single rule it shows nothing. */
const isPreview = ({ control }: StatusBasis, { mode }: Policy): boolean =>
  mode === 'observe' || control?.mode === 'observe';

const isToldAlone = (
  decision: LoggedDecision | undefined,
  basis: StatusBasis,
  policy: Policy,
): boolean =>
  (decision?.reason.key.startsWith('idle-') ?? false) &&
  policy.modes.idle === 'observe' &&
  !isPreview(basis, policy);

const wasStoppedBySchedule = ({ lastStop, sighting }: InstanceRecord): boolean =>
  lastStop?.rule === 'schedule' && sighting.launchTime <= lastStop.at;

const holdOf = ({ instanceId }: InstanceRecord, { holds }: StatusBasis, now: Instant) =>
  holds.find((hold) => hold.instanceId === instanceId && hold.until > now) ?? null;

/** The ledger has no tags; but a hold by tag is why something was decided. */
function heldByTag(
  { instanceId }: InstanceRecord,
  decision: LoggedDecision | undefined,
  now: Instant,
): Hold | null {
  if (decision?.reason.key !== 'held') return null;
  const { at, reason } = decision;
  const { until, by, why } = reason.evidence;
  if (until <= now) return null;
  return { kind: 'hold', instanceId, want: 'leave', until, by, why, at, postpones: false };
}

/** One that has been changed since the last look is not the one that it follows. */
function scheduleOf({ schedule: state }: InstanceRecord, policy: Policy): Schedule | null {
  const schedule = state && scheduleNamed(policy, state.schedule);
  return schedule?.hash === state?.hash ? schedule : null;
}
