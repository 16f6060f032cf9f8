import * as z from 'zod';
import { HOME } from '../wake/event-documents.ts';

const Resource = z.looseObject({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
});
export type Resource = z.infer<typeof Resource>;
export type Properties = Resource['Properties'];

/** A compiled CloudFormation template. */
export const Template = z.object({
  Resources: z.record(z.string(), Resource),
  Conditions: z.record(z.string(), z.unknown()).default({}),
});
export type Template = z.infer<typeof Template>;

export function resourceOf(template: Template, id: string): Resource {
  const found = template.Resources[id];
  if (!found) throw new Error(`the stack has no ${id}`);
  return found;
}

export const arnOf = (id: string): object => ({ 'Fn::GetAtt': [id, 'Arn'] });

const VALUES: Readonly<Record<string, string>> = {
  'AWS::AccountId': HOME.account,
  'AWS::Region': HOME.region,
  'AWS::Partition': 'aws',
  Ledger: 'tierkeeper-prod-ledger',
  Scopes: `https://sqs.${HOME.region}.amazonaws.com/${HOME.account}/tierkeeper-prod-scopes`,
  Topic: `arn:aws:sns:${HOME.region}:${HOME.account}:tierkeeper-prod`,
};

const pseudo = (name: string): string => VALUES[name] ?? `?${name}`;

export const LINK_URL = 'https://abc123.lambda-url.ap-northeast-2.on.aws/';

/** A condition of the stack counts as if it held. */
const Intrinsic: z.ZodType<string> = z.union([
  z.string(),
  z
    .strictObject({ 'Fn::If': z.tuple([z.string(), z.lazy(() => Intrinsic), z.unknown()]) })
    .transform(({ 'Fn::If': [, held] }) => held),
  z.strictObject({ Ref: z.string() }).transform(({ Ref }) => pseudo(Ref)),
  z
    .strictObject({
      'Fn::GetAtt': z.tuple([z.literal('LinkOpenedLambdaFunctionUrl'), z.literal('FunctionUrl')]),
    })
    .transform(() => LINK_URL),
  z
    .strictObject({ 'Fn::Sub': z.string() })
    .transform(({ 'Fn::Sub': text }) =>
      text.replace(/\$\{([^}]+)\}/g, (_, name: string) => pseudo(name)),
    ),
]);

/** What CloudFormation would make of a value in the account and Region of events/. */
export const deployed = (value: unknown): string => Intrinsic.parse(value);

const Statement = z.object({
  Sid: z.string().optional(),
  Effect: z.enum(['Allow', 'Deny']),
  Action: z.array(z.string()),
  Resource: z.unknown(),
  Condition: z.unknown().optional(),
});
export type Statement = z.infer<typeof Statement>;

/** A statement that waits for a condition of the stack counts as if it held. */
const MaybeStatement = z.union([
  Statement,
  z
    .object({ 'Fn::If': z.tuple([z.string(), Statement, z.unknown()]) })
    .transform(({ 'Fn::If': [, statement] }) => statement),
]);

const Role = z.object({
  Policies: z.array(z.object({ PolicyDocument: z.object({ Statement: z.array(MaybeStatement) }) })),
});

/** Every statement of a role's own policies. */
export const statementsIn = (role: Properties): readonly Statement[] =>
  Role.parse(role).Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement);

export const actionsOf = (statements: readonly Statement[]): readonly string[] =>
  statements.flatMap(({ Action }) => Action);
