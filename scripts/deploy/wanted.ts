/** What a command line of `npm run deploy` asks for, by the same words that osls reads. */
import { parseArgs } from 'node:util';

export interface Wanted {
  /** `--param key=value`, each as typed. */
  readonly params: readonly string[];
  readonly stage: string;
  readonly region: string;
  /** `--aws-profile`; undefined: whatever the AWS CLI would take. */
  readonly profile: string | undefined;
}

type Variables = Readonly<Record<string, string | undefined>>;

/** serverless.yml says the same of stage and Region. */
export function wantedOf(args: readonly string[], environment: Variables): Wanted {
  const { values } = parseArgs({
    args: [...args],
    // What osls knows besides is osls's.
    strict: false,
    options: {
      param: { type: 'string', multiple: true },
      stage: { type: 'string', short: 's' },
      region: { type: 'string', short: 'r' },
      'aws-profile': { type: 'string' },
    },
  });
  const said = (value: unknown): string | undefined =>
    typeof value === 'string' && value !== '' ? value : undefined;
  const { AWS_REGION, AWS_DEFAULT_REGION } = environment;
  return {
    params: (values.param ?? []).filter((one) => typeof one === 'string'),
    stage: said(values.stage) ?? 'prod',
    region: said(values.region) ?? said(AWS_REGION) ?? said(AWS_DEFAULT_REGION) ?? 'us-east-1',
    profile: said(values['aws-profile']),
  };
}
