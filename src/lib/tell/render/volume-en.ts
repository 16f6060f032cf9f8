/** What a terminated instance leaves behind, in English. */
import type { NewestSnapshot } from '../../model/image.ts';
import { sumOf } from '../../model/money.ts';
import type { VolumeFacts } from '../../model/notice.ts';
import { type NoticeCatalogue, type Worded, worded } from './catalogue.ts';
import * as command from './command.ts';
import { monthlyEn } from './monthly.ts';
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
  if (typeof newest === 'string') return ', no snapshot';
  return `, newest snapshot ${say.data(newest.id)} of ${say.day(newest.startedAt)}`;
}

function volume(facts: VolumeFacts, say: Say): Worded {
  const { volumeId, name, sizeGiB, type, monthlyMicroUsd, device, encrypted } = facts;
  const called = name === volumeId ? '' : ` "${say.data(name, 40)}"`;
  const locked = encrypted ? ', encrypted' : '';
  const until = facts.attachedUntil ?? null;
  const last = until === null ? '' : ` until ${say.instant(until)}`;
  const size = `${say.count(sizeGiB)} GiB ${say.data(type)}${provisioned(facts, say)}`;
  const copy = newestCopy(facts.newestSnapshot ?? null, say);
  const what = `${size}${locked}, was ${say.data(device)}${last}${copy}`;
  return worded({
    title: `${volumeId}${called}`,
    sentences: [`${what}: ${monthlyEn(monthlyMicroUsd, say)}.`],
    actions: [
      {
        label: 'To keep a copy first (a snapshot costs less, but not nothing):',
        command: command.snapshotVolume(volumeId, say.view),
      },
      {
        label: 'To see the snapshots that there are of it:',
        command: command.listSnapshots(volumeId, say.view),
      },
      { label: 'To delete for good:', command: command.deleteVolume(volumeId, say.view) },
      {
        label: 'To keep, and hear no more of it:',
        command: command.setTag(volumeId, command.KEEP, say.view),
      },
    ],
  });
}

function leftCost(volumes: readonly VolumeFacts[], say: Say): string {
  const [they, cost, them] =
    volumes.length === 1 ? ['It', 'costs', 'it'] : ['They', 'cost', 'them'];
  const known = volumes.flatMap(({ monthlyMicroUsd }) => monthlyMicroUsd ?? []);
  if (known.length === 0) return `What ${them} costs is not known here, but it is not nothing.`;
  const more = known.length < volumes.length ? ', and more for what has no known price' : '';
  const sum = say.money(sumOf(known));
  return `${they} ${cost} ${sum} a month${more}, until somebody deletes ${them}.`;
}

export const volumesLeftEn: NoticeCatalogue['volumes-left'] = ({ subject, volumes }, say) => {
  const stayed = volumes.length === 1 ? 'a volume' : `${volumes.length} volumes`;
  return worded({
    title: `${say.name(subject)} is gone, ${stayed} stayed`,
    sentences: [leftCost(volumes, say)],
    about: say.identity(subject),
    parts: volumes.map((one) => volume(one, say)),
  });
};
