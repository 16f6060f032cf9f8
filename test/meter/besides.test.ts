import { describe, expect, it } from 'vitest';
import { accountMeter } from '../../src/lib/meter/account-meter.ts';
import { complete, NOT_ASKED } from '../../src/lib/model/family.ts';
import type { FreeTierUse } from '../../src/lib/model/free-tier.ts';
import { days, type Instant, instant, plus } from '../../src/lib/model/instant.ts';
import { ACCOUNT } from '../build/ids.ts';
import { instance } from '../build/instance.ts';
import { policy } from '../build/policy.ts';
import { PRICES } from '../build/prices.ts';

const NOVEMBER = instant(Date.UTC(2026, 10, 1));
const REGION = 'ap-northeast-2';

/** One t3.micro since the first of the month; what else there was AWS alone has counted. */
function metered(used: number, now: Instant) {
  const told: FreeTierUse = {
    ...{ usageType: 'Global-BoxUsage:freetier.micro', operation: 'RunInstances' },
    ...{ kind: '12 Months Free', used, limit: 750, unit: 'Hrs' },
  };
  const none = { volumes: complete([]), addresses: complete([]) };
  const instances = complete([instance({ launchTime: NOVEMBER })]);
  const sight = {
    ...{ takenAt: now, enabled: complete([REGION]), planState: NOT_ASKED },
    regions: [{ region: REGION, instances, ...none }],
    freeTier: complete([told]),
  };
  const known = { records: [], gone: [], past: null };
  const of = { account: ACCOUNT, region: REGION, sight, ...known, prices: PRICES };
  return accountMeter({ ...of, policy: policy({ freeTier: { plan: 'legacy' } }) }).meter;
}

const TENTH = plus(NOVEMBER, days(10));
const linux = ({ limits }: ReturnType<typeof metered>) => limits[0];

describe("AWS's own count of the month", () => {
  it('counts where it is higher: somebody ran more than is seen', () => {
    expect(linux(metered(400, TENTH))?.used).toBeCloseTo(400, 9);
    expect(linux(metered(400, TENTH))?.forecast).toBeCloseTo(400 + 20 * 24, 9);
    expect(metered(400, TENTH).shares[0]?.used).toBeCloseTo(240, 9);
  });

  it('changes nothing where it is behind', () => {
    expect(linux(metered(100, TENTH))?.used).toBeCloseTo(240, 9);
  });

  it('brings the day forward on which an allowance is used up', () => {
    const [alone, more] = [metered(0, TENTH), metered(500, TENTH)].map(linux);
    expect(alone?.reachedAt).toBeNull();
    expect(more?.reachedAt).toBe(plus(TENTH, days(250 / 24)));
  });

  it('is not believed while it may be that of the month before', () => {
    expect(linux(metered(740, plus(NOVEMBER, days(1))))?.used).toBeCloseTo(24, 9);
  });
});
