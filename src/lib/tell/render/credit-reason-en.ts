/** What CPU credits cost, in English. */
import type { SurplusCharge } from '../../model/reason.ts';
import type { ReasonCatalogue } from './catalogue.ts';
import type { Say } from './say.ts';

/** What a stop charges for credits that were spent in advance. */
export const surplusEn = ({ credits, microUsd }: SurplusCharge, say: Say): string =>
  `Stopping it charges the ${say.measure(credits)} CPU credits that it spent in advance ` +
  `(unlimited mode): ${microUsd === null ? say.price(null) : `about ${say.money(microUsd)}`}.`;

export const CREDIT_REASONS_EN = {
  'credits-charged': ({ credits, microUsd: sum }, say) =>
    `In the last 24 hours it used ${say.measure(credits)} CPU credits more than it earned, and ` +
    `AWS charged them (unlimited mode): ${sum === null ? say.price(null) : say.money(sum)}. ` +
    'Standard mode charges nothing and slows its CPU instead.',
  'credits-exhausted': ({ length, isLaunchCredit, vcpuHourMicroUsd: hour }, say) =>
    `It had no CPU credits left for ${say.duration(length)} of the last 24 hours, so its CPU was ` +
    'held to its baseline. Unlimited mode lifts that, and charges ' +
    `${hour === null ? 'for it' : `${say.money(hour)} a vCPU-hour beyond what it earns`}.` +
    (isLaunchCredit ? ' A t2 begins with launch credits; these are spent.' : ''),
} satisfies Partial<ReasonCatalogue>;
