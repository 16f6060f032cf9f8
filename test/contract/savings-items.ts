/** What the ledger keeps of savings. */
import { idOf, isInstanceId } from '../../src/lib/model/ids.ts';
import { hours, instant, milliseconds, plus } from '../../src/lib/model/instant.ts';
import { microUsd } from '../../src/lib/model/money.ts';
import type {
  InstanceSavings,
  MonthAllowance,
  SavedInMonth,
  SavedTime,
  SavingsRecord,
} from '../../src/lib/model/savings.ts';
import type { Saved } from '../../src/lib/model/tally.ts';

const AT = instant(Date.UTC(2026, 10, 22, 13));
const INSTANCE = idOf(isInstanceId, 'i-0123456789abcdef0');

const SAVED: SavedTime = {
  ...{ rule: 'idle', type: 't3.micro', hourMicroUsd: null },
  ...{ off: hours(9), addresses: hours(8), idleAddresses: hours(0), reserved: hours(3) },
  savingsPlan: hours(2),
};

export const INSTANCE_SAVINGS: InstanceSavings = {
  platform: 'linux',
  open: {
    ...{ rule: 'idle', keptBy: 'schedule', stoppedAt: AT, since: plus(AT, hours(1)) },
    ...{ type: 't3.micro', hourMicroUsd: microUsd(13_000), freedAt: null },
    ...{ automaticAddresses: 1, elasticAddresses: 2, reservedShare: 0.5 },
    savingsPlanShare: 0.25,
  },
  countedStop: AT,
  months: [{ month: '2026-11', times: [SAVED] }],
};

const SAVINGS: SavingsRecord = {
  kind: 'savings',
  instanceId: INSTANCE,
  name: 'web "1" <b>',
  platform: 'windows',
  month: '2026-10',
  times: [SAVED],
};

const ALLOWANCE: MonthAllowance = {
  kind: 'month-allowance',
  month: '2026-10',
  asOf: AT,
  limits: [
    { name: 'instanceHoursLinux', used: 612.5, limit: 750, forecast: 790.25, reachedAt: AT },
  ],
  credits: false,
};

const total: Saved = {
  ...{ off: hours(96), savedMicroUsd: microUsd(-1_248_000) },
  ...{ allowance: milliseconds(1), unpriced: hours(1), reserved: hours(2) },
  savingsPlan: hours(3),
};

export const SAVED_IN_MONTH: SavedInMonth = {
  ...{ month: '2026-11', until: AT, total, paidBy: 'credits' },
  rules: [{ rule: 'guard', saved: total }],
};

export const SAVINGS_ITEMS = { savings: SAVINGS, 'month-allowance': ALLOWANCE };
