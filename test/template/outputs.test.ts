/** What a deploy prints, by what its resources are found, and where things are kept. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HOME } from '../wake/event-documents.ts';
import { type Packaged, packageIn, type ServiceFolder, serviceFolder } from './packaged.ts';
import { arnOf, deployed, type Properties, resourceOf } from './stack.ts';

let service: ServiceFolder;
let packaged: Packaged;

beforeAll(async () => {
  service = await serviceFolder('');
  packaged = await packageIn(service);
}, 120_000);

afterAll(() => service.remove());

const properties = (id: string): Properties => resourceOf(packaged.template, id).Properties;

test('a deploy prints the topic, what links open, the dead-letter queue and the ledger', () => {
  expect(packaged.outputs).toMatchObject({
    TopicArn: { Value: { Ref: 'Topic' } },
    LinkUrl: { Value: { 'Fn::GetAtt': ['LinkOpenedLambdaFunctionUrl', 'FunctionUrl'] } },
    DeadLetterQueueUrl: { Value: { Ref: 'DeadLetters' } },
    LedgerTable: { Value: 'tierkeeper-prod-ledger' },
  });
});

test('the stack is tagged, so that all of it can be found in a bill', () => {
  expect(packaged.stackTags).toEqual({ application: 'tierkeeper' });
});

test('one Region of one account gets no queue, no function and no role for others', () => {
  const { Conditions, Resources } = packaged.template;
  const isNot = { 'Fn::Not': [{ 'Fn::Equals': ['0', '0'] }] };
  expect(Conditions).toMatchObject({ HasScopes: isNot, HasSpokes: isNot });
  const bound = Object.entries(Resources).filter(([id]) => /Scope|Spoke/.test(id));
  expect(bound.map(([, { Condition }]) => Condition)).toEqual(
    bound.map(([id]) => (id.startsWith('Spoke') ? 'HasSpokes' : 'HasScopes')),
  );
  expect(bound.map(([id]) => id).sort()).toEqual(['ScopeQueuedRole', 'Scopes', 'SpokesMayWake']);
});

describe('what the stack keeps', () => {
  test('is a ledger of provisioned units, which ages, and outlives the stack', () => {
    expect(resourceOf(packaged.template, 'Ledger')).toMatchObject({
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        BillingMode: { 'Fn::If': ['HasManyScopes', 'PAY_PER_REQUEST', 'PROVISIONED'] },
        ProvisionedThroughput: {
          'Fn::If': [
            'HasManyScopes',
            { Ref: 'AWS::NoValue' },
            { ReadCapacityUnits: 5, WriteCapacityUnits: 5 },
          ],
        },
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
        TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      },
    });
    expect(properties('Ledger')).not.toHaveProperty('SSESpecification');
  });

  test('is a queue that EventBridge can write to, for these rules only', () => {
    expect(properties('DeadLetters')).toMatchObject({
      SqsManagedSseEnabled: true,
      MessageRetentionPeriod: 14 * 24 * 3600,
    });
    const { Queues, PolicyDocument } = properties('DeadLettersPolicy');
    const { Statement } = PolicyDocument as {
      Statement: { Condition: { ArnEquals: Record<string, unknown[]> } }[];
    };
    expect(Queues).toEqual([{ Ref: 'DeadLetters' }]);
    expect(Statement).toEqual([
      {
        Sid: 'Rules',
        Effect: 'Allow',
        Principal: { Service: 'events.amazonaws.com' },
        Action: 'sqs:SendMessage',
        Resource: arnOf('DeadLetters'),
        Condition: { ArnEquals: { 'aws:SourceArn': expect.any(Array) } },
      },
    ]);
    const sources = Statement.flatMap(
      ({ Condition }) => Condition.ArnEquals['aws:SourceArn'] ?? [],
    );
    const rules = Object.values(packaged.template.Resources)
      .filter(({ Type }) => Type === 'AWS::Events::Rule')
      .map(({ Properties }) => `rule/${Properties['Name']}`);
    const place = `arn:aws:events:${HOME.region}:${HOME.account}`;
    expect(sources.map(deployed).toSorted()).toEqual(
      rules.map((name) => `${place}:${name}`).toSorted(),
    );
  });

  test('is a deployment bucket that nobody else can read', () => {
    expect(properties('ServerlessDeploymentBucket')).toMatchObject({
      PublicAccessBlockConfiguration: { BlockPublicAcls: true, RestrictPublicBuckets: true },
    });
  });
});
