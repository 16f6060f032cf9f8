/** Laws 5, 11 and 13 find the guard that goes too far, too early or back and forth. */
import { describe, expect, test } from 'vitest';
import { steady } from '../../../src/lib/cloud/simulated/loads.ts';
import type { Setup } from '../../../src/lib/cloud/simulated/setup.ts';
import { minutes } from '../../../src/lib/model/instant.ts';
import type { Policy } from '../../../src/lib/model/policy.ts';
import { graceIsKept } from '../checkers/grace-is-kept.ts';
import { guardHolds } from '../checkers/guard-holds.ts';
import type { Law } from '../checkers/law.ts';
import { limitsHold } from '../checkers/limits-hold.ts';
import { type Crime, type Story, verdicts } from './verdicts.ts';

const GUARD =
  'freeTier: { plan: legacy, accountCreated: 2026-01-15, guard: stop, stopAtPercent: 2 }';

const fleet =
  (size: number) =>
  (setup: Setup): void => {
    for (let index = 1; index <= size; index += 1) {
      setup.instance({ name: `box-${index}`, load: steady(), type: 't3.micro' });
    }
  };

const story = (size: number, ends: string, more = ''): Story => ({
  policy: `idle: { on: false }\n${GUARD}\n${more}`,
  begins: '2026-11-01 09:00',
  account: fleet(size),
  ends,
});

const withPolicy =
  (change: (policy: Policy) => Partial<Policy>): Crime =>
  (_, { policy }) => ({ policy: { ...policy, ...change(policy) } });

/** The guard stops some on the first day, a Sunday; on Monday a start edge comes. */
const WORKDAYS = [
  'default: workdays',
  // Between two ticks, which would hold the lease.
  'tell: { digest: "09:02" }',
  'schedules: { workdays: { running: ["mon 08:00-24:00", tue-sat 00:00-24:00], start: all } }',
].join('\n');

interface Case {
  readonly what: string;
  readonly law: Law;
  readonly story: Story;
  readonly crime: Crime;
  readonly says: RegExp;
}

describe('a guard', () => {
  test.each<Case>([
    {
      what: 'that does not wait for its grace breaks law 11',
      law: graceIsKept,
      story: story(2, '20:00'),
      crime: withPolicy(({ idle }) => ({ idle: { ...idle, grace: minutes(0) } })),
      says: /was not warned of in time/,
    },
    {
      what: 'that stops too much of the fleet breaks law 5',
      law: limitsHold,
      story: story(8, '13:00'),
      crime: withPolicy(({ limits }) => ({ limits: { ...limits, sharePercent: 100 } })),
      says: /is over 50 % of the fleet/,
    },
    {
      what: 'that forgets its veto breaks law 13',
      law: guardHolds,
      story: story(8, '+1 10:00', WORKDAYS),
      crime: (_, { policy }) => ({
        functions: ['digest-due'],
        policy: { ...policy, freeTier: { ...policy.freeTier, guard: 'warn' } },
      }),
      says: /in the month in which the guard stopped it/,
    },
  ])('$what', async ({ law, story: told, crime, says }) => {
    const { honest, broken } = await verdicts(law, told, crime);
    expect(honest).toEqual([]);
    expect(broken.join('\n')).toMatch(says);
  });
});
