/** What the command line reads of a whole account, with the credentials and Region it finds. */
import { STSClient } from '@aws-sdk/client-sts';
import * as z from 'zod';
import type { FreeTier } from '../../model/free-tier.ts';
import type { AccountId } from '../../model/ids.ts';
import type { Estate } from '../cloud.ts';
import { type AwsOptions, clientSettings } from './client-settings.ts';
import { awsEstate } from './estate/estate.ts';
import { awsFreeTier } from './free-tier.ts';
import { homeOf, type Time, type Unreached } from './ports.ts';
import type { Credentials } from './signed-json.ts';

export interface AccountToRead {
  readonly account: AccountId;
  readonly estate: Estate;
  readonly freeTier: FreeTier;
}

export type AccountReach = ({ readonly reached: true } & AccountToRead) | Unreached;

const credentialsDocument = z.object({
  accessKeyId: z.string(),
  secretAccessKey: z.string(),
  sessionToken: z.string().optional(),
});

/** Those that the SDK's own chain finds. */
async function credentialsOf(options: AwsOptions): Promise<Credentials> {
  const { config } = new STSClient(clientSettings(options));
  const { sessionToken, ...keys } = credentialsDocument.parse(await config.credentials());
  return sessionToken === undefined ? keys : { ...keys, sessionToken };
}

export async function accountToRead(options: AwsOptions & Time): Promise<AccountReach> {
  const home = await homeOf(options);
  if (!home.reached) return home;
  const { account, region } = home;
  const { endpoint, sleep } = options;
  const credentials = await credentialsOf({ ...options, region });
  return {
    reached: true,
    account,
    estate: awsEstate({ ...options, region }),
    freeTier: awsFreeTier({ endpoint, sleep, credentials: () => credentials }),
  };
}
