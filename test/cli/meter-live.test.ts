/** The meter over an account, AWS answering over HTTP. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { days, instant, minus, minutes, plus } from '../../src/lib/model/instant.ts';
import { instancesPage, instanceXml } from '../aws/ec2-documents.ts';
import { ec2Answer, ec2Refusal, jsonRefusal, ok } from '../aws/xml.ts';
import { ACCOUNT as ID } from '../build/ids.ts';
import { instance } from '../build/instance.ts';
import { record } from '../build/ledger.ts';
import { capturedIn } from './captured.ts';
import { type Answers, CALLER_ANSWER, type FakeAws, startFakeAws } from './fake-aws.ts';
import { storedItem } from './stored-item.ts';
import { linesOf, type Ran, tierkeeper } from './tierkeeper.ts';

let aws: FakeAws | null = null;
afterEach(async () => {
  await aws?.stop();
  aws = null;
});

const regionItem = (name: string): string => `<item><regionName>${name}</regionName></item>`;
const regions = (...names: readonly string[]) =>
  ec2Answer('DescribeRegions', `<regionInfo>${names.map(regionItem).join('')}</regionInfo>`);

const VOLUME =
  '<item><volumeId>vol-0123456789abcdef0</volumeId><size>8</size><status>in-use</status>' +
  '<createTime>2026-01-01T00:00:00.000Z</createTime><volumeType>gp3</volumeType>' +
  '<iops>3000</iops><throughput>125</throughput><encrypted>false</encrypted></item>';

const PLAN = {
  accountPlanType: 'FREE',
  accountPlanRemainingCredits: { amount: 87.31, unit: 'USD' },
  accountPlanExpirationDate: '2099-02-01T00:00:00Z',
};

const OTHER = 'i-0fedcba9876543210';
const PLACE = { account: ID, region: 'ap-northeast-2' };
const NO_TABLE = jsonRefusal('ResourceNotFoundException', 'Requested resource not found');

const ACCOUNT: Answers = {
  GetCallerIdentity: () => ok(CALLER_ANSWER),
  DescribeRegions: () => regions('ap-northeast-2'),
  DescribeInstances: () => ec2Answer('DescribeInstances', instancesPage([instanceXml()])),
  DescribeVolumes: () => ec2Answer('DescribeVolumes', `<volumeSet>${VOLUME}</volumeSet>`),
  DescribeAddresses: () => ec2Answer('DescribeAddresses', '<addressesSet/>'),
  DescribeReservedInstances: () =>
    ec2Answer('DescribeReservedInstances', '<reservedInstancesSet/>'),
  DescribeSavingsPlans: () => ok('{"savingsPlans":[]}'),
  GetAccountPlanState: () => ok(JSON.stringify(PLAN)),
  GetFreeTierUsage: () => ok('{"freeTierUsages":[]}'),
  GetMetricStatistics: () => ok('{"Label":"CPUUtilization","Datapoints":[]}'),
  Query: () => NO_TABLE,
  GetItem: () => NO_TABLE,
};

function writePolicy(text: string): string {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'tierkeeper-')), 'policy.yml');
  writeFileSync(file, text);
  return file;
}

async function metered(answers: Answers, ...args: readonly string[]): Promise<Ran> {
  aws = await startFakeAws({ ...ACCOUNT, ...answers });
  const where = ['--region', 'ap-northeast-2', '--endpoint-url', aws.endpoint];
  const env = { AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret' };
  return capturedIn({ env }, ['meter', ...where, ...args]);
}

describe('tierkeeper meter, of an account', () => {
  it('counts what AWS shows, with the credits that AWS tells of', async () => {
    const { status, stdout, stderr } = await metered({});
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain('Account 123456789012, as AWS shows it now in 1 Region.');
    expect(stdout.replaceAll('\n', ' ')).toContain('what is used is a lower bound');
    expect(stdout).toMatch(/Linux hours +[\d,.]+; the month ends with [\d,.]+/);
    expect(stdout).toContain('Credits: 87.31 USD left');
    expect(stdout).toContain('Sun 1 Feb 2099');
  });

  it('says what is paid for in advance, and what of it nobody sees', async () => {
    const bought =
      '<item><reservedInstancesId>ri-1</reservedInstancesId><instanceType>t3.small</instanceType>' +
      '<instanceCount>2</instanceCount><productDescription>Linux/UNIX</productDescription>' +
      '<state>active</state><instanceTenancy>default</instanceTenancy><scope>Region</scope>' +
      '<end>2099-03-03T14:29:06.000Z</end></item>';
    const DescribeReservedInstances = () =>
      ec2Answer(
        'DescribeReservedInstances',
        `<reservedInstancesSet>${bought}</reservedInstancesSet>`,
      );
    const told = (await metered({ DescribeReservedInstances })).stdout.replaceAll(/\s+/g, ' ');
    expect(told).toContain(
      'also those that Reserved Instances (2 t3.small) pay for, whether they run or not. ' +
        'Credits:',
    );
    await aws?.stop();
    const { stdout } = await metered({ DescribeReservedInstances }, '--json');
    expect(JSON.parse(stdout)).toMatchObject({ reservedInstances: [{ id: 'ri-1', count: 2 }] });
  });

  it('says what Savings Plans are owed, and leaves out what it cannot read', async () => {
    const plan = {
      ...{ savingsPlanId: 'sp-1', savingsPlanType: 'Compute', currency: 'USD', state: 'active' },
      ...{
        commitment: '0.25',
        start: '2026-03-03T14:29:07.000Z',
        end: '2099-03-03T14:29:06.000Z',
      },
    };
    const savingsPlans = [plan, { ...plan, savingsPlanId: 'sp-2', savingsPlanType: 'Quantum' }];
    const DescribeSavingsPlans = () => ok(JSON.stringify({ savingsPlans }));
    const told = (await metered({ DescribeSavingsPlans })).stdout.replaceAll(/\s+/g, ' ');
    expect(told).toContain(
      'The real bill differs: Savings Plans (Compute, 0.25 USD an hour until Tue 3 Mar 2099) ' +
        'are owed whether anything runs or not',
    );
    expect(told).toContain('Savings Plan sp-2, whose savingsPlanType "Quantum" is not known here.');
    await aws?.stop();
    const { stdout } = await metered({ DescribeSavingsPlans }, '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      savingsPlans: [{ id: 'sp-1', commitmentMicroUsdPerHour: 250_000, scope: { of: 'compute' } }],
      leftOut: [{ kind: 'savings-plan', id: 'sp-2' }],
      unread: [],
    });
  });

  it('names the right that shows Savings Plans, where it lacks', async () => {
    const DescribeSavingsPlans = () => jsonRefusal('AccessDeniedException', 'No.', 403);
    const { status, stdout } = await metered({ DescribeSavingsPlans });
    const told = stdout.replaceAll(/\s+/g, ' ');
    expect(status).toBe(0);
    expect(told).toMatch(/Not read: Savings Plans\. .*savingsplans:DescribeSavingsPlans/);
    expect(told).toContain('Instances count at on-demand prices.');
  });

  it('prints it as JSON', async () => {
    const { stdout } = await metered({}, '--json');
    expect(linesOf(stdout)).toHaveLength(1);
    expect(JSON.parse(stdout)).toMatchObject({
      account: '123456789012',
      plan: 'credits',
      limits: [],
      lowerBound: true,
      regionsRead: 1,
      credits: { remainingMicroUsd: 87_310_000 },
      unread: [],
    });
  });

  it('adds up every Region, and names what could not be read', async () => {
    const { status, stdout } = await metered({
      DescribeRegions: () => regions('ap-northeast-2', 'us-east-1', 'eu-west-1'),
      DescribeVolumes: () => ec2Refusal('UnauthorizedOperation', 'You are not authorized.', 403),
      GetAccountPlanState: () => jsonRefusal('AccessDeniedException', 'No.'),
      GetFreeTierUsage: () => jsonRefusal('AccessDeniedException', 'No.'),
    });
    expect(status).toBe(0);
    const text = stdout.replaceAll('\n', ' ');
    expect(text).toContain('in 3 Regions');
    expect(text).toContain('Which free tier the account has is not known');
    expect(text).toMatch(
      /Not read: volumes in ap-northeast-2, us-east-1, eu-west-1\. .*ec2:DescribeVolumes/,
    );
    expect(text).toMatch(/Not read: AWS's own count\. .*freetier:GetFreeTierUsage/);
  });

  it('puts the count of AWS beside its own', async () => {
    const line = {
      usageType: 'Global-BoxUsage:freetier.micro',
      operation: 'RunInstances',
      actualUsageAmount: 400.5,
      limit: 750,
      unit: 'Hrs',
      freeTierType: '12 Months Free',
    };
    const answers: Answers = {
      GetAccountPlanState: () => jsonRefusal('ResourceNotFoundException', 'No plan.'),
      GetFreeTierUsage: () => ok(JSON.stringify({ freeTierUsages: [line] })),
    };
    expect((await metered(answers)).stdout).toContain('AWS itself counts 400.5 so far');
    await aws?.stop();
    const { stdout } = await metered(answers, '--lang', 'ko');
    expect(stdout).toContain('AWS가 센 값은 400.5');
    expect(stdout).toContain('계정 123456789012, 리전 1개');
  });

  it('adds the runs that the ledger saw end', async () => {
    const [before, ended, now] = [40, 30, 0].map((ago) => minus(instant(Date.now()), minutes(ago)));
    if (before === undefined || ended === undefined || now === undefined)
      throw new Error('no time');
    const started = new Date(minus(now, minutes(20)));
    const seen = instance({ launchTime: instant(started.getTime()) });
    const item = record(seen, { runs: [{ from: before, to: ended }] });
    const { stdout } = await metered(
      {
        DescribeInstances: () =>
          ec2Answer(
            'DescribeInstances',
            instancesPage([
              instanceXml({ instanceId: seen.id, launchTime: started.toISOString() }),
            ]),
          ),
        Query: () => ok(JSON.stringify({ Items: [storedItem(PLACE, item)], Count: 1 })),
        GetItem: () => ok('{}'),
      },
      '--json',
    );
    const report = JSON.parse(stdout);
    const monthStart = Date.UTC(new Date(now).getUTCFullYear(), new Date(now).getUTCMonth(), 1);
    const since = (from: number, to: number) => Math.max(0, to - Math.max(from, monthStart));
    const ms = since(before, ended) + since(started.getTime(), now);
    expect(report).toMatchObject({ ledgerRead: true });
    expect(report.uses[0].used).toBeCloseTo(ms / 3_600_000, 1);
  });

  it('names what of the count of AWS it leaves out, and shows what AWS alone counts', async () => {
    const line = (usageType: string, more: object) => ({
      ...{ usageType, operation: 'RunInstances', actualUsageAmount: 0.25, limit: 750 },
      ...{ unit: 'Hrs', freeTierType: '12 Months Free', ...more },
    });
    const lines = [
      line('Global-BoxUsage:freetier.micro', { unit: 'Minutes' }),
      line('Global-PublicIPv4:InUseAddress', { limit: 0 }),
      line('Global-EBS:SnapshotUsage', { limit: 1, unit: 'GB-Mo' }),
      line('Global-EBS:VolumeUsage', { actualUsageAmount: 'much' }),
      line('Global-Requests', { actualUsageAmount: 'of no concern here' }),
      line('Global-DataTransfer-Out-Bytes', {
        ...{ limit: 100, unit: 'GB', actualUsageAmount: 12.5, freeTierType: 'Always Free' },
      }),
    ];
    const answers: Answers = {
      GetAccountPlanState: () => jsonRefusal('ResourceNotFoundException', 'No plan.'),
      GetFreeTierUsage: () => ok(JSON.stringify({ freeTierUsages: lines })),
    };
    const told = (await metered(answers)).stdout.replaceAll(/\s+/g, ' ');
    expect(told).toContain(
      "Left out of AWS's own count: Global-BoxUsage:freetier.micro, " +
        'whose unit "Minutes" is not known here.',
    );
    expect(told).toContain('Global-PublicIPv4:InUseAddress, which has a limit of 0.');
    expect(told).toContain('Global-EBS:VolumeUsage, which has no amount that can be read.');
    expect(told).not.toContain('Global-Requests');
    expect(told).toContain('GiB-months of snapshots 0.25 of 1, GB of data out 12.5 of 100.');
    await aws?.stop();
    const { stdout } = await metered(answers, '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      awsCounts: [],
      awsAlsoCounts: [{ name: 'snapshotGibMonths', used: 0.25, limit: 1 }, { name: 'dataOutGb' }],
      leftOut: [
        { kind: 'count', why: 'unit', unit: 'Minutes' },
        { kind: 'count', why: 'limit' },
        { kind: 'count', why: 'shape' },
      ],
    });
  });

  it('names what began in a future of this clock, and counts the rest', async () => {
    const started = new Date(plus(instant(Date.now()), days(31))).toISOString();
    const answers: Answers = {
      DescribeInstances: () =>
        ec2Answer(
          'DescribeInstances',
          instancesPage([instanceXml({ launchTime: started }), instanceXml({ instanceId: OTHER })]),
        ),
    };
    const told = (await metered(answers)).stdout.replaceAll(/\s+/g, ' ');
    expect(told).toMatch(
      /Not counted: i-\w+\. AWS says that it began on .*, which is yet to come here: is the clock/,
    );
    expect(told).toMatch(/Linux hours +[\d.,]+; the month ends with/);
    await aws?.stop();
    const korean = (await metered(answers, '--lang', 'ko')).stdout.replaceAll(/\s+/g, ' ');
    expect(korean).toContain('이 컴퓨터의 시계를 확인해 주세요.');
    await aws?.stop();
    const { stdout } = await metered(answers, '--json');
    expect(JSON.parse(stdout).leftOut).toEqual([
      expect.objectContaining({ kind: 'future', from: started, count: 1 }),
    ]);
  });

  it('says by what it knows what ran before: CPU samples, or nothing', async () => {
    const started = new Date(minus(instant(Date.now()), minutes(2)));
    const answers: Answers = {
      GetAccountPlanState: () => jsonRefusal('ResourceNotFoundException', 'No plan.'),
      GetFreeTierUsage: () => jsonRefusal('AccessDeniedException', 'No.'),
      DescribeInstances: () =>
        ec2Answer(
          'DescribeInstances',
          instancesPage([instanceXml({ launchTime: started.toISOString() })]),
        ),
    };
    const legacy = ['--policy', writePolicy('freeTier: { plan: legacy }\n')];
    const told = (await metered(answers, ...legacy)).stdout.replaceAll(/\s+/g, ' ');
    expect(told).toContain('What ran before Tierkeeper first looked is in it by its CPU samples.');
    expect(aws?.calls).toContain('GetMetricStatistics');
    await aws?.stop();
    const GetMetricStatistics = () => jsonRefusal('AccessDeniedException', 'No.');
    const { stdout } = await metered({ ...answers, GetMetricStatistics }, ...legacy, '--json');
    expect(JSON.parse(stdout).limits[0]).toMatchObject({ before: 'unknown' });
  });

  it('says that the ledger it was told of is not there', async () => {
    const { status, stderr } = await metered({}, '--table', 'mine');
    expect([status, stderr]).toEqual([
      1,
      expect.stringContaining('There is no table mine in ap-northeast-2'),
    ]);
  });

  it('says what to do without credentials, and that --now is for files', async () => {
    const { status, stderr } = await metered({
      GetCallerIdentity: () => ec2Refusal('InvalidClientTokenId', 'The token is invalid.', 403),
    });
    expect([status, stderr]).toEqual([
      1,
      expect.stringContaining('AWS does not know the access key'),
    ]);
    const odd = await tierkeeper(['meter', '--now', '2026-06-16T00:00:00Z']);
    expect([odd.status, odd.stderr]).toEqual([
      2,
      '--now is for a usage file: add --usage usage.json, or leave out --now.\n',
    ]);
  });
});
