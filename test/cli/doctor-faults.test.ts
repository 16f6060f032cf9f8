/** Each fault that a doctor can find, planted alone in an account that is well otherwise. */
import { describe, expect, it, test } from 'vitest';
import { instant, minus, minutes } from '../../src/lib/model/instant.ts';
import { instancesPage, instanceXml } from '../aws/ec2-documents.ts';
import { ec2Answer, ec2Refusal } from '../aws/xml.ts';
import { deployOn, type Planted } from './doctor-stack.ts';
import { openSurgery, surgeryOnMoto, unwell, type Visit } from './doctor-visit.ts';
import { jsonLines } from './tierkeeper.ts';

const { moto, endpoint, write, doctor, policy } = await surgeryOnMoto();
const NOW = instant(Date.now());

interface Fault {
  readonly planted?: Partial<Planted>;
  readonly visit?: Visit;
  readonly policy?: string;
  /** Checks that cannot be well either. */
  readonly besides?: readonly string[];
  readonly found: {
    readonly check: string;
    readonly standing: 'warning' | 'broken';
    readonly sentence: RegExp;
    readonly mend: RegExp | null;
  };
}

const stopped = instanceXml({
  instanceState: '<code>80</code><name>stopped</name>',
  stateReason: '<code>Client.UserInitiatedShutdown</code><message>x</message>',
  tagSet: '',
  networkInterfaceSet: '',
  blockDeviceMapping: '',
  instanceType: 'm7i.8xlarge',
  cpuOptions: '<coreCount>16</coreCount><threadsPerCore>2</threadsPerCore>',
});
const oneOf = (xml: string) => ec2Answer('DescribeInstances', instancesPage([xml]));
const DENIED = ec2Refusal('UnauthorizedOperation', 'You are not authorized.', 403);

const FAULTS: Readonly<Record<string, Fault>> = {
  'a Region that is off': {
    visit: { ec2: { DescribeInstances: ec2Refusal('OptInRequired', 'You are not subscribed.') } },
    besides: ['quotas'],
    found: {
      ...{ check: 'account', standing: 'broken', sentence: /Region ap-northeast-2 is off/ },
      mend: /^aws account enable-region --region-name ap-northeast-2$/,
    },
  },
  'no look that was ever completed': {
    planted: { lookedAt: null },
    found: {
      ...{ check: 'clock', standing: 'broken', sentence: /No look .* has been completed/ },
      mend: /^aws logs tail \/aws\/lambda\/tierkeeper-prod-clock-ticked/,
    },
  },
  'a digest that is switched off': {
    planted: { digestOff: true },
    found: {
      ...{ check: 'schedules', standing: 'broken', sentence: /Switched off .*: Digest/ },
      mend: /console\.aws\.amazon\.com\/scheduler/,
    },
  },
  'one schedule of two': {
    planted: { oneSchedule: true },
    found: {
      ...{ check: 'schedules', standing: 'broken', sentence: /^1 of the 2 schedules/ },
      mend: /^npm run deploy/,
    },
  },
  'a subscription that nobody has confirmed': {
    planted: { pending: true },
    found: {
      ...{ check: 'subscription', standing: 'broken', sentence: /has confirmed/ },
      mend: /^aws sns confirm-subscription .* --authenticate-on-unsubscribe true/,
    },
  },
  'no topic': {
    planted: { noTopic: true },
    found: {
      ...{ check: 'subscription', standing: 'broken', sentence: /There is no topic/ },
      mend: /^npm run deploy/,
    },
  },
  'no dead-letter queue': {
    planted: { noQueue: true },
    found: {
      ...{ check: 'dead-letters', standing: 'broken', sentence: /There is no dead-letter queue/ },
      mend: /^npm run deploy/,
    },
  },
  'a mode that is lowered': {
    planted: { control: { kind: 'control', paused: false, mode: 'observe', at: NOW } },
    found: {
      ...{ check: 'switch', standing: 'warning', sentence: /^Lowered to observing/ },
      mend: /^npx tierkeeper mode policy$/,
    },
  },
  'a schedule that never runs': {
    policy: 'mode: act\nschedules:\n  never: { running: ["day 30 in feb 09:00-19:00"] }',
    found: {
      ...{ check: 'policy', standing: 'warning', sentence: /^never: It can never run/ },
      mend: /^npx tierkeeper schedule lint$/,
    },
  },
  'a price that cannot be read': {
    policy: 'mode: act\nprices: { t3.micro: 0.01 }',
    found: {
      ...{ check: 'policy', standing: 'warning' },
      sentence: /^Left out of the prices of the policy: "t3.micro", which is no name of a price/,
      mend: null,
    },
  },
  'a stop that is denied to these credentials': {
    visit: { ec2: { DescribeInstances: oneOf(instanceXml()), StopInstances: DENIED } },
    found: {
      ...{ check: 'permissions', standing: 'warning', sentence: /may not stop an instance/ },
      mend: null,
    },
  },
  'a dry run that comes too late': {
    visit: {
      ec2: {
        DescribeInstances: oneOf(instanceXml()),
        StopInstances: ec2Refusal('InvalidInstanceID.NotFound', 'It does not exist.'),
      },
    },
    found: {
      ...{ check: 'permissions', standing: 'warning', sentence: /could not be looked at: It does/ },
      mend: null,
    },
  },
  'a family that these credentials may not read': {
    visit: {
      ec2: {
        DescribeInstances: oneOf(instanceXml()),
        DescribeInstanceStatus: DENIED,
        StopInstances: ec2Refusal('DryRunOperation', 'Request would have succeeded.', 412),
      },
    },
    found: {
      ...{ check: 'permissions', standing: 'warning', sentence: /lack ec2:DescribeInstanceStatus/ },
      mend: null,
    },
  },
  'more alarms than are free': {
    planted: { alarms: 12 },
    found: {
      ...{ check: 'alarms', standing: 'warning', sentence: /^12 alarm metrics .* 2 cost about/ },
      mend: /^aws cloudwatch describe-alarms/,
    },
  },
  'a plan that may not be asked for': {
    visit: { answers: { GetAccountPlanState: null } },
    found: {
      ...{ check: 'plan', standing: 'warning', sentence: /freetier:GetAccountPlanState/ },
      mend: null,
    },
  },
  'instances that cannot all run at once': {
    visit: {
      answers: { GetServiceQuota: { Quota: { Value: 16 } } },
      ec2: { DescribeInstances: oneOf(stopped) },
    },
    found: {
      ...{ check: 'quotas', standing: 'warning' },
      sentence: /16 vCPUs at once: 0 run, and all that are there would take 32\. AWS refuses/,
      mend: /--service-code ec2 --quota-code L-1216C47A --desired-value 32/,
    },
  },
  'a quota that may not be asked for': {
    visit: { answers: { GetServiceQuota: null } },
    found: {
      ...{ check: 'quotas', standing: 'warning', sentence: /servicequotas:GetServiceQuota/ },
      mend: null,
    },
  },
};

