/** Why the free-tier guard does what it does, in Korean. */
import type { LimitName } from '../../model/meter.ts';
import type { ReasonEvidence } from '../../model/reason.ts';
import type { ReasonCatalogue } from './catalogue.ts';
import { particle } from './particle.ts';
import { quantity } from './quantity.ts';
import type { Say } from './say.ts';

export const FREE_KO: Readonly<Record<LimitName, string>> = {
  instanceHoursLinux: '무료 Linux 시간',
  instanceHoursWindows: '무료 Windows 시간',
  volumeGibMonths: '무료 EBS 용량(GiB-월)',
  publicIpv4Hours: '무료 퍼블릭 IPv4 시간',
};

type Closed = ReasonEvidence['guard-closed'];

const used = ({ limit, used: sum, allowed, stopAtPercent }: Closed): string =>
  `이번 달 ${FREE_KO[limit]} ${quantity(allowed)} 중 ${particle(quantity(sum), '을/를')} ` +
  `썼습니다(가드 기준 ${stopAtPercent}%).`;

const tooLittle = (evidence: Closed, say: Say): string =>
  `${used(evidence)} 남은 시간으로는 켜져 있는 것을 모두 ${say.instant(evidence.until)}까지 ` +
  '켜 둘 수 없습니다.';

export const GUARD_REASONS_KO = {
  'guard-warned': (evidence, say) =>
    tooLittle(evidence, say) +
    (evidence.stopAt === null ? '' : ` 그래서 ${say.clock(evidence.stopAt)}에 중지합니다.`),
  'guard-waiting': (evidence, say) =>
    `${tooLittle(evidence, say)} 미리 알린 대로 ${say.clock(evidence.stopAt)}에 중지합니다.`,
  'guard-stop': (evidence, say) =>
    `${tooLittle(evidence, say)} ${say.clock(evidence.warnedAt)}에 알린 뒤에도 그대로였습니다.`,
  'guard-closed': (evidence, say) =>
    `${used(evidence)} ${say.instant(evidence.until)}까지는 이 시간을 쓰는 인스턴스를 시작하지 ` +
    '않습니다.',
  'guard-kept': (evidence, say) =>
    `${used(evidence)} 남은 시간으로 ${say.instant(evidence.until)}까지 켜 둘 수 있습니다.`,
  'guard-withdrawn': () => '이제 켜 두기에 무료 시간이 충분합니다.',
  'guard-restart': ({ stoppedAt }, say) =>
    `프리 티어 가드가 ${say.instant(stoppedAt)}에 중지했는데, 새 달이 되어 다시 ` +
    '시작합니다(freeTier.restart).',
  'guard-restart-waits': ({ stoppedAt }, say) =>
    `프리 티어 가드가 ${say.instant(stoppedAt)}에 중지했습니다. 일정에서 켜 둘 시간이 되면 다시 ` +
    '시작합니다.',
} satisfies Partial<ReasonCatalogue>;
