import type { Checkup } from '../../../lib/model/checkup.ts';
import { broken, type Diagnosis, deployCommand, judged, ok, warning } from '../diagnosis.ts';

export function checkDeadLetters({
  deadLetters,
  region,
  stage,
}: Pick<Checkup, 'deadLetters' | 'region' | 'stage'>): Diagnosis {
  if (!deadLetters.known && deadLetters.fault.code === 'not-found') {
    return broken(
      'dead-letters',
      ['There is no dead-letter queue.', '데드 레터 대기열이 없습니다.'],
      deployCommand(stage, region),
    );
  }
  return judged('dead-letters', deadLetters, (count) =>
    count === 0
      ? ok('dead-letters', ['Nothing has failed for good.', '끝내 실패한 일이 없습니다.'])
      : warning(
          'dead-letters',
          [
            `${count === 1 ? 'One thing' : `${count} things`} failed for good.`,
            `끝내 실패한 일이 ${count}건 있습니다.`,
          ],
          'npx tierkeeper trouble',
        ),
  );
}
