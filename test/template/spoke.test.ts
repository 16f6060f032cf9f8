// biome-ignore-all lint/suspicious/noTemplateCurlyInString: CloudFormation's own
/** What a spoke's template makes in its account; scopes.test.ts holds it against the hub's. */
import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import type { Role } from '../../scripts/iam/roles.ts';
import { type Asked, decisionOf } from './decision.ts';
import { ELSEWHERE, SPOKE, spokeRoleIn } from './spoke-role.ts';
import { arnOf, resourceOf, Template } from './stack.ts';

const spoke = Template.parse(JSON.parse(await readFile('spoke/template.json', 'utf8')));
const spokeRole: Role = spokeRoleIn(spoke);

const sub = (text: string) => ({ 'Fn::Sub': text });
const arn = (of: string, name: string, region = ELSEWHERE): string =>
  `arn:aws:${of}:${of === 'iam' ? '' : region}:${SPOKE}:${name}`;
const INSTANCE = 'instance/i-0123456789abcdef0';
const inRegion = (region: string) => ({ 'aws:RequestedRegion': region });

describe('the template of a spoke', () => {
  test('gives no right to a ledger, a topic, a queue, a bus or a secret', () => {
    const actions = spokeRole.statements.flatMap(({ Action }) => Action);
    const ofTheHub = /^(dynamodb|sns|sqs|events|ssm|kms|sts|iam):/;
    expect(actions.filter((action) => ofTheHub.test(action))).toEqual([]);
  });

  test('is assumed by the one function of the hub, with the external id', () => {
    expect(resourceOf(spoke, 'Role').Properties['AssumeRolePolicyDocument']).toMatchObject({
      Statement: [
        {
          Principal: { AWS: { 'Fn::Sub': 'arn:${AWS::Partition}:iam::${HubAccount}:root' } },
          Condition: {
            StringEquals: {
              'sts:ExternalId': {
                'Fn::If': [
                  'HasExternalId',
                  { Ref: 'ExternalId' },
                  { 'Fn::Sub': 'tierkeeper-${HubAccount}' },
                ],
              },
            },
            ArnLike: { 'aws:PrincipalArn': expect.anything() },
          },
        },
      ],
    });
  });

  test('sends events to the bus of the hub, by a role that may do nothing else', () => {
    const bus = sub('arn:${AWS::Partition}:events:${HubRegion}:${HubAccount}:event-bus/default');
    const rules = Object.values(spoke.Resources).filter(({ Type }) => Type === 'AWS::Events::Rule');
    expect(rules).toHaveLength(4);
    for (const { Properties } of rules) {
      expect(Properties['Targets']).toMatchObject([{ Arn: bus, RoleArn: arnOf('WakeRole') }]);
    }
    const Statement = [{ Effect: 'Allow', Action: 'events:PutEvents', Resource: bus }];
    expect(resourceOf(spoke, 'WakeRole').Properties['Policies']).toEqual([
      { PolicyName: 'wake', PolicyDocument: { Version: '2012-10-17', Statement } },
    ]);
  });

  test('fits into a call of CloudFormation', async () => {
    expect((await readFile('spoke/template.json')).length).toBeLessThan(51_200);
  });

  const spokeCases: readonly (readonly [string, boolean, Asked])[] = [
    [
      'stop in a Region that it names',
      true,
      {
        action: 'ec2:StopInstances',
        resource: arn('ec2', INSTANCE),
        context: inRegion(ELSEWHERE),
      },
    ],
    [
      'stop in a Region that it does not name',
      false,
      {
        action: 'ec2:StopInstances',
        resource: arn('ec2', INSTANCE, 'eu-west-1'),
        context: inRegion('eu-west-1'),
      },
    ],
    [
      'stop what is tagged tierkeeper:ignore',
      false,
      {
        action: 'ec2:StopInstances',
        resource: arn('ec2', INSTANCE),
        context: { ...inRegion(ELSEWHERE), 'aws:ResourceTag/tierkeeper:ignore': 'yes' },
      },
    ],
    [
      'delete an alarm of its own',
      true,
      {
        action: 'cloudwatch:DeleteAlarms',
        resource: arn('cloudwatch', 'alarm:tierkeeper-low-cpu-i-1'),
        context: {
          ...inRegion(ELSEWHERE),
          'aws:ResourceTag/tierkeeper:managed': `${SPOKE}/${ELSEWHERE}`,
        },
      },
    ],
    [
      "delete the owner's alarm",
      false,
      {
        action: 'cloudwatch:DeleteAlarms',
        resource: arn('cloudwatch', 'alarm:tierkeeper-low-cpu-i-1'),
        context: inRegion(ELSEWHERE),
      },
    ],
    [
      'list databases in any Region',
      true,
      { action: 'rds:DescribeDBInstances', resource: '*', context: inRegion('eu-west-1') },
    ],
    ...[
      ['ec2:TerminateInstances', 'ec2', INSTANCE],
      ['ec2:RunInstances', 'ec2', INSTANCE],
      ['ec2:CreateTags', 'ec2', INSTANCE],
      ['ec2:DeleteVolume', 'ec2', 'volume/vol-0123456789abcdef0'],
      ['ec2:ReleaseAddress', 'ec2', 'elastic-ip/eipalloc-0123456789abcdef0'],
      ['dynamodb:GetItem', 'dynamodb', 'table/payments'],
      ['sns:Publish', 'sns', 'payments'],
      ['ssm:GetParameter', 'ssm', 'parameter/database/password'],
      ['iam:PassRole', 'iam', 'role/admin'],
      ['sts:AssumeRole', 'iam', 'role/admin'],
    ].map(([action = '', of = '', name = '']): readonly [string, boolean, Asked] => [
      action,
      false,
      { action, resource: arn(of, name), context: inRegion(ELSEWHERE) },
    ]),
  ];

  test.each(spokeCases)('gives a role that may or may not %s', async (_, isAllowed, asked) => {
    const answer = await decisionOf(spokeRole.statements, asked);
    expect(answer === 'Allowed').toBe(isAllowed);
  });
});
