import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import * as z from 'zod';
import { type AccountId, isAccountId } from '../../model/ids.ts';
import { type AwsOptions, clientSettings } from './client-settings.ts';
import { idDocument, parseDocument } from './documents.ts';

const identityDocument = z.object({ Account: idDocument(isAccountId, 'an account') });

/** Whose credentials the SDK found. Every identity may ask; no policy needs to allow it. */
export async function readAccount(options: AwsOptions): Promise<AccountId> {
  const client = new STSClient(clientSettings(options));
  const answer = await client.send(new GetCallerIdentityCommand({}));
  return parseDocument(identityDocument, answer, 'the caller').Account;
}

/** The Region that the SDK's chain decides on, or null where nothing names one. */
export async function readRegion(options: AwsOptions): Promise<string | null> {
  const { config } = new STSClient(clientSettings(options));
  const named: Promise<string> = config.region();
  return named.catch(() => null);
}
