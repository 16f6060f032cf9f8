/** What the command line reads of a whole account, with the credentials and Region it finds. */
import type { FreeTier } from '../../model/free-tier.ts';
import type { AccountId } from '../../model/ids.ts';
import type { Estate } from '../cloud.ts';
import type { AwsOptions } from './client-settings.ts';
import { credentialsOf } from './credentials.ts';
import { awsEstate } from './estate/estate.ts';
import { awsFreeTier } from './free-tier.ts';
import { homeOf, type Time, type Unreached } from './ports.ts';

export interface AccountToRead {
  readonly account: AccountId;
  readonly estate: Estate;
  readonly freeTier: FreeTier;
}

export type AccountReach = ({ readonly reached: true } & AccountToRead) | Unreached;

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
