import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it, test } from 'vitest';
import { instanceId, instancesPage, instanceXml, terminatedXml } from '../aws/ec2-documents.ts';
import type { WireReply } from '../aws/wire.ts';
import { ec2Answer, ec2Refusal, jsonRefusal, ok, queryRefusal } from '../aws/xml.ts';
import { capturedIn } from './captured.ts';
import { type Answers, CALLER_ANSWER, type FakeAws, startFakeAws } from './fake-aws.ts';
import { jsonLines, linesOf, type Ran, tierkeeper } from './tierkeeper.ts';

const AT = '2026-11-22T12:00Z';

let aws: FakeAws | null = null;
afterEach(async () => {
  await aws?.stop();
  aws = null;
});

const CREDENTIALS = { AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret' };

const instances = (...documents: readonly string[]): WireReply =>
  ec2Answer('DescribeInstances', instancesPage(documents));

/** CloudWatch's answer for the two hours before `AT`. */
const measured = (value: number): WireReply => ({
  status: 200,
  body: JSON.stringify({
    Label: 'CPUUtilization',
    Datapoints: Array.from({ length: 24 }, (_, index) => ({
      Timestamp: Date.parse(AT) / 1_000 - 300 * (index + 1),
      Average: value,
      Sum: value,
      Unit: 'Percent',
    })),
  }),
});

const REGIONS = ec2Answer(
  'DescribeRegions',
  '<regionInfo><item><regionName>ap-northeast-2</regionName></item></regionInfo>',
);

const GROUPS = ec2Answer('DescribeSecurityGroups', '<securityGroupInfo/>');

const alarmsNamed = (...names: readonly string[]): WireReply => ({
  status: 200,
  body: JSON.stringify({
    MetricAlarms: names.map((AlarmName) => ({
      AlarmName,
      AlarmArn: `arn:aws:cloudwatch:ap-northeast-2:123456789012:alarm:${AlarmName}`,
      MetricName: 'Load',
      Period: 300,
    })),
  }),
});

const REACHED: Answers = {
  GetCallerIdentity: () => ok(CALLER_ANSWER),
  GetMetricStatistics: () => measured(40),
  DescribeRegions: () => REGIONS,
  DescribeAlarms: () => alarmsNamed(),
  DescribeSecurityGroups: () => GROUPS,
  DescribeInstanceStatus: () => ec2Answer('DescribeInstanceStatus', '<instanceStatusSet/>'),
};

/** `plan` over an AWS that gives these answers. */
async function plan(answers: Answers, ...args: readonly string[]): Promise<Ran> {
  aws = await startFakeAws({ ...REACHED, ...answers });
  const where = ['--region', 'ap-northeast-2', '--endpoint-url', aws.endpoint, '--at', AT];
  return capturedIn({ env: CREDENTIALS }, ['plan', ...where, ...args]);
}

const named = (name: string): string => `<item><key>Name</key><value>${name}</value></item>`;

const another = (number: number): string =>
  instanceXml().replaceAll(instanceId(1), instanceId(number));

describe('plan', () => {
  it('says per instance what would happen now, why, and what comes next', async () => {
    const { status, stdout, stderr } = await plan({
      DescribeInstances: () => instances(instanceXml()),
    });
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toBe(
      [
        'Account 123456789012, ap-northeast-2, Sun 22 Nov 2026 12:00 UTC',
        '',
        'What would be left alone',
        `web  ${instanceId(1)}  t3.micro  running`,
        '  leave     It is in use: CPU reached 40 % (limit 3 %).',
        '',
        'Alarms of its own',
        '  1 alarm would be made; 0 of the 10 free ones are used.',
        '',
        '1 instance: 1 to leave alone.',
        '',
        'A look like this reads 1 metric, 8,928 a month: all by GetMetricStatistics,',
        "inside CloudWatch's free million calls.",
        'Mode observe (the default, as there is no policy.yml): Tierkeeper would say all',
        'this, and touch nothing.',
        'This was a look without a ledger, so it shows what a first pass would decide:',
        'times of schedules that are past do not count, and nothing idle is stopped',
        'before a warning. Nothing was changed.',
        '',
      ].join('\n'),
    );
  });

  it('names the places of the policy that it has not looked at', async () => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'tierkeeper-')), 'policy.yml');
    const shop = '{ id: "210987654321", name: shop }';
    writeFileSync(file, `select: { regions: [home, us-east-1], accounts: [${shop}] }\n`);
    const { stdout } = await plan({ DescribeInstances: () => instances() }, '--policy', file);
    rmSync(path.dirname(file), { recursive: true });
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
      'The policy also names 123456789012/us-east-1, shop/ap-northeast-2 and shop/us-east-1. ' +
        "Look there with --region, and with that account's own credentials where it is another",
    );
  });

  it('makes no call but reads', async () => {
    await plan({ DescribeInstances: () => instances(instanceXml()) });
    expect(new Set(aws?.calls)).toEqual(
      new Set([
        'GetCallerIdentity',
        'DescribeInstances',
        'DescribeInstanceStatus',
        'GetMetricStatistics',
        'DescribeRegions',
        'DescribeAlarms',
        'DescribeSecurityGroups',
      ]),
    );
  });

  it('prints one JSON object a line, the last one about the plan', async () => {
    const terminated = terminatedXml().replaceAll(instanceId(1), instanceId(2));
    const { stdout } = await plan(
      { DescribeInstances: () => instances(instanceXml(), terminated) },
      '--json',
    );
    const lines = jsonLines(stdout);
    expect(lines.map(({ kind }) => kind)).toEqual(['instance', 'instance', 'upkeep', 'plan']);
    expect(lines[0]).toMatchObject({
      id: instanceId(1),
      name: 'web',
      state: 'running',
      verdict: 'leave',
      reason: { key: 'busy' },
      sentence: 'It is in use: CPU reached 40 % (limit 3 %).',
      next: null,
      microUsdPerHour: 13_000,
    });
    expect(lines.at(-1)).toMatchObject({
      account: '123456789012',
      region: 'ap-northeast-2',
      at: '2026-11-22T12:00:00.000Z',
      mode: 'observe',
      policyFile: null,
      instances: 2,
      verdicts: { leave: 2 },
      metrics: { statistics: 1, data: 0, passesPerMonth: 8_928, monthlyMicroUsd: 0 },
    });
  });

  it('counts the alarms of all Regions, and says what of its own would become of it', async () => {
    const alarms = Array.from({ length: 7 }, (_, index) => `disk-${index}`);
    const answers = {
      DescribeInstances: () => instances(instanceXml(), ...[2, 3].map(another)),
      DescribeAlarms: () => alarmsNamed(...alarms),
    };
    const { stdout } = await plan(answers);
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      'Alarms of its own 1 alarm would be made; 7 of the 10 free ones are used. 2 instances get ' +
        'none: no more of the free ones are taken ("alarms" in the policy); the clock looks at ' +
        'them all the same.',
    );
    await aws?.stop();
    const json = await plan(answers, '--json');
    expect(jsonLines(json.stdout).find(({ kind }) => kind === 'upkeep')).toMatchObject({
      put: [{ name: expect.stringMatching(/^tierkeeper-low-cpu-i-/), why: 'missing' }],
      remove: [],
      usedMetrics: 7,
      freeMetrics: 10,
    });
  });

  it('says which alarms could not be counted, and shows the rest', async () => {
    const { status, stdout } = await plan({
      DescribeInstances: () => instances(instanceXml()),
      DescribeAlarms: () => jsonRefusal('AccessDenied', 'no permission'),
    });
    expect(status).toBe(0);
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      'The alarms of all Regions could not be read. AWS denies the call: the permission ' +
        'cloudwatch:DescribeAlarms is missing.',
    );
  });

  it('shows an Elastic IP that costs money on a stopped instance', async () => {
    const stopped = instanceXml({ instanceState: '<code>80</code><name>stopped</name>' });
    const { stdout } = await plan({ DescribeInstances: () => instances(stopped) });
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      '203.0.113.7 is on web, which is stopped, and costs money all the same: 3.65 USD a month.',
    );
  });

  it('folds every page of a large account', async () => {
    const page = (from: number, count: number, token?: string): WireReply =>
      ec2Answer(
        'DescribeInstances',
        instancesPage(
          Array.from({ length: count }, (_, index) =>
            instanceXml({ instanceId: instanceId(from + index), instanceState: STOPPING }),
          ),
          token,
        ),
      );
    const { stdout } = await plan(
      {
        DescribeInstances: (parameters) =>
          parameters.has('NextToken') ? page(1_001, 3) : page(1, 1_000, 'more'),
      },
      '--json',
    );
    expect(jsonLines(stdout).filter(({ kind }) => kind === 'instance')).toHaveLength(1_003);
  });

  it('speaks Korean', async () => {
    const { stdout } = await plan(
      { DescribeInstances: () => instances(instanceXml()) },
      '--lang',
      'ko',
    );
    expect(linesOf(stdout)[0]).toBe(
      '계정 123456789012, ap-northeast-2, 2026년 11월 22일(일) 12:00 UTC',
    );
    expect(stdout).toContain('그대로');
  });

  it('lets no tag write to the terminal, and colours nothing in a pipe', async () => {
    const tagSet = named('\u009b31mred\u0085root');
    const { stdout } = await plan({ DescribeInstances: () => instances(instanceXml({ tagSet })) });
    expect([...stdout].filter((one) => one !== '\n' && /\p{Cc}/u.test(one))).toEqual([]);
  });

  it('has a word for an account without instances', async () => {
    const { status, stdout } = await plan({ DescribeInstances: () => instances() });
    expect(status).toBe(0);
    expect(stdout).toContain('There are no instances in ap-northeast-2.');
  });
});

