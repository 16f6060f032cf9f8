import type { Checkup } from '../../lib/model/checkup.ts';
import type { Instant } from '../../lib/model/instant.ts';
import type { PolicyChoice } from '../policy-choice.ts';
import { checkAccount } from './checks/account.ts';
import { checkAlarms } from './checks/alarms.ts';
import { checkCapacity } from './checks/capacity.ts';
import { checkClock } from './checks/clock.ts';
import { checkDeadLetters } from './checks/dead-letters.ts';
import { checkElsewhere } from './checks/elsewhere.ts';
import { checkPermissions } from './checks/permissions.ts';
import { checkPlan } from './checks/plan.ts';
import { checkPolicy } from './checks/policy.ts';
import { checkQuotas } from './checks/quotas.ts';
import { checkRules } from './checks/rules.ts';
import { checkSchedules } from './checks/schedules.ts';
import { checkStack } from './checks/stack.ts';
import { checkSubscription } from './checks/subscription.ts';
import { checkSwitch } from './checks/switch.ts';
import { checkTags } from './checks/tags.ts';
import type { Diagnosis } from './diagnosis.ts';

export interface PolicyAtHand {
  readonly choice: PolicyChoice;
  /** When its file was last written; null where there is none. */
  readonly changedAt: Instant | null;
}

/** All checks, in the order in which one would mend things. */
export const diagnose = (
  checkup: Checkup,
  { choice, changedAt }: PolicyAtHand,
): readonly Diagnosis[] => [
  checkAccount(checkup),
  checkStack(checkup, changedAt),
  checkClock(checkup),
  ...checkElsewhere(checkup),
  ...checkRules(checkup),
  checkSchedules(checkup),
  checkSubscription(checkup),
  checkDeadLetters(checkup),
  checkSwitch(checkup, choice.policy),
  ...checkPolicy(choice, checkup.now),
  ...checkPermissions(checkup),
  ...checkTags(checkup),
  checkPlan(checkup),
  checkAlarms(checkup),
  checkCapacity(checkup),
  ...checkQuotas(checkup),
];
