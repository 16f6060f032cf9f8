/** What the run's owner wants: an office that closes soon, and no waiting for anything else. */
import {
  type Duration,
  hours,
  type Instant,
  instant,
  milliseconds,
  minus,
  minutes,
  plus,
  seconds,
  toIso,
} from '../../src/lib/model/instant.ts';

/**
 * It closes, and the digest is due, with the first full minute after the stack is deployed and has
 * looked once: for what is due before that, nobody answers. How long that takes says the machine,
 * by how long it takes to be refused.
 */
const soonest = (refusedWithin: Duration): Duration =>
  milliseconds(seconds(20) + 4 * refusedWithin);

/**
 * In Seoul. ministack takes no heed of a schedule's zone, so that its own digest comes nine hours
 * later: the run's is the only one.
 */
const SEOUL = hours(9);
const clock = (at: Instant): string => toIso(plus(at, SEOUL)).slice(11, 16);

export interface OfficeHours {
  readonly closes: Instant;
  readonly policy: string;
}

export function officeHours(now: Instant, refusedWithin: Duration): OfficeHours {
  const earliest = plus(now, soonest(refusedWithin));
  const closes = instant(Math.ceil(earliest / minutes(1)) * minutes(1));
  const opened = minus(closes, hours(6));
  return {
    closes,
    policy: `mode: act
zone: Asia/Seoul
minimumUptime: 0m
notebooks: { on: false }
sweep: { regions: [us-east-1] }
schedules: { office: { running: ["daily ${clock(opened)}-${clock(closes)}"], warn: 0m } }
default: office
tell: { digest: "${clock(closes)}" }
`,
  };
}
