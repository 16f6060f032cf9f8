/** Accounts besides that of the stack, on moto: what runs there, and what wakes the function. */
import { EC2Client, RunInstancesCommand } from '@aws-sdk/client-ec2';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { type Instant, toIso } from '../../src/lib/model/instant.ts';
import { SPOKE_ROLE } from '../../src/lib/model/managed-place.ts';
import { emulated } from '../emulators/emulator.ts';
import { startFront } from './front.ts';
import { type Deployed, type Invoked, invoke } from './lambda.ts';
import { LINUX_IMAGE, motoHelp } from './moto-help.ts';
import { createStack } from './stack.ts';

/** As many as one invocation gets. */
const ACCOUNTS = Array.from({ length: 5 }, (_, index) => `20000000000${index}`);
const REGION = 'ap-northeast-2';

/** For the policy of a build. */
export const OTHER_ACCOUNTS = [
  ...['select:', '  accounts:'],
  ...ACCOUNTS.map((id) => `    - { id: "${id}" }`),
  '',
].join('\n');

async function credentialsIn(moto: string, account: string) {
  const RoleArn = `arn:aws:iam::${account}:role/${SPOKE_ROLE}`;
  const asked = new AssumeRoleCommand({ RoleArn, RoleSessionName: 'launches' });
  const { Credentials } = await new STSClient(emulated(moto)).send(asked);
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = Credentials ?? {};
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
  };
}

async function launchIn(moto: string, account: string, count: number): Promise<void> {
  const credentials = await credentialsIn(moto, account);
  await new EC2Client({ ...emulated(moto), credentials }).send(
    new RunInstancesCommand({
      ...{ ImageId: LINUX_IMAGE, InstanceType: 't3.micro', MinCount: count, MaxCount: count },
      TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'Name', Value: 'server' }] }],
    }),
  );
}

/** What SQS hands over: a message of each account. */
const batch = (type: 'Clock Ticked' | 'Digest Due', at: Instant) => ({
  Records: ACCOUNTS.map((account) => ({
    messageId: account,
    body: JSON.stringify({
      ...{ source: 'tierkeeper', 'detail-type': type, account, region: REGION, time: toIso(at) },
    }),
    attributes: { SentTimestamp: String(at), ApproximateReceiveCount: '1' },
  })),
});

export interface OtherAccounts {
  readonly moto: string;
  /** Built with the accounts in their policy. */
  readonly bundles: string;
  /** In each account. */
  readonly instances: number;
}

/** Everything of the emulator is gone before: invocations of new environments, one by one. */
export async function wakingOthers({ moto, bundles, instances }: OtherAccounts) {
  await fetch(`${moto}/moto-api/reset`, { method: 'POST' });
  const help = motoHelp();
  const front = await startFront(moto, help.mend);
  const stack = await createStack(moto, { front: front.endpoint, help });
  for (const account of ACCOUNTS) await launchIn(moto, account, instances);
  const deployed: Deployed = { ...stack.deployed, bundles, cold: true };
  return {
    wake: (type: 'Clock Ticked' | 'Digest Due', at: Instant): Promise<Invoked> =>
      invoke(deployed, { name: 'scope-queued', event: batch(type, at), at }),
    stop: front.stop,
  };
}
