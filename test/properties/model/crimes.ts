/** Ports with something wrong: each is a bug that the model must notice. */
import type { Answer, Ports } from '../../../src/lib/cloud/cloud.ts';
import { minutes } from '../../../src/lib/model/instant.ts';
import type { Policy } from '../../../src/lib/model/policy.ts';

/** Every call is answered, and none is made. */
export const idleHands = (ports: Ports): Ports => ({
  ...ports,
  cloud: {
    ...ports.cloud,
    power: async ({ instanceIds }) =>
      new Map(instanceIds.map((id): [typeof id, Answer] => [id, { accepted: true }])),
  },
});

/** The owner's policy without a word of warning in it. */
export const unwarned = (policy: Policy): Policy => ({
  ...policy,
  idle: { ...policy.idle, grace: minutes(0) },
  nightly: policy.nightly && { ...policy.nightly, warn: minutes(0) },
  schedules: Object.fromEntries(
    Object.entries(policy.schedules).map(([name, one]) => [name, { ...one, warn: minutes(0) }]),
  ),
});
