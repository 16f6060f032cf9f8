// biome-ignore-all lint/suspicious/noTemplateCurlyInString: CloudFormation's own
/**
 * The template of a spoke: the role that the hub assumes in another account, and rules that send
 * events of another Region or account to the hub's bus. Its rights and patterns are those of the
 * hub's own template.
 */
import * as z from 'zod';
import { SPOKE_ROLE } from '../../src/lib/model/managed-place.ts';
import type { CompiledTemplate } from '../iam/intrinsics.ts';
import { statementsElsewhere } from './statements.ts';

const ref = (name: string): object => ({ Ref: name });
const sub = (text: string): object => ({ 'Fn::Sub': text });

const Policies = z.array(
  z.object({
    PolicyName: z.string(),
    PolicyDocument: z.object({ Statement: z.array(z.unknown()) }),
  }),
);

/** What a pass may do, and what the daily sweep reads: its function's own log is not of it. */
function statementsOf({ Resources }: CompiledTemplate): readonly unknown[] {
  const policies = Policies.parse(Resources['DigestDueRole']?.Properties['Policies']);
  return policies
    .filter(({ PolicyName }) => PolicyName === 'pass' || PolicyName === 'sweep')
    .flatMap(({ PolicyDocument }) => statementsElsewhere(PolicyDocument.Statement, ref('Regions')));
}

function roleOf(template: CompiledTemplate): object {
  return {
    Type: 'AWS::IAM::Role',
    Condition: 'MakesRole',
    Properties: {
      RoleName: ref('RoleName'),
      Description: 'What Tierkeeper may do here, from the account that it is deployed to',
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { AWS: sub('arn:${AWS::Partition}:iam::${HubAccount}:root') },
            Action: 'sts:AssumeRole',
            Condition: {
              StringEquals: { 'sts:ExternalId': EXTERNAL_ID },
              // Of the whole account the one function that looks after others.
              ArnLike: {
                'aws:PrincipalArn': sub(
                  'arn:${AWS::Partition}:iam::${HubAccount}:role/tierkeeper-*-ScopeQueuedRole-*',
                ),
              },
            },
          },
        ],
      },
      Policies: [
        {
          PolicyName: 'pass',
          PolicyDocument: { Version: '2012-10-17', Statement: statementsOf(template) },
        },
      ],
    },
  };
}

const EXTERNAL_ID = {
  'Fn::If': ['HasExternalId', ref('ExternalId'), sub('tierkeeper-${HubAccount}')],
};

const HUB_BUS = sub('arn:${AWS::Partition}:events:${HubRegion}:${HubAccount}:event-bus/default');

const FORWARD_ROLE = {
  Type: 'AWS::IAM::Role',
  Condition: 'IsElsewhere',
  Properties: {
    Description: 'Lets the rules of this Region wake Tierkeeper',
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: 'events.amazonaws.com' },
          Action: 'sts:AssumeRole',
          Condition: { StringEquals: { 'aws:SourceAccount': ref('AWS::AccountId') } },
        },
      ],
    },
    Policies: [
      {
        PolicyName: 'wake',
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Action: 'events:PutEvents', Resource: HUB_BUS }],
        },
      },
    ],
  },
};

/** An hour late, the clock has long seen what an event was about. */
const RETRY = { MaximumEventAgeInSeconds: 3_600, MaximumRetryAttempts: 20 };

const Rule = z.object({ Name: z.string(), EventPattern: z.unknown() });

/** The hub's own rules, each with its pattern: `InstanceChangedRule`. */
function rulesOf({ Resources }: CompiledTemplate): Record<string, object> {
  const rules = Object.values(Resources)
    .filter(({ Type }) => Type === 'AWS::Events::Rule')
    .map(({ Properties }) => Rule.parse(Properties));
  return Object.fromEntries(
    rules.map(({ Name, EventPattern }) => {
      const words = Name.replace(/^tierkeeper-prod-/, '').split('-');
      const id = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
      const Targets = [
        {
          Id: 'hub',
          Arn: HUB_BUS,
          RoleArn: { 'Fn::GetAtt': ['WakeRole', 'Arn'] },
          RetryPolicy: RETRY,
        },
      ];
      const Properties = { Description: 'Wakes Tierkeeper', EventPattern, Targets };
      return [id, { Type: 'AWS::Events::Rule', Condition: 'IsElsewhere', Properties }];
    }),
  );
}

const PARAMETERS = {
  HubAccount: {
    Type: 'String',
    AllowedPattern: '\\d{12}',
    Description: 'The account that Tierkeeper is deployed to.',
  },
  HubRegion: { Type: 'String', Description: 'The Region that it is deployed to.' },
  Regions: {
    Type: 'CommaDelimitedList',
    Description: 'The Regions of this account that it looks after: in no other may it act.',
  },
  RoleRegion: {
    Type: 'String',
    Default: '',
    Description:
      'The one Region whose stack makes the role, which holds in all of them; the hub Region, ' +
      'unless another one is named.',
  },
  ExternalId: {
    Type: 'String',
    Default: '',
    Description: 'externalId of the policy, if it names one.',
  },
  RoleName: { Type: 'String', Default: SPOKE_ROLE, Description: 'role of the policy.' },
};

const equals = (one: object, other: object | string): object => ({ 'Fn::Equals': [one, other] });
const not = (condition: object): object => ({ 'Fn::Not': [condition] });

/**
 * Fn::If may stand in resources and outputs, not here:
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-conditions.html
 */
const CONDITIONS = {
  HasExternalId: not(equals(ref('ExternalId'), '')),
  IsOtherAccount: not(equals(ref('AWS::AccountId'), ref('HubAccount'))),
  IsElsewhere: {
    'Fn::Or': [{ Condition: 'IsOtherAccount' }, not(equals(ref('AWS::Region'), ref('HubRegion')))],
  },
  NamesRoleRegion: not(equals(ref('RoleRegion'), '')),
  IsRoleRegion: {
    'Fn::Or': [
      equals(ref('AWS::Region'), ref('RoleRegion')),
      {
        'Fn::And': [
          not({ Condition: 'NamesRoleRegion' }),
          equals(ref('AWS::Region'), ref('HubRegion')),
        ],
      },
    ],
  },
  MakesRole: { 'Fn::And': [{ Condition: 'IsOtherAccount' }, { Condition: 'IsRoleRegion' }] },
};

export const spokeTemplate = (hub: CompiledTemplate) => ({
  AWSTemplateFormatVersion: '2010-09-09',
  Description: 'Lets Tierkeeper look after a Region of this account (docs/many-accounts.md)',
  Parameters: PARAMETERS,
  Conditions: CONDITIONS,
  Resources: { Role: roleOf(hub), WakeRole: FORWARD_ROLE, ...rulesOf(hub) },
  Outputs: {
    RoleArn: {
      Condition: 'MakesRole',
      Description: 'What Tierkeeper assumes.',
      Value: { 'Fn::GetAtt': ['Role', 'Arn'] },
    },
  },
});
