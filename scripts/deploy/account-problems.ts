/** What is wrong with a deploy that only the account can say: read, before anything is made. */
import { DescribeParametersCommand, SSMClient } from '@aws-sdk/client-ssm';
import type { Policy } from '../../src/lib/model/policy.ts';
import { ledgerIn, regionProblem } from '../account-state.ts';
import type { AwsConfig } from '../osls.ts';

/** Names of errors that speak of the keys, of EC2 and the JSON services alike. */
const BAD_KEYS: ReadonlySet<string> = new Set([
  'AuthFailure',
  'ExpiredToken',
  'ExpiredTokenException',
  'IncompleteSignature',
  'InvalidClientTokenId',
  'InvalidSignatureException',
  'RequestExpired',
  'SignatureDoesNotMatch',
  'UnrecognizedClientException',
]);
/** What the SDK says where no place had any: no news. */
const FOUND_NOWHERE = 'Could not load credentials from any providers';
const DENIED = /^(AccessDenied|UnauthorizedOperation)/;

const isAnswer = (error: Error): boolean =>
  '$metadata' in error &&
  typeof error.$metadata === 'object' &&
  error.$metadata !== null &&
  'httpStatusCode' in error.$metadata;

/** A sentence for whoever has no keys, wrong ones or no network; null for what may not be asked. */
function sentenceFor(error: unknown): string | null {
  if (!(error instanceof Error)) throw error;
  const { name, message } = error;
  if (name === 'CredentialsProviderError' || name === 'TokenProviderError') {
    return (
      'No credentials of AWS were found, so that the account was not looked at: log in as for ' +
      'the AWS CLI (aws configure, aws sso login), or name a profile with --aws-profile.' +
      (message === FOUND_NOWHERE ? '' : `\n  ${message}`)
    );
  }
  if (BAD_KEYS.has(name)) return `AWS does not take these credentials (${name}): ${message}`;
  if (DENIED.test(name)) return null;
  if (!isAnswer(error)) return `AWS cannot be reached (${message}).`;
  throw error;
}

export interface Asked {
  readonly config: AwsConfig;
  readonly ledger: string;
  /** Null where policy.yml cannot be read. */
  readonly policy: Policy | null;
}

export const FOREIGN_LEDGER = (name: string): string =>
  `The table ${name} is not a ledger of Tierkeeper: its keys are not called pk and sk. ` +
  'Rename it, or deploy with another --stage.';

async function ledgerProblems({ config, ledger }: Asked): Promise<readonly string[]> {
  return (await ledgerIn(config, ledger)) === 'foreign' ? [FOREIGN_LEDGER(ledger)] : [];
}

/** The parameters that the policy names for Slack: by their descriptions, never by their values. */
async function secretProblems({ config, policy }: Asked): Promise<readonly string[]> {
  const { webhook = null, app = null } = policy?.tell.slack ?? {};
  const names = [...new Set([webhook, app].filter((name) => name !== null))];
  if (names.length === 0) return [];
  const { Parameters = [] } = await new SSMClient(config).send(
    new DescribeParametersCommand({
      ParameterFilters: [{ Key: 'Name', Option: 'Equals', Values: names }],
    }),
  );
  const typeOf = new Map(Parameters.map(({ Name, Type }) => [Name, Type]));
  const make = (name: string): string =>
    `  aws ssm put-parameter --type SecureString --region ${config.region} --name ${name} ` +
    '--value SECRET';
  return names.flatMap((name) => {
    const type = typeOf.get(name);
    if (type === 'SecureString') return [];
    const wrong = type === undefined ? 'is not there' : `is a ${type}, and no SecureString`;
    return [`policy.yml names the parameter ${name} for Slack, which ${wrong}:\n${make(name)}`];
  });
}

/** The Region first: nothing else can be asked in one that is off. */
export async function accountProblems(asked: Asked): Promise<readonly string[]> {
  try {
    const region = await regionProblem(asked.config);
    if (region !== null) return [region];
  } catch (error) {
    const sentence = sentenceFor(error);
    if (sentence !== null) return [sentence];
  }
  const questions = await Promise.allSettled([secretProblems(asked), ledgerProblems(asked)]);
  return questions.flatMap((answer) =>
    answer.status === 'fulfilled' ? answer.value : (sentenceFor(answer.reason) ?? []),
  );
}
