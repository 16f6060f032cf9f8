/**
 * What serverless.yml asks of policy.yml (`${policy:zone}`), by the same parser and defaults as
 * the Lambdas' own policy.json, so that the schedules and the code cannot disagree.
 */
import { readFileSync } from 'node:fs';
import { parsePolicyFile } from '../src/lib/config/policy-file.ts';
import { problemText } from '../src/lib/config/problem.ts';
import type { Policy } from '../src/lib/model/policy.ts';

/** As much of osls as this plugin touches. */
interface Serverless {
  readonly processedInput: { readonly commands: readonly string[] };
  readonly classes: { readonly Error: new (message: string, code: string) => Error };
}

interface Options {
  /** `--param key=value`, each as typed. */
  readonly param?: readonly string[];
}

const POLICY_FILE = 'policy.yml';

const NO_RECIPIENT =
  'Nobody would be told anything: say where mail goes, with ' +
  'npm run deploy -- --param email=you@example.com';

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

const valuesOf = ({ zone, tell }: Policy): ReadonlyMap<string, unknown> => {
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
  ]);
};

function readValues(refusal: (message: string) => Error): ReadonlyMap<string, unknown> {
  const parsed = parsePolicyFile(readFileSync(POLICY_FILE, 'utf8'));
  if (parsed.ok) return valuesOf(parsed.policy);
  throw refusal(parsed.problems.map((problem) => problemText(POLICY_FILE, problem)).join('\n'));
}

const namesRecipient = ({ param = [] }: Options): boolean =>
  param.some((one) => /^email=\S+@\S+$/.test(one));

/** In its constructor, so that osls says once, and before all else, what is wrong. */
class PolicyPlugin {
  readonly hooks: Readonly<Record<string, () => void>>;
  readonly configurationVariablesSources: object;

  constructor(serverless: Serverless, options: Options) {
    const refusal = (message: string): Error => new serverless.classes.Error(message, 'TIERKEEPER');
    const values = readValues(refusal);
    this.configurationVariablesSources = {
      policy: {
        resolve: async ({ address }: { readonly address: string }) => ({
          value: values.get(address) ?? null,
        }),
      },
    };
    this.hooks = {
      // Only a deploy makes a topic; `package` and `remove` need to know nobody.
      initialize() {
        const isDeploy = serverless.processedInput.commands.join(' ') === 'deploy';
        if (isDeploy && !namesRecipient(options)) throw refusal(NO_RECIPIENT);
      },
    };
  }
}

// osls takes a plugin by `require`, and this is the name of what `require` gives.
export { PolicyPlugin as 'module.exports' };
