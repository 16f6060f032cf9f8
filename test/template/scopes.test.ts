// biome-ignore-all lint/suspicious/noTemplateCurlyInString: CloudFormation's own
/** What is deployed for other Regions and accounts, and only for them. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Metafile } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callsOf } from '../../scripts/iam/bundle-calls.ts';
import { type Role, rolesIn } from '../../scripts/iam/roles.ts';
import { FULL_POLICY } from '../../scripts/iam-reference.ts';
import { spokeTemplate } from '../../scripts/scopes/spoke.ts';
import { HUB_ALONE } from '../../scripts/scopes/statements.ts';
import { scopeValues } from '../../scripts/scopes/values.ts';
import { SCOPES_AT_ONCE } from '../../src/lib/wiring/publishers.ts';
import { policy } from '../build/policy.ts';
import { HOME } from '../wake/event-documents.ts';
import { type Asked, decisionOf } from './decision.ts';
import { packageIn, type ServiceFolder, serviceFolder } from './packaged.ts';
import { ELSEWHERE, SPOKE, spokeRoleIn } from './spoke-role.ts';
import { arnOf, resourceOf, Template } from './stack.ts';

let service: ServiceFolder;
let template: Template;
let metafile: Metafile;
let spoke: Template;

beforeAll(async () => {
  service = await serviceFolder(FULL_POLICY);
  ({ template } = await packageIn(service));
  metafile = JSON.parse(await readFile(path.join(service.folder, 'dist/metafile.json'), 'utf8'));
  spoke = Template.parse(JSON.parse(await readFile('spoke/template.json', 'utf8')));
}, 120_000);

afterAll(() => service.remove());

const properties = (id: string) => resourceOf(template, id).Properties;

const hubRole = (): Role => {
  const role = rolesIn(template, HOME).find(({ name }) => name === 'ScopeQueued');
  if (!role) throw new Error('there is no such role');
  return role;
};

const spokeRole = (): Role => spokeRoleIn(spoke);

const sub = (text: string) => ({ 'Fn::Sub': text });

describe('the queue', () => {
  test('has a function as all others are, with a log of its own', () => {
    const { FunctionName, ...settings } = properties('ScopeQueuedLambdaFunction');
    expect(settings).toMatchObject({
      ...{ Runtime: 'nodejs24.x', Architectures: ['arm64'], Role: arnOf('ScopeQueuedRole') },
      LoggingConfig: { LogFormat: 'JSON' },
    });
    expect(settings).not.toHaveProperty('ReservedConcurrentExecutions');
    const group = { LogGroupName: `/aws/lambda/${FunctionName}`, RetentionInDays: 14 };
    expect(properties('ScopeQueuedLogGroup')).toEqual(group);
  });

  test('hides a message for six times the timeout, and gives it up to the one queue', () => {
    const timeout = Number(properties('ScopeQueuedLambdaFunction')['Timeout']);
    expect(Number(properties('Scopes')['VisibilityTimeout'])).toBeGreaterThanOrEqual(6 * timeout);
    expect(properties('Scopes')).toMatchObject({
      SqsManagedSseEnabled: true,
      RedrivePolicy: { deadLetterTargetArn: arnOf('DeadLetters'), maxReceiveCount: 3 },
    });
  });

  test('keeps a message until it has been tried as often as it may be', () => {
    const { VisibilityTimeout, MessageRetentionPeriod } = properties('Scopes');
    expect(Number(MessageRetentionPeriod)).toBeGreaterThan(3 * Number(VisibilityTimeout));
  });

  test('hands over five at most, takes back those that failed, and few run at once', () => {
    expect(properties('ScopesMapping')).toEqual({
      FunctionName: arnOf('ScopeQueuedLambdaFunction'),
      EventSourceArn: arnOf('Scopes'),
      BatchSize: 5,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 2 },
    });
  });
});

test('the bus takes events of the accounts that the policy names, and of no other', () => {
  expect(properties('SpokesMayWake')['Statement']).toEqual({
    Effect: 'Allow',
    Principal: { AWS: [SPOKE] },
    Action: 'events:PutEvents',
    Resource: sub(
      'arn:${AWS::Partition}:events:${AWS::Region}:${AWS::AccountId}:event-bus/default',
    ),
  });
});

describe('many accounts', () => {
  const account = (index: number) => ({
    id: String(100_000_000_000 + index) as never,
    name: null,
    role: 'tierkeeper-spoke',
    externalId: null,
    regions: null,
  });
  const valuesFor = (count: number) => {
    const select = {
      ...policy().select,
      regions: ['home', 'us-east-1', 'eu-west-1', 'eu-north-1'],
      accounts: Array.from({ length: count }, (_, index) => account(index)),
    };
    return new Map(scopeValues({ ...policy(), select }));
  };

  test('have as many functions at once as they need, and no more than publish at once', () => {
    expect([0, 3, 5, 200].map((count) => valuesFor(count).get('scopesAtOnce'))).toEqual([
      2,
      2,
      3,
      SCOPES_AT_ONCE,
    ]);
  });

  test('have a ledger on demand where 5 units are too few', () => {
    expect([1, 200].map((count) => valuesFor(count).get('ledgerUnits'))).toEqual([
      'provisioned',
      'on-demand',
    ]);
  });

  test('are named in the role one by one, as long as they fit into a policy', () => {
    const roles = (count: number) => valuesFor(count).get('spokeRoleArns') as readonly object[];
    expect(roles(40)).toHaveLength(40);
    expect(JSON.stringify(roles(200))).toBe(
      '[{"Fn::Sub":"arn:${AWS::Partition}:iam::*:role/tierkeeper-spoke"}]',
    );
    const inline = JSON.stringify(hubRole().statements).length;
    const named = JSON.stringify(
      roles(40).map(() => `arn:aws:iam::${SPOKE}:role/tierkeeper-spoke`),
    );
    expect(inline + named.length).toBeLessThan(10_240);
  });
});

const arn = (of: string, name: string, place: readonly [string, string]): string =>
  `arn:aws:${of}:${of === 'iam' ? '' : place[1]}:${place[0]}:${name}`;
const INSTANCE = 'instance/i-0123456789abcdef0';
const LEDGER = arn('dynamodb', 'table/tierkeeper-prod-ledger', [HOME.account, HOME.region]);
const at = (partition: string) => ({ 'dynamodb:LeadingKeys': [partition] });
/** What a pass reads and writes of its own place, and of its account. */
const LEDGER_SIDS = new Set(['Remember', 'Forget', 'KeepThePast', 'SeeHolds']);
/** The same partition of another place. */
const elsewhere = (partition: string): string =>
  partition.replace(HOME.account, SPOKE).replace(HOME.region, ELSEWHERE);
