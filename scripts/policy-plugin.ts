/**
 * What serverless.yml asks of policy.yml (`${policy:zone}`), by the same parser and defaults as
 * the Lambdas' own policy.json, so that the schedules and the code cannot disagree.
 */
import type { Policy } from '../src/lib/model/policy.ts';
import { policyProblems, readPolicy, recipientProblems } from './deploy/own-problems.ts';
import { isCommand, type Options, type Serverless } from './osls.ts';
import { scopeValues } from './scopes/values.ts';

/** Minutes, hours, day of month, month, day of week, year: EventBridge Scheduler's own order. */
const cronAt = (minuteOfDay: number): string =>
  `cron(${minuteOfDay % 60} ${Math.floor(minuteOfDay / 60)} * * ? *)`;

/** An SSM parameter as IAM names it; one slash joins, whether its name begins with one or not. */
const parameterArn = (name: string): object => ({
  'Fn::Sub':
    // biome-ignore lint/suspicious/noTemplateCurlyInString: CloudFormation's own
    'arn:${AWS::Partition}:ssm:${AWS::Region}:${AWS::AccountId}:' +
    `parameter/${name.replace(/^\//, '')}`,
});

const valuesOf = (policy: Policy): ReadonlyMap<string, unknown> => {
  const { zone, tell } = policy;
  const { webhook, app } = tell.slack;
  const secrets = [webhook, app].filter((name) => name !== null);
  return new Map<string, unknown>([
    ['zone', zone],
    ['digestCron', cronAt(tell.digest)],
    ['eventBusName', tell.eventBridge ? 'default' : ''],
    // Of what sends, and of what reads the answers to it: the webhook gets none.
    ['secretNames', secrets.join(' ')],
    ['secretArns', [...new Set(secrets)].map(parameterArn)],
    ['appSecretName', app ?? ''],
    ['appSecretArns', app === null ? [] : [parameterArn(app)]],
    ...scopeValues(policy),
  ]);
};

/** Only a deploy makes a topic; `package` and `remove` need to know nobody. */
const recipient = (serverless: Serverless, { param = [] }: Options): readonly string[] =>
  isCommand(serverless, 'deploy') ? recipientProblems(param) : [];

/**
 * In its constructor, so that osls says once, and before all else, all that is wrong. `npm run
 * deploy` has said more by then (scripts/deploy.ts); whoever calls osls themselves has not.
 */
class PolicyPlugin {
  readonly configurationVariablesSources: object;

  constructor(serverless: Serverless, options: Options) {
    const parsed = readPolicy();
    const problems = [...policyProblems(parsed), ...recipient(serverless, options)];
    if (!parsed?.ok || problems.length > 0) {
      throw new serverless.classes.Error(problems.join('\n'), 'TIERKEEPER');
    }
    const values = valuesOf(parsed.policy);
    this.configurationVariablesSources = {
      policy: {
        resolve: async ({ address }: { readonly address: string }) => ({
          value: values.get(address) ?? null,
        }),
      },
    };
  }
}

// osls takes a plugin by `require`, and this is the name of what `require` gives.
export { PolicyPlugin as 'module.exports' };