const STOPPING = '<code>64</code><name>stopping</name>';

describe('plan with a call that is denied', () => {
  const denied = (permission: string) =>
    ec2Refusal('UnauthorizedOperation', `User: x is not authorized to perform: ${permission}`, 403);

  it('names the permission, and shows the rest', async () => {
    const tagSet =
      named('web') +
      '<item><key>tierkeeper:eip</key><value>eipalloc-0123456789abcdef0</value></item>';
    const { status, stdout } = await plan({
      DescribeInstances: () => instances(instanceXml({ tagSet })),
      DescribeAddresses: () => denied('ec2:DescribeAddresses'),
      GetMetricStatistics: () =>
        jsonRefusal(
          'AccessDeniedException',
          'User: x is not authorized to perform: cloudwatch:GetMetricStatistics',
        ),
    });
    expect(status).toBe(0);
    const text = stdout.replace(/\s+/g, ' ');
    expect(text).toContain(`web ${instanceId(1)} t3.micro running`);
    expect(text).toContain('The Elastic IP addresses could not be read.');
    expect(text).toContain(
      'Allow ec2:DescribeAddresses, cloudwatch:GetMetricStatistics to whoever',
    );
  });

  it('fails where not even the instances may be listed, as data too', async () => {
    const { status, stdout } = await plan(
      { DescribeInstances: () => denied('ec2:DescribeInstances') },
      '--json',
    );
    expect(status).toBe(1);
    expect(jsonLines(stdout)).toMatchObject([
      {
        kind: 'trouble',
        family: 'instances',
        code: 'access-denied',
        permission: 'ec2:DescribeInstances',
      },
      { kind: 'plan', instances: 0 },
    ]);
  });
});

