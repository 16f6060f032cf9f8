/** SageMaker endpoints and Studio apps at the wire, as the daily sweep reads them. */
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { readEndpoints } from '../../src/lib/cloud/aws/estate/endpoints.ts';
import { readOffered } from '../../src/lib/cloud/aws/estate/offered.ts';
import { readStudioApps } from '../../src/lib/cloud/aws/estate/studio-apps.ts';
import { instant } from '../../src/lib/model/instant.ts';
import { type WireReply, type WireRequest, wire } from './wire.ts';
import { jsonRefusal, ok } from './xml.ts';

const NOW = instant(Date.UTC(2026, 10, 22, 12));
const hoursAgo = (hours: number): number => NOW / 1_000 - hours * 3_600;
const ARN = 'arn:aws:sagemaker:us-east-1:123456789012:endpoint/lab';
const json = (document: object): WireReply => ok(JSON.stringify(document));

const summary = {
  EndpointName: 'lab',
  EndpointArn: ARN,
  EndpointStatus: 'InService',
  CreationTime: hoursAgo(72),
  LastModifiedTime: hoursAgo(48),
};

const SILENT: Readonly<Record<string, WireReply>> = {
  ListEndpoints: json({ Endpoints: [summary] }),
  DescribeEndpoint: json({
    EndpointName: 'lab',
    EndpointConfigName: 'lab-config',
    ProductionVariants: [{ VariantName: 'AllTraffic', CurrentInstanceCount: 2 }],
  }),
  DescribeEndpointConfig: json({
    ProductionVariants: [
      { VariantName: 'AllTraffic', InstanceType: 'ml.m5.xlarge', ModelName: 'lab-model' },
    ],
  }),
  ListTags: json({ Tags: [{ Key: 'team', Value: 'ml' }] }),
  GetMetricStatistics: json({ Label: 'Invocations', Datapoints: [] }),
};

type Answers = Readonly<Record<string, WireReply | ((request: WireRequest) => WireReply)>>;

function sweepOver(changed: Answers = {}) {
  const { settings, requests } = wire((request) => {
    const answer = changed[request.action] ?? SILENT[request.action];
    if (answer === undefined) return new Error(`nobody answers ${request.action}`);
    return typeof answer === 'function' ? answer(request) : answer;
  });
  const sagemaker = new SageMakerClient(settings);
  const read = () =>
    readEndpoints({ sagemaker, cloudwatch: new CloudWatchClient(settings), now: NOW });
  const called = (): readonly string[] => requests.map(({ action }) => action);
  const apps = () => readOffered('sagemaker:ListApps', () => readStudioApps(sagemaker));
  return { read, called, requests, apps };
}

const described = (more: object): WireReply =>
  json({
    EndpointConfigName: 'lab-config',
    ProductionVariants: [{ VariantName: 'AllTraffic', CurrentInstanceCount: 1 }],
    ...more,
  });

const invocationsOf = async (changed: Answers): Promise<unknown> => {
  const family = await sweepOver(changed).read();
  return family.complete ? family.items.map(({ invocations }) => invocations) : family.fault;
};

