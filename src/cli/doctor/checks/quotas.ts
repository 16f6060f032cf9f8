import type { Checkup } from '../../../lib/model/checkup.ts';
import { type Diagnosis, judged, ok, warning } from '../diagnosis.ts';

/** What new accounts begin with; below that functions of ours wait for one another. */
const NEW_ACCOUNT = 10;

export const checkQuotas = ({
  concurrency,
  region,
}: Pick<Checkup, 'concurrency' | 'region'>): Diagnosis =>
  judged('quotas', concurrency, (limit) =>
    limit >= NEW_ACCOUNT
      ? ok('quotas', [
          `${limit} functions may run at once; Tierkeeper needs one or two.`,
          `함수를 동시에 ${limit}개까지 실행할 수 있습니다. Tierkeeper는 한두 개면 됩니다.`,
        ])
      : warning(
          'quotas',
          [
            `Only ${limit} functions may run at once: ticks and links may be refused.`,
            `함수를 동시에 ${limit}개만 실행할 수 있어, 확인이나 링크가 거절될 수 있습니다.`,
          ],
          `aws service-quotas request-service-quota-increase --service-code lambda ` +
            `--quota-code L-B99A9384 --desired-value 1000 --region ${region}`,
        ),
  );
