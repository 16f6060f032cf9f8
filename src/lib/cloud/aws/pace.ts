import {
  between,
  type Duration,
  type Instant,
  milliseconds,
  seconds,
} from '../../model/instant.ts';
import type { Clock } from '../cloud.ts';

export type Sleep = (duration: Duration) => Promise<void>;

/**
 * EC2 counts requests, and for starts and stops also instances, in token buckets for each account
 * and Region: https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html
 * CloudWatch's alarms have rates of their own:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html
 */
const BUCKETS = {
  describe: { capacity: 100, refillPerSecond: 20 },
  /** StopInstances and AssociateAddress, with whatever else the account changes. */
  change: { capacity: 50, refillPerSecond: 5 },
  start: { capacity: 5, refillPerSecond: 2 },
  stoppedInstances: { capacity: 1_000, refillPerSecond: 20 },
  startedInstances: { capacity: 1_000, refillPerSecond: 2 },
  describeAlarms: { capacity: 9, refillPerSecond: 9 },
  /** PutMetricAlarm, and DeleteAlarms. */
  changeAlarms: { capacity: 3, refillPerSecond: 3 },
  /** CloudTrail's LookupEvents, of which each Region has so many. */
  lookUpEvents: { capacity: 2, refillPerSecond: 2 },
  /**
   * To one address SNS mails 10 a second; beyond that the subscription is suspended:
   * https://docs.aws.amazon.com/general/latest/gr/sns.html
   */
  publish: { capacity: 10, refillPerSecond: 10 },
} as const;
type BucketName = keyof typeof BUCKETS;

/** The owner's own tools draw on the same buckets: less than half of each is ours. */
const SHARE = 0.4;

export interface Cost {
  readonly bucket: BucketName;
  readonly tokens: number;
}

export interface Pace {
  /** Waits until a call of these costs fits our share of EC2's buckets. */
  take(costs: readonly Cost[]): Promise<void>;
  readonly sleep: Sleep;
}

/** A bucket may owe; who made it owe waits until that is paid back. */
interface Level {
  readonly tokens: number;
  readonly at: Instant;
}

/** `processes`: as many as draw on the same buckets in the same way. */
export function paceOf(clock: Clock, sleep: Sleep, processes = 1): Pace {
  const share = SHARE / processes;
  const levels = new Map<BucketName, Level>();
  const draw = ({ bucket, tokens }: Cost): Duration => {
    const capacity = BUCKETS[bucket].capacity * share;
    const refillPerSecond = BUCKETS[bucket].refillPerSecond * share;
    const now = clock.now();
    const last = levels.get(bucket) ?? { tokens: capacity, at: now };
    const refilled = last.tokens + (between(last.at, now) / 1_000) * refillPerSecond;
    const left = Math.min(capacity, refilled) - tokens;
    levels.set(bucket, { tokens: left, at: now });
    return seconds(Math.max(0, -left / refillPerSecond));
  };
  const take = async (costs: readonly Cost[]): Promise<void> => {
    const wait = Math.max(0, ...costs.map(draw));
    if (wait > 0) await sleep(milliseconds(Math.ceil(wait)));
  };
  return { take, sleep };
}
