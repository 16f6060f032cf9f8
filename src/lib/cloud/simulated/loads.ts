/** What instances are busy with, as five-minute figures. */
import type { Instant } from '../../model/instant.ts';
import { METRIC_PERIOD_SECONDS, type MetricName } from '../../model/metric.ts';
import type { MinuteOfDay } from '../../model/schedule.ts';
import { noise } from './random.ts';
import { zoneClock } from './zone.ts';

/** How hard an instance works while it does. */
export interface Effort {
  readonly cpuPercent: number;
  readonly networkBytesPerMinute: number;
  readonly ebsOperationsPerSecond: number;
}

export type Load =
  /** Forgotten: the operating system's own murmur and the scanners of the internet. */
  | { readonly shape: 'dead' }
  /** A server: always something. */
  | { readonly shape: 'steady'; readonly effort: Effort }
  /** Somebody at work on weekdays, with pauses. */
  | {
      readonly shape: 'office';
      readonly zone: string;
      readonly from: MinuteOfDay;
      readonly to: MinuteOfDay;
      readonly effort: Effort;
    }
  /** A job every so often that lasts a while. */
  | {
      readonly shape: 'cron';
      readonly everyMinutes: number;
      readonly lastsMinutes: number;
      readonly effort: Effort;
    }
  /** Now and then, nobody knows when: this share of the hours has a busy part. */
  | { readonly shape: 'burst'; readonly hoursPercent: number; readonly effort: Effort };

const LIGHT_WORK: Effort = {
  cpuPercent: 12,
  networkBytesPerMinute: 300_000,
  ebsOperationsPerSecond: 4,
};

export const DEAD: Load = { shape: 'dead' };
export const steady = (effort: Effort = LIGHT_WORK): Load => ({ shape: 'steady', effort });
export const burst = (hoursPercent: number, effort: Effort = LIGHT_WORK): Load => ({
  shape: 'burst',
  hoursPercent,
  effort,
});
export const cron = (everyMinutes: number, lastsMinutes: number, effort = LIGHT_WORK): Load => ({
  shape: 'cron',
  everyMinutes,
  lastsMinutes,
  effort,
});
/** From nine to seven, as long as nothing else is said. */
export const office = (zone: string, effort: Effort = LIGHT_WORK): Load => ({
  shape: 'office',
  zone,
  from: 9 * 60,
  to: 19 * 60,
  effort,
});

/** Somebody who works still reads, talks and drinks coffee: two periods in ten are quiet. */
const AT_WORK_SHARE = 0.8;
const HOUR_MINUTES = 60;

function isOfficeHour(load: Extract<Load, { shape: 'office' }>, at: Instant): boolean {
  const clock = zoneClock(load.zone);
  const minute = clock.minuteOfDay(at);
  return minute >= load.from && minute < load.to && clock.weekday(at) <= 5;
}

function isInBurst(hoursPercent: number, at: Instant, key: number): boolean {
  const minute = Math.floor(at / 60_000);
  const hour = Math.floor(minute / HOUR_MINUTES);
  if (noise(key, 2 * hour) * 100 >= hoursPercent) return false;
  const begins = Math.floor(noise(key, 2 * hour + 1) * (HOUR_MINUTES - 15));
  const into = minute % HOUR_MINUTES;
  return into >= begins - 4 && into < begins + 15;
}

/** How much of its effort an instance makes in the period that begins at `at`; null for none. */
export function activityOf(load: Load, at: Instant, key: number): Effort | null {
  switch (load.shape) {
    case 'dead':
      return null;
    case 'steady':
      return load.effort;
    case 'office': {
      const atWork = noise(key, Math.floor(at / 1_000)) < AT_WORK_SHARE;
      return atWork && isOfficeHour(load, at) ? load.effort : null;
    }
    case 'cron': {
      const into = Math.floor(at / 60_000) % load.everyMinutes;
      const untilNext = load.everyMinutes - into;
      const lasts = into < load.lastsMinutes || untilNext < METRIC_PERIOD_SECONDS / 60;
      return lasts ? load.effort : null;
    }
    case 'burst':
      return isInBurst(load.hoursPercent, at, key) ? load.effort : null;
  }
}

/** What an operating system does when it boots: updates, agents, caches. */
export const BOOT: Effort = {
  cpuPercent: 35,
  networkBytesPerMinute: 900_000,
  ebsOperationsPerSecond: 60,
};

/** What nobody asked for and is always there: ssh scans, time, logs. */
const MURMUR: Effort = {
  cpuPercent: 0.6,
  networkBytesPerMinute: 3_000,
  ebsOperationsPerSecond: 0.04,
};

const perPeriod = (effort: Effort, metric: MetricName): number => {
  switch (metric) {
    case 'CPUUtilization':
      return effort.cpuPercent;
    case 'NetworkIn':
      return (effort.networkBytesPerMinute * METRIC_PERIOD_SECONDS * 0.6) / 60;
    case 'NetworkOut':
      return (effort.networkBytesPerMinute * METRIC_PERIOD_SECONDS * 0.4) / 60;
    case 'EBSReadOps':
      return effort.ebsOperationsPerSecond * METRIC_PERIOD_SECONDS * 0.3;
    case 'EBSWriteOps':
      return effort.ebsOperationsPerSecond * METRIC_PERIOD_SECONDS * 0.7;
    case 'CPUSurplusCreditBalance':
    case 'CPUCreditBalance':
    case 'CPUSurplusCreditsCharged':
      return 0;
  }
};

/** One datapoint: the murmur, and the effort if any; `luck` from 0 to 1 gives it life. */
export function datapointValue(metric: MetricName, effort: Effort | null, luck: number): number {
  const murmur = perPeriod(MURMUR, metric) * (0.5 + luck);
  const work = effort === null ? 0 : perPeriod(effort, metric) * (0.6 + 0.8 * luck);
  if (metric !== 'CPUUtilization') return Math.round(murmur + work);
  return Math.min(100, Math.round((murmur + work) * 1_000) / 1_000);
}