const HANGUL = /[가-힣]/;

describe.runIf('endpoint' in moto)('the doctor', () => {
  test.each(Object.entries(FAULTS))('finds %s, and nothing else', async (_, fault) => {
    write(fault.policy);
    await deployOn(endpoint, 'prod', { lookedAt: minus(NOW, minutes(3)), ...fault.planted });
    const ran = await doctor(fault.visit);
    const all = unwell(ran);
    const { mend, sentence, ...found } = fault.found;
    expect(all[0]).toMatchObject({ ...found, sentence: expect.stringMatching(sentence) });
    expect(all[0]?.['mend']).toEqual(mend === null ? null : expect.stringMatching(mend));
    expect(new Set(all.map((one) => one['check']))).toEqual(
      new Set([found.check, ...(fault.besides ?? [])]),
    );
    expect(ran.status).toBe(found.standing === 'broken' ? 1 : 0);
  });

  it('says all of it in Korean too, the oddities of a schedule as well', async () => {
    write(FAULTS['a schedule that never runs']?.policy);
    await deployOn(endpoint, 'prod', { lookedAt: null, noLedger: true, alarms: 12 });
    const { stdout } = await doctor({ args: ['--json', '--policy', policy, '--lang', 'ko'] });
    const sentences = jsonLines(stdout).map((one) => String(one['sentence']));
    expect(sentences.filter((one) => !HANGUL.test(one))).toEqual([]);
    expect(sentences).toContain('never: 켜질 때가 없습니다. 시작하는 시각이 하나도 없습니다.');
    expect(sentences).toContain('원장 테이블이 없습니다. 확인한 적이 없습니다.');
  });

  it('judges the defaults where there is no policy, and says so', async () => {
    await deployOn(endpoint, 'prod', { lookedAt: minus(NOW, minutes(3)) });
    const elsewhere = openSurgery(endpoint);
    const [odd, ...more] = unwell(await elsewhere.doctor({ args: ['--json'] }));
    elsewhere.close();
    expect(more).toEqual([]);
    expect(odd).toMatchObject({
      ...{ check: 'policy', standing: 'warning' },
      sentence: expect.stringContaining('There is no policy.yml here'),
    });
  });
});
