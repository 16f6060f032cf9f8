import type { Checkup } from '../../../lib/model/checkup.ts';
import { broken, type Diagnosis, ok } from '../diagnosis.ts';

/** Credentials and Region are good enough to be answered at all. */
export function checkAccount({
  account,
  region,
  unreadFamilies,
}: Pick<Checkup, 'account' | 'region' | 'unreadFamilies'>): Diagnosis {
  const isOff = unreadFamilies.some(({ fault }) => fault.code === 'region-disabled');
  return isOff
    ? broken(
        'account',
        [
          `The Region ${region} is off in account ${account}.`,
          `계정 ${account}에서 ${region} 리전이 꺼져 있습니다.`,
        ],
        `aws account enable-region --region-name ${region}`,
      )
    : ok('account', [`Account ${account}, ${region}.`, `계정 ${account}, ${region}.`]);
}
