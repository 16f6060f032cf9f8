/** The meter for machines, as docs/meter.md describes it. */
import type { Meter } from '../../lib/meter/meter.ts';
import { type Instant, toIso } from '../../lib/model/instant.ts';
import { endOf, type LeftOut } from '../../lib/model/meter.ts';
import { asJson } from '../../lib/tell/render/document.ts';
import type { MeterView } from './view.ts';

const isoOrNull = (at: Instant | null): string | null => (at === null ? null : toIso(at));

const creditsOf = ({ credits }: Meter) =>
  credits === null
    ? {}
    : {
        credits: {
          remainingMicroUsd: credits.remaining,
          burnMicroUsdPerDay: credits.burnPerDay,
          endsAt: isoOrNull(credits.endsAt),
        },
        creditsLastDayMicroUsd: credits.burnLastDay,
      };

const liveOf = ({ live }: Pick<MeterView, 'live'>) =>
  live === null
    ? {}
    : {
        account: live.account,
        regionsRead: live.regionsRead,
        lowerBound: true,
        ledgerRead: live.remembers,
        awsCounts: live.told,
        awsAlsoCounts: live.others,
        reservedInstances: live.reserved.map(({ endsAt, ...one }) => ({
          ...one,
          endsAt: toIso(endsAt),
        })),
        savingsPlans: live.savingsPlans.map(({ startsAt, endsAt, ...one }) => ({
          ...one,
          ...{ startsAt: toIso(startsAt), endsAt: toIso(endsAt) },
        })),
        unread: live.unread.map(({ what, regions, fault: { code, permission } }) => ({
          ...{ what, regions, code, permission },
        })),
      };

/** Instants as people write them; what is left out of a sum is told with why. */
const leftOutOf = (what: LeftOut) =>
  what.kind === 'future' ? { ...what, from: toIso(what.from) } : what;

export const meterJson = ({
  meter,
  plan,
  problems,
  leftOut,
  live,
}: Omit<MeterView, 'say'>): string =>
  asJson({
    month: meter.month,
    asOf: toIso(meter.asOf),
    plan: plan?.kind ?? null,
    ...liveOf({ live }),
    limits: meter.limits.map(({ reachedAt, ...use }) => ({
      ...use,
      reachedAt: isoOrNull(reachedAt),
    })),
    costMicroUsd: {
      soFar: meter.cost.soFar,
      forecast: meter.cost.forecast,
      low: meter.cost.low,
      partial: meter.cost.partial,
    },
    ...creditsOf(meter),
    uses: meter.uses,
    shares: meter.shares,
    allowanceEndsAt: isoOrNull(endOf(meter.plan, 'legacy')),
    planEndsAt: isoOrNull(endOf(meter.plan, 'credits')),
    unpriced: meter.unpriced,
    leftOut: leftOut.map(leftOutOf),
    problems,
  });
