import { itemsOf } from '../../model/family.ts';
import { microUsd } from '../../model/money.ts';
import type { Volume } from '../../model/volume.ts';
import { type Finder, type Found, isMeant, nameTag, type Sweep } from './finder.ts';

/**
 * gp2 that costs more than gp3 that does the same. What is unattached, or hangs on a stopped
 * instance, is told of as a whole: to count its saving besides would count money twice.
 */
export const gp2Volumes: Finder = (sweep) => {
  const { instances, volumes } = sweep.region;
  const stopped = new Set(
    itemsOf(instances).flatMap(({ id, state }) => (state === 'stopped' ? [id] : [])),
  );
  return itemsOf(volumes)
    .filter(({ type, state }) => type === 'gp2' && state === 'in-use')
    .filter(({ attachments }) => !attachments.some(({ instanceId }) => stopped.has(instanceId)))
    .filter((volume) => !isMeant(volume))
    .flatMap((volume) => cheaperAsGp3(volume, sweep));
};

/** What every gp3 volume has for its storage price. */
const GP3_IOPS = 3_000;
const GP3_MIBPS = 125;

/** gp2 above 1,000 GiB has 3 IOPS a GiB for good; below it, 3,000 in bursts (EBS user guide). */
const GP2_IOPS_PER_GIB = 3;
const GP2_IOPS_MAX = 16_000;
/** Up to 170 GiB gp2 gives 128 MiB/s at best, which gp3's 125 are taken for; above it, 250. */
const GP2_SMALL_GIB = 170;
const GP2_LARGE_MIBPS = 250;

const performanceOf = (sizeGiB: number) => ({
  iops: Math.max(GP3_IOPS, Math.min(GP2_IOPS_MAX, GP2_IOPS_PER_GIB * sizeGiB)),
  throughputMiBps: sizeGiB > GP2_SMALL_GIB ? GP2_LARGE_MIBPS : GP3_MIBPS,
});

function cheaperAsGp3(volume: Volume, { prices, region }: Sweep): readonly Found<'gp2-volume'>[] {
  const { id, sizeGiB } = volume;
  const performance = performanceOf(sizeGiB);
  const here = { ...volume, region: region.region };
  const now = prices.volumeMonth(here);
  const then = prices.volumeMonth({ ...here, type: 'gp3', ...performance });
  const saving = now === null || then === null ? null : microUsd(now - then);
  // A GiB of gp3 is cheaper everywhere; what it takes besides must be known to be worth it.
  const isCheaper = saving === null ? performance.throughputMiBps === GP3_MIBPS : saving > 0;
  if (!isCheaper) return [];
  const facts = { sizeGiB, ...performance };
  const name = nameTag(volume);
  return [{ kind: 'gp2-volume', id, name, since: null, monthlyMicroUsd: saving, facts }];
}
