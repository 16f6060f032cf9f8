import type { Checkup } from '../../../lib/model/checkup.ts';
import { broken, type Diagnosis, deployCommand, judged, ok } from '../diagnosis.ts';

/** The tick and the digest. */
const EXPECTED = 2;

export function checkSchedules({
  schedules,
  region,
  stage,
}: Pick<Checkup, 'schedules' | 'region' | 'stage'>): Diagnosis {
  const group = `tierkeeper-${stage}`;
  const deploy = deployCommand(stage, region);
  const missing = (found: number): Diagnosis =>
    broken(
      'schedules',
      [
        `${found} of the ${EXPECTED} schedules of ${group} are there.`,
        `${group}의 스케줄 ${EXPECTED}개 가운데 ${found}개만 있습니다.`,
      ],
      deploy,
    );
  if (!schedules.known && schedules.fault.code === 'not-found') return missing(0);
  return judged('schedules', schedules, (all) => {
    if (all.length < EXPECTED) return missing(all.length);
    const off = all.filter(({ isEnabled }) => !isEnabled).map(({ name }) => name);
    if (off.length === 0) {
      return ok('schedules', [
        'The clock and the digest are on.',
        '시계와 요약 스케줄이 켜져 있습니다.',
      ]);
    }
    const names = off.join(', ');
    // Scheduler has no call that only switches one on: each would need all its fields again.
    return broken(
      'schedules',
      [
        (say) => `Switched off in EventBridge Scheduler: ${say.data(names, 120)}.`,
        (say) => `EventBridge Scheduler에서 꺼져 있습니다: ${say.data(names, 120)}.`,
      ],
      `https://${region}.console.aws.amazon.com/scheduler/home?region=${region}#schedules`,
    );
  });
}
