import type { Checkup } from '../../../lib/model/checkup.ts';
import { between, days } from '../../../lib/model/instant.ts';
import { type Diagnosis, ok, unread, warning } from '../diagnosis.ts';

/** Time enough to save what is in the account. */
const SOON = days(30);

/** AWS closes an account when its free plan ends. */
export function checkPlan({ plan, now }: Pick<Checkup, 'plan' | 'now'>): Diagnosis {
  if (!plan.complete) {
    return plan.fault.code === 'not-found' ? LEGACY : unread('plan', plan.fault);
  }
  const [state] = plan.items;
  if (state === undefined) return LEGACY;
  const { kind, endsAt } = state;
  if (kind === 'paid') {
    return ok('plan', ['The account is on the paid plan.', '유료 플랜을 쓰는 계정입니다.']);
  }
  if (endsAt === null)
    return ok('plan', ['The account is on the free plan.', '무료 플랜을 쓰는 계정입니다.']);
  const diagnose = between(now, endsAt) < SOON ? warning : ok;
  return diagnose(
    'plan',
    [
      (say) => `The account is on the free plan: AWS closes it on ${say.farDay(endsAt)}.`,
      (say) => `무료 플랜을 쓰는 계정입니다. AWS가 ${say.farDay(endsAt)}에 계정을 닫습니다.`,
    ],
    'npx tierkeeper meter',
  );
}

const LEGACY = ok('plan', [
  'AWS names no plan: an account of before July 2025, with the 12-month free tier.',
  'AWS가 플랜을 알려 주지 않습니다. 12개월 프리 티어가 있는, 2025년 7월 전에 만든 계정입니다.',
]);