const partitionsIn = (condition: Role['statements'][number]['Condition']): readonly string[] =>
  condition?.['ForAllValues:StringEquals']?.['dynamodb:LeadingKeys'] ?? [];
const inRegion = (region: string) => ({ 'aws:RequestedRegion': region });

describe('the role of the function for others', () => {
  test('may do with the ledger for another place what a pass at home may do there', async () => {
    const pass = rolesIn(template, HOME).find(({ name }) => name === 'ClockTicked');
    const remembered = (pass?.statements ?? []).filter(({ Sid }) => LEDGER_SIDS.has(Sid ?? ''));
    expect(remembered).toHaveLength(LEDGER_SIDS.size);
    const asked = remembered.flatMap(({ Action, Condition }) =>
      partitionsIn(Condition).flatMap((partition) =>
        Action.map((action) => ({ action, resource: LEDGER, context: at(elsewhere(partition)) })),
      ),
    );
    expect(asked).toHaveLength(10);
    const answers = await Promise.all(
      asked.map(async (one) => [
        one.action,
        one.context,
        await decisionOf(hubRole().statements, one),
      ]),
    );
    expect(answers.filter(([, , answer]) => answer !== 'Allowed')).toEqual([]);
  });

  const cases: readonly (readonly [string, boolean, Asked])[] = [
    [
      'stop in another Region of the policy',
      true,
      {
        action: 'ec2:StopInstances',
        resource: arn('ec2', INSTANCE, [HOME.account, ELSEWHERE]),
        context: inRegion(ELSEWHERE),
      },
    ],
    [
      'stop in a Region that the policy does not name',
      false,
      {
        action: 'ec2:StopInstances',
        resource: arn('ec2', INSTANCE, [HOME.account, 'eu-west-1']),
        context: inRegion('eu-west-1'),
      },
    ],
    [
      'stop what is tagged tierkeeper:ignore there',
      false,
      {
        action: 'ec2:StopInstances',
        resource: arn('ec2', INSTANCE, [HOME.account, ELSEWHERE]),
        context: { ...inRegion(ELSEWHERE), 'aws:ResourceTag/tierkeeper:ignore': 'true' },
      },
    ],
    [
      'assume the role of an account of the policy',
      true,
      { action: 'sts:AssumeRole', resource: `arn:aws:iam::${SPOKE}:role/tierkeeper-spoke` },
    ],
    [
      'assume another role there',
      false,
      { action: 'sts:AssumeRole', resource: `arn:aws:iam::${SPOKE}:role/admin` },
    ],
    [
      'write down what it knows of other places',
      true,
      {
        action: 'dynamodb:UpdateItem',
        resource: LEDGER,
        context: at(`live#${SPOKE}#${ELSEWHERE}`),
      },
    ],
    [
      'hold anything in the name of a person',
      false,
      {
        action: 'dynamodb:UpdateItem',
        resource: LEDGER,
        context: at(`hold#${SPOKE}#${ELSEWHERE}`),
      },
    ],
    [
      'send wakes to its own queue',
      false,
      {
        action: 'sqs:SendMessage',
        resource: arn('sqs', 'tierkeeper-prod-scopes', [HOME.account, HOME.region]),
      },
    ],
  ];

  test.each(cases)('may or may not %s', async (_, isAllowed, asked) => {
    const answer = await decisionOf(hubRole().statements, asked);
    expect(answer === 'Allowed').toBe(isAllowed);
  });
});

