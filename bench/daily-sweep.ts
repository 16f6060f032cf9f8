/**
 * Claim: a daily sweep of 17 Regions, one of them with 50 of everything, makes at most 800 calls,
 * none of which is charged, and one page of each list.
 *
 *     node bench/daily-sweep.ts
 *
 * Counted where they arrive: the AWS adapter and the SDK ask a server that stands for AWS. What is
 * no list is asked of each thing, because these APIs have no other way: DescribeTargetHealth of a
 * target group, DescribeCluster of a cluster, ListTags of a domain and of a notebook, and of a
 * SageMaker endpoint its description, its configuration and its tags. Metrics could be asked for
 * together by GetMetricData, which is charged from the first call.
 */
import { awsEstate } from '../src/lib/cloud/aws/estate/estate.ts';
import { SILENT_FREE_TIER } from '../src/lib/cloud/simulated/free-tier.ts';
import { simulatedAccount } from '../src/lib/cloud/simulated/simulated-account.ts';
import { parsePolicyDocument } from '../src/lib/config/policy-document.ts';
import { shippedPrices } from '../src/lib/config/price-document.ts';
import { priceTable } from '../src/lib/meter/price.ts';
import { hours, instant } from '../src/lib/model/instant.ts';
import { survey } from '../src/lib/survey.ts';
import { type Asked, startStockedAws } from '../test/emulators/stocked/stocked-aws.ts';

const HOW_MANY = 50;
const GOAL_CALLS = 800;
const HOME = 'ap-northeast-2';
const STOCKED = 'us-east-1';
/** Those that every account has. */
const REGIONS = [
  ...[HOME, STOCKED, 'us-east-2', 'us-west-1', 'us-west-2', 'ca-central-1', 'sa-east-1'],
  ...['eu-central-1', 'eu-north-1', 'eu-west-1', 'eu-west-2', 'eu-west-3'],
  ...['ap-northeast-1', 'ap-northeast-3', 'ap-south-1', 'ap-southeast-1', 'ap-southeast-2'],
];

process.env['AWS_ACCESS_KEY_ID'] = 'test';
process.env['AWS_SECRET_ACCESS_KEY'] = 'test';

async function sweep(endpoint: string): Promise<void> {
  const { ports } = simulatedAccount();
  const clock = { now: () => instant(Date.now()) };
  await survey({
    estate: awsEstate({ endpoint, region: HOME, clock, sleep: async () => {} }),
    freeTier: SILENT_FREE_TIER,
    account: ports.cloud.account,
    ledger: ports.ledger,
    clock,
    policy: parsePolicyDocument({}),
    prices: priceTable(shippedPrices().rows, {}),
    managed: new Set(),
    timeLeft: () => hours(1),
  });
}

function print(asked: readonly Asked[]): void {
  const byApi = Map.groupBy(asked, ({ api }) => api);
  console.log(`${''.padEnd(52)}where it stands  elsewhere`);
  for (const [api, calls] of [...byApi].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const there = calls.filter(({ region }) => region === STOCKED).length;
    const elsewhere = calls.length - there;
    console.log(`${api.padEnd(52)}${String(there).padStart(15)}${String(elsewhere).padStart(11)}`);
  }
}

const aws = await startStockedAws({ region: STOCKED, regions: REGIONS, howMany: HOW_MANY });
await sweep(aws.endpoint);
await aws.stop();
print(aws.asked);
const met = aws.asked.length <= GOAL_CALLS;
const calls = `${aws.asked.length} calls`;
console.log(
  `${HOW_MANY} of everything, ${REGIONS.length} Regions: ${calls}  ${
    met ? 'goal met' : 'TOO MUCH'
  }`,
);
if (!met) process.exitCode = 1;
