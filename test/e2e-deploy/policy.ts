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
import type { Seat } from './hands.ts';

/**
 * It closes, and the digest is due, with the first full minute after the stack is deployed and has
 * looked once: for what is due before that, nobody answers. How long that takes says the machine,
 * by how long it takes to be refused.
 */
const soonest = (refusedWithin: Duration): Duration =>
  milliseconds(seconds(20) + 12 * refusedWithin);

/**
 * In Seoul. ministack takes no heed of a schedule's zone, so that its own digest comes nine hours
 * later: the run's is the only one.
 */
const SEOUL = hours(9);
const clock = (at: Instant): string => toIso(plus(at, SEOUL)).slice(11, 16);

/** A Region of the same account, and a Region of another. */
export const FAR: Seat = { account: '123456789012', region: 'us-east-1' };
export const SHOP: Seat = { account: '210987654321', region: 'us-west-2' };

export const ELSEWHERE = `select:
  regions: [home, ${FAR.region}]
  accounts: [{ id: "${SHOP.account}", name: shop, regions: [${SHOP.region}] }]
`;

export interface OfficeHours {
  readonly closes: Instant;
  /** With other places, and without. */
  readonly policy: string;
  readonly homeAlone: string;
}

export function officeHours(now: Instant, refusedWithin: Duration): OfficeHours {
  const earliest = plus(now, soonest(refusedWithin));
  const closes = instant(Math.ceil(earliest / minutes(1)) * minutes(1));
  const opened = minus(closes, hours(6));
  const policyOf = (places: string): string => `mode: act
zone: Asia/Seoul
minimumUptime: 0m
notebooks: { on: false }
${places}sweep: { regions: [us-east-1] }
schedules: { office: { running: ["daily ${clock(opened)}-${clock(closes)}"], warn: 0m } }
default: office
tell: { digest: "${clock(closes)}" }
`;
  return { closes, policy: policyOf(ELSEWHERE), homeAlone: policyOf('') };
}
