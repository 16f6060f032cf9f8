/** Somebody with a link that is theirs, at the ledger's item of one instance. */

import type { Instant } from '../model/instant.ts';
import type { Grant } from '../model/link.ts';
import type { Policy } from '../model/policy.ts';
import type { Ledger } from '../record/record.ts';
import { type Facts, scheduleOf } from './facts.ts';
import type { PressTime } from './hold-ends.ts';

export interface Visit {
  readonly ledger: Ledger;
  readonly policy: Policy;
  readonly grant: Grant;
  readonly facts: Facts;
  readonly now: Instant;
}

export const pressTimeOf = ({ policy, grant, facts, now }: Visit): PressTime => ({
  now,
  stopAt: grant.stopAt,
  zone: policy.zone,
  schedule: scheduleOf(facts, policy),
});