describe('plan without an account', () => {
  const refusedBySts = (code: string, message: string): Answers => ({
    GetCallerIdentity: () => queryRefusal(code, message, 403),
  });

  test.each([
    ['ExpiredToken', 'The security token included in the request is expired', 'have expired'],
    ['InvalidClientTokenId', 'The security token is invalid.', 'AWS does not know the access key'],
    [
      'SignatureDoesNotMatch',
      'The request signature does not match',
      'does not belong to its access key',
    ],
    ['SignatureDoesNotMatch', 'Signature expired: 20261122T is now earlier', 'clock right'],
  ])('says of %s (%s) what it is and what to do', async (code, message, says) => {
    const { status, stdout, stderr } = await plan(refusedBySts(code, message));
    expect([status, stdout]).toEqual([1, '']);
    expect(linesOf(stderr)).toHaveLength(1);
    expect(stderr).toContain(says);
  });

  it('asks for a Region where none is set', async () => {
    const { status, stderr } = await tierkeeper(['plan'], { env: CREDENTIALS });
    expect(status).toBe(1);
    expect(stderr).toBe(
      'No Region is set: name that of your instances, such as --region ap-northeast-2.\n',
    );
  });

  it('says so where nobody listens at the endpoint', async () => {
    const args = ['plan', '--region', 'ap-northeast-2', '--endpoint-url', 'http://127.0.0.1:1'];
    const { status, stderr } = await tierkeeper(args, { env: CREDENTIALS });
    expect(status).toBe(1);
    expect(stderr).toMatch(/^AWS cannot be reached \(.*ECONNREFUSED.*\): check the network/);
    expect(linesOf(stderr)).toHaveLength(1);
  });

  it('gives up in a few seconds where the metadata service never answers', async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const address = silent.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const env = {
      AWS_REGION: 'ap-northeast-2',
      AWS_EC2_METADATA_SERVICE_ENDPOINT: `http://127.0.0.1:${port}`,
    };
    const { status, stderr } = await tierkeeper(['plan'], { env });
    silent.close();
    expect(status).toBe(1);
    expect(stderr).toBe(
      'No AWS credentials were found: sign in (aws sso login) or set new keys (aws configure), ' +
        'or name another profile with --profile.\n',
    );
  }, 15_000);

  it('names the profile that has no credentials', async () => {
    const args = ['plan', '--region', 'ap-northeast-2', '--profile', 'work', '--json'];
    const { status, stdout } = await tierkeeper(args, {
      env: { AWS_EC2_METADATA_DISABLED: 'true' },
    });
    expect(status).toBe(1);
    expect(jsonLines(stdout)).toMatchObject([{ kind: 'trouble', trouble: 'no-credentials' }]);
    expect(stdout).toContain('for the profile \\"work\\"');
  });
});
