import { days, minus, plus } from '../../src/lib/model/instant.ts';
import { usd } from '../../src/lib/model/money.ts';
import type { SavingsPlan } from '../../src/lib/model/savings-plan.ts';
import { NOON } from './at.ts';

/** Of ten US cents an hour, for anything that computes, since a month ago and for another year. */
export const savingsPlan = (overrides: Partial<SavingsPlan> = {}): SavingsPlan => ({
  ...{ id: 'sp-1', scope: { of: 'compute' }, commitmentMicroUsdPerHour: usd(0.1) },
  ...{ startsAt: minus(NOON, days(30)), endsAt: plus(NOON, days(365)) },
  ...overrides,
});
