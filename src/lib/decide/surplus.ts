/** What a stop charges for CPU credits that were spent before they were earned. */
import { burstableFamily } from '../model/instance-type.ts';
import { type MicroUsd, microUsd } from '../model/money.ts';
import type { SurplusCharge } from '../model/reason.ts';
import type { Case } from './case.ts';

/** A credit is one vCPU for one minute. */
export const CREDITS_PER_VCPU_HOUR = 60;

/**
 * Null where there is nothing to pay, or nobody has looked. The credit mode needs no call of its
 * own: only unlimited mode has surplus credits at all.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/burstable-performance-instances-unlimited-mode-concepts.html
 */
export function surplusCharge({ instance, world }: Case): SurplusCharge | null {
  const family = burstableFamily(instance.type);
  const reading = world.readings
    .get(instance.id)
    ?.find(({ metric }) => metric === 'CPUSurplusCreditBalance');
  if (family === null || !reading?.series.complete) return null;
  const newest = reading.series.items.findLast(({ at }) => at >= instance.launchTime);
  const credits = newest?.value ?? 0;
  if (credits <= 0) return null;
  return { credits, microUsd: creditCharge({ instance, world }, credits) };
}

/** What so many surplus credits are charged; null where no price is known. */
export function creditCharge(
  { instance: { type, platform }, world }: Pick<Case, 'instance' | 'world'>,
  credits: number,
): MicroUsd | null {
  const family = burstableFamily(type);
  const hour = family === null ? null : world.prices.surplusVcpuHour({ family, platform });
  return hour === null ? null : microUsd((hour * credits) / CREDITS_PER_VCPU_HOUR);
}
