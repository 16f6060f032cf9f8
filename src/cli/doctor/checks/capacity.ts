import type { Checkup } from '../../../lib/model/checkup.ts';
import { type Diagnosis, judged, ok, warning } from '../diagnosis.ts';

/** A month of 25 units each is free, in each Region: https://aws.amazon.com/dynamodb/pricing/ */
const FREE_UNITS = 25;

export const checkCapacity = ({ units, region }: Pick<Checkup, 'units' | 'region'>): Diagnosis =>
  judged('capacity', units, ({ read, write }) => {
    const have = `${read}/${write}`;
    return read <= FREE_UNITS && write <= FREE_UNITS
      ? ok('capacity', [
          `All tables have ${have} provisioned units; ${FREE_UNITS}/${FREE_UNITS} are free.`,
          `모든 테이블의 프로비저닝 용량은 ${have}이고, ${FREE_UNITS}/${FREE_UNITS}까지 무료입니다.`,
        ])
      : warning(
          'capacity',
          [
            `The tables of ${region} have ${have} provisioned units (read/write), and only ` +
              `${FREE_UNITS}/${FREE_UNITS} are free: the rest is billed by the hour.`,
            `${region}의 테이블들이 ${have} 용량(읽기/쓰기)을 프로비저닝했습니다. ` +
              `${FREE_UNITS}/${FREE_UNITS}까지만 무료이고, 나머지는 시간마다 과금됩니다.`,
          ],
          `aws dynamodb list-tables --region ${region}`,
        );
  });
