/** What a terminated instance leaves behind, in Korean. */
import type { NewestSnapshot } from '../../model/image.ts';
import { sumOf } from '../../model/money.ts';
import type { VolumeFacts } from '../../model/notice.ts';
import { type NoticeCatalogue, type Worded, worded } from './catalogue.ts';
import * as command from './command.ts';
import { monthlyKo } from './monthly.ts';
import { particle } from './particle.ts';
import type { Say } from './say.ts';

type Provisioned = Pick<VolumeFacts, 'iops' | 'throughputMiBps'>;

export function provisioned({ iops, throughputMiBps }: Provisioned, say: Say): string {
  const parts = [
    ...(iops ? [`${say.count(iops)} IOPS`] : []),
    ...(throughputMiBps ? [`${say.count(throughputMiBps)} MiB/s`] : []),
  ];
  return parts.map((part) => `, ${part}`).join('');
}

/** Nothing where nobody looked. */
export function newestCopy(newest: NewestSnapshot | 'none' | null, say: Say): string {
  if (newest === null) return '';
  if (typeof newest === 'string') return ', 스냅샷 없음';
  return `, 가장 최근 스냅샷은 ${say.data(newest.id)}(${say.day(newest.startedAt)})`;
}

function volume(facts: VolumeFacts, say: Say): Worded {
  const { volumeId, name, sizeGiB, type, monthlyMicroUsd, device, encrypted } = facts;
  const called = name === volumeId ? '' : ` "${say.data(name, 40)}"`;
  const locked = encrypted ? ', 암호화됨' : '';
  const until = facts.attachedUntil ?? null;
  const last = until === null ? '' : `${say.instant(until)}까지 `;
  const size = `${say.data(type)} ${say.count(sizeGiB)}GiB${provisioned(facts, say)}`;
  const copy = newestCopy(facts.newestSnapshot ?? null, say);
  const what = `${size}${locked}, ${last}${say.data(device)}에 있었음${copy}`;
  return worded({
    title: `${volumeId}${called}`,
    sentences: [`${what}: ${monthlyKo(monthlyMicroUsd, say)}.`],
    actions: [
      {
        label: '먼저 스냅샷으로 사본을 남기려면(볼륨보다 싸지만 요금이 있습니다):',
        command: command.snapshotVolume(volumeId, say.view),
      },
      {
        label: '이미 있는 스냅샷을 확인하려면:',
        command: command.listSnapshots(volumeId, say.view),
      },
      { label: '완전히 삭제하려면:', command: command.deleteVolume(volumeId, say.view) },
      {
        label: '남겨 두고 알림을 그만 받으려면:',
        command: command.setTag(volumeId, command.KEEP, say.view),
      },
    ],
  });
}

function leftCost(volumes: readonly VolumeFacts[], say: Say): string {
  const known = volumes.flatMap(({ monthlyMicroUsd }) => monthlyMicroUsd ?? []);
  if (known.length === 0) return '가격은 알 수 없지만, 삭제할 때까지 요금이 나갑니다.';
  const more = known.length < volumes.length ? ' 가격을 모르는 볼륨의 요금은 따로입니다.' : '';
  return `삭제할 때까지 한 달에 ${particle(say.money(sumOf(known)), '이/가')} 나갑니다.${more}`;
}

export const volumesLeftKo: NoticeCatalogue['volumes-left'] = ({ subject, volumes }, say) => {
  const name = particle(say.name(subject), '은/는');
  return worded({
    title: `${name} 없어졌지만 볼륨 ${volumes.length}개가 남았습니다`,
    sentences: [leftCost(volumes, say)],
    about: say.identity(subject),
    parts: volumes.map((one) => volume(one, say)),
  });
};
