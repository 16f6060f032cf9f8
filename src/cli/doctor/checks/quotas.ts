import type { Checkup } from '../../../lib/model/checkup.ts';
import { type Diagnosis, judged, ok, warning } from '../diagnosis.ts';

/** What new accounts begin with; below that functions of ours wait for one another. */
const NEW_ACCOUNT = 10;

export const checkQuotas = (
  checkup: Pick<Checkup, 'concurrency' | 'vcpus' | 'region'>,
): readonly Diagnosis[] => [concurrent(checkup), startable(checkup)];

const increase = (region: string, quota: string): string =>
  `aws service-quotas request-service-quota-increase ${quota} --region ${region}`;

const concurrent = ({ concurrency, region }: Pick<Checkup, 'concurrency' | 'region'>): Diagnosis =>
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
          increase(region, '--service-code lambda --quota-code L-B99A9384 --desired-value 1000'),
        ),
  );

/** A start that does not fit is refused with `VcpuLimitExceeded`, in the morning. */
const startable = ({ vcpus, region }: Pick<Checkup, 'vcpus' | 'region'>): Diagnosis =>
  judged('quotas', vcpus, ({ quota, running, all }) =>
    all <= quota
      ? ok('quotas', [
          `On-demand instances may take ${quota} vCPUs at once: ${running} run, and all that are ` +
            `there would take ${all}.`,
          `온디맨드 인스턴스는 동시에 vCPU ${quota}개까지 쓸 수 있습니다. 지금 ${running}개를 쓰고, ` +
            `있는 인스턴스를 모두 켜면 ${all}개입니다.`,
        ])
      : warning(
          'quotas',
          [
            `On-demand instances may take ${quota} vCPUs at once: ${running} run, and all that ` +
              `are there would take ${all}. AWS refuses the start that goes beyond.`,
            `온디맨드 인스턴스는 동시에 vCPU ${quota}개까지 쓸 수 있습니다. 지금 ${running}개를 ` +
              `쓰고, 있는 인스턴스를 모두 켜면 ${all}개입니다. 한도를 넘는 시작은 AWS가 거절합니다.`,
          ],
          increase(region, `--service-code ec2 --quota-code L-1216C47A --desired-value ${all}`),
        ),
  );
