/** An owner's hands in one Region of one account. */
import { DescribeInstancesCommand, EC2Client, RunInstancesCommand } from '@aws-sdk/client-ec2';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import * as z from 'zod';
import { instant } from '../../src/lib/model/instant.ts';
import { eventOf } from '../e2e/events.ts';
import { type Calls, emulatedCalls } from './emulated-calls.ts';

export interface Seat {
  readonly account: string;
  readonly region: string;
}

export interface Hands {
  readonly calls: Calls;
  readonly ec2: EC2Client;
  readonly bus: EventBridgeClient;
}

/** To ministack the id of an account is the key of its owner, who may do everything there. */
export function handsIn(endpoint: string, seat: Seat): Hands {
  const credentials = { accessKeyId: seat.account, secretAccessKey: 'test' };
  const options = { endpoint, region: seat.region, credentials };
  return {
    calls: emulatedCalls(endpoint, seat),
    ec2: new EC2Client(options),
    bus: new EventBridgeClient(options),
  };
}

export async function launch(
  { ec2 }: Hands,
  name: string,
  tags: Readonly<Record<string, string>> = {},
): Promise<string> {
  const Tags = Object.entries({ Name: name, ...tags }).map(([Key, Value]) => ({ Key, Value }));
  const { Instances } = await ec2.send(
    new RunInstancesCommand({
      ImageId: 'ami-0abcdef1234567890',
      InstanceType: 't3.micro',
      MinCount: 1,
      MaxCount: 1,
      TagSpecifications: [{ ResourceType: 'instance', Tags }],
    }),
  );
  return z.string().parse(Instances?.[0]?.InstanceId);
}

export async function stateOf({ ec2 }: Hands, id: string): Promise<string | undefined> {
  const { Reservations } = await ec2.send(new DescribeInstancesCommand({ InstanceIds: [id] }));
  return Reservations?.[0]?.Instances?.[0]?.State?.Name;
}

const Envelope = z.looseObject({
  source: z.string(),
  'detail-type': z.string(),
  detail: z.unknown(),
  resources: z.array(z.string()).optional(),
});

/** What AWS would put onto the bus: a document of events/. */
export async function publish({ bus }: Hands, event: string, instanceId?: string): Promise<void> {
  const document = Envelope.parse(eventOf(event, { at: instant(Date.now()), instanceId }));
  const Entry = {
    Source: document.source,
    DetailType: document['detail-type'],
    Detail: JSON.stringify(document.detail ?? {}),
    Resources: document.resources,
  };
  await bus.send(new PutEventsCommand({ Entries: [Entry] }));
}
