/** What happens next if nobody does anything: the same decisions, made again at each time ahead. */
import { caseOf } from '../../lib/decide/case.ts';
import { isLowered } from '../../lib/decide/modes.ts';
import { worldOf } from '../../lib/decide/world.ts';
import type { Decision, Plan, RuleName } from '../../lib/model/decision.ts';
import { complete } from '../../lib/model/family.ts';
import type { InstanceId } from '../../lib/model/ids.ts';
import type { InstanceRecord } from '../../lib/model/instance-record.ts';
import {
  between,
  type Duration,
  type Instant,
  minus,
  minutes,
  plus,
} from '../../lib/model/instant.ts';
import type { Memory, NoticeRecord } from '../../lib/model/ledger.ts';
import type { MetricReading } from '../../lib/model/metric.ts';
import type { Notice } from '../../lib/model/notice.ts';
import type { Reason } from '../../lib/model/reason.ts';
import { instanceIdOf, remember } from '../../lib/model/remember.ts';
import type { Snapshot } from '../../lib/model/snapshot.ts';
import { nextEdge } from '../../lib/schedule/edges.ts';
import { instantsOf } from '../evidence.ts';
import { planIn, powerDecision, type Situation } from './situation.ts';

export interface Happening {
  readonly at: Instant;
  readonly verdict: 'stop' | 'start' | 'warn';
  readonly rule: RuleName;
  readonly reason: Reason;
  /** The rule only observes: it is told, and not done. */
  readonly told: boolean;
}

/** Each step is a time that some rule waits for: two weeks of a nightly schedule. */
const MOST_STEPS = 28;

/** How often the clock ticks. */
const TICK = minutes(5);

/**
 * Warnings on the way and the first stop or start, which ends it; empty where nothing comes. The
 * metrics go on as they are, and what is sent is accepted.
 */
export function forecast(situation: Situation, id: InstanceId): readonly Happening[] {
  const happenings: Happening[] = [];
  let ahead = situation;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const plan = planIn(ahead);
    const decision = powerDecision(plan, id);
    const { verdict, reason, rule } = decision;
    const at = ahead.snapshot.takenAt;
    const told = isLowered(plan, rule);
    const isPowerCall = verdict === 'stop' || verdict === 'start';
    const isLast = isPowerCall && !told;
    // While observing, what is idle would be warned of at every look.
    const isKnown = !isLast && happenings.some((known) => known.rule === rule);
    if ((isPowerCall || verdict === 'warn') && !isKnown) {
      happenings.push({ at, verdict, rule, reason, told });
    }
    const next = isLast ? null : nextMoment(ahead, decision, id);
    if (next === null) return happenings;
    ahead = { ...ahead, snapshot: advanced(ahead.snapshot, plan, next) };
  }
  return happenings;
}

/** The next time at which a rule could think otherwise. */
function nextMoment(situation: Situation, decision: Decision, id: InstanceId): Instant | null {
  // When AWS will be done nobody knows.
  if (decision.reason.key === 'in-transition') return null;
  const { takenAt } = situation.snapshot;
  const moments = [
    ...decision.opinions.flatMap(({ reason }) => [...instantsOf(reason), ...oldEnough(reason)]),
    ...edgeMoments(situation, id),
  ].filter((at) => at > takenAt);
  return moments.reduce<Instant | null>(
    (first, at) => (first === null || at < first ? at : first),
    null,
  );
}

const oldEnough = ({ key, evidence }: Reason): readonly Instant[] =>
  key === 'too-young' ? [plus(evidence.since, evidence.minimumUptime)] : [];

/** The next edge, and the tick at which it is announced. */
function edgeMoments({ snapshot, policy, prices }: Situation, id: InstanceId): readonly Instant[] {
  const world = worldOf(snapshot, policy, prices);
  const instance = world.instances.get(id);
  const choice = instance && caseOf(world, instance).schedule;
  if (choice?.kind !== 'schedule') return [];
  const edge = nextEdge(choice.schedule, snapshot.takenAt);
  return edge === null ? [] : [minus(minus(edge.at, choice.schedule.warn), TICK), edge.at];
}

function advanced(snapshot: Snapshot, plan: Plan, to: Instant): Snapshot {
  const passed = between(snapshot.takenAt, to);
  return {
    ...snapshot,
    takenAt: to,
    metrics: snapshot.metrics.map((reading) => later(reading, passed)),
    memory: remembering(snapshot, plan, to),
  };
}

const later = (reading: MetricReading, by: Duration): MetricReading => ({
  ...reading,
  series: reading.series.complete
    ? complete(reading.series.items.map(({ at, value }) => ({ at: plus(at, by), value })))
    : reading.series,
});

function remembering({ memory, ...snapshot }: Snapshot, { marks }: Plan, to: Instant): Memory {
  const records = new Map<InstanceId, InstanceRecord>(
    memory.instances.map((record) => [record.instanceId, record]),
  );
  for (const mark of marks) {
    const id = instanceIdOf(mark);
    const record = id && remember(records.get(id) ?? null, mark);
    if (record) records.set(record.instanceId, record);
    else if (id) records.delete(id);
  }
  const notices = marks.flatMap((mark) => (mark.mark === 'notice' ? [mark.notice] : []));
  const activated = marks.find(({ mark }) => mark === 'activated');
  return {
    ...memory,
    instances: [...records.values()],
    notices: [...memory.notices, ...notices.map((notice) => delivered(notice, snapshot))],
    activation: activated?.mark === 'activated' ? activated.activation : memory.activation,
    lastSweepAt: minus(to, TICK),
  };
}

const delivered = (
  notice: Notice,
  { confirmedRecipient }: Pick<Snapshot, 'confirmedRecipient'>,
): NoticeRecord => ({
  kind: 'notice',
  notice,
  recordedAt: notice.at,
  deliveries: [
    {
      channel: 'sns',
      status: 'accepted',
      attempts: 1,
      at: notice.at,
      confirmedRecipient: confirmedRecipient === true,
    },
  ],
  digestedAt: null,
});
