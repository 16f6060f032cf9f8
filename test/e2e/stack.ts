/** What `npm run deploy` would have made of serverless.yml: the table, the topic, who is told. */
import { readFileSync } from 'node:fs';
import {
  CreateTableCommand,
  DynamoDBClient,
  ScanCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import { CreateTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { parse } from 'yaml';
import * as z from 'zod';
import { emulated } from '../emulators/emulator.ts';
import { LINK_URL } from './browse.ts';
import type { Deployed } from './lambda.ts';
import type { MotoHelp } from './moto-help.ts';
import { found } from './owner.ts';
import { openQueue, type Queue } from './queue.ts';

/** Of `!If [HasManyScopes, …, …]` what one account alone has. */
const otherwise = <T extends z.ZodType>(value: T) =>
  z.tuple([z.string(), z.string(), value]).transform(([, , alone]) => alone);

const Ledger = z.object({
  AttributeDefinitions: z.array(
    z.object({ AttributeName: z.string(), AttributeType: z.literal('S') }),
  ),
  KeySchema: z.array(z.object({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) })),
  BillingMode: otherwise(z.literal('PROVISIONED')),
  ProvisionedThroughput: otherwise(
    z.object({ ReadCapacityUnits: z.number(), WriteCapacityUnits: z.number() }),
  ),
  TimeToLiveSpecification: z.object({ AttributeName: z.string(), Enabled: z.literal(true) }),
});

const Template = z.object({
  provider: z.object({
    timeout: z.number(),
    // Of `!If [MakesLedger, !Ref Ledger, …]` what a first deploy makes of it; of any other what
    // one account alone has.
    environment: z.record(
      z.string(),
      z.union([
        z.string(),
        z
          .tuple([z.string(), z.string(), z.string()])
          .transform(([when, held, not]) => (when === 'MakesLedger' ? held : not)),
      ]),
    ),
  }),
  functions: z.record(
    z.string(),
    z.object({
      handler: z.string().regex(/^dist\/[a-z-]+\/index\.handler$/),
      memorySize: z.number(),
      timeout: z.number(),
    }),
  ),
  resources: z.object({
    Resources: z.object({ Ledger: z.object({ Properties: Ledger }) }),
  }),
});

/** Tags such as `!Ref` are left out by the parser, which keeps what they refer to. */
const template = () =>
  Template.parse(parse(readFileSync('serverless.yml', 'utf8'), { logLevel: 'error' }));

const TABLE = 'tierkeeper-prod-ledger';

/** The variables of every function, as CloudFormation would resolve them. */
function environmentOf(
  { provider }: z.infer<typeof Template>,
  { topicArn, endpoint }: { readonly topicArn: string; readonly endpoint: string },
): Readonly<Record<string, string>> {
  const values: Readonly<Record<string, string>> = {
    'AWS::AccountId': '123456789012',
    Ledger: TABLE,
    Topic: topicArn,
    '': '',
    'AWS::NoValue': '',
    // biome-ignore-start lint/suspicious/noTemplateCurlyInString: as serverless.yml writes them
    '${policy:eventBusName}': '',
    '${self:provider.timeout}': String(provider.timeout),
    // biome-ignore-end lint/suspicious/noTemplateCurlyInString: as serverless.yml writes them
  };
  const given = Object.entries(provider.environment).map(
    ([name, value]) => [name, found(values[value], `value for ${name}: ${value}`)] as const,
  );
  return { ...Object.fromEntries(given), LINK_URL, AWS_ENDPOINT_URL: endpoint };
}

/** By the folder of its bundle: `link-opened`. */
const sizesOf = ({ functions }: z.infer<typeof Template>): Deployed['functions'] =>
  Object.fromEntries(
    Object.values(functions).map(({ handler, memorySize, timeout }) => [
      found(handler.split('/')[1], 'bundle'),
      { memoryMb: memorySize, timeoutSeconds: timeout },
    ]),
  );

async function createLedger(
  client: DynamoDBClient,
  { TimeToLiveSpecification, ...table }: z.infer<typeof Ledger>,
): Promise<void> {
  await client.send(new CreateTableCommand({ TableName: TABLE, ...table }));
  await client.send(new UpdateTimeToLiveCommand({ TableName: TABLE, TimeToLiveSpecification }));
}

/** A queue's subscription counts at once, the email's when its owner has opened the link. */
async function createTopic(moto: string, queue: Queue, help: MotoHelp): Promise<string> {
  const sns = new SNSClient(emulated(moto));
  const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: 'tierkeeper-prod' }));
  await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint: queue.arn }));
  await sns.send(
    new SubscribeCommand({ TopicArn, Protocol: 'email', Endpoint: 'owner@example.com' }),
  );
  help.confirmed = 2;
  return found(TopicArn, 'topic');
}

const LedgerItem = z.looseObject({ pk: z.string(), sk: z.string(), item: z.unknown() });
export type LedgerItem = z.infer<typeof LedgerItem>;

export interface Stack {
  readonly deployed: Omit<Deployed, 'bundles'>;
  readonly queue: Queue;
  /** Everything that the ledger table holds. */
  ledger(): Promise<readonly LedgerItem[]>;
}

export async function createStack(
  moto: string,
  { front, help }: { readonly front: string; readonly help: MotoHelp },
): Promise<Stack> {
  const document = template();
  const { resources } = document;
  const queue = await openQueue(moto, 'told');
  const topicArn = await createTopic(moto, queue, help);
  const dynamodb = new DynamoDBClient(emulated(moto));
  await createLedger(dynamodb, resources.Resources.Ledger.Properties);
  return {
    queue,
    deployed: {
      environment: environmentOf(document, { topicArn, endpoint: front }),
      functions: sizesOf(document),
    },
    async ledger() {
      const { Items = [] } = await dynamodb.send(new ScanCommand({ TableName: TABLE }));
      return Items.map((item) => LedgerItem.parse(unmarshall(item)));
    },
  };
}