describe('the template of a spoke', () => {
  test('has no Fn::If among its conditions, where CloudFormation takes none', () => {
    expect(Object.keys(spoke.Conditions)).toContain('MakesRole');
    expect(JSON.stringify([spoke.Conditions, template.Conditions])).not.toContain('Fn::If');
  });

  test('is what serverless.yml makes of it: after a change of that run npm run docs', () => {
    expect(spoke).toEqual(Template.parse(JSON.parse(JSON.stringify(spokeTemplate(template)))));
  });

  test('allows, with the role at home, each call that the bundle has in it, and no other', () => {
    const allowed = [hubRole(), spokeRole()].flatMap(({ statements }) =>
      statements.flatMap(({ Effect, Action }) => (Effect === 'Allow' ? Action : [])),
    );
    const besides = [
      ...['cloudwatch:TagResource', 'kms:Decrypt', 'logs:CreateLogStream', 'logs:PutLogEvents'],
      ...['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
    ];
    // The bundle can send wakes, as every function of home does; it is never woken by home's clock.
    const calls = new Set([...callsOf(metafile, 'scope-queued'), ...besides]);
    calls.delete('sqs:SendMessage');
    expect([...new Set(allowed)].sort()).toEqual([...calls].sort());
  });

  test('says of every statement of a pass whether it is of home alone', () => {
    const pass = rolesIn(template, HOME).find(({ name }) => name === 'ClockTicked');
    const sids = (pass?.statements ?? []).map(({ Sid }) => Sid ?? '');
    const there = new Set(spokeRole().statements.map(({ Sid }) => Sid ?? ''));
    const neither = sids.filter((sid) => sid !== '' && !there.has(sid) && !HUB_ALONE.has(sid));
    expect(neither).toEqual([]);
    expect(sids.filter((sid) => there.has(sid) && HUB_ALONE.has(sid))).toEqual([]);
    expect([...HUB_ALONE].filter((sid) => !sids.includes(sid))).toEqual([]);
  });

  test('sends on what wakes the hub at home, by the same patterns', () => {
    const patterns = ({ Resources }: Template): readonly string[] =>
      Object.values(Resources)
        .filter(({ Type }) => Type === 'AWS::Events::Rule')
        .map(({ Properties }) => JSON.stringify(Properties['EventPattern']))
        .sort();
    expect(patterns(spoke)).toEqual(patterns(template));
  });
});
