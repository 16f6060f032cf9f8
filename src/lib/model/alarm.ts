/** CloudWatch alarms: ours, which wake us, and all others as far as they use up the free ones. */
import { type InstanceId, isInstanceId } from './ids.ts';

/**
 * So many alarm metrics of standard resolution are free, for the account over all its Regions. An
 * alarm on metric math counts for each metric that it lists; one with a Metrics Insights query is
 * never free. https://aws.amazon.com/cloudwatch/pricing/
 */
export const FREE_ALARM_METRICS = 10;

/**
 * With those of the stack's own health no more, unless the owner wants all: half of what is free is
 * left, so that an owner's new alarm is free from its first hour.
 */
export const ALARMS_BY_DEFAULT = FREE_ALARM_METRICS / 2;

/** Kept free for the stack's own health: that ticks complete, that nothing is a dead letter. */
export const HEALTH_ALARMS = 2;

/** Every name of ours begins so; one that begins so is not yet ours. */
export const ALARM_NAME_PREFIX = 'tierkeeper-';
export const HEALTH_NAME_PREFIX = `${ALARM_NAME_PREFIX}health-`;
export const LOW_CPU_NAME_PREFIX = `${ALARM_NAME_PREFIX}low-cpu-`;

/** The tag of an alarm that we made; its value is `account/region`. */
export const MANAGED_TAG = 'tierkeeper:managed';

/** When an alarm of ours goes off: the CPU was low in every period, and every period was there. */
export interface LowCpuWatch {
  readonly instanceId: InstanceId;
  /** Percent; the average CPUUtilization of each period is below it. */
  readonly belowPercent: number;
  readonly periodSeconds: number;
  readonly evaluationPeriods: number;
}

/** A metric alarm as DescribeAlarms shows it. Composite alarms use up no alarm metric. */
export interface Alarm {
  readonly name: string;
  readonly region: string;
  /** What it takes of the free ten; 0 for what is never free: high resolution, Insights queries. */
  readonly freeMetrics: number;
  /** Made by us, by name and tag: no other alarm is ever changed. */
  readonly managed: boolean;
  /** Null where it measures anything else, also after somebody changed one of ours. */
  readonly watch: LowCpuWatch | null;
}

/** An alarm to make, or to put again over one of ours. */
export interface AlarmSpec {
  readonly name: string;
  readonly watch: LowCpuWatch;
}

export const managedBy = (home: { readonly account: string; readonly region: string }): string =>
  `${home.account}/${home.region}`;

/** By name and tag both, and at home: a name alone proves nothing, and tags are copied. */
export function isManaged(
  { name, region, tags }: { name: string; region: string; tags: Readonly<Record<string, string>> },
  home: { readonly account: string; readonly region: string },
): boolean {
  if (region !== home.region || !name.startsWith(ALARM_NAME_PREFIX)) return false;
  return Object.hasOwn(tags, MANAGED_TAG) && tags[MANAGED_TAG] === managedBy(home);
}

export const alarmNameFor = (id: InstanceId): string => `${LOW_CPU_NAME_PREFIX}${id}`;

/** The instance that a name of ours speaks of; null for any other name. */
export function instanceOfAlarm(name: string): InstanceId | null {
  if (!name.startsWith(LOW_CPU_NAME_PREFIX)) return null;
  const id = name.slice(LOW_CPU_NAME_PREFIX.length);
  return isInstanceId(id) ? id : null;
}
