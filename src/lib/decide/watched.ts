/** Which instances are to have an alarm of ours, and what it is to watch. */
import { type AlarmSpec, alarmNameFor, type LowCpuWatch } from '../model/alarm.ts';
import { type Duration, hours } from '../model/instant.ts';
import { METRIC_PERIOD_SECONDS } from '../model/metric.ts';
import { flagOf, TAG } from '../model/tag.ts';
import { type Case, caseOf } from './case.ts';
import { heardAboveIdle, notOursBy } from './heard.ts';
import { idleQuestionOf } from './idle-question.ts';
import { idleTagOf } from './tags.ts';
import type { World } from './world.ts';

/** An alarm that there should be, as far as free places go. */
export interface Wanted extends AlarmSpec {
  readonly subject: Case;
  /** False where it could not be told whether the instance is ours: what is there stays. */
  readonly certain: boolean;
}

/** Those who run come first, the longest running before all others. */
export function wantedAlarms(world: World): readonly Wanted[] {
  if (world.policy.alarms === 'off') return [];
  return world.living
    .map((instance) => caseOf(world, instance))
    .flatMap((subject): readonly Wanted[] => {
      const claim = claimOn(subject);
      if (claim === 'foreign' || !isJudgedByIdleness(subject)) return [];
      const watch = watchOf(subject);
      const name = alarmNameFor(watch.instanceId);
      return [{ name, watch, subject, certain: claim === 'ours' }];
    })
    .toSorted((a, b) => byNeed(a.subject, b.subject));
}

function claimOn(subject: Case): 'ours' | 'foreign' | 'unknown' {
  switch (notOursBy(heardAboveIdle(subject))?.reason.key) {
    case undefined:
    case 'in-transition':
      return 'ours';
    case 'incomplete':
      return 'unknown';
    default:
      return 'foreign';
  }
}

/** What idleness can never stop needs nobody to be woken for it. */
function isJudgedByIdleness({ instance, world }: Case): boolean {
  const tag = idleTagOf(instance)?.kind;
  if (tag === undefined || tag === 'never' || flagOf(instance.tags, TAG.keep)) return false;
  return world.policy.idle.on || tag === 'window';
}

function byNeed({ instance: a }: Case, { instance: b }: Case): number {
  const runs = Number(b.state === 'running') - Number(a.state === 'running');
  return runs || a.launchTime - b.launchTime || (a.id < b.id ? -1 : 1);
}

/**
 * Period times EvaluationPeriods may be a day for periods below an hour, and a week above:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
 */
const DAY = hours(24);
const HOUR_SECONDS = 3_600;

function watchOf(subject: Case): LowCpuWatch {
  const { window, idle, instance } = idleQuestionOf(subject);
  const periodSeconds = window <= DAY ? METRIC_PERIOD_SECONDS : HOUR_SECONDS;
  return {
    instanceId: instance.id,
    belowPercent: idle.cpuPercent,
    periodSeconds,
    evaluationPeriods: periodsIn(window, periodSeconds),
  };
}

const MOST_SECONDS = 7 * 24 * HOUR_SECONDS;

const periodsIn = (window: Duration, periodSeconds: number): number =>
  Math.ceil(Math.min(window / 1_000, MOST_SECONDS) / periodSeconds);