describe('an endpoint', () => {
  it('without a datapoint for a day has had no request', async () => {
    const { read, requests } = sweepOver();
    expect(await read()).toEqual({
      complete: true,
      items: [
        {
          name: 'lab',
          arn: ARN,
          createdAt: hoursAgo(72) * 1_000,
          variants: [
            { name: 'AllTraffic', type: 'ml.m5.xlarge', instances: 2, provisionedConcurrency: 0 },
          ],
          invocations: 0,
          tags: { team: 'ml' },
        },
      ],
    });
    const metric = requests.find(({ action }) => action === 'GetMetricStatistics');
    expect(metric?.document).toMatchObject({
      Namespace: 'AWS/SageMaker',
      MetricName: 'Invocations',
      Dimensions: [
        { Name: 'EndpointName', Value: 'lab' },
        { Name: 'VariantName', Value: 'AllTraffic' },
      ],
      StartTime: hoursAgo(24),
      EndTime: hoursAgo(0),
      Period: 3_600,
      Statistics: ['Sum'],
    });
  });

  it('has had as many requests as its hours add up to', async () => {
    const Datapoints = [{ Sum: 2 }, { Sum: 0 }, { Sum: 5 }];
    expect(await invocationsOf({ GetMetricStatistics: json({ Datapoints }) })).toEqual([7]);
  });

  it('is in use by any of its variants', async () => {
    const two = ['a', 'b'].map((VariantName) => ({ VariantName, CurrentInstanceCount: 1 }));
    const variantOf = ({ document }: WireRequest): string =>
      JSON.stringify(z.object({ Dimensions: z.unknown() }).parse(document).Dimensions);
    const changed: Answers = {
      DescribeEndpoint: described({ ProductionVariants: two }),
      GetMetricStatistics: (request) =>
        json({ Datapoints: variantOf(request).includes('"b"') ? [{ Sum: 3 }] : [] }),
    };
    expect(await invocationsOf(changed)).toEqual([3]);
  });

  it.each([
    ['is asynchronous', { DescribeEndpoint: described({ AsyncInferenceConfig: {} }) }],
    [
      'hosts inference components',
      {
        DescribeEndpointConfig: json({
          ProductionVariants: [{ VariantName: 'AllTraffic', InstanceType: 'ml.m5.xlarge' }],
        }),
      },
    ],
    [
      'has no name of its configuration',
      { DescribeEndpoint: described({ EndpointConfigName: undefined }) },
    ],
    [
      'has lost its configuration',
      {
        DescribeEndpointConfig: jsonRefusal(
          'ValidationException',
          'Could not find endpoint configuration "lab-config".',
        ),
      },
    ],
  ])('that %s publishes nothing that could be missed', async (_, changed: Answers) => {
    const { read, called } = sweepOver(changed);
    expect(await read()).toMatchObject({ items: [{ invocations: null }] });
    expect(called()).not.toContain('GetMetricStatistics');
  });

  it.each([
    ['was made', { CreationTime: hoursAgo(20), LastModifiedTime: hoursAgo(20) }],
    ['was changed', { LastModifiedTime: hoursAgo(1) }],
  ])('that %s within the day is not judged, and costs no more calls', async (_, change) => {
    const { read, called } = sweepOver({
      ListEndpoints: json({ Endpoints: [{ ...summary, ...change }] }),
    });
    expect(await read()).toEqual({ complete: true, items: [] });
    expect(called()).toEqual(['ListEndpoints']);
  });

  it('on serverless variants runs on no instances, but for what is kept ready', async () => {
    const kept = { MemorySizeInMB: 2_048, MaxConcurrency: 5, ProvisionedConcurrency: 2 };
    const DescribeEndpoint = described({
      ProductionVariants: [
        { VariantName: 'a', CurrentServerlessConfig: { MemorySizeInMB: 2_048, MaxConcurrency: 5 } },
        { VariantName: 'b', CurrentServerlessConfig: kept },
      ],
    });
    expect(await sweepOver({ DescribeEndpoint }).read()).toMatchObject({
      items: [
        {
          variants: [
            { name: 'a', type: null, instances: 0, provisionedConcurrency: 0 },
            { name: 'b', type: null, instances: 0, provisionedConcurrency: 2 },
          ],
        },
      ],
    });
  });

  it('that was deleted since it was listed is left out', async () => {
    const gone = jsonRefusal('ValidationException', `Could not find endpoint "${ARN}".`);
    expect(await sweepOver({ DescribeEndpoint: gone }).read()).toEqual({
      complete: true,
      items: [],
    });
  });
});

