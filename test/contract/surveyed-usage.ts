/** What a sweep keeps of what it metered: each form of it. */
import { type Instant, instant } from '../../src/lib/model/instant.ts';
import type { SurveyedUsage } from '../../src/lib/model/metered-usage.ts';
import { microUsd } from '../../src/lib/model/money.ts';

export const surveyedUsage = (at: Instant): SurveyedUsage => ({
  plan: { kind: 'credits', credits: { amount: microUsd(87_000_000), asOf: at }, endsAt: at },
  instances: [
    {
      ...{ id: 'i-0123456789abcdef0', type: 't3.micro', region: 'us-west-2', platform: 'linux' },
      runs: [
        { from: instant(0), to: at },
        { from: at, to: null },
      ],
    },
  ],
  volumes: [
    {
      ...{ id: 'vol-0123456789abcdef0', type: 'gp3', region: 'us-west-2', sizeGiB: 8, iops: 3_000 },
      ...{ throughputMiBps: null, from: at, to: null },
    },
  ],
  besides: [{ name: 'volumeGibMonths', amount: 1.5, region: 'us-west-2' }],
  before: {
    ...{ instanceHoursLinux: 'samples', instanceHoursWindows: 'aws' },
    ...{ volumeGibMonths: 'unknown', publicIpv4Hours: 'unknown' },
  },
  sampled: {
    instances: [
      {
        ...{ id: 'i-0123456789abcdef0', type: 't3.micro', region: 'us-west-2', platform: 'linux' },
        runs: [{ from: instant(0), to: at }],
      },
    ],
    addresses: [{ id: 'i-0123456789abcdef0', region: 'us-west-2', from: instant(0), to: at }],
  },
  addresses: [
    {
      ...{ id: 'eipalloc-0123456789abcdef0', region: 'us-west-2', kind: 'elastic', isInUse: false },
      ...{ instanceId: null, from: at, to: null },
    },
  ],
});
