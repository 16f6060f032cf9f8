/** `plan --save`: what was decided is what the file says once more. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test as property } from '@fast-check/vitest';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { documentOf } from '../../src/cli/snapshot/document-of.ts';
import { snapshotDocument } from '../../src/cli/snapshot/snapshot-document.ts';
import { snapshotOf } from '../../src/cli/snapshot/snapshot-of.ts';
import { decide } from '../../src/lib/decide/decide.ts';
import { EMPTY_MEMORY } from '../../src/lib/model/empty-memory.ts';
import { complete } from '../../src/lib/model/family.ts';
import type { Snapshot } from '../../src/lib/model/snapshot.ts';
import { instanceId, instancesPage, instanceXml, terminatedXml } from '../aws/ec2-documents.ts';
import { ec2Answer, ec2Refusal, ok } from '../aws/xml.ts';
import { PRICES } from '../build/prices.ts';
import { securityGroup } from '../build/resources.ts';
import { snapshot } from '../build/snapshot.ts';
import { policies, snapshots } from '../decide/arbitrary.ts';
import { type Answers, CALLER_ANSWER, type FakeAws, startFakeAws } from './fake-aws.ts';
import { jsonLines, linesOf, type Ran, tierkeeper } from './tierkeeper.ts';

const AT = '2026-11-22T12:00Z';
const CREDENTIALS = { AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret' };

const datapoints = Array.from({ length: 24 }, (_, index) => ({
  Timestamp: Date.parse(AT) / 1_000 - 300 * (index + 1),
  Average: 0.5,
  Sum: 500,
  Unit: 'Percent',
}));

const stopped = instanceXml({
  instanceId: instanceId(2),
  instanceState: '<code>80</code><name>stopped</name>',
});

/** One idle, one stopped, one gone; the load balancers are not to be seen. */
const ANSWERS: Answers = {
  GetCallerIdentity: () => ok(CALLER_ANSWER),
  DescribeInstances: () =>
    ec2Answer(
      'DescribeInstances',
      instancesPage([
        instanceXml(),
        stopped,
        terminatedXml().replaceAll(instanceId(1), instanceId(3)),
      ]),
    ),
  DescribeInstanceStatus: () => ec2Answer('DescribeInstanceStatus', '<instanceStatusSet/>'),
  DescribeSecurityGroups: () =>
    ec2Refusal('UnauthorizedOperation', 'x is not authorized to perform: it', 403),
  GetMetricStatistics: () => ({
    status: 200,
    body: JSON.stringify({ Label: 'CPUUtilization', Datapoints: datapoints }),
  }),
};

let folder = '';
let aws: FakeAws;
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'saved-'));
  aws = await startFakeAws(ANSWERS);
});
afterEach(async () => {
  await aws.stop();
  rmSync(folder, { recursive: true });
});

const run = (...args: readonly string[]): Promise<Ran> =>
  tierkeeper(args, { env: CREDENTIALS, cwd: folder });

const plan = (...more: readonly string[]): Promise<Ran> =>
  run(
    ...['plan', '--region', 'ap-northeast-2', '--endpoint-url', aws.endpoint, '--at', AT],
    ...more,
  );

describe('plan --save', () => {
  it('writes what replay decides the same from', async () => {
    writeFileSync(path.join(folder, 'policy.yml'), 'mode: act\nnightly: { stop: "11:59" }\n');
    const planned = await plan('--json', '--save', 'office.json');
    expect([planned.status, planned.stderr]).toEqual([0, '']);
    const { status, stdout } = await run('replay', 'office.json', '--json');
    expect(status).toBe(0);
    const replayed = linesOf(stdout).map((line) => JSON.parse(line) as unknown);
    const decided = jsonLines(planned.stdout)
      .filter(({ kind }) => kind === 'instance')
      .map(({ id, verdict, rule, reason }) => {
        const { key, evidence } = reason as { readonly key: string; readonly evidence: unknown };
        return { target: `power/${id}`, verdict, reason: key, rule, evidence };
      });
    expect(decided).toHaveLength(3);
    expect(replayed).toEqual(decided);
    expect(jsonLines(planned.stdout).at(-1)).toMatchObject({ savedIn: 'office.json' });
  });

  it('says where it is and what is in it, for nobody else to read', async () => {
    const { stdout } = await plan('--save', 'office.json');
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      'What AWS showed is saved in office.json, and tierkeeper replay decides the same from it. ' +
        'It holds ids, names, tags and addresses of your account: read it before you give it away.',
    );
    expect(statSync(path.join(folder, 'office.json')).mode & 0o777).toBe(0o600);
  });

  it('overwrites nothing, and asks AWS nothing then', async () => {
    const file = path.join(folder, 'office.json');
    writeFileSync(file, 'mine');
    const { status, stdout, stderr } = await plan('--save', 'office.json');
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toBe(
      '--save overwrites nothing, and office.json is there already: name another file.\n',
    );
    expect(readFileSync(file, 'utf8')).toBe('mine');
    expect(aws.calls).toEqual([]);
  });

  it('says why it cannot be written', async () => {
    const { status, stderr } = await plan('--save', 'nowhere/office.json');
    expect([status, stderr]).toEqual([
      2,
      'The snapshot cannot be saved in nowhere/office.json: there is no such folder.\n',
    ]);
  });
});

const asWritten = (seen: Snapshot): unknown =>
  JSON.parse(JSON.stringify(documentOf(seen))) as unknown;

it('keeps the -1 with which AWS says all types of ICMP', () => {
  const rule = { protocol: 'icmp', fromPort: -1, toPort: -1, cidrs: ['10.0.0.0/8'] };
  const seen = snapshot({ securityGroups: complete([securityGroup({ ingress: [rule] })]) });
  const { securityGroups } = snapshotDocument.parse(asWritten(seen));
  expect(securityGroups).toEqual(seen.securityGroups);
});

property.prop([snapshots, policies])(
  'any look without a ledger is decided from its file as it was decided from itself',
  (drawn, policy) => {
    const seen: Snapshot = { ...drawn, scope: { kind: 'region' }, memory: EMPTY_MEMORY };
    const document = snapshotDocument.parse(asWritten(seen));
    const again = snapshotOf(document, { policy, prices: PRICES, at: null });
    expect(decide(again, policy, PRICES).decisions).toEqual(decide(seen, policy, PRICES).decisions);
  },
);
