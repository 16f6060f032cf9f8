/** What of a bill is paid for in advance, as far as it is seen: the meter's sums are on demand. */
import type { Instant } from '../../model/instant.ts';
import type { ReservedInstances } from '../../model/reserved-instance.ts';
import type { PlanScope, SavingsPlan } from '../../model/savings-plan.ts';
import type { Say } from './say.ts';

export interface PaidAhead {
  readonly reserved: readonly ReservedInstances[];
  readonly savingsPlans: readonly SavingsPlan[];
  readonly now: Instant;
}

function scopeEn(scope: PlanScope, say: Say): string {
  switch (scope.of) {
    case 'compute':
      return 'Compute';
    case 'family':
      return `EC2 ${say.data(scope.family)} in ${say.data(scope.region)}`;
    case 'other':
      return say.data(scope.type);
  }
}

function planEn(plan: SavingsPlan, now: Instant, say: Say): string {
  const { scope, commitmentMicroUsdPerHour: hour, startsAt, endsAt } = plan;
  const much = hour === null ? 'in another currency' : `${say.money(hour)} an hour`;
  const from = startsAt <= now ? '' : ` from ${say.farDay(startsAt)}`;
  return `${scopeEn(scope, say)}, ${much}${from} until ${say.farDay(endsAt)}`;
}

export function paidAheadEn({ reserved, savingsPlans, now }: PaidAhead, say: Say): string {
  const bought = reserved.map((one) => `${one.count} ${say.data(one.type)}`).join(', ');
  const owed = savingsPlans.map((plan) => planEn(plan, now, say)).join('; ');
  const onDemand =
    bought === ''
      ? 'Instances count at on-demand prices.'
      : `Instances count at on-demand prices, also those that Reserved Instances (${bought}) pay ` +
        'for, whether they run or not.';
  if (owed === '') return onDemand;
  return (
    `${onDemand} The real bill differs: Savings Plans (${owed}) are owed whether anything ` +
    'runs or not, and pay for some of it at rates of their own.'
  );
}

function scopeKo(scope: PlanScope, say: Say): string {
  switch (scope.of) {
    case 'compute':
      return '컴퓨팅';
    case 'family':
      return `${say.data(scope.region)}의 EC2 ${say.data(scope.family)}`;
    case 'other':
      return say.data(scope.type);
  }
}

function planKo(plan: SavingsPlan, now: Instant, say: Say): string {
  const { scope, commitmentMicroUsdPerHour: hour, startsAt, endsAt } = plan;
  const much = hour === null ? '다른 통화' : `시간당 ${say.money(hour)}`;
  const from = startsAt <= now ? '' : `${say.farDay(startsAt)}부터 `;
  return `${scopeKo(scope, say)}, ${from}${say.farDay(endsAt)}까지 ${much}`;
}

export function paidAheadKo({ reserved, savingsPlans, now }: PaidAhead, say: Say): string {
  const bought = reserved.map((one) => `${say.data(one.type)} ${one.count}개`).join(', ');
  const owed = savingsPlans.map((plan) => planKo(plan, now, say)).join('; ');
  const onDemand =
    bought === ''
      ? '인스턴스는 온디맨드 요금으로 셉니다.'
      : '인스턴스는 온디맨드 요금으로 셉니다. 켜 두든 꺼 두든 값을 치르는 예약 인스턴스' +
        `(${bought})도 그렇게 셉니다.`;
  if (owed === '') return onDemand;
  return (
    `${onDemand} 실제 청구액은 다릅니다. Savings Plans(${owed})는 켜 두든 꺼 두든 내는 약정이고, ` +
    '사용량 일부를 약정 요율로 치릅니다.'
  );
}
