/** What the run's owner wants: an office that closes soon, and no waiting for anything else. */
import {
  hours,
  type Instant,
  instant,
  minus,
  minutes,
  plus,
  seconds,
  toIso,
} from '../../src/lib/model/instant.ts';

/**
 * It closes, and the digest is due, with the first full minute after this long: for what is due
 * before its first look, nobody answers. By then the stack is to be deployed.
 */
const SOONEST = seconds(60);

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

export function officeHours(now: number): OfficeHours {
  const closes = instant(Math.ceil((now + SOONEST) / minutes(1)) * minutes(1));
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
