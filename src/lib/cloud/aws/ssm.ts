/** Secrets of the owner: SecureString parameters, named by the policy, read when first needed. */
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import * as z from 'zod';
import { type Fault, fault } from '../../model/fault.ts';
import { type AwsOptions, clientSettings } from './client-settings.ts';
import { neverConnected, wasCutOff } from './connection.ts';
import { isRefusal, isServerFailure, unexplained } from './fault.ts';
import { readFaultOf } from './pages.ts';

export type Secret =
  /** Never logged, never part of a message. */
  { readonly read: true; readonly value: string } | { readonly read: false; readonly fault: Fault };

/** Reads a parameter by its name; what was read once is kept until the next cold start. */
export type ReadSecret = (parameter: string) => Promise<Secret>;

const ACTION = 'ssm:GetParameter';

const answer = z.object({ Parameter: z.object({ Type: z.string(), Value: z.string().min(1) }) });

/** SSM says only the code of some refusals: what would be right is said here. */
const RIGHT: Readonly<Record<string, string>> = {
  ParameterNotFound: 'there is none of this name in this Region; make it, or correct policy.yml',
  InvalidKeyId: 'the KMS key that encrypts it is disabled or gone',
};

function refusalOf(error: unknown): Fault {
  if (!(error instanceof Error)) throw error;
  const right = RIGHT[error.name];
  if (right !== undefined) return fault('bad-secret', right, { awsCode: error.name });
  const known = readFaultOf(error, ACTION);
  if (known !== null) return known;
  const isUnanswered = neverConnected(error) || wasCutOff(error) || isServerFailure(error);
  if (isUnanswered) return fault('no-answer', error.message);
  if (isRefusal(error)) return { ...unexplained(error), code: 'bad-secret' };
  throw error;
}

async function readOnce(client: SSMClient, parameter: string): Promise<Secret> {
  const refused = (why: Fault): Secret => ({
    read: false,
    fault: {
      ...why,
      message: `SSM parameter ${parameter}: ${why.message}`,
      culprits: [parameter],
    },
  });
  try {
    const command = new GetParameterCommand({ Name: parameter, WithDecryption: true });
    const parsed = answer.safeParse(await client.send(command));
    if (!parsed.success) return refused(fault('unreadable-page', 'it has no value'));
    const { Type, Value } = parsed.data.Parameter;
    if (Type === 'SecureString') return { read: true, value: Value };
    const wrong = `it is a ${Type} and must be a SecureString; make it anew and replace the secret`;
    return refused(fault('bad-secret', wrong, { awsCode: 'NotSecureString' }));
  } catch (error) {
    return refused(refusalOf(error));
  }
}

/** A read that failed is made again when next asked for: the owner may have mended it. */
export function secretReader(client: SSMClient): ReadSecret {
  const kept = new Map<string, Promise<Secret>>();
  return async (parameter) => {
    const known = kept.get(parameter);
    if (known !== undefined) return known;
    const reading = readOnce(client, parameter);
    kept.set(parameter, reading);
    const secret = await reading.catch((error: unknown) => {
      kept.delete(parameter);
      throw error;
    });
    if (!secret.read) kept.delete(parameter);
    return secret;
  };
}

export const ssmClient = (options: AwsOptions): SSMClient => new SSMClient(clientSettings(options));