describe('endpoints', () => {
  it('are listed in service alone, 100 a page, to the last page', async () => {
    const { read, requests } = sweepOver({
      ListEndpoints: ({ document }) =>
        z.object({ NextToken: z.string().optional() }).parse(document).NextToken === 'more'
          ? json({ Endpoints: [{ ...summary, EndpointName: 'second' }] })
          : json({ Endpoints: [summary], NextToken: 'more' }),
    });
    expect(await read()).toMatchObject({ items: [{ name: 'lab' }, { name: 'second' }] });
    expect(requests.filter(({ action }) => action === 'ListEndpoints')).toMatchObject([
      { document: { StatusEquals: 'InService', MaxResults: 100 } },
      { document: { NextToken: 'more' } },
    ]);
  });

  const denial = (action: string): WireReply =>
    jsonRefusal('AccessDeniedException', `User: x is not authorized to perform: ${action}`);

  it.each(['ListEndpoints', 'DescribeEndpoint', 'DescribeEndpointConfig', 'ListTags'])(
    'are unread where %s is denied, which the fault names',
    async (action) => {
      const family = await sweepOver({ [action]: denial(`sagemaker:${action}`) }).read();
      const permission = `sagemaker:${action}`;
      expect(family).toMatchObject({
        complete: false,
        fault: { code: 'access-denied', permission },
      });
    },
  );

  it('are unread where nobody may measure them', async () => {
    const GetMetricStatistics = jsonRefusal('AccessDenied', 'No.');
    expect(await sweepOver({ GetMetricStatistics }).read()).toMatchObject({
      complete: false,
      fault: { code: 'access-denied', permission: 'cloudwatch:GetMetricStatistics' },
    });
  });

  it.each([
    ['throttled', { DescribeEndpoint: jsonRefusal('ThrottlingException', 'Rate exceeded') }],
    ['unreadable-page', { ListEndpoints: json({}) }],
    [
      'unreadable-page',
      { ListEndpoints: json({ Endpoints: [{ ...summary, EndpointName: 'a b' }] }) },
    ],
    ['unreadable-page', { GetMetricStatistics: json({ Datapoints: [{ Average: 1 }] }) }],
  ])('are unread where an answer is %s', async (code, changed: Answers) => {
    expect(await sweepOver(changed).read()).toMatchObject({ complete: false, fault: { code } });
  });
});

describe('Studio apps', () => {
  const app = (more: object = {}) => ({
    DomainId: 'd-abcdefgh1234',
    SpaceName: 'playground',
    AppType: 'JupyterLab',
    AppName: 'default',
    Status: 'InService',
    CreationTime: hoursAgo(5),
    ResourceSpec: { InstanceType: 'ml.t3.medium', SageMakerImageArn: 'arn' },
    ...more,
  });
  const listed = (...Apps: readonly object[]) => sweepOver({ ListApps: json({ Apps }) });

  it('are those in service, with whose they are and what they run on', async () => {
    const user = { SpaceName: undefined, UserProfileName: 'jane', ResourceSpec: undefined };
    const { apps, requests } = listed(
      app(),
      app({ ...user, AppType: 'KernelGateway', CreationTime: undefined }),
      app({ Status: 'Deleted' }),
      app({ Status: 'Pending' }),
    );
    const playground = { kind: 'space', name: 'playground' };
    expect(await apps()).toEqual({
      complete: true,
      items: [
        {
          domainId: 'd-abcdefgh1234',
          owner: playground,
          type: 'JupyterLab',
          name: 'default',
          instanceType: 'ml.t3.medium',
          createdAt: hoursAgo(5) * 1_000,
        },
        {
          domainId: 'd-abcdefgh1234',
          owner: { kind: 'user', name: 'jane' },
          type: 'KernelGateway',
          name: 'default',
          instanceType: null,
          createdAt: null,
        },
      ],
    });
    expect(requests[0]?.document).toEqual({ MaxResults: 100 });
  });

  it.each([
    ['of nobody', { SpaceName: undefined }, /neither a space nor a user profile/],
    [
      'with a name that a shell would read',
      { AppName: '$(reboot)' },
      /is not the name of anything/,
    ],
  ])('are unread where one is %s', async (_, change, message) => {
    expect(await listed(app(change)).apps()).toMatchObject({
      complete: false,
      fault: { code: 'unreadable-page', message: expect.stringMatching(message) },
    });
  });

  it('are none in a Region that has no SageMaker', async () => {
    const { apps } = sweepOver({
      ListApps: jsonRefusal('UnrecognizedClientException', 'No.', 403),
    });
    expect(await apps()).toEqual({ complete: true, items: [] });
  });
});
