/** What the account may run at once in a Region, and what it has there: for the doctor alone. */
import { DescribeInstancesCommand, EC2Client } from '@aws-sdk/client-ec2';
import * as z from 'zod';
import { type AwsOptions, clientSettings } from './client-settings.ts';
import { readPages } from './pages.ts';
import { type SignedJsonOptions, signedJson } from './signed-json.ts';

export interface Vcpus {
  /** Running On-Demand Standard (A, C, D, H, I, M, R, T, Z) instances, in vCPUs. */
  readonly quota: number;
  readonly running: number;
  /** What all of them would take that are there, the stopped ones too. */
  readonly all: number;
}

/** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-on-demand-instances.html */
const STANDARD_VCPUS = 'L-1216C47A';

const quotaDocument = z.object({ Quota: z.object({ Value: z.number() }) });

async function standardQuota(signing: Signing): Promise<number> {
  const call = signedJson({
    ...signing,
    service: 'servicequotas',
    target: 'ServiceQuotasV20190624',
    contentType: 'application/x-amz-json-1.1',
  });
  const input = { ServiceCode: 'ec2', QuotaCode: STANDARD_VCPUS };
  return quotaDocument.parse(await call('GetServiceQuota', input)).Quota.Value;
}

type Signing = Pick<SignedJsonOptions, 'region' | 'endpoint' | 'credentials' | 'sleep'>;

/**
 * AWS gives `CpuOptions` with every instance. Whether fewer threads than its type has count for
 * less, its pages do not say: they are counted as the instance has them.
 */
const reservation = z.object({
  Instances: z.array(
    z.object({
      InstanceType: z.string(),
      InstanceLifecycle: z.string().optional(),
      State: z.object({ Name: z.string() }),
      CpuOptions: z
        .object({ CoreCount: z.int().default(0), ThreadsPerCore: z.int().default(0) })
        .default({ CoreCount: 0, ThreadsPerCore: 0 }),
    }),
  ),
});

/** `inf`, `dl`, `hpc`, `mac`, `p`, `g` and others have quotas of their own, and so has Spot. */
const STANDARD = /^(?:a|c|d|h|i|im|is|m|r|t|z)\d/;
const GONE: ReadonlySet<string> = new Set(['shutting-down', 'terminated']);

export async function vcpusOf(options: AwsOptions, signing: Signing): Promise<Vcpus> {
  const client = new EC2Client(clientSettings(options));
  const [quota, documents] = await Promise.all([
    standardQuota(signing),
    readPages(async (NextToken) => {
      const page = await client.send(new DescribeInstancesCommand({ MaxResults: 1000, NextToken }));
      return { documents: page.Reservations, nextToken: page.NextToken };
    }),
  ]);
  const counted = z
    .array(reservation)
    .parse(documents)
    .flatMap(({ Instances }) => Instances)
    .filter((one) => one.InstanceLifecycle === undefined && STANDARD.test(one.InstanceType))
    .filter(({ State }) => !GONE.has(State.Name))
    .map(({ State, CpuOptions: { CoreCount, ThreadsPerCore } }) => ({
      isRunning: State.Name !== 'stopped',
      vcpus: CoreCount * ThreadsPerCore,
    }));
  const sum = (some: typeof counted): number => some.reduce((all, { vcpus }) => all + vcpus, 0);
  return { quota, running: sum(counted.filter((one) => one.isRunning)), all: sum(counted) };
}
