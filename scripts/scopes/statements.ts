// biome-ignore-all lint/suspicious/noTemplateCurlyInString: CloudFormation's own
/**
 * What a pass may do elsewhere, made of what it may do at home: serverless.yml says it once, so
 * that the rights in other Regions and in spokes cannot drift from those of the code.
 */
import * as z from 'zod';

const Statement = z.looseObject({
  Sid: z.string().optional(),
  Effect: z.enum(['Allow', 'Deny']),
  Action: z.array(z.string()),
  Resource: z.unknown(),
  Condition: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
});
export type Statement = z.infer<typeof Statement>;

type Conditions = Record<string, Record<string, unknown>>;

const Choice = z.object({ 'Fn::If': z.tuple([z.string(), z.unknown(), z.unknown()]) });

/** What is of the hub alone: its ledger, its topic, its queues and secrets. */
export const HUB_ALONE: ReadonlySet<string> = new Set([
  'Remember',
  'Forget',
  'KeepThePast',
  'SeeHolds',
  'SignLinks',
  'Tell',
  'WakeOthers',
  'HearOthers',
  'KeepRounds',
  'GiveUp',
  'TellTheBus',
  'ReadSecrets',
  'OpenSecrets',
]);

/** The ten free alarms are the account's over all Regions, and so is the daily sweep. */
const EVERY_REGION: ReadonlySet<string> = new Set(['CountAlarms', 'SeeEveryRegion']);

const REQUESTED = 'aws:RequestedRegion';

/** In the ARN of any Region; which it may be, the condition says. */
const anyRegion = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value)
      .replaceAll(':${AWS::Region}:', ':*:')
      .replaceAll('${AWS::AccountId}/${AWS::Region}', '${AWS::AccountId}/*'),
  );

/** `*` in a value is only a star to `StringEquals`. */
function likeConditions(condition: Conditions = {}): Conditions {
  const { StringEquals = {}, ...others } = condition;
  const { [REQUESTED]: _, ...equals } = StringEquals;
  const isLike = JSON.stringify(equals).includes('/*');
  const operator = isLike ? 'StringLike' : 'StringEquals';
  return { ...others, ...(Object.keys(equals).length > 0 ? { [operator]: equals } : {}) };
}

function elsewhere(statement: Statement, regions: unknown): Statement {
  const { Sid = '', Effect } = statement;
  const Condition = likeConditions(statement.Condition);
  const isBound = Effect === 'Allow' && !EVERY_REGION.has(Sid);
  const bound = isBound
    ? { ...Condition, StringEquals: { ...Condition['StringEquals'], [REQUESTED]: regions } }
    : Condition;
  const { Condition: _, ...rest } = statement;
  return { ...rest, ...(Object.keys(bound).length > 0 ? { Condition: bound } : {}) };
}

/** `regions`: as CloudFormation is to have them, a list or a parameter. */
export function statementsElsewhere(given: readonly unknown[], regions: unknown) {
  return given
    .filter((one) => !Choice.safeParse(one).success)
    .map((one) => Statement.parse(one))
    .filter(({ Sid = '' }) => !HUB_ALONE.has(Sid))
    .map((one) => elsewhere(Statement.parse(anyRegion(one)), regions));
}
