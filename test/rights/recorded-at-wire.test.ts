/** What methods ask of AWS that no emulator here has: recorded where it answers from memory. */
import { expect, test, vi } from 'vitest';
import { roleAssumer } from '../../src/lib/cloud/aws/assume.ts';
import { awsEstate } from '../../src/lib/cloud/aws/estate/estate.ts';
import { awsFreeTier } from '../../src/lib/cloud/aws/free-tier.ts';
import { signedQueue } from '../../src/lib/cloud/aws/sqs-signed.ts';
import { signedSecret } from '../../src/lib/cloud/aws/ssm-signed.ts';
import { instant } from '../../src/lib/model/instant.ts';
import { slackChannels } from '../../src/lib/wiring/slack-channels.ts';
import { type WireReply, wire } from '../aws/wire.ts';
import { ok, queryRefusal } from '../aws/xml.ts';
import { instanceId } from '../build/ids.ts';
import { inFrontOf } from '../cli/in-front-of.ts';
import { AT_THE_WIRE } from './port-actions.ts';
import { recordedActions, recording } from './recorded-actions.ts';
import { watchedChannels, watchedEstate, watchedFreeTier } from './watched-ports.ts';

const NOW = instant(Date.UTC(2026, 10, 22, 12));
const TIME = { clock: { now: () => NOW }, sleep: async () => {} };
const AT = NOW / 1_000 - 3 * 86_400;

const ENDPOINT = {
  EndpointName: 'lab',
  EndpointArn: 'arn:aws:sagemaker:us-east-1:123456789012:endpoint/lab',
  EndpointStatus: 'InService',
  CreationTime: AT,
  LastModifiedTime: AT,
};

const NOTEBOOK = {
  NotebookInstanceName: 'tutorial',
  NotebookInstanceArn: 'arn:aws:sagemaker:us-east-1:123456789012:notebook-instance/tutorial',
  NotebookInstanceStatus: 'InService',
  InstanceType: 'ml.t3.medium',
  CreationTime: AT,
  LastModifiedTime: AT,
};

const VARIANT = { VariantName: 'all', InstanceType: 'ml.m5.large', CurrentInstanceCount: 1 };

const LIGHTSAIL = { name: 'shop', state: { name: 'running' }, createdAt: AT };

/** One of each, so that what is asked of each is asked too. */
const ANSWERS: Readonly<Record<string, object>> = {
  ListEndpoints: { Endpoints: [ENDPOINT] },
  DescribeEndpoint: {
    EndpointName: 'lab',
    EndpointConfigName: 'lab',
    ProductionVariants: [VARIANT],
  },
  DescribeEndpointConfig: {
    EndpointConfigName: 'lab',
    ProductionVariants: [{ ...VARIANT, ModelName: 'lab' }],
  },
  ListTags: { Tags: [] },
  GetMetricStatistics: { Datapoints: [] },
  ListApps: { Apps: [] },
  ListNotebookInstances: { NotebookInstances: [NOTEBOOK] },
  LookupEvents: { Events: [] },
  GetInstances: { instances: [{ ...LIGHTSAIL, bundleId: 'nano_3_0' }] },
  GetRelationalDatabases: {
    relationalDatabases: [
      { ...LIGHTSAIL, state: 'available', relationalDatabaseBundleId: 'micro_2_0' },
    ],
  },
  GetBundles: { bundles: [] },
  GetRelationalDatabaseBundles: { bundles: [] },
  DescribeSavingsPlans: { savingsPlans: [] },
  GetParameter: { Parameter: { Type: 'SecureString', Value: 'no secret of Slack' } },
};

const answerTo = (action: string): WireReply => {
  const document = ANSWERS[action];
  // Only what speaks XML is not among them, and its refusal is a call all the same.
  return document === undefined
    ? queryRefusal('AccessDenied', 'not here', 403)
    : ok(JSON.stringify(document));
};

const MESSAGE = {
  subject: 'dev stops at 22:00',
  text: 'dev stops at 22:00',
  document: '{}',
  attributes: {},
  slack: { text: 'dev stops', blocks: [], linked: [], urgent: false },
  amazonQ: null,
};

async function byClients(): Promise<void> {
  const { settings } = wire(({ action }) => answerTo(action));
  const estate = watchedEstate(awsEstate({ ...settings, ...TIME }), recording);
  const there = estate.in('us-east-1');
  await there.endpoints();
  await there.studioApps();
  await there.notebooks();
  await there.lightsail();
  await there.reservedInstances();
  await estate.starts({ region: 'us-east-1', instanceId: instanceId(7), launchTime: NOW });
  const slack = { webhook: '/tierkeeper/webhook', app: '/tierkeeper/app' };
  const channels = slackChannels(slack, { ...settings, ...TIME, fetch });
  for (const channel of watchedChannels(channels, recording)) await channel.send(MESSAGE);
}

const KEY = { accessKeyId: 'test', secretAccessKey: 'test' };
const ROLE = { arn: 'arn:aws:iam::210987654321:role/tierkeeper-spoke', externalId: 'a1' };

/** What is signed without a client, and what takes no handler of ours: on a server that is ours. */
async function byHand(): Promise<void> {
  const server = await inFrontOf('', ({ headers, path }) => {
    const [, operation = path.slice(1)] = String(headers['x-amz-target']).split('.');
    return { status: 200, body: JSON.stringify(ANSWERS[operation] ?? {}) };
  });
  const { endpoint, stop } = server;
  const reached = { region: 'ap-northeast-2', endpoint, credentials: () => KEY, ...TIME };
  const freeTier = watchedFreeTier(awsFreeTier(reached), recording);
  await freeTier.planState();
  await freeTier.usage();
  await watchedEstate(awsEstate({ ...reached, credentials: KEY }), recording).savingsPlans();
  await recording('wakes.send', () => signedQueue({ ...reached, queueUrl: endpoint }).send([{}]));
  await recording('secret.read', signedSecret(reached, '/tierkeeper/app'));
  const assume = roleAssumer({ region: 'ap-northeast-2', endpoint, ...TIME });
  await recording('role.assume', () => assume(ROLE).catch(() => null));
  await stop();
}

test('each makes the calls that the table has of it, and no other', async () => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
  await byClients();
  await byHand();
  vi.unstubAllEnvs();
  expect(recordedActions()).toEqual(AT_THE_WIRE);
});
