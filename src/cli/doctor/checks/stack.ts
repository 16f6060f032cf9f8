import type { Checkup } from '../../../lib/model/checkup.ts';
import { type Instant, minutes, plus } from '../../../lib/model/instant.ts';
import { broken, type Diagnosis, deployCommand, judged, ok, warning } from '../diagnosis.ts';

/** A file is written before it is deployed, and clocks differ a little. */
const SLACK = minutes(5);

/** Deployed at all, and with the policy at hand, as far as the times of both tell. */
export function checkStack(
  { deployedAt, region, stage }: Pick<Checkup, 'deployedAt' | 'region' | 'stage'>,
  policyChangedAt: Instant | null,
): Diagnosis {
  const deploy = deployCommand(stage, region);
  if (!deployedAt.known && deployedAt.fault.code === 'not-found') {
    return broken(
      'stack',
      [
        `Tierkeeper is not deployed in ${region} (stage ${stage}).`,
        `${region}에 Tierkeeper가 배포되어 있지 않습니다(스테이지 ${stage}).`,
      ],
      deploy,
    );
  }
  return judged('stack', deployedAt, (at) =>
    at !== null && policyChangedAt !== null && policyChangedAt > plus(at, SLACK)
      ? warning(
          'stack',
          [
            (say) => `policy.yml was changed after the deployment of ${say.farInstant(at)}.`,
            (say) => `${say.farInstant(at)}에 배포한 뒤에 policy.yml이 바뀌었습니다.`,
          ],
          deploy,
        )
      : ok('stack', [
          (say) => (at === null ? 'It is deployed.' : `Deployed ${say.farInstant(at)}.`),
          (say) => (at === null ? '배포되어 있습니다.' : `${say.farInstant(at)}에 배포했습니다.`),
        ]),
  );
}
