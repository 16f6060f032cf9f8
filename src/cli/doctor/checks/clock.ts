import type { Checkup } from '../../../lib/model/checkup.ts';
import { between, minutes } from '../../../lib/model/instant.ts';
import { broken, type Diagnosis, judged, ok } from '../diagnosis.ts';

/** Three looks missed: as the alarm and the status page have it. */
const LATE_AFTER = minutes(15);

export const checkClock = ({
  ledger,
  now,
  region,
  stage,
}: Pick<Checkup, 'ledger' | 'now' | 'region' | 'stage'>): Diagnosis => {
  const mend =
    `aws logs tail /aws/lambda/tierkeeper-${stage}-clock-ticked --since 1h ` + `--region ${region}`;
  if (!ledger.known && ledger.fault.code === 'not-found') {
    return broken(
      'clock',
      [
        'There is no ledger: nobody has ever looked.',
        '원장 테이블이 없습니다. 확인한 적이 없습니다.',
      ],
      null,
    );
  }
  return judged('clock', ledger, ({ lastSweepAt: at }) => {
    if (at === null) {
      return broken(
        'clock',
        ['No look at the Region has been completed.', '리전 전체를 끝까지 확인한 적이 없습니다.'],
        mend,
      );
    }
    const ago = between(at, now);
    if (ago <= LATE_AFTER) {
      return ok('clock', [
        (say) => `It last looked ${say.duration(ago)} ago.`,
        (say) => `${say.duration(ago)} 전에 확인했습니다.`,
      ]);
    }
    return broken(
      'clock',
      [
        (say) => `It has not looked for ${say.duration(ago)}, since ${say.farInstant(at)}.`,
        (say) => `${say.farInstant(at)} 뒤로 ${say.duration(ago)} 동안 확인하지 못했습니다.`,
      ],
      mend,
    );
  });
};
