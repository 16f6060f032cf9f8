/** A compiled template's values as CloudFormation would make them in an account and Region. */
import * as z from 'zod';

const Resource = z.looseObject({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
});
export const CompiledTemplate = z.object({ Resources: z.record(z.string(), Resource) });
export type CompiledTemplate = z.infer<typeof CompiledTemplate>;

export interface Place {
  readonly account: string;
  readonly region: string;
}

const named = (service: string, kind: string, property: string) => ({ service, kind, property });

/** How the ARN of a type is made: service, what stands before the name, the name's property. */
const ARNS: Readonly<Record<string, ReturnType<typeof named>>> = {
  'AWS::CloudWatch::Alarm': named('cloudwatch', 'alarm:', 'AlarmName'),
  'AWS::DynamoDB::Table': named('dynamodb', 'table/', 'TableName'),
  'AWS::Lambda::Function': named('lambda', 'function:', 'FunctionName'),
  'AWS::Logs::LogGroup': named('logs', 'log-group:', 'LogGroupName'),
  'AWS::SNS::Topic': named('sns', '', 'TopicName'),
  'AWS::SQS::Queue': named('sqs', '', 'QueueName'),
  'AWS::Scheduler::ScheduleGroup': named('scheduler', 'schedule-group/', 'Name'),
};

/** CloudFormation names a role after its stack, with something random behind. */
const roleArn = (id: string, { account }: Place): string =>
  `arn:aws:iam::${account}:role/tierkeeper-prod-${id}-RANDOM`;

function arnOf({ Resources }: CompiledTemplate, place: Place, id: string): string {
  const { Type, Properties } = Resources[id] ?? {};
  if (Type === 'AWS::IAM::Role') return roleArn(id, place);
  const known = ARNS[Type ?? ''];
  const name = known && Properties?.[known.property];
  if (!known || typeof name !== 'string') throw new Error(`the ARN of ${id} (${Type}) is unknown`);
  // A log group's ARN ends in what stands for all of its streams.
  const end = Type === 'AWS::Logs::LogGroup' ? ':*' : '';
  return `arn:aws:${known.service}:${place.region}:${place.account}:${known.kind}${name}${end}`;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A condition of the stack counts as if it held. */
export function resolved(template: CompiledTemplate, place: Place, value: unknown): unknown {
  const inner = (one: unknown): unknown => resolved(template, place, one);
  const pseudo: Readonly<Record<string, string>> = {
    'AWS::AccountId': place.account,
    'AWS::Region': place.region,
    'AWS::Partition': 'aws',
  };
  const referred = (id: string): string => pseudo[id] ?? arnOf(template, place, id);
  if (Array.isArray(value)) return value.map(inner);
  if (!isRecord(value)) return value;
  const { Ref, 'Fn::Sub': text, 'Fn::GetAtt': attribute, 'Fn::If': choice } = value;
  if (typeof Ref === 'string') return referred(Ref);
  if (typeof text === 'string') {
    return text.replace(/\$\{([^}]+)\}/g, (_, id: string) => referred(id));
  }
  if (Array.isArray(attribute)) return arnOf(template, place, String(attribute[0]));
  if (Array.isArray(choice)) return inner(choice[1]);
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, inner(one)]));
}
