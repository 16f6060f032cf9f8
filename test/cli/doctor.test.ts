/** `tierkeeper doctor` on an emulated account: nothing wrong where all is well, and each fault. */
import { utimesSync } from 'node:fs';
import { CreateTagsCommand, EC2Client, RunInstancesCommand } from '@aws-sdk/client-ec2';
import { describe, expect, it, test } from 'vitest';
import { hours, instant, minus, minutes, plus } from '../../src/lib/model/instant.ts';
import { emulated } from '../emulators/emulator.ts';
import { deployOn, type Planted } from './doctor-stack.ts';
import { surgeryOnMoto, unwell, type Visit } from './doctor-visit.ts';
import { jsonLines } from './tierkeeper.ts';

const { moto, endpoint, write, doctor, policy } = await surgeryOnMoto();
const NOW = instant(Date.now());

const deploy = (planted: Partial<Planted> = {}): Promise<void> =>
  deployOn(endpoint, 'prod', { lookedAt: minus(NOW, minutes(3)), ...planted });

describe.runIf('endpoint' in moto)('the doctor', () => {
  it('finds nothing wrong with a healthy account', async () => {
    write();
    await deploy();
    const ran = await doctor({ isProcess: true });
    expect([ran.status, ran.stderr, unwell(ran)]).toEqual([0, '', []]);
    const checks = jsonLines(ran.stdout).map((one) => one['check']);
    expect(new Set(checks).size).toBe(16);
  });

  it('offers a healthy subscription that only its owner can end', async () => {
    write();
    await deploy();
    const { stdout } = await doctor();
    const found = jsonLines(stdout).find((one) => one['check'] === 'subscription');
    expect(found).toMatchObject({ standing: 'ok', mend: null });
    expect(found?.['sentence']).toMatch(
      /aws sns confirm-subscription --topic-arn arn:\S+ .*--authenticate-on-unsubscribe true/,
    );
  });

  const DEPLOY = /^npm run deploy -- --region ap-northeast-2 --param email=/;
  const LOG = /^aws logs tail \/aws\/lambda\/tierkeeper-prod-clock-ticked --since 1h/;

  test.each<readonly [string, Partial<Planted>, string, RegExp]>([
    ['a rule that is off', { rulesOff: true }, 'rules', /^aws events enable-rule --name tierkeep/],
    ['rules that are not there', { noRules: true }, 'rules', DEPLOY],
    ['a clock that is off', { clockOff: true }, 'schedules', /console\.aws\.\S+\/scheduler/],
    ['schedules not there', { noSchedules: true }, 'schedules', DEPLOY],
    ['nobody subscribed', { unconfirmed: true }, 'subscription', /^aws sns subscribe .* email/],
    ['a clock that stands', { lookedAt: minus(NOW, hours(3)) }, 'clock', LOG],
  ])('calls %s broken, and nothing else', async (...[, planted, check, mend]) => {
    write();
    await deploy(planted);
    const ran = await doctor();
    const all = unwell(ran);
    expect(all[0]).toMatchObject({ check, standing: 'broken', mend: expect.stringMatching(mend) });
    expect(new Set(all.map((one) => one['check'])).size).toBe(1);
    expect(ran.status).toBe(1);
  });

  test.each<readonly [string, Partial<Planted>, string, RegExp]>([
    ['a dead letter', { deadLetter: true }, 'dead-letters', /^npx tierkeeper trouble$/],
    ['too many units', { units: 40 }, 'capacity', /^aws dynamodb list-tables --region ap-north/],
    [
      'a pause',
      { control: { kind: 'control', paused: true, mode: null, at: NOW } },
      'switch',
      /^npx tierkeeper resume$/,
    ],
  ])('warns of %s, and of nothing else', async (...[, planted, check, mend]) => {
    write();
    await deploy(planted);
    const ran = await doctor();
    const all = unwell(ran);
    const found = { check, standing: 'warning', mend: expect.stringMatching(mend) };
    expect(all[0]).toMatchObject(found);
    expect(new Set(all.map((one) => one['check'])).size).toBe(1);
    expect(ran.status).toBe(0);
  });

  test.each<readonly [string, Visit, object]>([
    [
      'few concurrent functions',
      {
        answers: { '/2016-08-19/account-settings': { AccountLimit: { ConcurrentExecutions: 3 } } },
      },
      { check: 'quotas', standing: 'warning' },
    ],
    [
      'a free plan that ends',
      {
        answers: {
          GetAccountPlanState: {
            accountPlanType: 'FREE',
            accountPlanExpirationDate: new Date(plus(NOW, hours(99))).toISOString(),
          },
        },
      },
      { check: 'plan', standing: 'warning' },
    ],
    [
      'what these credentials may not look at',
      { answers: { DescribeRule: null } },
      { check: 'rules', standing: 'warning', sentence: expect.stringContaining('DescribeRule') },
    ],
  ])('finds %s, and nothing else', async (_, visit, found) => {
    write();
    await deploy();
    const all = unwell(await doctor(visit));
    expect(all[0]).toMatchObject(found);
    expect(new Set(all.map((one) => one['check'])).size).toBe(1);
  });

  it('finds the other places at which nobody looks, each by name', async () => {
    const shop = '{ id: "210987654321", name: shop, regions: [eu-west-1] }';
    write(`mode: act\nselect: { regions: [home, us-east-1, us-west-2], accounts: [${shop}] }`);
    const elsewhere = { 'us-east-1': minus(NOW, minutes(9)), 'us-west-2': minus(NOW, hours(5)) };
    await deploy({ elsewhere });
    const { status, stdout } = await doctor();
    const found = jsonLines(stdout).filter((one) => one['check'] === 'elsewhere');
    expect(status).toBe(1);
    const mend =
      'aws logs tail /aws/lambda/tierkeeper-prod-scope-queued --since 1h --region ap-northeast-2';
    const broken = { standing: 'broken', mend };
    expect(found).toMatchObject([
      {
        ...broken,
        sentence: '210987654321 (shop), eu-west-1: nobody has looked there to the end yet.',
      },
      { ...broken, sentence: expect.stringMatching(/^\d+, us-west-2: not looked at for 5 hours/) },
    ]);
  });

  it('says within what time it has looked at all other places', async () => {
    write('mode: act\nselect: { regions: [home, us-east-1, us-west-2] }');
    const elsewhere = { 'us-east-1': minus(NOW, minutes(9)), 'us-west-2': minus(NOW, minutes(4)) };
    await deploy({ elsewhere });
    const ran = await doctor();
    const found = jsonLines(ran.stdout).find((one) => one['check'] === 'elsewhere');
    expect([ran.status, unwell(ran)]).toEqual([0, []]);
    expect(found?.['sentence']).toMatch(
      /^All 2 other places were looked at within the last \d+ min/,
    );
  });

  it('finds a tag that cannot be read', async () => {
    write();
    await deploy();
    const ec2 = new EC2Client(emulated(endpoint));
    const launch = {
      ImageId: 'ami-760aaa0f',
      InstanceType: 't3.micro',
      MinCount: 1,
      MaxCount: 1,
    } as const;
    const { Instances } = await ec2.send(new RunInstancesCommand(launch));
    const id = Instances?.[0]?.InstanceId ?? '';
    const Tags = [{ Key: 'tierkeeper:idle', Value: 'soonish' }];
    await ec2.send(new CreateTagsCommand({ Resources: [id], Tags }));
    const tags = unwell(await doctor()).filter((one) => one['check'] === 'tags');
    expect(tags).toMatchObject([
      {
        standing: 'warning',
        sentence: expect.stringContaining('soonish'),
        mend: expect.stringMatching(
          /^aws ec2 create-tags --resources i-\w+ --tags Key=tierkeeper:/,
        ),
      },
    ]);
  });

  it('finds a policy that was changed after it was deployed', async () => {
    write('mode: act\nfreeTier: { stopAtPercent: 90 }');
    const later = new Date('2027-01-01');
    utimesSync(policy, later, later);
    await deploy();
    const checks = unwell(await doctor()).map((one) => one['check']);
    expect(checks).toContain('stack');
  });

  it('says what is to be done where nothing is deployed', async () => {
    write();
    const answers = { '/2015-03-31/functions/tierkeeper-prod-clock-ticked/configuration': null };
    const { status, stdout } = await doctor({
      answers,
      args: ['--policy', policy, '--lang', 'ko'],
    });
    expect(status).toBe(1);
    expect(stdout).toContain(
      '고장  stack\n    ap-northeast-2에 Tierkeeper가 배포되어 있지 않습니다',
    );
    expect(stdout).toContain('    $ npm run deploy -- --region ap-northeast-2 --param email=');
  });
});
